import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import type { InstanceRow, StoreWriter } from "../../../src/repository/store.ts";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
/** More than are put with the index in place. */
const many = 3000;

function row(key: string, body = "{}"): InstanceRow {
  return { keyClass: "a", className: "a", key, body };
}

function rows(prefix: string): InstanceRow[] {
  return Array.from({ length: many }, (_, index) => row(`${prefix}${index}`));
}

async function putRoot(writer: StoreWriter): Promise<void> {
  await writer.putNamespace({ key: "root", path: "root", generation: 0 });
}

/** What is wrong with the index of hashes of a file, and the keys of the file. */
function inspect(path: string): { readonly faults: unknown; readonly usesIndex: boolean; readonly keys: number } {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const [plan] = database.prepare("EXPLAIN QUERY PLAN SELECT id FROM instance WHERE key_hash = 1").all();
    return {
      faults: database.prepare("PRAGMA integrity_check").get()?.integrity_check,
      usesIndex: String(plan?.detail).includes("instance_key_hash"),
      keys: database.prepare("SELECT count(DISTINCT key) AS keys FROM instance").get()?.keys as number,
    };
  } finally {
    database.close();
  }
}

const whole = { faults: "ok", usesIndex: true };

describe("the index of hashes", () => {
  test("is there when many new instances were put, and finds all", async () => {
    const path = join(folder, "many.db");
    const store = await openSqliteStore(path, { access: "write" });
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances("root", rows("k"));
    });
    const found = await store.getInstances("root", [...rows("k"), row("other")]);
    await store.close();
    expect(found.map((one) => one?.key)).toEqual([...rows("k").map(({ key }) => key), undefined]);
    expect(inspect(path)).toEqual({ ...whole, keys: many });
  });

  test("is made sooner where one of them is put again", async () => {
    const path = join(folder, "again.db");
    const store = await openSqliteStore(path, { access: "write" });
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances("root", rows("k"));
      await writer.putInstances("root", [row("k7", "changed"), ...rows("m")]);
      await writer.deleteInstances("root", [row("k8")]);
      const [changed, deleted, late] = await writer.getInstances("root", [row("k7"), row("k8"), row("m9")]);
      expect([changed?.body, deleted, late?.key]).toEqual(["changed", undefined, "m9"]);
    });
    await store.close();
    expect(inspect(path)).toEqual({ ...whole, keys: 2 * many - 1 });
  });

  test("finds all, and is there at the end, where some are put again between ever more of them", async () => {
    const path = join(folder, "again-and-again.db");
    const store = await openSqliteStore(path, { access: "write" });
    const sets = Array.from({ length: 8 }, (_, index) => `set${index}-`);
    await store.transaction(async (writer) => {
      await putRoot(writer);
      for (const set of sets) {
        await writer.putInstances("root", rows(set));
        await writer.putInstances("root", [row(`${set}7`, "changed"), row("set0-8", set)]);
      }
      const keys = [...sets.map((set) => row(`${set}7`)), row("set0-8"), row("set9-1")];
      const bodies = (await writer.getInstances("root", keys)).map((one) => one?.body);
      expect(bodies).toEqual([...sets.map(() => "changed"), "set7-", undefined]);
    });
    await store.close();
    expect(inspect(path)).toEqual({ ...whole, keys: sets.length * many });
  });

  test("is there when a namespace with many new instances was deleted in the same transaction", async () => {
    const path = join(folder, "deleted.db");
    const store = await openSqliteStore(path, { access: "write" });
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances("root", rows("k"));
      await writer.deleteNamespace("root");
      await putRoot(writer);
      await writer.putInstances("root", rows("m"));
      expect((await writer.getInstances("root", [row("k1"), row("m1")])).map((one) => one?.key)).toEqual([
        undefined,
        "m1",
      ]);
    });
    await store.close();
    expect(inspect(path)).toEqual({ ...whole, keys: many });
  });

  test("stays when a transaction with many new instances fails", async () => {
    const path = join(folder, "failed.db");
    const store = await openSqliteStore(path, { access: "write" });
    await store.transaction(putRoot);
    const failing = store.transaction(async (writer) => {
      await writer.putInstances("root", rows("k"));
      throw new Error("enough");
    });
    await expect(failing).rejects.toThrow("enough");
    expect(inspect(path)).toEqual({ ...whole, keys: 0 });
    await store.transaction((writer) => writer.putInstances("root", rows("m")));
    await store.close();
    expect(inspect(path)).toEqual({ ...whole, keys: many });
  });

  test("finds the instances that were there before", async () => {
    const path = join(folder, "before.db");
    const store = await openSqliteStore(path, { access: "write" });
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances("root", [row("k1")]);
    });
    await store.transaction(async (writer) => {
      const others = rows("k").map((one) => ({ ...one, keyClass: "b", className: "b" }));
      await writer.putInstances("root", others);
      await writer.putInstances("root", [row("k1", "changed")]);
    });
    await store.close();
    expect(inspect(path)).toEqual({ ...whole, keys: many });
  });
});
