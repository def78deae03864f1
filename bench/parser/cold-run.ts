/**
 * One cold run: `node cold-run.js PARSER LIST` with a module that exports `countDeclarations` and a JSON file of paths. The
 * files are read before the clock starts. Prints a {@link ColdRun} as JSON.
 */
import { readFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Milliseconds, one after the other. */
export interface ColdRun {
  /** The import of the parser, and a text of nothing, for which it makes what it makes when first used. */
  readonly start: number;
  /** All texts. */
  readonly parse: number;
  readonly both: number;
  /** Processor time of both, with V8's compilers and collector, which work beside. */
  readonly cpu: number;
  readonly declarations: number;
}

interface ParserModule {
  countDeclarations(texts: readonly string[]): number | Promise<number>;
}

const [parser = "", list = ""] = process.argv.slice(2);
enableCompileCache(join(import.meta.dirname, "compile-cache"));
const texts = (JSON.parse(readFileSync(list, "utf8")) as string[]).map((path) => readFileSync(path, "utf8"));

const cpuBefore = process.cpuUsage();
const begin = performance.now();
const { countDeclarations } = (await import(pathToFileURL(parser).href)) as ParserModule;
await countDeclarations([""]);
const started = performance.now();
const declarations = await countDeclarations(texts);
const end = performance.now();
const { user, system } = process.cpuUsage(cpuBefore);
const cpu = (user + system) / 1000;
const run: ColdRun = { start: started - begin, parse: end - started, both: end - begin, cpu, declarations };
console.log(JSON.stringify(run));
