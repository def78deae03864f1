import { rmSync } from "node:fs";
import { join } from "node:path";
import { generateInstances } from "./generate-schema.ts";
import { type Run, runInTurn, type Subject } from "./measure.ts";
import { median, range, row } from "./table.ts";

const executable = join(import.meta.dirname, "../dist/mofkit.js");
const emptyStart = "empty Node start";

export interface WholeProcessesOptions {
  /** For what is generated and compiled. */
  readonly folder: string;
  /** The file that includes the generated schema. */
  readonly schema: string;
  /** The file that includes CIM 2.49, where it is at hand. */
  readonly cim: string | undefined;
  readonly rounds: number;
}

function figures(name: string, runs: readonly Run[], start: number): string {
  const walls = runs.map((run) => run.wall);
  const wall = median(walls);
  const cpu = median(runs.map((run) => run.cpu));
  const memory = median(runs.map((run) => run.memory));
  return row(name, wall.toFixed(0), range(walls), (wall / start).toFixed(1), cpu.toFixed(0), memory.toFixed(0));
}

/** The commands as people run them, each next to an empty Node start in the same run. */
export async function benchWholeProcesses({ folder, schema, cim, rounds }: WholeProcessesOptions): Promise<void> {
  const repository = join(folder, "repository.db");
  /** A compile of `source` into a repository file that does not exist yet. */
  const compile = (name: string, source: string): Subject => ({
    name,
    arguments: [executable, "compile", source, "-r", repository, "-q"],
    prepare: () => rmSync(repository, { force: true }),
  });
  const instances = join(folder, "instances.mof");
  generateInstances(instances, 10_000);
  const oneClass = join(folder, "one-class.mof");
  generateInstances(oneClass, 0);
  const subjects: Subject[] = [
    { name: emptyStart, arguments: ["-e", "0"] },
    { name: "mofkit --version", arguments: [executable, "--version"] },
    { name: "mofkit --help", arguments: [executable, "--help"] },
    { name: "check, one class", arguments: [executable, "check", oneClass, "-q"] },
    compile("compile, schema like CIM 2.49", schema),
    compile("compile, 10,000 instances", instances),
    ...(cim === undefined ? [] : [compile("compile, CIM 2.49 itself", cim)]),
  ];
  const runs = await runInTurn(subjects, rounds);
  const start = median((runs.get(emptyStart) ?? []).map((run) => run.wall));
  console.log(row("whole processes", "wall ms", "range", "x start", "CPU ms", "peak MiB"));
  for (const { name } of subjects) console.log(figures(name, runs.get(name) ?? [], start));
}
