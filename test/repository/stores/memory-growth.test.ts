import { describe, expect, test } from "vitest";
import { Overlay } from "../../../src/repository/overlay-store.ts";
import type { InstanceRow } from "../../../src/repository/store.ts";
import { MemoryStore } from "../../../src/repository/stores/memory.ts";
import { retainedHeap } from "../../support/retained-heap.ts";

const namespace = { key: "root", path: "root", generation: 0 };

function instance(key: string, body: string, className = "a"): InstanceRow {
  return { keyClass: "a", key, className, body };
}

async function scan(store: Overlay, className = "a"): Promise<InstanceRow[]> {
  const rows: InstanceRow[] = [];
  for await (const batch of store.scanInstances("root", className)) rows.push(...batch);
  return rows;
}

/** A body of 1,000 characters that no other has. */
function bodyOf(number: number): string {
  return String(number).padStart(1000, "body ");
}

describe("a store over nothing", () => {
  test("holds no rows that were replaced, though nobody scans", async () => {
    const store = new MemoryStore();
    await store.transaction((writer) => writer.putNamespace(namespace));
    const before = retainedHeap();
    for (let number = 0; number < 20_000; number++) {
      await store.putInstances("root", [instance(String(number % 3), bodyOf(number))]);
    }
    expect(retainedHeap() - before).toBeLessThan(6_000_000);
    expect((await scan(store)).map(({ key, body }) => [key, body])).toEqual([
      ["0", bodyOf(19_998)],
      ["1", bodyOf(19_999)],
      ["2", bodyOf(19_997)],
    ]);
  });

  test("holds no rows that were deleted after a scan", async () => {
    const store = new MemoryStore();
    await store.putNamespace(namespace);
    const before = retainedHeap();
    const keys = Array.from({ length: 20_000 }, (_, number) => String(number));
    for (const key of keys) await store.putInstances("root", [instance(key, bodyOf(Number(key)))]);
    expect(await scan(store)).toHaveLength(20_000);
    for (const key of keys.slice(1)) await store.deleteInstances("root", [{ keyClass: "a", key }]);
    expect(retainedHeap() - before).toBeLessThan(6_000_000);
    expect(await scan(store)).toEqual([instance("0", bodyOf(0))]);
  });

  test("knows nothing more of what was deleted", async () => {
    const store = new Overlay();
    await store.putNamespace(namespace);
    await store.putClasses("root", [{ key: "a", superclass: null, body: "A" }]);
    await store.putQualifierTypes("root", [{ key: "a", body: "Q" }]);
    await store.putInstances("root", [instance("a", "1"), instance("b", "2", "b")]);
    await store.deleteInstances("root", [{ keyClass: "a", key: "a" }]);
    await store.deleteInstancesOf("root", "b");
    await store.deleteClasses("root", ["a", "never"]);
    await store.deleteQualifierTypes("root", ["a"]);
    expect([...store.changes()]).toEqual([{ operation: "putNamespace", parameters: [namespace] }]);
    await store.deleteNamespace("root");
    expect([...store.changes()]).toEqual([]);
    await expect(store.putInstances("root", [instance("a", "1")])).rejects.toThrow(/does not exist/);
    await store.putNamespace(namespace);
    expect(await scan(store)).toEqual([]);
    expect(await store.listSubclasses("root", null)).toEqual([]);
  });

  test.each(["deleteInstances", "deleteInstancesOf", "deleteNamespace"] as const)(
    "gives a scan that goes on nothing of what %s took away",
    async (operation) => {
      const store = new MemoryStore();
      const rows = Array.from({ length: 1500 }, (_, number) => instance(String(number), "x"));
      await store.transaction(async (writer) => {
        await writer.putNamespace(namespace);
        await writer.putInstances("root", rows);
      });
      const scanning = store.scanInstances("root", "a");
      expect((await scanning.next()).value).toHaveLength(1000);
      await store.transaction(async (writer) => {
        if (operation === "deleteInstances") await writer.deleteInstances("root", rows);
        if (operation === "deleteInstancesOf") await writer.deleteInstancesOf("root", "a");
        if (operation === "deleteNamespace") await writer.deleteNamespace("root");
      });
      expect((await scanning.next()).done).toBe(true);
      expect(await store.hasInstances("root", ["a"])).toBe(false);
    },
  );
});

test("many puts and deletes between scans leave what a map would hold", async () => {
  const below = new MemoryStore();
  await below.transaction((writer) => writer.putNamespace(namespace));
  await below.transaction((writer) => writer.putInstances("root", [instance("7", "below"), instance("8", "below")]));
  for (const store of [new Overlay(below), below]) {
    const expected = new Map((await scan(store)).map((row) => [row.key, row]));
    for (let step = 0; step < 20_000; step++) {
      const key = String((step * 7919) % 97);
      // Rows change their class, come again as the very same and go.
      const row = expected.get(key) ?? instance(key, String(step));
      if (step % 5 === 0) {
        expected.delete(key);
        await store.deleteInstances("root", [row]);
      } else {
        const next = step % 3 === 0 ? row : instance(key, String(step), step % 7 === 0 ? "b" : "a");
        expected.set(key, next);
        await store.putInstances("root", [next]);
      }
      if (step % 6007 !== 0) continue;
      for (const className of ["a", "b"]) {
        const rows = [...expected.values()].filter((other) => other.className === className);
        expect(await scan(store, className)).toEqual(rows.sort((left, right) => (left.key < right.key ? -1 : 1)));
      }
    }
  }
});
