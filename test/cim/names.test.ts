import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareNames, foldName, sameName } from "../../src/cim/names.ts";

const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/),
  fc.string({ unit: fc.constantFrom("a", "A", "ä", "Ä", "Σ", "σ", "ς", "İ", "i", "K", "K", "k", "_"), maxLength: 5 }),
);

describe("names", () => {
  test("compare without case and keep no locale", () => {
    expect(sameName("CIM_System", "cim_SYSTEM")).toBe(true);
    expect(sameName("Ähre", "ähRE")).toBe(true);
    expect(sameName("a", "ab")).toBe(false);
    expect(sameName("I", "ı")).toBe(false);
    expect(compareNames("B", "a")).toBeGreaterThan(0);
    expect(compareNames("a", "B")).toBeLessThan(0);
    expect(compareNames("A_", "Aa")).toBeLessThan(0);
  });

  test("are in the order of their folded forms", () => {
    fc.assert(
      fc.property(name, name, (left, right) => {
        const [one, other] = [foldName(left), foldName(right)];
        const expected = one < other ? -1 : one > other ? 1 : 0;
        expect(Math.sign(compareNames(left, right))).toBe(expected);
        expect(sameName(left, right)).toBe(one === other);
      }),
      { numRuns: 2000 },
    );
  });
});
