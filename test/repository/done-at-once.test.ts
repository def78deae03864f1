import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimInstance } from "../../src/cim/model.ts";
import type { ObjectPath } from "../../src/cim/object-path.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { openSqliteStore } from "../../src/repository/stores/sqlite.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { cimClass, instance, key } from "./builders.ts";

const folder = temporaryFolder();
let files = 0;
let connection: WbemConnection;
let root: WbemServices;

beforeEach(async () => {
  files++;
  const name = join(folder, `${files}.db`);
  connection = await openRepository(await openSqliteStore(name, { access: "write" }), { name });
  root = await connection.openNamespace("root");
  await root.putClass(cimClass("A", { properties: [key()] }));
  await root.putInstance(instance("A", { K: "1" }));
});

afterEach(() => connection.close());

/** An object whose name of a class cannot be read the first time, as after a mistake of this program. */
function brokenOnce<Value extends { readonly className: string }>(value: Value): Value {
  let reads = 0;
  return {
    ...value,
    get className(): string {
      if (reads++ === 0) throw new TypeError("broken");
      return value.className;
    },
  };
}

const one: CimInstance = instance("A", { K: "2" });
const path: ObjectPath = { kind: "path", className: "A", keys: [{ name: "K", value: "1" }] };

describe("a mistake in what is done at once is not hidden by doing it again", () => {
  test("in a read", async () => {
    expect((await root.getInstance(path)).className).toBe("A");
    await expect(root.getInstance(brokenOnce(path))).rejects.toThrow("broken");
    await expect(root.getObject(brokenOnce(path))).rejects.toThrow("broken");
  });

  test("in a transaction", async () => {
    await connection.transaction(async (transaction) => {
      const inside = await transaction.openNamespace("root");
      expect((await inside.getInstance(path)).className).toBe("A");
      await expect(inside.getInstance(brokenOnce(path))).rejects.toThrow("broken");
      await expect(inside.getObject(brokenOnce(path))).rejects.toThrow("broken");
      await expect(inside.putInstance(brokenOnce(one))).rejects.toThrow("broken");
    });
  });

  test("and fails the transaction where nobody looks at the put", async () => {
    const working = connection.transaction(async (transaction) => {
      const inside = await transaction.openNamespace("root");
      inside.putInstance(brokenOnce(one));
    });
    await expect(working).rejects.toThrow("broken");
  });
});
