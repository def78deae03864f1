import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { suggest } from "../../src/codes/suggest.ts";

const classes = ["CIM_ManagedElement", "CIM_ManagedSystemElement", "CIM_System", "CIM_ComputerSystem", "Win32_Service"];

describe("the name that was meant", () => {
  test.each([
    ["CIM_ManagedElemnt", "CIM_ManagedElement"],
    ["CIM_ManagedElementt", "CIM_ManagedElement"],
    ["CIM_ManagedElemetn", "CIM_ManagedElement"],
    ["cim_managedelement", "CIM_ManagedElement"],
    ["ManagedElement", "CIM_ManagedElement"],
    ["CIM_Sysetm", "CIM_System"],
    ["Win32_Servcie", "Win32_Service"],
    ["CIM_Printer", undefined],
    ["Win32_Process", undefined],
    ["", undefined],
    ["x".repeat(10_000), undefined],
  ])("%.30s", (word, meant) => {
    expect(suggest(word, classes)).toBe(meant);
  });

  test.each([
    ["id", ["Id", "Is"], "Id"],
    ["if", ["Id", "Is"], undefined],
    ["kex", ["key"], "key"],
    ["kxx", ["key"], undefined],
  ])("of short words: %s", (word, candidates, meant) => {
    expect(suggest(word, candidates)).toBe(meant);
  });

  test("does not depend on the order of the candidates", () => {
    expect(suggest("CIM_A0", ["CIM_A2", "CIM_A1", "CIM_A3"])).toBe("CIM_A1");
    expect(suggest("CIM_A0", ["CIM_A3", "CIM_A1", "CIM_A2"])).toBe("CIM_A1");
  });

  test("is the nearest within a third of its length, by the textbook's distance", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "C", "İ"), maxLength: 9 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 5 }), (mistyped, candidates) => {
        const folded = mistyped.toLowerCase();
        const near = candidates
          .map((candidate) => ({ candidate, distance: textbookDistance(folded, candidate.toLowerCase()) }))
          .filter(({ distance }) => distance <= Math.floor(folded.length / 3))
          .sort((left, right) => left.distance - right.distance || (left.candidate < right.candidate ? -1 : 1));
        expect(suggest(mistyped, candidates)).toBe(near[0]?.candidate);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Optimal string alignment with the whole table. */
function textbookDistance(left: string, right: string): number {
  const table = Array.from({ length: left.length + 1 }, (_, row) =>
    Array.from({ length: right.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number) => table[row]?.[column] as number;
  for (let row = 1; row <= left.length; row++) {
    for (let column = 1; column <= right.length; column++) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      let cell = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + cost);
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cell = Math.min(cell, at(row - 2, column - 2) + 1);
      (table[row] as number[])[column] = cell;
    }
  }
  return at(left.length, right.length);
}
