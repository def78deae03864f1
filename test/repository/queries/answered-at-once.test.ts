import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRepository } from "../../../src/repository/repository.ts";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import type { WbemConnection } from "../../../src/wbem/connection.ts";
import { WBEM_FLAG_RETURN_IMMEDIATELY } from "../../../src/wbem/flags.ts";
import type { WbemServices } from "../../../src/wbem/services.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { cimClass, instance, key, property } from "../builders.ts";
import { errorOf } from "../expect-error.ts";

let connection: WbemConnection;
let root: WbemServices;

/** A file, where a query that names an instance by its keys is answered without a promise. */
beforeAll(async () => {
  const file = join(temporaryFolder(), "repository.db");
  connection = await openRepository(await openSqliteStore(file, { access: "write" }), { name: file });
  root = await connection.openNamespace("root");
  await root.putClass(cimClass("A", { properties: [key(), property("string S"), property("uint32 N", [], 7)] }));
  await root.putClass(cimClass("B : A", { properties: [property("boolean F")] }));
  await root.putClass(cimClass("R", { properties: [key("A ref To"), property("uint32 N")] }));
  await root.putInstance(instance("A", { K: "1", S: "one" }));
  await root.putInstance(instance("B", { K: "2", F: true, N: 3 }));
  await root.putInstance(instance("R", { To: { kind: "path", className: "B", keys: [{ name: "K", value: "2" }] } }));
});

afterAll(() => connection.close());

async function ask(text: string, flags = 0): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const object of root.execQuery("WQL", text, flags)) found.push(object);
  return found;
}

describe("a query is answered at once as it is otherwise", () => {
  test.each([
    ["SELECT * FROM A WHERE K = '1'", 1],
    ["select * from a where k = \"1\" and s = 'ONE'", 1],
    ["SELECT * FROM A WHERE K = '1' AND S = 'two'", 0],
    ["SELECT * FROM A WHERE K = '2'", 1],
    ["SELECT * FROM B WHERE K = '1'", 0],
    ["SELECT * FROM B WHERE K = '2' AND F = TRUE", 1],
    ["SELECT N FROM A WHERE K = '1'", 1],
    ["SELECT N, __CLASS FROM A WHERE K = '2' AND S LIKE '%'", 0],
    ["SELECT S, __CLASS FROM A WHERE K = '2' AND S IS NULL", 1],
    ["SELECT * FROM A WHERE K = '3'", 0],
    ["SELECT * FROM A WHERE K = '2' AND __CLASS = 'A'", 0],
    ["SELECT * FROM A WHERE K = '2' AND __this ISA 'B'", 1],
    ["SELECT * FROM A WHERE K = '1' OR K = '2'", 2],
    ["SELECT * FROM R WHERE To = 'A.K=\"2\"'", 1],
  ])("%s", async (text, count) => {
    // A flag that changes nothing goes the other way.
    const otherwise = await ask(text, WBEM_FLAG_RETURN_IMMEDIATELY);
    const atOnce = await ask(text);
    expect(atOnce).toEqual(otherwise);
    expect(atOnce).toHaveLength(count);
  });

  test("and sees what has been written since it was asked last", async () => {
    const text = "SELECT * FROM A WHERE K = 'new'";
    expect(await ask(text)).toEqual([]);
    await root.putInstance(instance("A", { K: "new", N: 1 }));
    expect(await ask(text)).toMatchObject([{ properties: [{ value: "new" }, { value: 1 }] }]);
    await root.deleteInstance("A.K='new'");
    expect(await ask(text)).toEqual([]);
  });

  test("where it is wrong, it is refused with its place", async () => {
    const { violations } = await errorOf(ask("SELECT * FROM A WHERE K = '1' AND Q = 5"));
    expect(violations).toMatchObject([{ code: "unknown-query-property", target: { query: { start: 34, end: 35 } } }]);
  });
});
