/**
 * `npm run bench [-- SECTION…] [--cim FILE] [--rounds N] [--stream SIZE] [--sizes N,N…]`: measures whole processes, each figure next to one
 * that it can be compared with, in the same run. Sections: processes, parser, streaming, instances, incremental; without one all of them.
 *
 * Cold means a new process, with the operating system's and V8's caches warm. Times are medians, because the machines that
 * run this are noisy and shared.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { benchColdParser } from "./cold-parser.ts";
import { generateSchema } from "./generate-schema.ts";
import { benchIncremental } from "./incremental.ts";
import { benchInstances, parseSizes } from "./instances.ts";
import { benchStreaming, parseSize } from "./streaming.ts";
import { benchWholeProcesses } from "./whole-processes.ts";

const sections = ["processes", "parser", "streaming", "instances", "incremental"];

const { values: options, positionals } = parseArgs({
  options: {
    cim: { type: "string" },
    rounds: { type: "string", default: "9" },
    stream: { type: "string", default: "256MB" },
    sizes: { type: "string", default: "10000,100000,1000000" },
  },
  allowPositionals: true,
});
const unknown = positionals.find((section) => !sections.includes(section));
if (unknown !== undefined) throw new Error(`there is no section ${unknown}; there are ${sections.join(", ")}`);
const wants = (section: string) => positionals.length === 0 || positionals.includes(section);
const cim = options.cim === undefined ? undefined : resolve(options.cim);
if (cim !== undefined && !existsSync(cim)) throw new Error(`--cim: no file ${options.cim}`);
const rounds = Number(options.rounds);
const size = parseSize(options.stream);
const sizes = parseSizes(options.sizes);

const folder = mkdtempSync(join(tmpdir(), "mofkit-bench-"));
try {
  const processor = cpus()[0]?.model ?? "unknown processor";
  console.log(
    `Node ${process.versions.node}, ${process.platform}, ${cpus().length} x ${processor}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; ` +
      `${rounds} runs each, in turn`,
  );
  const schema = generateSchema(join(folder, "schema"));
  if (wants("processes")) await benchWholeProcesses({ folder, schema, cim, rounds });
  const schemas = new Map([["schema like CIM 2.49", schema]]);
  if (cim !== undefined) schemas.set("CIM 2.49 itself", cim);
  if (wants("parser")) await benchColdParser(folder, schemas, rounds);
  if (wants("streaming")) await benchStreaming(folder, size);
  if (wants("instances")) await benchInstances(folder, sizes, rounds);
  if (wants("incremental")) await benchIncremental(folder, schemas, rounds);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
