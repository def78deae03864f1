import { expect, test } from "vitest";
import { PagedTable } from "../../src/loader/paged-table.ts";

/** Two words that look random; different for different numbers. */
function hashOf(index: number): [number, number] {
  return [Math.imul(index, 0x9e3779b1) >>> 0, Math.imul(index ^ 0x5bd1e995, 0x85ebca6b) >>> 0];
}

test("numbers are found by their hash, and the last one counts", () => {
  const table = new PagedTable("numbers");
  expect(table.get(1, 2)).toBe(0);
  table.set(1, 2, 3);
  table.set(1, 3, 2 ** 52);
  table.set(1, 2, 4);
  expect([table.get(1, 2), table.get(1, 3), table.get(2, 1)]).toEqual([4, 2 ** 52, 0]);
  table.close();
});

test("more entries than stay in memory are found all the same", () => {
  const table = new PagedTable("numbers", 8);
  const count = 20_000;
  for (let index = 1; index <= count; index++) table.set(...hashOf(index), index);
  for (let index = 1; index <= count; index += 7) table.set(...hashOf(index), -index);
  let wrong = 0;
  for (let index = 1; index <= count; index++) {
    if (table.get(...hashOf(index)) !== (index % 7 === 1 ? -index : index)) wrong++;
  }
  expect(wrong).toBe(0);
  expect(table.get(...hashOf(count + 1))).toBe(0);
  table.close();
});

test("hashes that all belong into one page are kept in others", () => {
  const table = new PagedTable("numbers");
  for (let index = 1; index <= 2000; index++) table.set(0xffff_ffff, index, index);
  for (let index = 1; index <= 2000; index++) expect(table.get(0xffff_ffff, index)).toBe(index);
  expect(table.get(0xffff_ffff, 2001)).toBe(0);
  table.close();
});
