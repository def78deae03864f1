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

/** An object whose methods are its own but for some; private fields stay those of the object itself. */
function withMethods<Target extends object>(target: Target, methods: Partial<Target>): Target {
  return new Proxy(target, {
    get(_, name) {
      const value = Reflect.get(name in methods ? methods : target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** A writer that puts and reads every instance at once. */
function writerAtOnce(writer: StoreWriter): StoreWriter {
  const { immediate } = writer;
  if (immediate === undefined) throw new Error("the store can do nothing at once");
  return withMethods(writer, {
    getSetting: async (name) => immediate.getSetting(name),
    getNamespace: async (namespace) => immediate.getNamespace(namespace),
    getInstances: async (namespace, keys) => keys.map((key) => immediate.getInstance(namespace, key)),
    putInstances: async (namespace, rows) => {
      for (const row of rows) immediate.putInstance(namespace, row);
    },
  });
}

/** A store that answers at once whenever it can. */
function storeAtOnce(store: Store): Store {
  return withMethods(store, {
    getSetting: async (name) => store.readNow?.((rows) => rows.getSetting(name)) ?? store.getSetting(name),
    getNamespace: async (namespace) =>
      store.readNow?.((rows) => rows.getNamespace(namespace)) ?? store.getNamespace(namespace),
    getInstances: async (namespace, keys) =>
      store.readNow?.((rows) => keys.map((key) => rows.getInstance(namespace, key))) ??
      store.getInstances(namespace, keys),
    transaction: (work) => store.transaction((writer) => work(writerAtOnce(writer))),
  });
}

describeStore("the memory store", filled(openMemory));
describeStore("the SQLite store", filled(openSqlite));
describeStore("the SQLite store that does everything at once", async (fill) => {
  const store = storeAtOnce(await openSqlite());
  if (fill) await store.transaction(fill);
  return store;
});
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
