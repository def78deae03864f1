import { expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { ensureNamespace } from "../../src/wbem/ensure-namespace.ts";
import { instance } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";

function openMemory(): Promise<WbemConnection> {
  return openRepository(new MemoryStore(), { name: "memory:" });
}

test("creates what is missing, parents first, and opens it", async () => {
  const connection = await openMemory();
  const first = await connection.transaction((transaction) => ensureNamespace(transaction, "\\\\.\\root\\a\\b\\c"));
  expect(first.created).toEqual(["root/a", "root/a/b", "root/a/b/c"]);
  expect(first.services.namespace).toBe("root/a/b/c");
  const second = await connection.transaction((transaction) => ensureNamespace(transaction, "root/A/B/d"));
  expect(second.created).toEqual(["root/a/b/d"]);
  expect(second.services.namespace).toBe("root/a/b/d");
});

test("opens what is there without writing", async () => {
  const connection = await openMemory();
  await (await connection.openNamespace("root")).putInstance(instance("__Namespace", { Name: "a" }));
  const again = await connection.transaction(async (transaction) => [
    await ensureNamespace(transaction, "root"),
    await ensureNamespace(transaction, "root/a/"),
  ]);
  expect(again.map(({ created, services }) => [services.namespace, created])).toEqual([
    ["root", []],
    ["root/a", []],
  ]);
});

test.each(["", "a b", "//elsewhere/root/a", "interop", "other/a"])(
  "refuses %j, for which there is no parent",
  async (path) => {
    const connection = await openMemory();
    const error = await errorOf(connection.transaction((transaction) => ensureNamespace(transaction, path)));
    expect(error.status).toBe("WBEM_E_INVALID_NAMESPACE");
  },
);
