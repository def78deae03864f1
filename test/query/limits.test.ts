import { describe, expect, test } from "vitest";
import {
  maximumComparisons,
  maximumPropertyDepth,
  maximumQueryLength,
  maximumQueryNesting,
} from "../../src/query/limits.ts";
import { parseQuery } from "../../src/query/parse-query.ts";

function codesOf(text: string): readonly string[] {
  const result = parseQuery(text);
  return result.kind === "problems" ? result.problems.map(({ code }) => code) : [];
}

const where = "SELECT * FROM A WHERE ";

function padded(length: number): string {
  const start = `${where}B = "`;
  return `${start}${"x".repeat(length - start.length - 1)}"`;
}

function nested(depth: number): string {
  return `${where}${"(".repeat(depth)}B = 1${")".repeat(depth)}`;
}

describe("a query within its limits is read and one beyond is refused", () => {
  test("of length", () => {
    expect(codesOf(padded(maximumQueryLength))).toEqual([]);
    expect(codesOf(padded(maximumQueryLength + 1))).toEqual(["query-too-long"]);
  });

  test("of nesting", () => {
    expect(codesOf(nested(maximumQueryNesting))).toEqual([]);
    expect(codesOf(nested(maximumQueryNesting + 1))).toEqual(["query-too-complex"]);
  });

  test("of nesting, which parentheses side by side do not count for", () => {
    const joined = Array.from({ length: maximumQueryNesting + 1 }, () => "(B=1)").join(" OR ");
    expect(codesOf(where + joined)).toEqual([]);
  });

  test("of comparisons", () => {
    const joined = (count: number) => where + Array.from({ length: count }, () => "B=1").join(" OR ");
    expect(codesOf(joined(maximumComparisons))).toEqual([]);
    expect(codesOf(joined(maximumComparisons + 1))).toEqual(["query-too-complex"]);
  });

  test("of names in one property", () => {
    const property = (depth: number) => `${where}${Array.from({ length: depth }, () => "B").join(".")} = 1`;
    expect(codesOf(property(maximumPropertyDepth))).toEqual([]);
    expect(codesOf(property(maximumPropertyDepth + 1))).toEqual(["query-too-complex"]);
  });
});

describe("hostile queries are refused quickly and without a crash", () => {
  test.each([
    ["parentheses that open", where + "(".repeat(16_000)],
    ["parentheses that close", where + ")".repeat(16_000)],
    ["NOT in a row", where + "NOT ".repeat(4000)],
    ["NOT with parentheses", where + "NOT (".repeat(3000)],
    ["dots", `${where}B${".B".repeat(8000)}=1`],
    ["commas", `SELECT ${"B,".repeat(8000)} FROM A`],
    ["backslashes in an open text", `${where}B = "${"\\\\".repeat(8000)}`],
    ["quotes in an open path", `ASSOCIATORS OF {A.K="${'\\"'.repeat(8000)}`],
    ["quotes that open and close in an open path", `ASSOCIATORS OF {${'"a"'.repeat(5000)}`],
    ["digits", `${where}B = ${"9".repeat(16_000)}e${"9".repeat(300)}`],
    ["operators", where + "=".repeat(16_000)],
    ["clauses", `ASSOCIATORS OF {A.K=1} WHERE ${"Role=B ".repeat(2000)}`],
  ])("%s", (_name, text) => {
    const start = performance.now();
    expect(codesOf(text).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
