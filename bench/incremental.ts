import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Run, runInTurn, type Subject } from "./measure.ts";
import { median, range, row } from "./table.ts";

const executable = join(import.meta.dirname, "../dist/mofkit.js");
const emptyStart = "empty Node start";

/** The file that a schema includes last: nothing that comes before can rest on it, so that it is a leaf. */
function lastIncluded(schema: string): string {
  const included = [...readFileSync(schema, "utf8").matchAll(/#pragma\s+include\s*\(\s*"([^"]+)"/gi)].at(-1)?.[1];
  if (included === undefined) throw new Error(`${schema} includes nothing`);
  return join(dirname(schema), included);
}

/** Gives the class of a file one property more. */
function changeClass(path: string): void {
  const text = readFileSync(path, "utf8");
  const end = text.lastIndexOf("}");
  writeFileSync(path, `${text.slice(0, end)}  uint32 Added${text.length};\n${text.slice(end)}`);
}

/**
 * Compiles of everything, of nothing and of one class that has changed, each next to an empty Node start.
 *
 * @param schemas the files that include everything, by what they are called; copies of them are changed
 */
export async function benchIncremental(
  folder: string,
  schemas: ReadonlyMap<string, string>,
  rounds: number,
): Promise<void> {
  console.log(row("incremental", "wall ms", "range", "x start", "of full", "CPU ms"));
  for (const [name, original] of schemas) {
    const copy = join(folder, "incremental");
    rmSync(copy, { recursive: true, force: true });
    cpSync(dirname(original), copy, { recursive: true });
    const schema = join(copy, basename(original));
    const leaf = lastIncluded(schema);
    const repository = join(folder, "incremental.db");
    const plain = join(folder, "plain.db");
    const compile = [executable, "compile", schema, "-q", "-r"];
    const full = `compile, ${name}`;
    const subjects: Subject[] = [
      { name: emptyStart, arguments: ["-e", "0"] },
      { name: full, arguments: [...compile, plain], prepare: () => rmSync(plain, { force: true }) },
      {
        name: "--incremental, into a new repository",
        arguments: [...compile, repository, "--incremental"],
        prepare: () => rmSync(repository, { force: true }),
      },
      { name: "--incremental, unchanged", arguments: [...compile, repository, "--incremental"] },
      {
        name: "--incremental, one leaf changed",
        arguments: [...compile, repository, "--incremental"],
        prepare: () => changeClass(leaf),
      },
    ];
    const runs = await runInTurn(subjects, rounds);
    const wallOf = (subject: string) => median((runs.get(subject) ?? []).map(({ wall }) => wall));
    for (const subject of subjects) {
      const own: readonly Run[] = runs.get(subject.name) ?? [];
      const wall = wallOf(subject.name);
      const toStart = (wall / wallOf(emptyStart)).toFixed(1);
      const toFull = `${((wall / wallOf(full)) * 100).toFixed(0)} %`;
      const cpu = median(own.map((run) => run.cpu)).toFixed(0);
      console.log(row(subject.name, wall.toFixed(0), range(own.map((run) => run.wall)), toStart, toFull, cpu));
    }
  }
}
