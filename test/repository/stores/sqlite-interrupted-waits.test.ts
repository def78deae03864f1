import { join } from "node:path";
import { expect, test } from "vitest";
import type { Store } from "../../../src/repository/store.ts";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();

/** Of a command that is interrupted it is a word and no error. */
const reason = "SIGINT";

/** What does not end before a lock is waited for, 10 s by default, and what ends that. */
async function openInterruptible(path: string): Promise<{ store: Store; interrupt: () => void }> {
  const interruption = new AbortController();
  const store = await openSqliteStore(path, { access: "write", signal: interruption.signal });
  return { store, interrupt: () => interruption.abort(reason) };
}

async function put(store: Store, value: string, meanwhile?: () => Promise<void>): Promise<void> {
  await store.transaction(async (writer) => {
    await writer.putSetting("keys", value);
    await meanwhile?.();
  });
}

test("a transaction that waits for the one of another is interrupted", async () => {
  const path = join(folder, "writers.db");
  const holder = await openSqliteStore(path, { access: "write" });
  await put(holder, "first");
  const { store, interrupt } = await openInterruptible(path);
  await put(holder, "second", async () => {
    const waiting = put(store, "third");
    setImmediate(interrupt);
    await expect(waiting).rejects.toBe(reason);
    await store.close();
  });
  expect(await holder.getSetting("keys")).toBe("second");
  await holder.close();
});

test("a commit that waits for a reader is interrupted, and nothing of it lasts", async () => {
  const path = join(folder, "reader.db");
  const { store, interrupt } = await openInterruptible(path);
  await put(store, "first");
  const reader = await openSqliteStore(path, { access: "read" });
  expect(await reader.getSetting("keys")).toBe("first");
  const waiting = put(store, "second", async () => void setImmediate(interrupt));
  await expect(waiting).rejects.toBe(reason);
  await reader.close();
  expect(await store.getSetting("keys")).toBe("first");
  await store.close();
});

test("who waits for another to make the repository is interrupted", async () => {
  const path = join(folder, "new.db");
  const maker = await openSqliteStore(path, { access: "write" });
  const { store, interrupt } = await openInterruptible(path);
  await put(maker, "made", async () => {
    const waiting = put(store, "late");
    setImmediate(interrupt);
    await expect(waiting).rejects.toBe(reason);
    await store.close();
  });
  expect(await maker.getSetting("keys")).toBe("made");
  await maker.close();
});
