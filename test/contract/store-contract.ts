import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { InstanceRow, Store, StoreWriter } from "../../src/repository/store.ts";
import { WbemError } from "../../src/wbem/error.ts";
import {
  collect,
  contentOf,
  doStep,
  keyClasses,
  names,
  namespaceKeys,
  type OpenStore,
  type Step,
  StoreModel,
  settingNames,
} from "./store-model.ts";

const root = { key: "root", path: "root", generation: 0 };

async function putRoot(writer: StoreWriter): Promise<void> {
  await writer.putNamespace(root);
}

function instance(key: string, className = "a", body = key, keyClass = "a"): InstanceRow {
  return { keyClass, key, className, body };
}

function numbered(count: number, body = "body"): InstanceRow[] {
  return Array.from({ length: count }, (_, index) => instance(String(index).padStart(6, "0"), "a", `${body} ${index}`));
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("setting"), name: fc.constantFrom(...settingNames), value: fc.string() }),
  fc.record({ kind: fc.constant("namespace"), key: fc.constantFrom(...namespaceKeys), generation: fc.nat(9) }),
  fc.record({ kind: fc.constant("no-namespace"), key: fc.constantFrom(...namespaceKeys) }),
  fc.record({
    kind: fc.constant("class"),
    namespace: fc.constantFrom(...namespaceKeys),
    row: fc.record({
      key: fc.constantFrom(...names),
      superclass: fc.constantFrom(null, ...names),
      body: fc.string({ unit: "binary" }),
    }),
  }),
  fc.record({
    kind: fc.constant("no-class"),
    namespace: fc.constantFrom(...namespaceKeys),
    key: fc.constantFrom(...names),
  }),
  fc.record({
    kind: fc.constant("qualifier"),
    namespace: fc.constantFrom(...namespaceKeys),
    row: fc.record({ key: fc.constantFrom(...names), body: fc.string({ unit: "binary" }) }),
  }),
  fc.record({
    kind: fc.constant("no-qualifier"),
    namespace: fc.constantFrom(...namespaceKeys),
    key: fc.constantFrom(...names),
  }),
  fc
    .tuple(fc.constantFrom(...namespaceKeys), fc.constantFrom(...keyClasses), fc.constantFrom(...names), fc.nat(9))
    .map(([namespace, keyClass, key, body]): Step => {
      // All instances of a class are named through one key class.
      const className = keyClass === "a" ? (body % 2 ? "a" : "b_") : body % 2 ? "b" : "\u{10000}";
      return { kind: "instance", namespace, row: { keyClass, key, className, body: `body ${body}` } };
    }),
  fc
    .tuple(fc.constantFrom(...namespaceKeys), fc.constantFrom(...keyClasses), fc.constantFrom(...names))
    .map(([namespace, keyClass, key]): Step => ({ kind: "no-instance", namespace, key: { keyClass, key } })),
  fc.record({
    kind: fc.constant("no-instances"),
    namespace: fc.constantFrom(...namespaceKeys),
    className: fc.constantFrom(...names),
  }),
) as fc.Arbitrary<Step>;

/** Half of the steps begin with a namespace, so that most of the others have where to put rows. */
const steps = fc
  .array(step, { maxLength: 30 })
  .map((list): Step[] => [
    { kind: "namespace", key: "root", generation: 0 },
    { kind: "namespace", key: "root/\u{10000}", generation: 0 },
    ...list,
  ]);

