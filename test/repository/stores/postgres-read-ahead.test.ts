import { expect, test } from "vitest";
import {
  type ClassAhead,
  PostgresReadAhead,
  readAheadClasses,
} from "../../../src/repository/stores/postgres-read-ahead.ts";

function classAhead(key: string, body: string | undefined = "old"): ClassAhead {
  return { key, row: body === undefined ? undefined : { key, superclass: null, body } };
}

/** After so many look-ups that the others have been read. */
async function impatient(read: () => Promise<readonly ClassAhead[]>): Promise<PostgresReadAhead> {
  const ahead = new PostgresReadAhead(read);
  for (let index = 0; index < 9; index++) await ahead.find(`first${index}`);
  return ahead;
}

test("a few classes are looked up, and the first of many lets all be read, once", async () => {
  let reads = 0;
  const ahead = new PostgresReadAhead(async () => {
    reads++;
    return [classAhead("a")];
  });
  for (let index = 0; index < 8; index++) expect(await ahead.find("a")).toBeUndefined();
  expect(reads).toBe(0);
  expect(await ahead.find("a")).toMatchObject({ body: "old" });
  expect(await ahead.find("b")).toBeNull();
  expect(reads).toBe(1);
});

test("a row is handed out once, and looked up from then on", async () => {
  const ahead = await impatient(async () => [classAhead("a")]);
  expect(await ahead.find("a")).toMatchObject({ body: "old" });
  expect(await ahead.find("a")).toBeUndefined();
});

test("what changes while the others are read is looked up", async () => {
  const ahead: PostgresReadAhead = new PostgresReadAhead(async () => {
    ahead.change("a");
    return [classAhead("a"), classAhead("b")];
  });
  for (let index = 0; index < 9; index++) await ahead.find(`first${index}`);
  expect(await ahead.find("a")).toBeUndefined();
  expect(await ahead.find("b")).toMatchObject({ body: "old" });
});

test("of more classes than are read one that is not among them is looked up, as is one whose row is too much", async () => {
  const ahead = await impatient(async () => [
    { key: "large", row: undefined },
    ...Array.from({ length: readAheadClasses - 1 }, (_, index) => classAhead(String(index))),
  ]);
  expect(await ahead.find("elsewhere")).toBeUndefined();
  expect(await ahead.find("large")).toBeUndefined();
  expect(await ahead.find("7")).toMatchObject({ key: "7" });
});
