import { expect, test } from "vitest";
import { Overlay, OverlayStore } from "../../../src/repository/overlay-store.ts";
import type { InstanceRow, Store, StoreWriter } from "../../../src/repository/store.ts";
import { MemoryStore } from "../../../src/repository/stores/memory.ts";
import { contentOf } from "../../contract/store-model.ts";

function instance(key: string, className = "a", body = key): InstanceRow {
  return { keyClass: "a", key, className, body };
}

async function fill(writer: StoreWriter): Promise<void> {
  await writer.putSetting("keys", "folded");
  for (const key of ["root", "root/a"]) await writer.putNamespace({ key, path: key, generation: 0 });
  await writer.putClasses("root", [
    { key: "a", superclass: null, body: "A" },
    { key: "b", superclass: "a", body: "B" },
  ]);
  await writer.putQualifierTypes("root", [{ key: "a", body: "Q" }]);
  await writer.putInstances("root", [instance("a"), instance("b"), instance("\uffee", "b_")]);
  await writer.putInstances("root/a", [instance("a")]);
}

async function change(writer: StoreWriter): Promise<void> {
  await writer.putSetting("other", "value");
  await writer.deleteNamespace("root/a");
  await writer.putNamespace({ key: "root/a", path: "root/A", generation: 5 });
  await writer.putInstances("root/a", [instance("b")]);
  await writer.deleteClasses("root", ["b"]);
  await writer.putClasses("root", [{ key: "\uffee", superclass: "a", body: "new" }]);
  await writer.deleteQualifierTypes("root", ["a"]);
  await writer.putQualifierTypes("root", [{ key: "b", body: "R" }]);
  await writer.deleteInstancesOf("root", "a");
  await writer.putInstances("root", [instance("b", "a", "again")]);
  await writer.deleteInstances("root", [instance("\uffee")]);
}

async function filledStore(): Promise<Store> {
  const store = new MemoryStore();
  await store.transaction(fill);
  return store;
}

test("what was written to an overlay never reaches the store below", async () => {
  const below = await filledStore();
  const before = await contentOf(below);
  const overlay = new OverlayStore(below);
  await overlay.transaction(change);
  expect(await contentOf(overlay)).not.toEqual(before);
  expect(await contentOf(below)).toEqual(before);
});

test("the changes of an overlay make the same of what lies below", async () => {
  const below = await filledStore();
  const overlay = new Overlay(below);
  await change(overlay);
  const expected = await contentOf(overlay);
  const operations: string[] = [];
  await below.transaction(async (writer) => {
    for (const { operation, parameters } of overlay.changes()) {
      operations.push(operation);
      await (writer[operation] as (...parameters: unknown[]) => Promise<void>)(...parameters);
    }
  });
  expect(await contentOf(below)).toEqual(expected);
  expect(operations).toContain("deleteInstancesOf");
});

test("an overlay over an overlay reads through both", async () => {
  const first = new OverlayStore(await filledStore());
  const second = new OverlayStore(first);
  await first.transaction((writer) => writer.putInstances("root", [instance("c")]));
  await second.transaction((writer) => writer.deleteInstances("root", [instance("a")]));
  const keys = ["a", "b", "c"].map((key) => ({ keyClass: "a", key }));
  expect((await second.getInstances("root", keys)).map((row) => row?.key)).toEqual([undefined, "b", "c"]);
  expect((await first.getInstances("root", keys)).map((row) => row?.key)).toEqual(["a", "b", "c"]);
});

test("closing an overlay closes the store below", async () => {
  const below = await filledStore();
  let isClosed = false;
  below.close = async () => {
    isClosed = true;
  };
  await new OverlayStore(below).close();
  expect(isClosed).toBe(true);
});

test("deleting all instances of a class does not go through them one by one", async () => {
  const below = new MemoryStore();
  const rows = Array.from({ length: 5000 }, (_, index) => instance(String(index)));
  await below.transaction(async (writer) => {
    await fill(writer);
    await writer.putInstances("root", rows);
  });
  const overlay = new Overlay(below);
  await overlay.deleteInstancesOf("root", "a");
  expect(await overlay.hasInstances("root", ["a"])).toBe(false);
  expect(await overlay.countInstances("root", "a")).toBe(0);
  expect([...overlay.changes()]).toEqual([{ operation: "deleteInstancesOf", parameters: ["root", "a"] }]);
});
