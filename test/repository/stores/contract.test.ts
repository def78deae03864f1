import { join } from "node:path";
import { OverlayStore } from "../../../src/repository/overlay-store.ts";
import type { Store, StoreWriter } from "../../../src/repository/store.ts";
import { MemoryStore } from "../../../src/repository/stores/memory.ts";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import { describeStore } from "../../contract/store-contract.ts";
import type { OpenStore } from "../../contract/store-model.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
let files = 0;

/** A store that is filled by a transaction of its own. */
function filled(open: () => Promise<Store>): OpenStore {
  return async (fill) => {
    const store = await open();
    if (fill) await store.transaction(fill);
    return store;
  };
}

async function openMemory(): Promise<Store> {
  return new MemoryStore();
}

function openSqlite(): Promise<Store> {
  files++;
  return openSqliteStore(join(folder, `${files}.db`), { access: "write" });
}

/** An overlay with the content below it. */
function overlay(open: () => Promise<Store>): OpenStore {
  return async (fill) => new OverlayStore(await filled(open)(fill));
}

describeStore("the memory store", filled(openMemory));
describeStore("the SQLite store", filled(openSqlite));
describeStore("an overlay over the memory store", overlay(openMemory));
describeStore("an overlay over the SQLite store", overlay(openSqlite));
describeStore(
  "an overlay over nothing",
  filled(async () => new OverlayStore()),
);
describeStore(
  "an overlay over a SQLite store that is only read",
  async (fill?: (writer: StoreWriter) => Promise<void>) => {
    files++;
    const path = join(folder, `${files}.db`);
    const store = await openSqliteStore(path, { access: "write" });
    await store.transaction(fill ?? (async () => undefined));
    await store.close();
    return new OverlayStore(await openSqliteStore(path, { access: "read" }));
  },
);
