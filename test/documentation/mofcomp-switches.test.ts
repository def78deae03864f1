import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { standardNamespaces } from "../../src/cli/mofcomp/standard-namespaces.ts";
import { switchRows } from "../../src/cli/mofcomp/switches.ts";
import { titlesOfTests } from "../support/titles-of-tests.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/mofcomp.md"), "utf8");

/** The rows of the table in a section of the page, cell by cell. */
function rowsOf(section: string): readonly (readonly string[])[] {
  const text = page.split(`\n## ${section}\n`)[1]?.split("\n## ")[0] ?? "";
  const lines = text.split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(1).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the page about mofcomp", () => {
  test("has a row for each switch, as the help says it", () => {
    const expected = switchRows().map(({ usage, describe, mofkit }) => [`\`${usage}\``, describe, mofkit]);
    expect(rowsOf("Switches").map((row) => row.slice(0, 3))).toEqual(expected);
  });

  test.each(["Switches", "What goes together", "What it prints", "On purpose otherwise"])(
    "names tests that there are in its table %s",
    (section) => {
      const known = titlesOfTests();
      const rows = rowsOf(section);
      expect(rows.length).toBeGreaterThan(4);
      const unknown = rows.flatMap((row) => {
        const named = [...(row.at(-1) ?? "").matchAll(/`([^`]+)`/g)].map(([, title]) => title as string);
        return named.length === 0 ? [row.join(" | ")] : named.filter((title) => !known.has(title));
      });
      expect(unknown).toEqual([]);
    },
  );

  test("lists the namespaces that are there without being created", () => {
    const listed = rowsOf("Namespaces that are there").flatMap(([cell = ""]) => cell.replaceAll("`", "").split(", "));
    expect(listed.toSorted()).toEqual(standardNamespaces.map((path) => path.replaceAll("/", "\\")).toSorted());
  });
});
