import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, test } from "vitest";
import type { StatusName } from "../../../src/codes/status.ts";
import { openRepository } from "../../../src/repository/repository.ts";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import { translateError } from "../../../src/repository/stores/sqlite-errors.ts";
import { cimClass, instance, key } from "../../repository/builders.ts";
import { expectRefusal } from "../../repository/expect-error.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const whole = join(folder, "whole.db");

/** A copy of the whole repository, changed behind its back. */
function changed(name: string, sql: string): string {
  const path = join(folder, name);
  copyFileSync(whole, path);
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
  return path;
}

async function openAt(path: string, lockWaitMilliseconds = 30) {
  return openRepository(await openSqliteStore(path, { access: "write", name: "a.db", lockWaitMilliseconds }), {
    name: "a.db",
  });
}

beforeAll(async () => {
  const connection = await openAt(whole);
  const root = await connection.openNamespace("root");
  await root.putClass(cimClass("A", { properties: [key()] }));
  await root.putInstance(instance("A", { K: "1" }));
  await connection.close();
});

describe("what keeps a repository from its work gives the operation its status:", () => {
  test("WBEM_E_SERVER_TOO_BUSY while another program does not let go", async () => {
    const path = changed("locked.db", "PRAGMA user_version");
    const connection = await openAt(path);
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    try {
      const root = await connection.openNamespace("root");
      const put = root.putInstance(instance("A", { K: "2" }));
      await expectRefusal(put, "WBEM_E_SERVER_TOO_BUSY", 0x80041045, ["repository-locked"]);
    } finally {
      other.close();
      await connection.close();
    }
  });

  test("WBEM_E_DATABASE_VER_MISMATCH for a newer version", async () => {
    const path = changed("newer.db", "PRAGMA user_version = 99");
    await expectRefusal(openAt(path), "WBEM_E_DATABASE_VER_MISMATCH", 0x80041078, ["newer-repository"]);
  });

  test("WBEM_E_CRITICAL_ERROR for an object that another program has changed", async () => {
    const connection = await openAt(changed("damaged.db", "UPDATE class SET body = 'no JSON'"));
    const root = await connection.openNamespace("root");
    await expectRefusal(root.getClass("A"), "WBEM_E_CRITICAL_ERROR", 0x8004100a, ["damaged-object"]);
    await connection.close();
  });

  test("WBEM_E_TRANSACTION_CONFLICT for a new repository whose file appeared meanwhile", async () => {
    const path = join(folder, "meanwhile.db");
    const connection = await openAt(path);
    const work = connection.transaction(async (transaction) => {
      await (await transaction.openNamespace("root")).putClass(cimClass("B", { properties: [key()] }));
      copyFileSync(whole, path);
    });
    await expectRefusal(work, "WBEM_E_TRANSACTION_CONFLICT", 0x8004106d, ["repository-created-meanwhile"]);
    await connection.close();
  });

  test.each<[status: StatusName, number: number, errcode: number, code: string]>([
    ["WBEM_E_OUT_OF_MEMORY", 0x80041006, 7, "repository-out-of-memory"],
    ["WBEM_E_OUT_OF_DISK_SPACE", 0x8004103b, 13, "disk-full"],
    ["WBEM_E_FAILED", 0x80041001, 778, "repository-input-output"],
  ])("%s for what only the system can bring about", async (status, number, errcode, code) => {
    const cause = Object.assign(new Error("words of the driver"), { code: "ERR_SQLITE_ERROR", errcode });
    const error = await expectRefusal(Promise.reject(translateError(cause, "a.db", 0)), status, number, [code]);
    expect(error.cause).toBe(cause);
  });
});
