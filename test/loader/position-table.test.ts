import { expect, test } from "vitest";
import { PositionTable } from "../../src/loader/position-table.ts";

/** A word that looks random; different for different numbers. */
function hashOf(index: number): number {
  return Math.imul(index, 0x9e3779b1) >>> 0;
}

test("positions are found by their hash, and the last one counts", () => {
  const table = new PositionTable("positions");
  expect(table.get(1)).toBe(0);
  table.set(1, 8);
  table.set(2, 2 ** 34);
  table.set(1, 16);
  expect([table.get(1), table.get(2), table.get(3)]).toEqual([16, 2 ** 34, 0]);
  table.close();
});

test.each([4096, 8])("as many as there are, are found with %d pages in memory", (kept) => {
  const table = new PositionTable("positions", kept);
  const count = 20_000;
  for (let index = 1; index <= count; index++) table.set(hashOf(index), index * 8);
  for (let index = 1; index <= count; index += 7) table.set(hashOf(index), index * 16);
  let wrong = 0;
  for (let index = 1; index <= count; index++) {
    if (table.get(hashOf(index)) !== index * (index % 7 === 1 ? 16 : 8)) wrong++;
  }
  expect(wrong).toBe(0);
  expect(table.get(hashOf(count + 1))).toBe(0);
  table.close();
});

test("hashes that all belong into one page are kept in others", () => {
  const table = new PositionTable("positions");
  const first = 0xffff_f000;
  for (let index = 1; index <= 3000; index++) table.set(first + index, index * 8);
  for (let index = 1; index <= 3000; index++) expect(table.get(first + index)).toBe(index * 8);
  expect(table.get(first + 3001)).toBe(0);
  table.close();
});
