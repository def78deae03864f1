import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { OverlayStore } from "../../src/repository/overlay-store.ts";
import { openRepository } from "../../src/repository/repository.ts";
import type { Store } from "../../src/repository/store.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { openSqliteStore } from "../../src/repository/stores/sqlite.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { cimClass, instance, key, property } from "./builders.ts";

const folder = temporaryFolder();
const count = 50_000;
/** How many rows a store may have handed out beyond those that were read. */
const maximumAhead = 1000;

interface Watch {
  /** Rows that the store has handed out in scans. */
  given: number;
}

/** A store that counts what its scans hand out. */
function watched(store: Store, watch: Watch): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name === "scanInstances") {
        return async function* (...parameters: Parameters<Store["scanInstances"]>) {
          for await (const rows of target.scanInstances(...parameters)) {
            watch.given += rows.length;
            yield rows;
          }
        };
      }
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

const stores: Readonly<Record<string, () => Promise<Store>>> = {
  memory: async () => new MemoryStore(),
  "a file": () => openSqliteStore(join(folder, "streaming.db"), { access: "write" }),
  "an overlay over a file": async () =>
    new OverlayStore(await openSqliteStore(join(folder, "overlaid.db"), { access: "write" })),
};

describe.each(Object.keys(stores))("an enumeration of %s", (kind) => {
  test("holds few of 50,000 instances at once", async () => {
    const watch: Watch = { given: 0 };
    const store = await (stores[kind] as () => Promise<Store>)();
    const connection = await openRepository(watched(store, watch), { name: kind });
    const root = await connection.openNamespace("root");
    await root.putClass(cimClass("Top", { properties: [key("uint32 K"), property("string S")] }));
    await root.putClass(cimClass("Below : Top"));
    const many = Array.from({ length: count }, (_, index) =>
      instance(index % 2 === 0 ? "Top" : "Below", { K: index, S: `text of ${index}` }),
    );
    await root.putInstances(many);

    watch.given = 0;
    let [read, ahead] = [0, 0];
    for await (const _one of root.createInstanceEnum("Top")) ahead = Math.max(ahead, watch.given - ++read);
    expect(read).toBe(count);
    expect(watch.given).toBe(count);
    expect(ahead).toBeLessThanOrEqual(maximumAhead);

    // One that ends early has not asked for the rest.
    watch.given = 0;
    for await (const _one of root.createInstanceEnum("Top")) break;
    expect(watch.given).toBeLessThanOrEqual(maximumAhead);
    await connection.close();
  });
});
