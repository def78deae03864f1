import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimInstance } from "../../src/cim/model.ts";
import { WbemContext } from "../../src/wbem/context.ts";
import { WBEM_FLAG_DIRECT_READ, WBEM_FLAG_SHALLOW } from "../../src/wbem/flags.ts";
import type { InstanceProvider } from "../../src/wbem/provider.ts";
import { instance } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";
import { openServed, refusal, type ServedRepository } from "./provider-helpers.ts";

function shown({ className, properties }: CimInstance): string {
  return `${className} ${properties.find(({ name }) => name === "K")?.value}`;
}

/** Reading instances from providers and the store as one. */
export function describeProviderReads(name: string, open: OpenConnection): void {
  describe(`${name}: reading through providers`, () => {
    let served: ServedRepository;

    beforeEach(async () => {
      served = await openServed(open);
    });

    afterEach(async () => {
      await served.connection.close();
    });

    async function listed(className: string, flags = 0): Promise<string[]> {
      return (await collect(served.root.createInstanceEnum(className, flags))).map(shown);
    }

    test("getObject asks the provider of the class, by a path with its name", async () => {
      served.serve("C").instances.set("1", instance("C", { K: "1", Depth: 4 }));
      expect(await served.root.getObject('c.k="1"')).toEqual(instance("C", { K: "1", Depth: 4 }));
      expect(served.log).toEqual(["C: get C 1"]);
      expect((await errorOf(served.root.getInstance('C.K="2"'))).status).toBe("WBEM_E_NOT_FOUND");
    });

    test("getObject through an ancestor's name finds what a provider below has, and more than the ancestor's view", async () => {
      served.serve("A");
      served.serve("C");
      await served.root.putInstance(instance("C", { K: "1", Height: 2, Depth: 4 }));
      expect(await served.root.getInstance('A.K="1"')).toEqual(instance("C", { K: "1", Height: 2, Depth: 4 }));
    });

    test("getObject through an ancestor's name finds what the store has without asking a provider", async () => {
      served.serve("C");
      await served.root.putInstance(instance("D", { K: "1" }));
      expect((await served.root.getInstance('A.K="1"')).className).toBe("D");
      expect(served.log).toEqual([]);
    });

    test("a provider that says WBEM_E_NOT_FOUND has nothing, one that fails is passed over where another one has it", async () => {
      const [a, c, d] = [served.serve("A"), served.serve("C"), served.serve("D")];
      c.refusal = refusal("WBEM_E_NOT_FOUND");
      d.refusal = refusal("WBEM_E_ACCESS_DENIED");
      a.instances.set("1", instance("A", { K: "1" }));
      expect((await served.root.getInstance('A.K="1"')).className).toBe("A");
      expect((await errorOf(served.root.getInstance('A.K="2"'))).status).toBe("WBEM_E_ACCESS_DENIED");
      expect((await errorOf(served.root.getInstance('C.K="1"'))).status).toBe("WBEM_E_NOT_FOUND");
    });

    test("createInstanceEnum gives the instances of the store and of each provider, class by class", async () => {
      const [c] = [served.serve("C")];
      c.instances.set("2", instance("C", { K: "2" }));
      await served.root.putInstances([instance("A", { K: "1" }), instance("D", { K: "3" })]);
      expect(await listed("A")).toEqual(["A 1", "C 2", "D 3"]);
      expect(await listed("B")).toEqual(["C 2", "D 3"]);
      expect(await listed("A", WBEM_FLAG_SHALLOW)).toEqual(["A 1"]);
      expect(await listed("C", WBEM_FLAG_SHALLOW)).toEqual(["C 2"]);
    });

    test("createInstanceEnum gives an instance once, as one of its class, where a provider above has a view of it", async () => {
      served.serve("A");
      served.serve("C");
      await served.root.putInstances([
        instance("A", { K: "1" }),
        instance("C", { K: "2", Depth: 1 }),
        instance("D", { K: "3" }),
      ]);
      expect((await listed("A")).toSorted()).toEqual(["A 1", "C 2", "D 3"]);
      expect(await listed("B")).toEqual(["C 2", "D 3"]);
    });

    test("createInstanceEnum streams: what is not wanted any more is not asked of the provider", async () => {
      let given = 0;
      let ended = false;
      served.providers.register("root", "C", {
        async *createInstanceEnum() {
          try {
            for (;;) yield instance("C", { K: String(++given) });
          } finally {
            ended = true;
          }
        },
      });
      for await (const found of served.root.createInstanceEnum("A")) if (valueIn(found, "K") === "3") break;
      expect([given, ended]).toEqual([3, true]);
    });

    test("DIRECT_READ reads of just the class that is named, from its provider or the store", async () => {
      const [b] = [served.serve("B")];
      served.serve("C").instances.set("2", instance("C", { K: "2" }));
      b.instances.set("1", instance("B", { K: "1" }));
      await served.root.putInstance(instance("D", { K: "3" }));
      served.log.length = 0;
      expect(await listed("B", WBEM_FLAG_DIRECT_READ)).toEqual(["B 1", "B 3"]);
      expect(served.log).toEqual(["B: enumerate B"]);
      expect((await served.root.getInstance('B.K="1"', WBEM_FLAG_DIRECT_READ)).className).toBe("B");
      expect((await errorOf(served.root.getInstance('A.K="3"', WBEM_FLAG_DIRECT_READ))).status).toBe(
        "WBEM_E_NOT_FOUND",
      );
      expect((await served.root.getInstance('A.K="3"')).className).toBe("D");
    });

    test("a partial read selects from what providers give, who get it unread", async () => {
      const c = served.serve("C");
      c.instances.set("1", instance("C", { K: "1", Height: 2, Depth: 4 }));
      const context = new WbemContext()
        .setValue("__GET_EXTENSIONS", true)
        .setValue("__GET_EXT_CLIENT_REQUEST", true)
        .setValue("__GET_EXT_PROPERTIES", ["Height"]);
      const selected = instance("C", { K: "1", Height: 2 });
      expect(await collect(served.root.createInstanceEnum("A", 0, context))).toEqual([selected]);
      expect(await served.root.getInstance('C.K="1"', 0, context)).toEqual(selected);
      expect(c.calls.map((call) => call.context)).toEqual([context, context]);
    });

    test("a context that the store does not heed reaches providers unread, and refuses reads of what the store keeps", async () => {
      const c = served.serve("C");
      c.instances.set("1", instance("C", { K: "1", Depth: 4 }));
      const context = new WbemContext().setValue("__GET_EXT_COLOUR", "red");
      expect(await served.root.getInstance('C.K="1"', 0, context)).toEqual(instance("C", { K: "1", Depth: 4 }));
      expect(await collect(served.root.createInstanceEnum("C", 0, context))).toHaveLength(1);
      expect(c.calls.map((call) => call.context)).toEqual([context, context]);
      await served.root.putInstance(instance("D", { K: "2" }));
      for (const read of [
        () => served.root.getInstance('D.K="2"', 0, context),
        () => collect(served.root.createInstanceEnum("D", 0, context)),
        () => collect(served.root.createInstanceEnum("A", 0, context)),
      ]) {
        expect((await errorOf(read())).status).toBe("WBEM_E_UNSUPPORTED_PARAMETER");
      }
    });

    test("a query reads what providers have as any other instance", async () => {
      served.serve("C").instances.set("1", instance("C", { K: "1", Depth: 4 }));
      const found = await collect(served.root.execQuery("WQL", "SELECT * FROM A WHERE K = '1'"));
      expect(found.map((one) => shown(one as CimInstance))).toEqual(["C 1"]);
    });

    test("an instance of a provider comes spelled as its class spells it", async () => {
      served.providers.register("root", "C", { createInstanceEnum: () => [instance("c", { k: "1", DEPTH: 4 })] });
      expect(await collect(served.root.createInstanceEnum("C"))).toEqual([instance("C", { K: "1", Depth: 4 })]);
    });

    test.each<readonly [string, unknown, string]>([
      ["no instance", { K: "1" }, "it is no instance"],
      ["a text", "C.K=1", "it is no instance"],
      ["an instance of a class below", instance("D", { K: "1" }), "it is an instance of `D` and not of `C`"],
      ["an instance without its key", instance("C", { Depth: 1 }), "key `K` has no value"],
      ["an unknown property", instance("C", { K: "1", Nothing: 1 }), "class `C` has no property `Nothing`"],
      ["a value of another type", instance("C", { K: "1", Depth: "deep" }), "`uint32`"],
      ["an instance with other keys", instance("C", { K: "2" }), "it has other keys than were asked for"],
    ])("%s is no answer of getObject: WBEM_E_INVALID_OBJECT", async (_what, answer, reason) => {
      served.providers.register("root", "C", { getObject: () => answer as CimInstance });
      const error = await errorOf(served.root.getInstance('C.K="1"'));
      expect(error.status).toBe("WBEM_E_INVALID_OBJECT");
      expect(error.message).toContain(reason);
    });

    test.each<readonly [string, unknown]>([
      ["nothing", undefined],
      ["an instance", instance("C", { K: "1" })],
      ["instances of another class", [instance("B", { K: "1" })]],
    ])("%s is no answer of createInstanceEnum: WBEM_E_INVALID_OBJECT", async (_what, answer) => {
      served.providers.register("root", "C", { createInstanceEnum: () => answer as CimInstance[] });
      const error = await errorOf(collect(served.root.createInstanceEnum("C")));
      expect(error.violations.map(({ code }) => code)).toEqual(["invalid-provider-answer"]);
      expect(error.status).toBe("WBEM_E_INVALID_OBJECT");
    });

    /** A provider whose instances end in one of the ways that an iterator has. */
    function serveIterator(ends: Partial<Iterator<unknown>>): void {
      const next = () => ({ value: instance("C", { K: "1" }), done: false });
      const instances = { [Symbol.iterator]: () => ({ next, ...ends }) };
      served.providers.register("root", "C", { createInstanceEnum: () => instances as Iterable<CimInstance> });
    }

    function failing(message: string): () => never {
      return () => {
        throw new Error(message);
      };
    }

    test("an iterator whose return() throws is told to who stops early, as any failure of the provider", async () => {
      serveIterator({ return: failing("no end") });
      const stopped = async () => {
        for await (const _ of served.root.createInstanceEnum("C")) break;
      };
      const error = await errorOf(stopped());
      expect([error.status, error.message]).toEqual([
        "WBEM_E_PROVIDER_FAILURE",
        "the provider of `C` failed in `createInstanceEnum`: no end",
      ]);
    });

    test.each<readonly [string, Iterator<unknown>["next"], string, boolean]>([
      ["next() throws", failing("no more"), "no more", false],
      ["next() gives nothing", () => undefined as never, "its iterator gives what is no result", false],
      ["a value is no instance", () => ({ value: 5, done: false }), "it is no instance", true],
    ])(
      "an iterator whose %s tells just that, and return() is asked only of one that goes on",
      async (_what, next, reason, isClosed) => {
        let closed = false;
        serveIterator({
          next,
          return() {
            closed = true;
            throw new Error("no end");
          },
        });
        const error = await errorOf(collect(served.root.createInstanceEnum("C")));
        expect(error.message).toContain(reason);
        expect(closed).toBe(isClosed);
      },
    );

    const none: InstanceProvider = {};
    test.each<readonly [string, (served: ServedRepository) => Promise<unknown>]>([
      ["putInstance", ({ root }) => root.putInstance(instance("C", { K: "1" }))],
      ["deleteInstance", ({ root }) => root.deleteInstance('C.K="1"')],
      ["getObject", ({ root }) => root.getObject('C.K="1"')],
      ["createInstanceEnum", ({ root }) => collect(root.createInstanceEnum("C"))],
    ])("a provider without %s is WBEM_E_PROVIDER_NOT_CAPABLE", async (method, act) => {
      served.providers.register("root", "C", none);
      const error = await errorOf(act(served));
      expect(error.status).toBe("WBEM_E_PROVIDER_NOT_CAPABLE");
      expect(error.violations[0]?.parameters).toEqual({ class: "C", method });
    });

    test.each<readonly [string, (served: ServedRepository) => Promise<unknown>]>([
      ["putInstance", ({ root }) => root.putInstance(instance("C", { K: "1" }))],
      ["deleteInstance", ({ root }) => root.deleteInstance('C.K="1"')],
      ["getObject", ({ root }) => root.getObject('C.K="1"')],
      ["createInstanceEnum", ({ root }) => collect(root.createInstanceEnum("C"))],
    ])("what %s throws keeps its status, or is WBEM_E_PROVIDER_FAILURE with its cause", async (method, act) => {
      const provider = served.serve("C");
      provider.refusal = refusal("WBEM_E_ACCESS_DENIED");
      const denied = await errorOf(act(served));
      expect(denied.status).toBe("WBEM_E_ACCESS_DENIED");
      expect(denied.message).toBe(
        `the provider of \`C\` refused \`${method}\` with WBEM_E_ACCESS_DENIED: the lamps are fixed`,
      );
      provider.refusal = new TypeError("no lamp");
      const failed = await errorOf(act(served));
      expect([failed.status, failed.cause]).toEqual(["WBEM_E_PROVIDER_FAILURE", provider.refusal]);
    });
  });
}
