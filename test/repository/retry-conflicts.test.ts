import { expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import { maximumTries } from "../../src/repository/retry-conflicts.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { violation, WbemError } from "../../src/wbem/error.ts";
import { cimClass, instance, key } from "./builders.ts";
import { errorOf } from "./expect-error.ts";

/** A store whose next transactions do their work and then collide with others. */
class CollidingStore extends MemoryStore {
  collisions = 0;
  tries = 0;

  override async transaction<Result>(work: Parameters<MemoryStore["transaction"]>[0]): Promise<Result> {
    this.tries++;
    return super.transaction(async (writer) => {
      const result = await work(writer);
      if (this.collisions-- <= 0) return result as Result;
      throw WbemError.fromViolations([violation("postgres-conflict", { repository: "a" })]);
    });
  }
}

async function openColliding() {
  const store = new CollidingStore();
  const connection = await openRepository(store, { name: "a" });
  const root = await connection.openNamespace("root");
  await root.putClass(cimClass("A", { properties: [key()] }));
  store.tries = 0;
  return { store, connection, root };
}

test("an operation that collides with others is done again, and once in the end", async () => {
  const { store, root } = await openColliding();
  store.collisions = maximumTries - 1;
  expect((await root.putInstance(instance("A", { K: "a" }))).outcome).toBe("created");
  expect(store.tries).toBe(maximumTries);
});

test("not for ever: then it says so, and nothing is kept", async () => {
  const { store, root } = await openColliding();
  store.collisions = maximumTries;
  const error = await errorOf(Promise.resolve(root.putInstance(instance("A", { K: "a" }))));
  expect(error.status).toBe("WBEM_E_TRANSACTION_CONFLICT");
  expect(store.tries).toBe(maximumTries);
  expect((await errorOf(Promise.resolve(root.getInstance('A.K="a"')))).status).toBe("WBEM_E_NOT_FOUND");
});

test("a transaction of several operations is left to who began it", async () => {
  const { store, connection } = await openColliding();
  store.collisions = 1;
  const work = connection.transaction(async (transaction) => {
    await (await transaction.openNamespace("root")).putInstance(instance("A", { K: "a" }));
  });
  expect((await errorOf(work)).status).toBe("WBEM_E_TRANSACTION_CONFLICT");
  expect(store.tries).toBe(1);
});
