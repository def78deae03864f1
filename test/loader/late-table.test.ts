import fc from "fast-check";
import { expect, test } from "vitest";
import { LateTable } from "../../src/loader/late-table.ts";

const name = "numbers of a test";

test("a late table has what was set last, before and after it was first asked, in memory and in its file", () => {
  const step = fc.record({
    first: fc.integer({ min: 0, max: 3 }).map((word) => word * 0x3fffffff),
    second: fc.integer({ min: 0, max: 40 }),
    number: fc.integer({ min: 1, max: 2 ** 40 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.array(step, { maxLength: 20 }), (before, after) => {
      const table = new LateTable(name, 16);
      const expected = new Map<string, number>();
      const check = () => {
        for (const [key, number] of expected) {
          const [first, second] = key.split(":").map(Number) as [number, number];
          expect(table.get(first, second)).toBe(number);
        }
        expect(table.get(1, 1)).toBe(0);
      };
      for (const steps of [before, after]) {
        for (const { first, second, number } of steps) {
          table.set(first, second, number);
          expected.set(`${first}:${second}`, number);
        }
        check();
      }
      table.close();
    }),
    { numRuns: 30 },
  );
});

test("a late table grows in memory", () => {
  const table = new LateTable(name);
  for (let index = 0; index < 3000; index++) table.set(index * 65_536, index, index + 1);
  for (let index = 0; index < 3000; index++) expect(table.get(index * 65_536, index)).toBe(index + 1);
  table.close();
});
