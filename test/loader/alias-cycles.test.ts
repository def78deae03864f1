import { expect, test } from "vitest";
import { findCycles } from "../../src/loader/alias-cycles.ts";

test.each([
  ["none", [1, 2, -1], []],
  ["one with itself", [-1, 1], [[1]]],
  ["one behind a way to it", [1, 2, 3, 1], [[1, 2, 3]]],
  [
    "two, each once",
    [1, 0, 3, 2, 0],
    [
      [0, 1],
      [2, 3],
    ],
  ],
])("of objects that wait for each other cycles are found: %s", (_, next, cycles) => {
  expect(findCycles(Int32Array.from(next))).toEqual(cycles);
});

test("a million objects in one cycle take no stack", () => {
  const count = 1_000_000;
  const [cycle] = findCycles(Int32Array.from({ length: count }, (_, index) => (index + 1) % count));
  expect(cycle).toHaveLength(count);
});
