import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import type { Store, StoreReader } from "../../src/repository/store.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { openSqliteStore } from "../../src/repository/stores/sqlite.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../../src/wbem/flags.ts";
import { buoy, germanBuoy, localized, seed, textOf } from "../contract/amended-helpers.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const amended = WBEM_FLAG_USE_AMENDED_QUALIFIERS;
const folder = temporaryFolder();

describe("connections of several locales to one repository", () => {
  const opened: WbemConnection[] = [];

  afterEach(async () => {
    for (const connection of opened.splice(0)) await connection.close();
  });

  async function openAt(locale: string): Promise<WbemConnection> {
    const store = await openSqliteStore(join(folder, "locales.db"), { access: "write" });
    const connection = await openRepository(store, { name: "file", locale });
    opened.push(connection);
    return connection;
  }

  test("read each its own texts, and see what another one changes", async () => {
    const english = germanBuoy.replace("Eine Boje", "One buoy");
    const german = await openAt("MS_407");
    await seed(german, buoy + localized("ms_407") + germanBuoy + localized("ms_409") + english);
    const british = await openAt("MS_809");
    const readAll = async () => {
      const texts: unknown[] = [];
      for (const connection of [german, british]) {
        const services = await connection.openNamespace("root/harbor");
        texts.push(textOf(await services.getClass("Harbor_Buoy", amended)));
      }
      return texts;
    };
    expect(await readAll()).toEqual(["Eine Boje", "One buoy"]);
    await seed(british, localized("ms_407") + germanBuoy.replace("Eine Boje", "Noch eine Boje"));
    expect(await readAll()).toEqual(["Noch eine Boje", "One buoy"]);
    await seed(german, localized("ms_809") + germanBuoy.replace("Eine Boje", "Another buoy"));
    expect(await readAll()).toEqual(["Noch eine Boje", "Another buoy"]);
  });
});

/** A store that counts the classes and namespaces that are read from it. */
function counted(store: Store): { readonly store: Store; readonly reads: string[] } {
  const reads: string[] = [];
  const counting = new Set<keyof StoreReader>(["getClasses", "listSubclasses", "listNamespaces"]);
  const handler: ProxyHandler<Store> = {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (counting.has(name as keyof StoreReader)) {
        return (...words: unknown[]) => {
          reads.push(String(name));
          return value.apply(target, words);
        };
      }
      return value.bind(target);
    },
  };
  return { store: new Proxy(store, handler), reads };
}

describe("what was merged once", () => {
  test("is not merged again, and what is read without the flag asks for no locale namespace", async () => {
    const { store, reads } = counted(new MemoryStore());
    const connection = await openRepository(store, { name: "memory:", locale: "MS_407" });
    const services = await seed(connection, buoy + localized("ms_407") + germanBuoy);
    const first = await services.getClass("Harbor_Buoy", amended);
    reads.length = 0;
    const second = await services.getClass("Harbor_Buoy", amended);
    expect(reads).toEqual(["listNamespaces"]);
    expect(second).toEqual(first);
    reads.length = 0;
    await services.getClass("Harbor_Buoy");
    expect(reads).toEqual([]);
  });
});