/** What holds for every store. `open` gives a store of its own each time it is called. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`${name} keeps the contract of stores:`, () => {
    const opened: Store[] = [];

    async function openStore(fill?: (writer: StoreWriter) => Promise<void>): Promise<Store> {
      const store = await open(fill);
      opened.push(store);
      return store;
    }

    async function openRoot(rows: readonly InstanceRow[] = []): Promise<Store> {
      return openStore(async (writer) => {
        await putRoot(writer);
        await writer.putInstances("root", rows);
      });
    }

    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    test("a new store is empty", async () => {
      const store = await openStore();
      expect(await contentOf(store)).toEqual({ settings: [undefined, undefined], namespaces: [] });
      expect(await store.getNamespace("root")).toBeUndefined();
    });

    test("a namespace that does not exist has no rows", async () => {
      const store = await openStore();
      expect(await store.getClasses("root", ["a", "b"])).toEqual([undefined, undefined]);
      expect(await store.getQualifierTypes("root", ["a"])).toEqual([undefined]);
      expect(await store.getInstances("root", [{ keyClass: "a", key: "a" }])).toEqual([undefined]);
      expect(await store.listSubclasses("root", null)).toEqual([]);
      expect(await store.listQualifierTypes("root")).toEqual([]);
      expect(await collect(store.scanInstances("root", "a"))).toEqual([]);
      expect(await store.hasInstances("root", ["a"])).toBe(false);
      expect(await store.countInstances("root", "a")).toBe(0);
    });

    test("putting rows into a namespace that does not exist is a mistake of the caller", async () => {
      const store = await openStore();
      const puts: ((writer: StoreWriter) => Promise<void>)[] = [
        (writer) => writer.putClasses("root", [{ key: "a", superclass: null, body: "" }]),
        (writer) => writer.putQualifierTypes("root", [{ key: "a", body: "" }]),
        (writer) => writer.putInstances("root", [instance("a")]),
      ];
      for (const put of puts) await expect(store.transaction(put)).rejects.toThrow("does not exist");
    });

    test("batches answer in the order of the question", async () => {
      const store = await openStore(async (writer) => {
        await putRoot(writer);
        await writer.putClasses("root", [
          { key: "a", superclass: null, body: "A" },
          { key: "b", superclass: "a", body: "B" },
        ]);
        await writer.putQualifierTypes("root", [{ key: "key", body: "Q" }]);
        await writer.putInstances("root", [instance("1"), instance("2", "b")]);
      });
      expect((await store.getClasses("root", ["b", "none", "a", "b"])).map((row) => row?.body)).toEqual([
        "B",
        undefined,
        "A",
        "B",
      ]);
      expect((await store.getQualifierTypes("root", ["none", "key"])).map((row) => row?.body)).toEqual([
        undefined,
        "Q",
      ]);
      const keys = ["2", "none", "1"].map((key) => ({ keyClass: "a", key }));
      expect(await store.getInstances("root", keys)).toEqual([instance("2", "b"), undefined, instance("1")]);
    });

    test("the same keys are different rows in another namespace and under another key class", async () => {
      const store = await openStore(async (writer) => {
        await putRoot(writer);
        await writer.putNamespace({ key: "root/a", path: "root/A", generation: 0 });
        await writer.putInstances("root", [instance("k", "a", "1"), instance("k", "b", "2", "b")]);
        await writer.putInstances("root/a", [instance("k", "a", "3")]);
      });
      const keys = [
        { keyClass: "a", key: "k" },
        { keyClass: "b", key: "k" },
      ];
      expect((await store.getInstances("root", keys)).map((row) => row?.body)).toEqual(["1", "2"]);
      expect((await store.getInstances("root/a", keys)).map((row) => row?.body)).toEqual(["3", undefined]);
    });

    test("an instance that is put as one of another class leaves the first", async () => {
      const store = await openRoot([instance("k", "a", "old")]);
      await store.transaction((writer) => writer.putInstances("root", [instance("k", "b", "new")]));
      expect(await collect(store.scanInstances("root", "a"))).toEqual([]);
      expect(await store.hasInstances("root", ["a"])).toBe(false);
      expect(await collect(store.scanInstances("root", "b"))).toEqual([instance("k", "b", "new")]);
    });

    test("text comes back as it was put", async () => {
      const texts = [
        "",
        "\0",
        "a\0b",
        "'\";--",
        "\u{1f600}",
        "\ufffd",
        "\ufeffx",
        "é",
        "e\u0301",
        "x".repeat(3_000_000),
      ];
      const rows = texts.map((text) => instance(text, "a", text));
      const store = await openRoot(rows);
      expect(await store.getInstances("root", rows)).toEqual(rows);
      expect((await collect(store.scanInstances("root", "a"))).length).toBe(texts.length);
    });

    test("rows come in the order of code points", async () => {
      const keys = [
        "",
        "\0",
        "\0\0",
        "A",
        "a",
        "a\0",
        "a b",
        "aa",
        "b",
        "é",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "\u{10000}",
        "\u{10ffff}",
      ];
      const store = await openRoot(keys.toReversed().map((key) => instance(key)));
      expect((await collect(store.scanInstances("root", "a"))).map(({ key }) => key)).toEqual(keys);
      await store.transaction(async (writer) => {
        await writer.putInstances("root", [instance("\u{10ffff}\ue000"), instance("\u{10ffff}\u{10000}")]);
        const scanned = (await collect(writer.scanInstances("root", "a"))).map(({ key }) => key);
        expect(scanned).toEqual([...keys, "\u{10ffff}\ue000", "\u{10ffff}\u{10000}"]);
      });
    });

    test("a key with half a surrogate pair is refused and never found", async () => {
      const store = await openRoot([instance("\ufffd")]);
      const put = store.transaction((writer) => writer.putInstances("root", [instance("good"), instance("\ud800")]));
      const error = await put.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(WbemError);
      expect((error as WbemError).violations.map(({ code }) => code)).toEqual(["malformed-key"]);
      expect((error as WbemError).status).toBe("WBEM_E_INVALID_OBJECT");
      expect(await store.getInstances("root", [instance("\ud800"), instance("good")])).toEqual([undefined, undefined]);
    });

    test("a class whose instances are gone can get others of another key class", async () => {
      const store = await openRoot([]);
      const found = await store.transaction(async (writer) => {
        await writer.putInstances("root", [instance("k", "b", "old")]);
        await writer.deleteInstancesOf("root", "b");
        await writer.putInstances("root", [instance("k", "b", "new", "b")]);
        return writer.getInstances("root", [{ keyClass: "b", key: "k" }]);
      });
      expect(found).toEqual([instance("k", "b", "new", "b")]);
      expect(await collect(store.scanInstances("root", "b"))).toEqual(found);
      expect(await store.getInstances("root", [{ keyClass: "b", key: "k" }])).toEqual(found);
    });

    test("updating a namespace keeps its rows, deleting it does not", async () => {
      const store = await openRoot(numbered(3));
      await store.transaction((writer) => writer.putNamespace({ ...root, path: "ROOT", generation: 7 }));
      expect(await store.getNamespace("root")).toEqual({ key: "root", path: "ROOT", generation: 7 });
      expect(await store.hasInstances("root", ["a"])).toBe(true);
      expect(await store.listInstanceClasses("root")).toEqual(["a"]);
      await store.transaction(async (writer) => {
        await writer.deleteNamespace("root");
        expect(await writer.listInstanceClasses("root")).toEqual([]);
        expect(await writer.getNamespace("root")).toBeUndefined();
        expect(await writer.hasInstances("root", ["a"])).toBe(false);
        expect(await writer.countInstances("root", "a")).toBe(0);
        await putRoot(writer);
        expect(await collect(writer.scanInstances("root", "a"))).toEqual([]);
        await writer.putInstances("root", [instance("new")]);
      });
      expect(await collect(store.scanInstances("root", "a"))).toEqual([instance("new")]);
    });

    test("a transaction sees its own writes, readers outside the state before", async () => {
      const store = await openRoot([instance("k", "a", "before"), instance("gone")]);
      const before = await contentOf(store);
      const result = await store.transaction(async (writer) => {
        await writer.putInstances("root", [instance("k", "a", "after"), ...numbered(2000)]);
        await writer.deleteInstances("root", [instance("gone")]);
        await writer.putClasses("root", [{ key: "a", superclass: null, body: "" }]);
        await writer.putSetting("keys", "exact");
        expect(await writer.getInstances("root", [instance("k"), instance("gone")])).toEqual([
          instance("k", "a", "after"),
          undefined,
        ]);
        expect(await contentOf(store)).toEqual(before);
        return "result";
      });
      expect(result).toBe("result");
      expect((await collect(store.scanInstances("root", "a"))).length).toBe(2001);
      expect(await store.getSetting("keys")).toBe("exact");
    });

    test("a transaction that throws leaves nothing, and throws what was thrown", async () => {
      const store = await openRoot(numbered(10));
      const before = await contentOf(store);
      const thrown = new Error("refused");
      const transaction = store.transaction(async (writer) => {
        await writer.deleteInstancesOf("root", "a");
        await writer.putInstances("root", numbered(2000, "other"));
        await writer.putNamespace({ key: "root/a", path: "root/a", generation: 0 });
        await writer.putSetting("keys", "exact");
        throw thrown;
      });
      await expect(transaction).rejects.toBe(thrown);
      expect(await contentOf(store)).toEqual(before);
      await store.transaction((writer) => writer.putInstances("root", numbered(1, "again")));
      expect((await collect(store.scanInstances("root", "a")))[0]?.body).toBe("again 0");
    });

    test("transactions run one after another", async () => {
      const store = await openStore();
      const events: string[] = [];
      const run = (name: string) =>
        store.transaction(async (writer) => {
          events.push(`${name} begins`);
          await putRoot(writer);
          await new Promise((resolve) => setTimeout(resolve, 5));
          await writer.putInstances("root", [instance(name)]);
          events.push(`${name} ends`);
          if (name === "b") throw new Error("b");
        });
      await Promise.allSettled([run("a"), run("b"), run("c")]);
      expect(events).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
      expect((await collect(store.scanInstances("root", "a"))).map(({ key }) => key)).toEqual(["a", "c"]);
    });

    test("closing waits for the transaction that runs", async () => {
      const store = await open();
      let isDone = false;
      const transaction = store.transaction(async (writer) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        await putRoot(writer);
        isDone = true;
      });
      await store.close();
      expect(isDone).toBe(true);
      await transaction;
    });

    test("a store that was closed refuses everything", async () => {
      const store = await openRoot([instance("a")]);
      const scanning = store.scanInstances("root", "a");
      await store.close();
      for (const operation of [
        () => store.getSetting("keys"),
        () => store.listNamespaces(),
        () => store.getClasses("root", ["a"]),
        () => collect(scanning),
        () => store.hasInstances("root", ["a"]),
        () => store.countInstances("root", "a"),
        () => store.transaction(async () => undefined),
      ]) {
        await expect(operation()).rejects.toThrow("was closed");
      }
      await store.close();
    });

    test("a writer reads nothing after its transaction", async () => {
      const store = await openRoot([instance("a")]);
      let kept: StoreWriter | undefined;
      await store.transaction(async (writer) => {
        kept = writer;
      });
      const late = kept as StoreWriter;
      await expect(late.getSetting("keys")).rejects.toThrow("after its transaction had ended");
      await expect(collect(late.scanInstances("root", "a"))).rejects.toThrow("after its transaction had ended");
    });

    test("a writer does nothing after its transaction", async () => {
      const store = await openStore();
      let kept: StoreWriter | undefined;
      await store.transaction(async (writer) => {
        await putRoot(writer);
        kept = writer;
      });
      await kept?.putInstances("root", [instance("late")]).catch(() => undefined);
      expect(await collect(store.scanInstances("root", "a"))).toEqual([]);
    });

    describe("a scan", () => {
      test("comes in several batches, each of rows in order", async () => {
        const rows = numbered(2500);
        const store = await openRoot(rows.toReversed());
        let batches = 0;
        const scanned: InstanceRow[] = [];
        for await (const batch of store.scanInstances("root", "a")) {
          batches++;
          scanned.push(...batch);
        }
        expect(scanned).toEqual(rows);
        expect(batches).toBeGreaterThan(1);
      });

      test("gives every row once while they are all rewritten and rows are added and deleted", async () => {
        const store = await openRoot(numbered(2500));
        await store.transaction(async (writer) => {
          const seen: string[] = [];
          let round = 0;
          for await (const batch of writer.scanInstances("root", "a")) {
            for (const { key } of batch) if (!key.startsWith("x")) seen.push(key);
            await writer.putInstances(
              "root",
              batch.map((row) => ({ ...row, body: "rewritten" })),
            );
            // Behind and ahead of the scan, and rows far ahead of it.
            await writer.putInstances("root", [instance(`x${round}`), instance(`000000x${round}`, "b")]);
            await writer.putInstances("root", [instance("002400", "a", "ahead")]);
            round++;
          }
          expect(seen).toEqual(numbered(2500).map(({ key }) => key));
          const bodies = new Set((await collect(writer.scanInstances("root", "a"))).map(({ body }) => body));
          expect(bodies).toContain("rewritten");
          await writer.deleteInstancesOf("root", "a");
          await writer.putInstances("root", numbered(3));
        });
        expect((await collect(store.scanInstances("root", "a"))).length).toBe(3);
      });

      test("leaves out what is deleted before it comes there, and nothing else", async () => {
        const store = await openRoot(numbered(3000));
        await store.transaction(async (writer) => {
          const seen: string[] = [];
          for await (const batch of writer.scanInstances("root", "a")) {
            if (seen.length === 0) {
              await writer.deleteInstances("root", [instance("002500"), instance("002999")]);
              // Rows that come in the place of deleted ones are others.
              await writer.putInstances("root", [instance("zzz"), instance("000000a")]);
            }
            seen.push(...batch.map(({ key }) => key).filter((key) => /^\d+$/.test(key)));
          }
          const expected = numbered(3000).map(({ key }) => key);
          expect(seen).toEqual(expected.filter((key) => key !== "002500" && key !== "002999"));
        });
      });

      test("goes on beside other scans and operations, and can be left", async () => {
        const store = await openRoot(numbered(2500));
        const first = store.scanInstances("root", "a")[Symbol.asyncIterator]();
        const second = store.scanInstances("root", "a")[Symbol.asyncIterator]();
        const one = await first.next();
        expect(await second.next()).toEqual(one);
        expect((await store.getInstances("root", [instance("000001")]))[0]?.body).toBe("body 1");
        for await (const _ of store.scanInstances("root", "a")) break;
        await store.transaction((writer) => writer.putInstances("root", [instance("other", "b")]));
        let rest = 0;
        for (let next = await first.next(); !next.done; next = await first.next()) rest += next.value.length;
        expect((one.value as readonly InstanceRow[]).length + rest).toBe(2500);
      });
    });

    test("any steps leave what the plain model says", async () => {
      await fc.assert(
        fc.asyncProperty(steps, steps, fc.boolean(), async (below, above, fails) => {
          const model = new StoreModel();
          for (const each of below) model.do(each);
          const store = await open(async (writer) => {
            for (const each of below) await doStep(writer, each);
          });
          try {
            expect(await contentOf(store)).toEqual(model.content());
            const before = model.content();
            const transaction = store.transaction(async (writer) => {
              for (const each of above) {
                await doStep(writer, each);
                model.do(each);
              }
              expect(await contentOf(writer)).toEqual(model.content());
              expect(await contentOf(store)).toEqual(before);
              if (fails) throw new Error("fails");
            });
            await (fails ? expect(transaction).rejects.toThrow("fails") : transaction);
            expect(await contentOf(store)).toEqual(fails ? before : model.content());
          } finally {
            await store.close();
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}
