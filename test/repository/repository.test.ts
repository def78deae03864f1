import { describe, expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import type { StoreWriter } from "../../src/repository/store.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { cimClass, instance, key } from "./builders.ts";
import { errorOf } from "./expect-error.ts";

describe("opening", () => {
  test("writes nothing until something is put", async () => {
    const store = new MemoryStore();
    const connection = await openRepository(store, { name: "memory:", keys: "exact" });
    const root = await connection.openNamespace("root");
    await expect(root.getClass("A")).rejects.toMatchObject({ status: "WBEM_E_NOT_FOUND" });
    await connection.transaction(async (transaction) => (await transaction.openNamespace("root")).namespace);
    expect(await store.listNamespaces()).toEqual([]);
    await root.putClass(cimClass("A", { properties: [key()] }));
    expect(await store.getSetting("keys")).toBe("exact");
    expect(await store.listNamespaces()).toEqual([{ key: "root", path: "root", generation: 1 }]);
  });

  test("keeps the comparison of keys that a repository was created with", async () => {
    const store = new MemoryStore();
    const first = await openRepository(store, { name: "first", keys: "exact" });
    const root = await first.openNamespace("root");
    await root.putClass(cimClass("A", { properties: [key()] }));
    await root.putInstance(instance("A", { K: "a" }));
    const second = await (await openRepository(store, { name: "second" })).openNamespace("root");
    expect((await second.putInstance(instance("A", { K: "A" }))).outcome).toBe("created");
    const error = await errorOf(openRepository(store, { name: "third", keys: "folded" }));
    expect(error.status).toBe("WBEM_E_INVALID_PARAMETER");
    expect(error.violations[0]?.code).toBe("keys-compared-otherwise");
    await expect(openRepository(store, { name: "fourth", keys: "exact" })).resolves.toBeDefined();
  });

  test("shows name and dialect", async () => {
    const connection = await openRepository(new MemoryStore(), { name: "here", dialect: "wmi" });
    expect([connection.name, connection.dialect]).toEqual(["here", "wmi"]);
    expect((await openRepository(new MemoryStore(), { name: "x" })).dialect).toBe("auto");
  });
});

describe("a repository opened for reading only", () => {
  test("reads, and refuses every write", async () => {
    const store = new MemoryStore();
    const writing = await (await openRepository(store, { name: "w" })).openNamespace("root");
    await writing.putClass(cimClass("A", { properties: [key()] }));
    const connection = await openRepository(store, { name: "r", readOnly: true });
    const root = await connection.openNamespace("root");
    expect((await root.getClass("A")).name).toBe("A");
    for (const write of [
      root.putClass(cimClass("B")),
      root.putInstance(instance("A", { K: "1" })),
      root.deleteClass("A"),
      connection.transaction(async () => undefined),
    ]) {
      const error = await errorOf(write);
      expect(error.status).toBe("WBEM_E_ACCESS_DENIED");
      expect(error.violations).toMatchObject([{ code: "read-only-repository", parameters: { repository: "r" } }]);
    }
  });
});

describe("a transaction within a transaction", () => {
  test("is refused, as the one would wait for the other for ever", async () => {
    const connection = await openRepository(new MemoryStore(), { name: "memory:" });
    const outside = await connection.openNamespace("root");
    await connection.transaction(async () => {
      await expect(connection.transaction(async () => undefined)).rejects.toThrow("within a transaction");
      await expect(outside.putClass(cimClass("A"))).rejects.toThrow("within a transaction");
    });
    expect((await outside.putClass(cimClass("A", { properties: [key()] }))).outcome).toBe("created");
  });
});

describe("a store that fails", () => {
  class FailingStore extends MemoryStore {
    failing = false;

    override transaction<Result>(work: (writer: StoreWriter) => Promise<Result>): Promise<Result> {
      return super.transaction(async (writer) => {
        const result = await work(writer);
        if (this.failing) throw new Error("disk full");
        return result;
      });
    }
  }

  test("at the end of a transaction leaves the caches as they were", async () => {
    const store = new FailingStore();
    const root = await (await openRepository(store, { name: "memory:" })).openNamespace("root");
    await root.putClass(cimClass("A", { properties: [key()] }));
    store.failing = true;
    await expect(root.putClass(cimClass("B : A"))).rejects.toThrow("disk full");
    await expect(root.deleteClass("A")).rejects.toThrow("disk full");
    store.failing = false;
    expect((await root.getClass("A")).name).toBe("A");
    await expect(root.getClass("B")).rejects.toMatchObject({ status: "WBEM_E_NOT_FOUND" });
    expect((await root.putClass(cimClass("B : A"))).outcome).toBe("created");
  });
});
