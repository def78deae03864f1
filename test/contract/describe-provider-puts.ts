import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WbemContext } from "../../src/wbem/context.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_RETURN_IMMEDIATELY,
  WBEM_FLAG_SHALLOW,
  WBEM_FLAG_UPDATE_ONLY,
} from "../../src/wbem/flags.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf, violationsOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";
import { openServed, refusal, type ServedRepository } from "./provider-helpers.ts";

/** Putting instances through the providers of their class and of those above it. */
export function describeProviderPuts(name: string, open: OpenConnection): void {
  describe(`${name}: putting through providers`, () => {
    let served: ServedRepository;

    beforeEach(async () => {
      served = await openServed(open);
    });

    afterEach(async () => {
      await served.connection.close();
    });

    test("the providers of all ancestors are called, topmost first, and none of a subclass or sibling", async () => {
      for (const className of ["C", "A", "B", "D"]) served.serve(className);
      await served.root.putInstance(instance("C", { K: "1" }));
      expect(served.log).toEqual(["A: put A 1", "B: put B 1", "C: put C 1"]);
      served.log.length = 0;
      await served.root.putInstance(instance("B", { K: "2" }));
      expect(served.log).toEqual(["A: put A 2", "B: put B 2"]);
    });

    test("a provider sees the instance as one of its own class, spelled as the class spells it", async () => {
      const [a, c] = [served.serve("A"), served.serve("C")];
      await served.root.putInstance(instance("c", { k: "1", HEIGHT: 2, Width: 3, Depth: 4 }));
      expect(a.instances.get("1")).toEqual(instance("A", { K: "1", Height: 2 }));
      expect(c.instances.get("1")).toEqual(instance("C", { K: "1", Height: 2, Width: 3, Depth: 4 }));
    });

    test("an instance of a class with a provider lives with the provider, of one without in the store", async () => {
      const [a] = [served.serve("A")];
      await served.root.putInstance(instance("A", { K: "1" }));
      await served.root.putInstance(instance("B", { K: "2", Width: 5 }));
      served.providers.unregister("root", "A");
      expect(await collect(served.root.createInstanceEnum("A"))).toEqual([instance("B", { K: "2", Width: 5 })]);
      expect([...a.instances.keys()]).toEqual(["1", "2"]);
    });

    test("the classes of the repository itself are not served by providers", async () => {
      for (const className of ["__SystemClass", "__Namespace"]) served.serve(className);
      await served.root.putInstance(instance("__Namespace", { Name: "Harbor" }));
      expect((await served.connection.openNamespace("root/Harbor")).namespace).toBe("root/Harbor");
      expect(served.log).toEqual([]);
    });

    test("where no provider is registered for a class or one above it none is called", async () => {
      served.serve("C");
      await served.root.putInstances([instance("B", { K: "1" }), instance("D", { K: "2" })]);
      expect(served.log).toEqual([]);
      expect(await collect(served.root.createInstanceEnum("B"))).toHaveLength(2);
      expect(served.log).toEqual(["C: enumerate C"]);
    });

    test("a batch goes on past an instance that a provider takes, in order", async () => {
      served.serve("C");
      const batch = [instance("B", { K: "1" }), instance("C", { K: "2" }), instance("B", { K: "3" })];
      expect((await served.root.putInstances(batch)).map(({ path }) => path)).toEqual([
        'B.K="1"',
        'C.K="2"',
        'B.K="3"',
      ]);
      expect(await collect(served.root.createInstanceEnum("B", WBEM_FLAG_SHALLOW))).toHaveLength(2);
    });

    test("the rules of CIM are checked before any provider is called", async () => {
      served.serve("A");
      served.serve("C");
      expect(await violationsOf(served.root.putInstance(instance("C", { K: "1", Nothing: 1 })))).toEqual([
        "unknown-property @property Nothing",
      ]);
      await served.root.putClass(cimClass("E : A", { qualifiers: ["Abstract"] }));
      served.serve("E");
      const abstract = await errorOf(served.root.putInstance(instance("E", { K: "1" })));
      expect(abstract.status).toBe("WBEM_E_INVALID_CLASS");
      expect(served.log).toEqual([]);
    });

    test("an instance does not move from the store to a sibling class that has a provider", async () => {
      served.serve("C");
      await served.root.putInstance(instance("D", { K: "1" }));
      const error = await errorOf(served.root.putInstance(instance("C", { K: "1" })));
      expect(error.violations[0]?.code).toBe("key-held-by-another-class");
      expect(served.log).toEqual([]);
      await served.root.deleteInstance('D.K="1"');
      served.log.length = 0;
      await served.root.putInstance(instance("C", { K: "1" }));
      expect(served.log).toEqual(["C: put C 1"]);
    });

    test("what the store refuses is refused before the providers of the ancestors are called", async () => {
      await served.root.putInstance(instance("C", { K: "1" }));
      served.serve("A");
      const again = await errorOf(served.root.putInstance(instance("C", { K: "1" }), WBEM_FLAG_CREATE_ONLY));
      expect(again.status).toBe("WBEM_E_ALREADY_EXISTS");
      const missing = await errorOf(served.root.putInstance(instance("C", { K: "2" }), WBEM_FLAG_UPDATE_ONLY));
      expect(missing.status).toBe("WBEM_E_NOT_FOUND");
      expect(served.log).toEqual([]);
    });

    test("CREATE_ONLY and UPDATE_ONLY are the affair of the provider, which gets them", async () => {
      const c = served.serve("C");
      const created = await served.root.putInstance(instance("C", { K: "1" }), WBEM_FLAG_CREATE_ONLY);
      const updated = await served.root.putInstance(instance("C", { K: "2" }), WBEM_FLAG_UPDATE_ONLY);
      expect(c.calls.map(({ flags }) => flags)).toEqual([WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY]);
      expect([created.outcome, updated.outcome]).toEqual(["created", "updated"]);
      c.refusal = refusal("WBEM_E_ALREADY_EXISTS");
      const error = await errorOf(served.root.putInstance(instance("C", { K: "1" }), WBEM_FLAG_CREATE_ONLY));
      expect(error.status).toBe("WBEM_E_ALREADY_EXISTS");
    });

    test("a provider says itself what a put did", async () => {
      served.providers.register("root", "C", { putInstance: () => ({ outcome: "unchanged" }) });
      expect((await served.root.putInstance(instance("C", { K: "1" }))).outcome).toBe("unchanged");
    });

    test("a key that is NULL is left to the provider, whose path getResultString gives", async () => {
      const asked: unknown[] = [];
      served.providers.register("root", "C", {
        putInstance(given) {
          asked.push(valueIn(given, "K"));
          return { path: 'C.K="chosen"' };
        },
      });
      const call = served.root.putInstance(instance("C", { Width: 1 }), WBEM_FLAG_RETURN_IMMEDIATELY);
      expect(await call.getResultString(1000)).toBe('C.K="chosen"');
      expect(asked).toEqual([null]);
      expect((await call).warnings).toEqual([]);
    });

    test("a key that a provider above has chosen is there for those below", async () => {
      served.providers.register("root", "A", { putInstance: () => ({ path: 'A.K="chosen"' }) });
      const c = served.serve("C");
      expect((await served.root.putInstance(instance("C", {}))).path).toBe('C.K="chosen"');
      expect(c.instances.get("chosen")).toEqual(instance("C", { K: "chosen" }));
    });

    test("a key that is NULL gets a GUID where the store keeps the instance, before the providers above see it", async () => {
      const a = served.serve("A");
      const { path } = await served.root.putInstance(instance("C", {}));
      const [kept] = [...a.instances.values()];
      expect(path).toBe(`C.K="${kept && valueIn(kept, "K")}"`);
    });

    test.each([
      ["no path", undefined, "it chose no value for key `K`, which was NULL"],
      ["the path of another class", 'D.K="1"', '`D.K="1"` is no path of an instance of its class'],
      ["no path at all", "C.K=", "`C.K=` is no path of an instance of its class"],
      ["the path of a class", "C", "`C` is no path of an instance of its class"],
    ])("a provider that answers a NULL key with %s is refused and undone", async (_what, path, reason) => {
      let undone = 0;
      const undo = () => {
        undone++;
      };
      served.providers.register("root", "C", { putInstance: () => (path === undefined ? { undo } : { path, undo }) });
      const error = await errorOf(served.root.putInstance(instance("C", {})));
      expect(error.status).toBe("WBEM_E_INVALID_OBJECT");
      expect(error.message).toContain(reason);
      expect(undone).toBe(1);
    });

    test("a provider cannot change a key that has a value", async () => {
      served.providers.register("root", "C", { putInstance: () => ({ path: 'C.K="2"', undo() {} }) });
      const error = await errorOf(served.root.putInstance(instance("C", { K: "1" })));
      expect(error.violations[0]?.code).toBe("invalid-provider-answer");
      expect(error.message).toContain("has other keys than the instance that was put");
    });

    test("the context reaches every provider unread and is the same object", async () => {
      const [a, b] = [served.serve("A"), served.serve("B")];
      const context = new WbemContext().setValue("Harbor", { quay: 7 });
      await served.root.putInstance(instance("B", { K: "1" }), 0, context);
      await served.root.getInstance('B.K="1"', 0, context);
      await collect(served.root.createInstanceEnum("B", 0, context));
      await served.root.deleteInstance('B.K="1"', 0, context);
      const contexts = [...a.calls, ...b.calls].map((call) => call.context);
      expect(contexts).toHaveLength(6);
      for (const one of contexts) expect(one).toBe(context);
      expect(context.getNames()).toEqual(["Harbor"]);
    });

    test("a partial update reaches the provider with its context, and what the class needs may be left out", async () => {
      await served.root.putClass(
        cimClass("N", { properties: [key(), property("uint32 Must", ["Not_Null"]), property("uint32 May")] }),
      );
      const n = served.serve("N");
      const context = new WbemContext()
        .setValue("__PUT_EXTENSIONS", true)
        .setValue("__PUT_EXT_CLIENT_REQUEST", true)
        .setValue("__PUT_EXT_PROPERTIES", ["May"]);
      await served.root.putInstance(instance("N", { K: "1", May: 3 }), WBEM_FLAG_UPDATE_ONLY, context);
      expect(n.instances.get("1")).toEqual(instance("N", { K: "1", May: 3 }));
      expect(n.calls[0]?.context?.getValue("__PUT_EXT_CLIENT_REQUEST")).toBe(true);
      const whole = await errorOf(served.root.putInstance(instance("N", { K: "1", May: 3 })));
      expect(whole.status).toBe("WBEM_E_ILLEGAL_NULL");
    });

    test.each(["WBEM_E_UNSUPPORTED_PUT_EXTENSION", "WBEM_E_PROVIDER_NOT_CAPABLE", "WBEM_E_NOT_SUPPORTED"] as const)(
      "a provider may refuse a partial update with %s",
      async (status) => {
        served.serve("C").refusal = refusal(status);
        const context = new WbemContext()
          .setValue("__PUT_EXTENSIONS", true)
          .setValue("__PUT_EXT_CLIENT_REQUEST", true)
          .setValue("__PUT_EXT_PROPERTIES", ["Width"]);
        const put = served.root.putInstance(instance("C", { K: "1", Width: 3 }), WBEM_FLAG_UPDATE_ONLY, context);
        expect((await errorOf(put)).status).toBe(status);
      },
    );

    test("a context that the store does not heed reaches providers unread, and refuses what the store keeps", async () => {
      const c = served.serve("C");
      const context = new WbemContext()
        .setValue("__PUT_EXTENSIONS", true)
        .setValue("__PUT_EXT_PROPERTIES", ["Nothing"])
        .setValue("__PUT_EXT_COLOUR", "red");
      await served.root.putInstance(instance("C", { K: "1" }), 0, context);
      expect(c.calls[0]?.context).toBe(context);
      const stored = await errorOf(served.root.putInstance(instance("D", { K: "2" }), 0, context));
      expect([stored.status, stored.violations.map(({ code }) => code)]).toEqual([
        "WBEM_E_UNSUPPORTED_PUT_EXTENSION",
        ["unsupported-put-extension", "partial-update-may-create"],
      ]);
      expect(await collect(served.root.createInstanceEnum("D"))).toEqual([]);
    });

    test("a provider reads the namespace as the transaction has written it", async () => {
      const read: unknown[] = [];
      served.providers.register("root", "C", {
        async putInstance(_given, { services }) {
          read.push(services.namespace);
          for await (const found of services.createInstanceEnum("D")) read.push(valueIn(found, "K"));
          read.push((await services.getClass("C")).superclass);
          read.push(Object.hasOwn(services, "putInstance") || "putInstance" in services);
        },
      });
      await served.root.putInstances([instance("D", { K: "1" }), instance("C", { K: "2" })]);
      expect(read).toEqual(["root", "1", "B", false]);
    });

    test("a provider that writes through the transaction that waits for it is told so and not left to wait", async () => {
      const error = await errorOf(
        served.connection.transaction(async (transaction) => {
          const root = await transaction.openNamespace("root");
          served.providers.register("root", "C", {
            async putInstance() {
              await Promise.resolve();
              await root.putInstance(instance("D", { K: "9" }));
            },
          });
          await root.putInstance(instance("C", { K: "1" }));
        }),
      );
      expect(error.status).toBe("WBEM_E_PROVIDER_FAILURE");
      expect(error.message).toContain("a provider cannot write through the transaction that waits for it");
    });

    test("a provider that writes through the connection within its call is told so and not left to wait", async () => {
      const { connection } = served;
      served.providers.register("root", "C", {
        async putInstance() {
          await (await connection.openNamespace("root")).putInstance(instance("D", { K: "9" }));
        },
      });
      const error = await errorOf(served.root.putInstance(instance("C", { K: "1" })));
      expect(error.status).toBe("WBEM_E_PROVIDER_FAILURE");
    });
  });
}
