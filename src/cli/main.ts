import { exitCodes } from "./exit-codes.ts";
import type { CommandIo } from "./io.ts";
import { TextOutput } from "./text-output.ts";
import { version } from "./version.ts";

/**
 * Runs a command line, `argv` without the executable, and returns its exit code. What it needs of the
 * world beside files and standard input is in `io`.
 *
 * @example await main(["check", "schema.mof"], io) // 0, 1, 2, 3, 129, 130 or 143
 */
export async function main(argv: readonly string[], io: CommandIo): Promise<number> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    // Answered before anything is loaded: scripts ask for it often.
    const output = new TextOutput(io.stdout, 0);
    output.write(`${version}\n`);
    await output.flush();
    return exitCodes.success;
  }
  const { runCommandLine } = await import("./run-command-line.ts");
  return runCommandLine(argv, io);
}
