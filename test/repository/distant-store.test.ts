import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import type { StoreWriter } from "../../src/repository/store.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { cimClass, instance, key, property } from "./builders.ts";
import { errorOf } from "./expect-error.ts";

/** A store on another machine: what is asked for in the same turn is on its way together, and answered together. */
class DistantStore extends MemoryStore {
  trips = 0;
  #trip: Promise<void> | undefined;

  async #travel<Found>(found: Promise<Found>): Promise<Found> {
    if (this.#trip === undefined) {
      this.trips++;
      this.#trip = setImmediate().then(() => {
        this.#trip = undefined;
      });
    }
    await this.#trip;
    return found;
  }

  override getSetting(...asked: Parameters<MemoryStore["getSetting"]>) {
    return this.#travel(super.getSetting(...asked));
  }
  override getNamespace(...asked: Parameters<MemoryStore["getNamespace"]>) {
    return this.#travel(super.getNamespace(...asked));
  }
  override getClasses(...asked: Parameters<MemoryStore["getClasses"]>) {
    return this.#travel(super.getClasses(...asked));
  }
  override getInstances(...asked: Parameters<MemoryStore["getInstances"]>) {
    return this.#travel(super.getInstances(...asked));
  }
}

/** Two programs on one store. */
async function openTwo() {
  const store = new DistantStore();
  const [one, other] = [await openRepository(store, { name: "one" }), await openRepository(store, { name: "other" })];
  const [root, others] = [await one.openNamespace("root"), await other.openNamespace("root")];
  await root.putClass(cimClass("A", { properties: [key(), property("string S")] }));
  await root.putInstance(instance("A", { K: "1", S: "first" }));
  const tripsOf = async <Result>(read: () => PromiseLike<Result>): Promise<[number, Result]> => {
    const before = store.trips;
    const result = await read();
    return [store.trips - before, result];
  };
  return { store, root, others, tripsOf };
}

const lastValue = ({ properties }: { readonly properties: readonly { readonly value?: unknown }[] }) =>
  properties.at(-1)?.value;

test("an instance by its key takes the way to a distant store and back once, and is the one that is there now", async () => {
  const { root, others, tripsOf } = await openTwo();
  await root.getInstance('A.K="1"');
  const [trips, found] = await tripsOf(() => root.getInstance('A.K="1"'));
  expect([trips, lastValue(found)]).toEqual([1, "first"]);
  await others.putInstance(instance("A", { K: "1", S: "second" }));
  expect(lastValue((await tripsOf(() => root.getObject('A.K="1"')))[1])).toBe("second");
  expect((await tripsOf(() => root.getClass("a")))[0]).toBe(1);
});

test("what somebody else changed in the classes is seen by the next read", async () => {
  const { root, others, tripsOf } = await openTwo();
  await root.putClass(cimClass("C", { properties: [key()] }));
  await root.getClass("C");
  await others.putClass(cimClass("C", { properties: [key(), property("string T")] }));
  expect((await root.getClass("C")).properties).toHaveLength(2);
  expect(lastValue(await root.getInstance('A.K="1"'))).toBe("first");
  expect((await tripsOf(() => root.getInstance('A.K="1"')))[0]).toBe(1);
});

test("an object that somebody else has made, or deleted, since it was not, or was, there is what the next read says", async () => {
  const { store, root, others } = await openTwo();
  expect((await errorOf(Promise.resolve(root.getInstance('B.K="1"')))).status).toBe("WBEM_E_NOT_FOUND");
  await others.putClass(cimClass("B", { properties: [key()] }));
  await others.putInstance(instance("B", { K: "1" }));
  expect(await root.getInstance('B.K="1"')).toMatchObject({ className: "B" });
  await others.deleteClass("B");
  expect((await errorOf(Promise.resolve(root.getInstance('B.K="1"')))).status).toBe("WBEM_E_NOT_FOUND");
  await store.transaction((writer: StoreWriter) => writer.deleteInstancesOf("root", "a"));
  expect((await errorOf(Promise.resolve(root.getInstance('A.K="1"')))).status).toBe("WBEM_E_NOT_FOUND");
});

test("a namespace that somebody else has deleted is there no more", async () => {
  const { root, others } = await openTwo();
  await others.putInstance(instance("__NAMESPACE", { Name: "harbor" }));
  const harbor = await root.openNamespace("harbor");
  await harbor.putClass(cimClass("A", { properties: [key()] }));
  expect((await harbor.getClass("A")).name).toBe("A");
  await others.deleteInstance('__NAMESPACE.Name="harbor"');
  expect((await errorOf(Promise.resolve(harbor.getClass("A")))).status).toBe("WBEM_E_INVALID_NAMESPACE");
});
