import { expect, test } from "vitest";
import { PostgresLookups } from "../../../src/repository/stores/postgres-lookups.ts";

function recorded(): { statements: (readonly number[])[]; lookups: PostgresLookups<number, string> } {
  const statements: (readonly number[])[] = [];
  const lookups = new PostgresLookups(async (keys: readonly number[]) => {
    statements.push(keys);
    return keys.map((key) => (key < 0 ? undefined : String(key)));
  });
  return { statements, lookups };
}

test("what is looked for at the same time is one statement, and everybody gets their own", async () => {
  const { statements, lookups } = recorded();
  const later = Promise.resolve().then(() => lookups.get([3]));
  expect(await Promise.all([lookups.get([1, -1]), lookups.get([]), lookups.get([2]), later])).toEqual([
    ["1", undefined],
    [],
    ["2"],
    ["3"],
  ]);
  expect(await lookups.get([4])).toEqual(["4"]);
  expect(statements).toEqual([[1, -1, 2, 3], [4]]);
});

test("a statement has some thousand keys at most", async () => {
  const { statements, lookups } = recorded();
  const found = await Promise.all(Array.from({ length: 2500 }, (_, key) => lookups.get([key])));
  expect(found.flat()).toEqual(Array.from({ length: 2500 }, (_, key) => String(key)));
  expect(statements.map(({ length }) => length)).toEqual([1000, 1000, 500]);
});

test("a statement that fails fails for all who asked, and not for who asks then", async () => {
  let tries = 0;
  const lookups = new PostgresLookups(async (keys: readonly number[]) => {
    if (tries++ === 0) throw new Error("cut off");
    return keys;
  });
  const outcomes = await Promise.allSettled([lookups.get([1]), lookups.get([2])]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await lookups.get([3])).toEqual([3]);
});
