import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundleProgram } from "./harness/bundle.ts";
import { programSubject } from "./harness/measure.ts";
import type { Section } from "./harness/section.ts";

/** A schema that consists of a file and those that it includes. */
export function filesOfSchema(path: string): string[] {
  const includes = readFileSync(path, "utf8").matchAll(/^\s*#pragma\s+include\s*\(\s*"([^"]+)"/gim);
  return [path, ...Array.from(includes, ([, file]) => join(dirname(path), file as string))];
}

const bareParser = "bare";

/**
 * mofkit's lexer and parser next to the bare ones of `parser/bare-lexer.ts` and `parser/bare-parser.ts`, each in a process of
 * its own, bundled alike, over the same files.
 */
export const parser: Section = {
  name: "parser",
  summary: "lexing and parsing, cold, next to bare ones",
  seconds: ({ rounds, cim }) => (rounds + 1) * (cim === undefined ? 1 : 2) + 3,
  async *groups({ checkout, folder, schemas }) {
    const child = await bundleProgram(checkout, "parser/cold-run.ts", folder);
    const bare = await bundleProgram(checkout, "parser/bare.ts", folder);
    const own = await bundleProgram(checkout, "parser/mofkit.ts", folder);
    for (const [name, schema] of schemas) {
      const list = join(folder, "files.json");
      writeFileSync(list, JSON.stringify(filesOfSchema(schema)));
      const results = yield {
        title: `parser, ${name}`,
        subjects: [programSubject(bareParser, [child, bare, list]), programSubject("mofkit", [child, own, list])],
        columns: [
          { heading: "start ms", measure: "start", unit: "ms" },
          { heading: "parse ms", measure: "parse", unit: "ms" },
          { heading: "both ms", measure: "both", unit: "ms", hasRange: true },
          { heading: "x bare", measure: "both", unit: "x", base: bareParser },
          { heading: "CPU ms", measure: "cpu", unit: "ms" },
          { heading: "x bare", measure: "cpu", unit: "x", base: bareParser },
        ],
      };
      const counts = new Set([...results.values()].flat().map(({ declarations }) => declarations));
      if (counts.size > 1) throw new Error(`${name}: the two parsers read different numbers of declarations`);
    }
  },
};
