import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { emptyStart, emptyStartSubject, processSubject } from "./harness/measure.ts";
import type { Section } from "./harness/section.ts";

const full = "compile";

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

/** Compiles of everything, of nothing and of one class that has changed, of copies of the schemas, which are changed. */
export const incremental: Section = {
  name: "incremental",
  summary: "compile --incremental: everything, nothing, and one class changed",
  seconds: ({ rounds, cim }) => (rounds + 1) * (cim === undefined ? 3 : 6),
  async *groups({ checkout: { executable }, folder, schemas }) {
    for (const [name, original] of schemas) {
      const copy = join(folder, "schema");
      rmSync(copy, { recursive: true, force: true });
      cpSync(dirname(original), copy, { recursive: true });
      const schema = join(copy, basename(original));
      const leaf = lastIncluded(schema);
      const repository = join(folder, "incremental.db");
      const plain = join(folder, "plain.db");
      const compile = [executable, "compile", schema, "-q", "-r"];
      const again = [...compile, repository, "--incremental"];
      yield {
        title: `incremental, ${name}`,
        subjects: [
          emptyStartSubject(),
          processSubject(full, [...compile, plain], { prepare: () => rmSync(plain, { force: true }) }),
          processSubject("--incremental, into a new repository", again, {
            prepare: () => rmSync(repository, { force: true }),
          }),
          processSubject("--incremental, unchanged", again),
          processSubject("--incremental, one leaf changed", again, { prepare: () => changeClass(leaf) }),
        ],
        columns: [
          { heading: "wall ms", measure: "wall", unit: "ms", hasRange: true },
          { heading: "x start", measure: "wall", unit: "x", base: emptyStart },
          { heading: "of full", measure: "wall", unit: "%", base: full },
          { heading: "CPU ms", measure: "cpu", unit: "ms" },
        ],
      };
    }
  },
};
