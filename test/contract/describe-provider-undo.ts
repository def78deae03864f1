import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { violationMessage, WbemError } from "../../src/wbem/error.ts";
import type { ProviderPut, ProviderWork } from "../../src/wbem/provider.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";
import { openServed, refusal, type ServedRepository } from "./provider-helpers.ts";

function codesOf({ violations }: WbemError): readonly string[] {
  return violations.map(({ code }) => code);
}

/** What becomes of the work of providers when something fails. */
export function describeProviderUndo(name: string, open: OpenConnection): void {
  describe(`${name}: the work of providers`, () => {
    let served: ServedRepository;

    beforeEach(async () => {
      served = await openServed(open);
    });

    afterEach(async () => {
      await served.connection.close();
    });

    test("is undone in reverse when a later provider fails, and nothing is stored", async () => {
      const [a, b] = [served.serve("A"), served.serve("B")];
      served.serve("C").refusal = refusal("WBEM_E_VETO_PUT");
      const error = await errorOf(served.root.putInstance(instance("C", { K: "1" })));
      expect(error.status).toBe("WBEM_E_VETO_PUT");
      expect(codesOf(error)).toEqual(["provider-refused"]);
      expect(error.object).toEqual({ kind: "instance", namespace: "root", path: 'C.K="1"' });
      expect(served.log.slice(3)).toEqual(["B: undo put 1", "A: undo put 1"]);
      expect([a.instances.size, b.instances.size]).toEqual([0, 0]);
    });

    test("that cannot be undone is told with the error, by its path", async () => {
      served.serve("A").canUndo = false;
      served.providers.register("root", "B", {
        putInstance: () => ({
          undo() {
            throw new Error("the lamp is broken");
          },
        }),
      });
      served.serve("C").refusal = refusal("WBEM_E_VETO_PUT");
      const error = await errorOf(served.root.putInstance(instance("C", { K: "1" })));
      expect(error.status).toBe("WBEM_E_VETO_PUT");
      expect(codesOf(error)).toEqual(["provider-refused", "provider-work-kept", "provider-work-kept"]);
      expect(error.violations.slice(1).map(violationMessage)).toEqual([
        '`putInstance` of `B.K="1"` by its provider was not taken back: its `undo` failed: the lamp is broken',
        '`putInstance` of `A.K="1"` by its provider was not taken back: it offers no `undo`',
      ]);
    });

    test("is undone by the others where reading what undoes it fails", async () => {
      const a = served.serve("A");
      let reads = 0;
      served.providers.register("root", "B", {
        putInstance: () => ({
          get undo(): () => void {
            if (++reads > 1) throw new Error("it is gone");
            return () => undefined;
          },
        }),
      });
      const work = served.connection.transaction(async (transaction) => {
        await (await transaction.openNamespace("root")).putInstance(instance("B", { K: "1" }));
        throw new WbemError("WBEM_E_FAILED", "enough");
      });
      const error = await errorOf(work);
      expect(error.violations.map(violationMessage)).toEqual([
        '`putInstance` of `B.K="1"` by its provider was not taken back: its `undo` failed: it is gone',
      ]);
      expect(a.instances.size).toBe(0);
      await served.root.putInstance(instance("A", { K: "2" }));
    });

    test.each<readonly [string, unknown, string]>([
      ["a number", 5, "it is a number"],
      ["an unknown outcome", { outcome: "x" }, "its `outcome` is none of `created`, `updated` and `unchanged`"],
      ["an `undo` that is no function", { undo: 5 }, "its `undo` is no function"],
      ["a path that is none", { path: { className: "C" } }, "its `path` is neither text nor a path"],
    ])(
      "with %s for an answer is WBEM_E_INVALID_OBJECT, and that of others is undone",
      async (_what, answer, reason) => {
        const a = served.serve("A");
        served.providers.register("root", "C", { putInstance: () => answer as ProviderPut });
        const error = await errorOf(served.root.putInstance(instance("C", { K: "1" })));
        expect(error.status).toBe("WBEM_E_INVALID_OBJECT");
        expect(error.message).toContain(reason);
        expect(codesOf(error)).toEqual(["invalid-provider-answer", "provider-work-kept"]);
        expect(a.instances.size).toBe(0);
      },
    );

    test.each<readonly [string, unknown]>([
      ["a text", "done"],
      ["an `undo` that is no function", { undo: 5 }],
    ])("of a delete with %s for an answer is WBEM_E_INVALID_OBJECT", async (_what, answer) => {
      served.providers.register("root", "C", { deleteInstance: () => answer as ProviderWork });
      const error = await errorOf(served.root.deleteInstance('C.K="1"'));
      expect(error.status).toBe("WBEM_E_INVALID_OBJECT");
      expect(codesOf(error)).toEqual(["invalid-provider-answer", "provider-work-kept"]);
    });

    test("is undone in reverse when the transaction fails with whatever it is", async () => {
      const [a, c] = [served.serve("A"), served.serve("C")];
      const reason = new Error("changed my mind");
      const work = served.connection.transaction(async (transaction) => {
        const root = await transaction.openNamespace("root");
        await root.putInstance(instance("C", { K: "1" }));
        await root.putInstance(instance("A", { K: "2" }));
        await root.deleteInstance('A.K="2"');
        throw reason;
      });
      await expect(work).rejects.toBe(reason);
      expect(served.log.filter((line) => line.includes("undo"))).toEqual([
        "A: undo delete 2",
        "A: undo put 2",
        "C: undo put 1",
        "A: undo put 1",
      ]);
      expect([a.instances.size, c.instances.size]).toEqual([0, 0]);
    });

    test("that outlasts a transaction comes with its error, or with one whose cause is the error", async () => {
      served.serve("C").canUndo = false;
      const reason = new Error("changed my mind");
      const work = async (thrown: unknown) =>
        served.connection.transaction(async (transaction) => {
          await (await transaction.openNamespace("root")).putInstance(instance("C", { K: "1" }));
          throw thrown;
        });
      const wrapped = await errorOf(work(reason));
      expect(wrapped.status).toBe("WBEM_E_PROVIDER_FAILURE");
      expect(wrapped.cause).toBe(reason);
      expect(codesOf(wrapped)).toEqual(["provider-work-kept"]);
      const own = await errorOf(work(new WbemError("WBEM_E_TIMED_OUT", "too slow")));
      expect([own.status, own.message]).toEqual(["WBEM_E_TIMED_OUT", "too slow"]);
      expect(codesOf(own)).toEqual(["provider-work-kept"]);
    });

    test("is undone when a check at the end of the transaction refuses it", async () => {
      const c = served.serve("C");
      await served.root.putClass(cimClass("R", { properties: [key(), property("D To")] }));
      const error = await errorOf(
        served.connection.transaction(async (transaction) => {
          const root = await transaction.openNamespace("root");
          await root.putInstance(instance("C", { K: "1" }));
          await root.deleteClass("D");
        }),
      );
      expect(error.violations[0]?.code).toBe("class-in-use");
      expect(c.instances.size).toBe(0);
    });

    test("is undone for all instances of a batch when a later one is refused", async () => {
      const c = served.serve("C");
      const batch = [instance("C", { K: "1" }), instance("C", { K: "2" }), instance("C", { K: "3", Nothing: 1 })];
      const error = await errorOf(served.root.putInstances(batch));
      expect(error.batchIndex).toBe(2);
      expect(c.instances.size).toBe(0);
      expect(served.log.slice(2)).toEqual(["C: undo put 2", "C: undo put 1"]);
    });

    test("of a batch that a provider stops is told with the place of the instance and what was put before", async () => {
      served.serve("A");
      served.providers.register("root", "C", {
        putInstance(given) {
          if (valueIn(given, "K") === "2") throw refusal("WBEM_E_VETO_PUT");
          return { undo() {} };
        },
      });
      const batch = ["1", "2", "3"].map((K) => instance("C", { K }));
      const error = await errorOf(served.root.putInstances(batch));
      expect([error.status, error.batchIndex]).toEqual(["WBEM_E_VETO_PUT", 1]);
      expect(error.results.map(({ path }) => path)).toEqual(['C.K="1"']);
      expect(error.object?.path).toBe('C.K="2"');
    });

    test("of one put is undone at once where the transaction goes on", async () => {
      const [a, c] = [served.serve("A"), served.serve("C")];
      await served.connection.transaction(async (transaction) => {
        const root = await transaction.openNamespace("root");
        await root.putInstance(instance("A", { K: "1" }));
        c.refusal = refusal("WBEM_E_VETO_PUT");
        await errorOf(root.putInstance(instance("C", { K: "2" })));
      });
      expect([...a.instances.keys()]).toEqual(["1"]);
    });

    test("is undone before the next transaction begins", async () => {
      const c = served.serve("C");
      const failing = served.connection.transaction(async (transaction) => {
        await (await transaction.openNamespace("root")).putInstance(instance("C", { K: "1", Depth: 1 }));
        throw new Error("changed my mind");
      });
      const next = served.root.putInstance(instance("C", { K: "1", Depth: 2 }));
      await expect(failing).rejects.toThrow("changed my mind");
      await next;
      expect([...c.instances.values()]).toEqual([instance("C", { K: "1", Depth: 2 })]);
    });

    test("waits for what was begun and not awaited before it is undone", async () => {
      const c = served.serve("C");
      const failing = served.connection.transaction(async (transaction) => {
        const root = await transaction.openNamespace("root");
        root.putInstance(instance("C", { K: "1" }), 0x10);
        throw new Error("changed my mind");
      });
      await expect(failing).rejects.toThrow("changed my mind");
      expect(c.instances.size).toBe(0);
    });

    test("stays with a transaction that lasts", async () => {
      const c = served.serve("C");
      await served.root.putInstance(instance("C", { K: "1" }));
      await expect(
        served.connection.transaction(async () => {
          throw new Error("another one");
        }),
      ).rejects.toThrow("another one");
      expect([...c.instances.keys()]).toEqual(["1"]);
      expect(await collect(served.root.createInstanceEnum("C"))).toEqual([instance("C", { K: "1" })]);
    });

    test("that an undo would write through the connection is kept and told", async () => {
      const { connection } = served;
      served.providers.register("root", "C", {
        putInstance: () => ({
          undo: async () => void (await (await connection.openNamespace("root")).deleteInstance('D.K="1"')),
        }),
      });
      const error = await errorOf(
        connection.transaction(async (transaction) => {
          await (await transaction.openNamespace("root")).putInstance(instance("C", { K: "1" }));
          throw new Error("changed my mind");
        }),
      );
      expect(codesOf(error)).toEqual(["provider-work-kept"]);
    });
  });
}
