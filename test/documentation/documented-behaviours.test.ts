import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { titlesOfTests } from "../support/titles-of-tests.ts";

const root = join(import.meta.dirname, "../..");

/** A row of the tables in the section on operations: what is documented, what mofkit does, the tests that show it. */
interface Row {
  readonly theme: string;
  readonly cells: readonly string[];
}

function rowsOf(page: string): readonly Row[] {
  const section = page.split("\n## What is documented of each operation\n")[1] ?? "";
  const rows: Row[] = [];
  let theme = "";
  for (const line of section.split("\n")) {
    if (line.startsWith("### ")) theme = line.slice("### ".length);
    if (!line.startsWith("| ") || line.startsWith("| Documented |")) continue;
    // A bar in code is escaped.
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    rows.push({ theme, cells: cells.slice(1, -1) });
  }
  return rows;
}

describe("each documented behaviour", () => {
  const rows = rowsOf(readFileSync(join(root, "grammar/deviations.md"), "utf8"));

  test("stands in a row of three cells", () => {
    expect(rows.filter(({ cells }) => cells.length !== 3)).toEqual([]);
    expect(new Set(rows.map(({ theme }) => theme)).size).toBeGreaterThan(0);
  });

  test("names tests that there are", () => {
    const known = titlesOfTests();
    const unknown = rows.flatMap(({ theme, cells }) => {
      const named = [...(cells[2] ?? "").matchAll(/`([^`]+)`/g)].map(([, title]) => title as string);
      if (named.length === 0) return [`${theme}: ${cells[0]}`];
      return named.filter((title) => !known.has(title)).map((title) => `${theme}: ${title}`);
    });
    expect(unknown).toEqual([]);
  });
});
