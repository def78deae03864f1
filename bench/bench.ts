/**
 * `npm run bench [-- --cim FILE] [--rounds N]`: whole processes, each next to an empty Node start in the same run.
 *
 * Cold means a new process and an empty repository, with the operating system's and V8's caches warm. Times are medians;
 * ratios are to the empty start, because the machines that run this are noisy and shared.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { generateInstances, generateSchema } from "./generate-schema.ts";
import { median, type Run, runInTurn, type Subject } from "./measure.ts";

const { values: options } = parseArgs({
  options: { cim: { type: "string" }, rounds: { type: "string", default: "9" } },
});

const executable = join(import.meta.dirname, "../dist/mofkit.js");
const folder = mkdtempSync(join(tmpdir(), "mofkit-bench-"));
const emptyStart = "empty Node start";

/** A compile of `source` into a repository file that does not exist yet. */
function compile(name: string, source: string): Subject {
  const repository = join(folder, "repository.db");
  return {
    name,
    arguments: [executable, "compile", source, "-r", repository, "-q"],
    prepare: () => rmSync(repository, { force: true }),
  };
}

function row(cells: readonly string[]): string {
  const [name = "", ...numbers] = cells;
  return [name.padEnd(34), ...numbers.map((number) => number.padStart(12))].join("");
}

function figures(name: string, runs: readonly Run[], start: number): string {
  const wall = median(runs.map((run) => run.wall));
  const spread = `${Math.min(...runs.map((run) => run.wall)).toFixed(0)}-${Math.max(...runs.map((run) => run.wall)).toFixed(0)}`;
  const cpu = median(runs.map((run) => run.cpu));
  const memory = median(runs.map((run) => run.memory));
  return row([name, wall.toFixed(0), spread, (wall / start).toFixed(1), cpu.toFixed(0), memory.toFixed(0)]);
}

try {
  const instances = join(folder, "instances.mof");
  generateInstances(instances, 10_000);
  const oneClass = join(folder, "one-class.mof");
  generateInstances(oneClass, 0);
  const subjects: Subject[] = [
    { name: emptyStart, arguments: ["-e", "0"] },
    { name: "mofkit --version", arguments: [executable, "--version"] },
    { name: "mofkit --help", arguments: [executable, "--help"] },
    { name: "check, one class", arguments: [executable, "check", oneClass, "-q"] },
    compile("compile, schema like CIM 2.49", generateSchema(join(folder, "schema"))),
    compile("compile, 10,000 instances", instances),
  ];
  if (options.cim !== undefined) {
    const path = resolve(options.cim);
    if (!existsSync(path)) throw new Error(`--cim: no file ${options.cim}`);
    subjects.push(compile("compile, CIM 2.49 itself", path));
  }

  const runs = await runInTurn(subjects, Number(options.rounds));
  const start = median((runs.get(emptyStart) ?? []).map((run) => run.wall));
  const processor = cpus()[0]?.model ?? "unknown processor";
  console.log(
    `Node ${process.versions.node}, ${process.platform}, ${cpus().length} x ${processor}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; ` +
      `${options.rounds} runs each, in turn`,
  );
  console.log(row(["", "wall ms", "range", "x start", "CPU ms", "peak MiB"]));
  for (const { name } of subjects) console.log(figures(name, runs.get(name) ?? [], start));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
