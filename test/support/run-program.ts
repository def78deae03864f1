/**
 * Runs a program that uses mofkit as a library, `run-program.ts PROGRAM`. What a call of its is refused for goes to standard
 * error as commands report it with `--error-format json`: one object with the code a line.
 */
import { enableCompileCache, registerHooks } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { WbemError } from "../../src/wbem/error.ts";

// Each example is a process of its own, and most of its time would go into reading the sources anew.
enableCompileCache();
const library = pathToFileURL(join(import.meta.dirname, "../../src/index.ts")).href;
registerHooks({
  resolve: (specifier, context, next) => next(specifier === "mofkit" ? library : specifier, context),
});

try {
  await import(pathToFileURL(resolve(process.argv[2] as string)).href);
} catch (error) {
  if (!(error instanceof WbemError)) throw error;
  for (const { code } of error.violations) process.stderr.write(`${JSON.stringify({ code })}\n`);
  process.exitCode = 1;
}
