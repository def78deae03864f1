import { describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import type { CimValue } from "../../src/cim/model.ts";
import { cellText, ResultTable, type TableRow } from "../../src/cli/result-table.ts";
import { instance } from "../repository/builders.ts";

function row(values: Readonly<Record<string, CimValue>>): TableRow {
  return new Map(Object.entries(values));
}

function tableOf(rows: readonly TableRow[], room = Number.POSITIVE_INFINITY): { text: string; hidden: number } {
  let text = "";
  const table = new ResultTable((part) => {
    text += part;
  }, room);
  for (const one of rows) table.add(one);
  table.end();
  return { text, hidden: table.hiddenColumns };
}

describe("a table of results", () => {
  test("has a column for each property, as wide as what stands in it", () => {
    const rows = [row({ Name: "Aurora", Tonnage: 500 }), row({ Name: "B", Tonnage: null, Pilot: "Ida" })];
    expect(tableOf(rows).text).toBe(
      "Name   | Tonnage | Pilot\n" + //
        "-------+---------+------\n" +
        "Aurora | 500     |\n" +
        "B      | NULL    | Ida\n",
    );
  });

  test("of nothing is nothing", () => {
    expect(tableOf([])).toEqual({ text: "", hidden: 0 });
  });

  test("takes no more columns than there are, the widest cut first", () => {
    const { text, hidden } = tableOf([row({ Id: 1, Text: "x".repeat(50), Other: "y".repeat(30) })], 40);
    expect(hidden).toBe(0);
    expect(text.split("\n")).toEqual([
      `Id | Text             | Other`,
      `---+------------------+-----------------`,
      `1  | ${"x".repeat(15)}… | ${"y".repeat(15)}…`,
      "",
    ]);
  });

  test("leaves out properties for which there is no room, and counts them", () => {
    const values = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`Property${index}`, index]));
    const { text, hidden } = tableOf([row(values), row(values)], 40);
    expect(hidden).toBe(7);
    for (const line of text.trimEnd().split("\n")) expect(line.length).toBeLessThanOrEqual(40);
    expect(text.split("\n")).toHaveLength(5);
  });

  test("leaves out first what is NULL everywhere", () => {
    const values = { Key: "a", Empty: null, Other: null, Text: "x".repeat(20) };
    expect(tableOf([row(values), row(values)], 20).text.split("\n")[0]).toBe("Key | Text");
  });

  test("begins anew where a later row has another property", () => {
    const many = Array.from({ length: 100 }, (_, index) => row({ A: index }));
    const { text } = tableOf([...many, row({ A: 7, B: "long text" }), row({ B: "x" })]);
    expect(text).toContain("99\n\nA | B\n--+----------\n7 | long text\n  | x\n");
  });

  test("cuts what is wider than the first rows had it, and holds no more rows than those", () => {
    let written = 0;
    const table = new ResultTable((part) => {
      written += part.length;
    }, Number.POSITIVE_INFINITY);
    for (let index = 0; index < 100; index++) table.add(row({ A: "ab" }));
    expect(written).toBeGreaterThan(0);
    const before = written;
    table.add(row({ A: "abcdef" }));
    expect(written - before).toBe("a…\n".length);
  });

  test("shows what could drive a terminal or hide, and measures wide characters", () => {
    const rows = [row({ "Na\u001bme": "a\nb\u001b[2J\u202e" }), row({ "Na\u001bme": "東京" })];
    expect(tableOf(rows).text.split("\n").slice(2)).toEqual(["a<U+000A>b<U+001B>[2J<U+202E>", "東京", ""]);
    const wide = tableOf([row({ Name: "東京東京東京東京", Id: 1 }), row({ Name: "x", Id: 2 })], 19).text.split("\n");
    expect(wide[2]).toBe("東京東京東京…  | 1");
  });

  test.each([
    ["text", "text"],
    [true, "TRUE"],
    [null, "NULL"],
    [18446744073709551615n, "18446744073709551615"],
    [["a", null, "b"], "{a, NULL, b}"],
    [CimDateTime.parse("20260801093000.000000+120") as CimDateTime, "20260801093000.000000+120"],
    [{ kind: "path", className: "A", keys: [{ name: "K", value: 'v"' }] } as const, 'A.K="v\\""'],
    [instance("Engine", { Power: 1 }), "instance of Engine"],
    [undefined, ""],
  ])("shows the value %o as %s", (value, shown) => {
    expect(cellText(value)).toBe(shown);
  });
});
