import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimClass, CimInstance } from "../../src/cim/model.ts";
import type { RepositoryOptions } from "../../src/repository/repository.ts";
import type { WbemConnection, WbemTransaction } from "../../src/wbem/connection.ts";
import { ensureNamespace } from "../../src/wbem/ensure-namespace.ts";
import { violationMessage, WbemError } from "../../src/wbem/error.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_SHALLOW,
  WBEM_FLAG_UPDATE_FORCE_MODE,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_UPDATE_SAFE_MODE,
} from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import {
  cimClass,
  instance,
  key,
  method,
  parameter,
  property,
  qualifier,
  qualifierType,
  standardQualifiers,
} from "../repository/builders.ts";
import { errorOf, violationsOf } from "../repository/expect-error.ts";

/** Opens a repository over an empty store. */
export type OpenConnection = (options?: Partial<RepositoryOptions>) => Promise<WbemConnection>;

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function namesOf(classes: AsyncIterable<CimClass>): Promise<string[]> {
  return (await collect(classes)).map(({ name }) => name);
}

function valueIn({ properties }: CimInstance, name: string): unknown {
  return properties.find((candidate) => candidate.name === name)?.value;
}

/**
 * What every connection does, whatever keeps its objects: one suite, run over each store. Add a store to the list in
 * `connection.test.ts`.
 */
export function describeConnection(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
    });

    afterEach(async () => {
      await connection.close();
    });

    describe("classes", () => {
      test("are read with what they inherit", async () => {
        await root.putClass(cimClass("A", { properties: [key(), property("uint32 N", [], 7)] }));
        await root.putClass(
          cimClass("B : a", { properties: [property("string Own")], methods: [method("uint32 Run")] }),
        );
        const read = await root.getClass("b");
        expect(read.name).toBe("B");
        expect(read.superclass).toBe("A");
        expect(read.properties.map(({ name, classOrigin, propagated }) => [name, classOrigin, propagated])).toEqual([
          ["Own", "B", undefined],
          ["K", "A", true],
          ["N", "A", true],
        ]);
        expect(read.properties[2]?.value).toBe(7);
        expect(read.methods[0]?.classOrigin).toBe("B");
        expect(await root.getObject("B")).toEqual(read);
      });

      test("are put as created, unchanged and updated", async () => {
        const first = cimClass("A", { properties: [key()] });
        expect(await root.putClass(first)).toEqual({ path: "A", outcome: "created", warnings: [] });
        expect((await root.putClass(first)).outcome).toBe("unchanged");
        expect((await root.putClass(await root.getClass("A"))).outcome).toBe("unchanged");
        const second = cimClass("a", { properties: [key(), property("string S")] });
        expect(await root.putClass(second)).toMatchObject({ path: "A", outcome: "updated" });
        expect((await root.getClass("A")).properties).toHaveLength(2);
      });

      test("that were read can be put back, whatever they inherit", async () => {
        for (const type of standardQualifiers) await root.setQualifier(type);
        const description = qualifier("Description", "text");
        await root.putClass(
          cimClass("A", {
            qualifiers: [description, "Abstract"],
            properties: [property("string K", ["Key", description]), property("A ref R", [], null)],
            methods: [method("uint32 Run", [parameter("string P", [description])], [description])],
          }),
        );
        const override = qualifier("Override", "K");
        await root.putClass(cimClass("B : A", { properties: [property("string K", [override])] }));
        for (const name of ["A", "B"]) {
          expect((await root.putClass(await root.getClass(name))).outcome).toBe("unchanged");
        }
      });

      test("are created only or updated only when that is asked for", async () => {
        const definition = cimClass("A", { properties: [key()] });
        expect((await errorOf(root.putClass(definition, WBEM_FLAG_UPDATE_ONLY))).status).toBe("WBEM_E_NOT_FOUND");
        await root.putClass(definition, WBEM_FLAG_CREATE_ONLY);
        const again = await errorOf(root.putClass(definition, WBEM_FLAG_CREATE_ONLY));
        expect(again.status).toBe("WBEM_E_ALREADY_EXISTS");
        expect(again.object).toEqual({ kind: "class", namespace: "root", path: "A" });
        expect((await root.putClass(definition, WBEM_FLAG_UPDATE_ONLY)).outcome).toBe("unchanged");
      });

      test.each([
        ["create and update only", WBEM_FLAG_CREATE_ONLY | WBEM_FLAG_UPDATE_ONLY],
        ["safe and force", WBEM_FLAG_UPDATE_SAFE_MODE | WBEM_FLAG_UPDATE_FORCE_MODE],
        ["a bit that putClass does not know", 0x80],
      ])("are not put with flags that mean nothing: %s", async (_name, flags) => {
        const error = await errorOf(root.putClass(cimClass("A"), flags));
        expect(error.status).toBe("WBEM_E_INVALID_PARAMETER");
      });

      test("are refused with all that is wrong at once, and then are not there", async () => {
        const broken = cimClass("A : Missing", {
          properties: [property("uint8 N", [], 300), property("string n"), property("string[] K", ["Key"])],
        });
        const error = await errorOf(root.putClass(broken));
        expect(error.status).toBe("WBEM_E_INVALID_SUPERCLASS");
        expect(error.violations.map(({ code }) => code).sort()).toEqual([
          "array-key",
          "duplicate-property",
          "unknown-superclass",
          "value-out-of-range",
        ]);
        expect((await errorOf(root.getClass("A"))).status).toBe("WBEM_E_NOT_FOUND");
      });

      test("are enumerated superclass first, otherwise by name", async () => {
        for (const text of ["D", "C : D", "A : D", "B : A", "Zebra", "E : __ExtrinsicEvent"]) {
          const [, superclass] = text.split(" : ");
          await root.putClass(cimClass(text, superclass === undefined ? { properties: [key()] } : {}));
        }
        expect(await namesOf(root.createClassEnum(null))).toEqual(["D", "A", "B", "C", "E", "Zebra"]);
        expect(await namesOf(root.createClassEnum(null, WBEM_FLAG_SHALLOW))).toEqual(["D", "Zebra"]);
        expect(await namesOf(root.createClassEnum("d"))).toEqual(["A", "B", "C"]);
        expect(await namesOf(root.createClassEnum("D", WBEM_FLAG_SHALLOW))).toEqual(["A", "C"]);
        expect(await namesOf(root.createClassEnum("B"))).toEqual([]);
        expect(await namesOf(root.createClassEnum("__Event"))).toEqual(["E"]);
        expect(await namesOf(root.createClassEnum("__Event", WBEM_FLAG_SHALLOW))).toEqual([]);
        const error = await errorOf(collect(root.createClassEnum("Zebbra")));
        expect(error.status).toBe("WBEM_E_INVALID_CLASS");
        expect(error.violations[0]?.suggestion).toBe("Zebra");
      });

      test("are deleted with their subclasses and all instances", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        await root.putClass(cimClass("B : A"));
        await root.putClass(cimClass("C", { properties: [key()] }));
        await root.putInstances([instance("A", { K: "1" }), instance("B", { K: "2" }), instance("C", { K: "1" })]);
        await root.deleteClass("a");
        expect(await namesOf(root.createClassEnum(null))).toEqual(["C"]);
        expect((await errorOf(root.getInstance('B.K="2"'))).status).toBe("WBEM_E_NOT_FOUND");
        expect((await errorOf(root.deleteClass("A"))).status).toBe("WBEM_E_NOT_FOUND");
        // The keys are free again.
        await root.putClass(cimClass("A", { properties: [key()] }));
        expect((await root.putInstance(instance("A", { K: "1" }))).outcome).toBe("created");
        expect(await collect(root.createInstanceEnum("C"))).toHaveLength(1);
      });
    });

    describe("updates of classes", () => {
      const base = cimClass("A", { properties: [key(), property("uint32 N")] });
      const wider = cimClass("A", { properties: [key(), property("uint32 N"), property("string S")] });
      const described = cimClass("A", {
        qualifiers: [qualifier("Description", "text")],
        properties: [key(), property("uint32 N", [qualifier("Description", "more")])],
      });

      test("change anything while nothing derives from the class and it has no instances", async () => {
        await root.putClass(base);
        const other = cimClass("A", { properties: [key("uint32 Number")] });
        expect((await root.putClass(other)).outcome).toBe("updated");
        expect((await root.getClass("A")).properties.map(({ name }) => name)).toEqual(["Number"]);
      });

      test("leave subclasses alone in compatible mode, but for unimportant qualifiers", async () => {
        await root.putClass(base);
        await root.putClass(cimClass("B : A"));
        const error = await errorOf(root.putClass(wider));
        expect(error.status).toBe("WBEM_E_CLASS_HAS_CHILDREN");
        expect((await root.putClass(described)).outcome).toBe("updated");
      });

      test("reach subclasses in safe mode", async () => {
        await root.putClass(base);
        await root.putClass(cimClass("B : A"));
        await root.putClass(cimClass("C : B"));
        expect((await root.putClass(wider, WBEM_FLAG_UPDATE_SAFE_MODE)).outcome).toBe("updated");
        expect((await root.getClass("C")).properties.map(({ name }) => name)).toEqual(["K", "N", "S"]);
      });

      test.each([
        ["safe", WBEM_FLAG_UPDATE_SAFE_MODE],
        ["force", WBEM_FLAG_UPDATE_FORCE_MODE],
      ])("are refused in %s mode where a subclass has a property of another type", async (_mode, flags) => {
        await root.putClass(base);
        await root.putClass(cimClass("B : A", { properties: [property("uint32 S")] }));
        const error = await errorOf(root.putClass(wider, flags));
        expect(error.status).toBe("WBEM_E_UPDATE_TYPE_MISMATCH");
        expect(error.violations[0]).toMatchObject({ code: "subclass-conflict", related: "B" });
        expect((await root.getClass("A")).properties).toHaveLength(2);
      });

      test("drop conflicting qualifiers of subclasses by force, and only by force", async () => {
        const fixedHere = qualifier("Tag", "one", { overridable: false, toSubclass: true });
        await root.putClass(base);
        await root.putClass(
          cimClass("B : A", {
            qualifiers: [qualifier("Tag", "two"), qualifier("Other", "x")],
            properties: [property("uint32 N", [qualifier("Override", "N"), qualifier("Tag", "two")])],
          }),
        );
        const tagged = cimClass("A", {
          qualifiers: [fixedHere],
          properties: [key(), property("uint32 N", [fixedHere])],
        });
        const refused = await errorOf(root.putClass(tagged, WBEM_FLAG_UPDATE_SAFE_MODE));
        expect(refused.status).toBe("WBEM_E_UPDATE_OVERRIDE_NOT_ALLOWED");
        expect((await errorOf(root.putClass(tagged))).status).toBe("WBEM_E_UPDATE_OVERRIDE_NOT_ALLOWED");
        await root.putClass(tagged, WBEM_FLAG_UPDATE_FORCE_MODE);
        const subclass = await root.getClass("B");
        expect(subclass.qualifiers.map(({ name, value, propagated }) => [name, value, propagated])).toEqual([
          ["Other", "x", undefined],
          ["Tag", "one", true],
        ]);
        expect(subclass.properties[0]?.qualifiers.map(({ name, value }) => [name, value])).toEqual([
          ["Override", "N"],
          ["Tag", "one"],
        ]);
      });

      test.each([
        ["compatible", 0, "WBEM_E_CLASS_HAS_INSTANCES"],
        ["safe", WBEM_FLAG_UPDATE_SAFE_MODE, "WBEM_E_CLASS_HAS_INSTANCES"],
        ["force", WBEM_FLAG_UPDATE_FORCE_MODE, "WBEM_E_CLASS_HAS_INSTANCES"],
      ])("are refused in %s mode where instances rest on what changes", async (_mode, flags, status) => {
        await root.putClass(base);
        await root.putInstance(instance("A", { K: "1" }));
        expect((await errorOf(root.putClass(wider, flags))).status).toBe(status);
        expect((await root.putClass(described, flags)).outcome).toBe("updated");
      });

      test("see instances of subclasses", async () => {
        await root.putClass(base);
        await root.putClass(cimClass("B : A"));
        await root.putInstance(instance("B", { K: "1" }));
        const error = await errorOf(root.putClass(wider, WBEM_FLAG_UPDATE_SAFE_MODE));
        expect(error.status).toBe("WBEM_E_CLASS_HAS_INSTANCES");
      });

      test("change methods over instances in safe mode, not in compatible mode", async () => {
        await root.putClass(base);
        await root.putInstance(instance("A", { K: "1" }));
        const active = { ...base, methods: [method("uint32 Run")] };
        expect((await errorOf(root.putClass(active))).status).toBe("WBEM_E_CLASS_HAS_INSTANCES");
        expect((await root.putClass(active, WBEM_FLAG_UPDATE_SAFE_MODE)).outcome).toBe("updated");
      });

      test("do not close a circle", async () => {
        await root.putClass(base);
        await root.putClass(cimClass("B : A"));
        const error = await errorOf(root.putClass(cimClass("A : B"), WBEM_FLAG_UPDATE_FORCE_MODE));
        expect(error.status).toBe("WBEM_E_CIRCULAR_REFERENCE");
      });
    });

    describe("instances", () => {
      beforeEach(async () => {
        await root.putClass(
          cimClass("A", { properties: [key(), property("uint32 N", [], 7), property("uint64 Big")] }),
        );
        await root.putClass(cimClass("B : A", { properties: [property("string Own")] }));
        await root.putClass(cimClass("C : A"));
      });

      test("are put as created, unchanged and updated", async () => {
        const first = instance("a", { k: "1", N: 1 });
        expect(await root.putInstance(first)).toEqual({ path: 'A.K="1"', outcome: "created", warnings: [] });
        expect((await root.putInstance(first)).outcome).toBe("unchanged");
        expect((await root.putInstance(instance("A", { N: 1, K: "1" }))).outcome).toBe("unchanged");
        expect((await root.putInstance(instance("A", { K: "1", N: 2 }))).outcome).toBe("updated");
        expect(await root.getInstance('A.K="1"')).toEqual(instance("A", { K: "1", N: 2 }));
      });

      test("are read through the name of an ancestor, by text and by parsed path", async () => {
        await root.putInstance(instance("B", { K: 'x"y', Big: 2n ** 63n }));
        const read = await root.getInstance('A.K="x\\"y"');
        expect(read.className).toBe("B");
        expect(valueIn(read, "Big")).toBe(2n ** 63n);
        expect(await root.getInstance('\\\\.\\root:b="x\\"y"')).toEqual(read);
        const path = { kind: "path", className: "A", keys: [{ name: "K", value: 'x"y' }] } as const;
        expect(await root.getObject(path)).toEqual(read);
        expect((await errorOf(root.getInstance('C.K="x\\"y"'))).status).toBe("WBEM_E_NOT_FOUND");
      });

      test.each([
        ["A.K", "WBEM_E_INVALID_OBJECT_PATH"],
        ["A.N=1", "WBEM_E_INVALID_OBJECT_PATH"],
        ['A.K="1",N=2', "WBEM_E_INVALID_OBJECT_PATH"],
        ["A=@", "WBEM_E_INVALID_OBJECT_PATH"],
        ["A", "WBEM_E_INVALID_OBJECT_PATH"],
        ['root/other:A.K="1"', "WBEM_E_INVALID_OBJECT_PATH"],
        ['//elsewhere/root:A.K="1"', "WBEM_E_INVALID_OBJECT_PATH"],
        ['A.K="1"', "WBEM_E_NOT_FOUND"],
        ['A.K="\uD800"', "WBEM_E_NOT_FOUND"],
        ['\uD800.K="1"', "WBEM_E_NOT_FOUND"],
        ['Missing.K="1"', "WBEM_E_NOT_FOUND"],
      ] as const)("are not found by %s", async (path, status) => {
        expect((await errorOf(root.getInstance(path))).status).toBe(status);
        expect((await errorOf(root.deleteInstance(path))).status).toBe(status);
      });

      test("are put in batches, up to the first that is refused", async () => {
        const batch = [
          instance("A", { K: "1" }),
          instance("B", { K: "2" }),
          instance("A", { K: "3", N: -1 }),
          instance("A", { K: "4" }),
        ];
        const error = await errorOf(root.putInstances(batch));
        expect(error.batchIndex).toBe(2);
        expect(error.violations.map(({ code }) => code)).toEqual(["value-out-of-range"]);
        // Outside of a transaction the batch is one.
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          expect((await errorOf(inside.putInstances(batch))).batchIndex).toBe(2);
          expect(await collect(inside.createInstanceEnum("A"))).toHaveLength(2);
        });
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(2);
      });

      test("see each other within a batch", async () => {
        const results = await root.putInstances([
          instance("A", { K: "1", N: 1 }),
          instance("A", { K: "1", N: 1 }),
          instance("A", { K: "1", N: 2 }),
        ]);
        expect(results.map(({ outcome }) => outcome)).toEqual(["created", "unchanged", "updated"]);
        const error = await errorOf(root.putInstances([instance("B", { K: "9" }), instance("C", { K: "9" })]));
        expect(error.status).toBe("WBEM_E_ALREADY_EXISTS");
        expect(error.batchIndex).toBe(1);
        expect(await root.putInstances([])).toEqual([]);
      });

      test("of one tree of classes have different keys", async () => {
        await root.putInstance(instance("B", { K: "1" }));
        for (const className of ["C", "A"]) {
          const error = await errorOf(root.putInstance(instance(className, { K: "1" })));
          expect(error.violations[0]).toMatchObject({ code: "key-held-by-another-class", related: 'B.K="1"' });
          expect(error.object).toEqual({ kind: "instance", namespace: "root", path: `${className}.K="1"` });
        }
      });

      test("are created only or updated only when that is asked for", async () => {
        const one = instance("A", { K: "1" });
        expect((await errorOf(root.putInstance(one, WBEM_FLAG_UPDATE_ONLY))).status).toBe("WBEM_E_NOT_FOUND");
        await root.putInstance(one, WBEM_FLAG_CREATE_ONLY);
        expect((await errorOf(root.putInstance(one, WBEM_FLAG_CREATE_ONLY))).status).toBe("WBEM_E_ALREADY_EXISTS");
        expect((await root.putInstance(one, WBEM_FLAG_UPDATE_ONLY)).outcome).toBe("unchanged");
        expect((await errorOf(root.putInstance(one, 3))).status).toBe("WBEM_E_INVALID_PARAMETER");
        expect((await errorOf(root.putInstance(one, WBEM_FLAG_UPDATE_SAFE_MODE))).status).toBe(
          "WBEM_E_INVALID_PARAMETER",
        );
      });

      test("whose keys differ by case are one, with a warning", async () => {
        await root.putInstance(instance("A", { K: "Oak" }));
        const { outcome, warnings } = await root.putInstance(instance("A", { K: "OAK" }));
        expect(outcome).toBe("updated");
        expect(warnings.map(({ code }) => code)).toEqual(["key-differs-by-case"]);
        expect(await collect(root.createInstanceEnum("A"))).toEqual([instance("A", { K: "OAK" })]);
      });

      test("are enumerated by class and key, deep and shallow", async () => {
        await root.putInstances([
          instance("C", { K: "1" }),
          instance("A", { K: "4" }),
          instance("B", { K: "3" }),
          instance("A", { K: "2" }),
        ]);
        const keysOf = async (className: string, flags?: number) =>
          (await collect(root.createInstanceEnum(className, flags))).map((one) => valueIn(one, "K"));
        expect(await keysOf("A")).toEqual(["2", "4", "3", "1"]);
        expect(await keysOf("a", WBEM_FLAG_SHALLOW)).toEqual(["2", "4"]);
        expect(await keysOf("B")).toEqual(["3"]);
        expect((await errorOf(keysOf("Missing"))).status).toBe("WBEM_E_INVALID_CLASS");
      });

      test("are deleted through any class that has the keys", async () => {
        await root.putInstances([instance("B", { K: "1" }), instance("A", { K: "2" })]);
        await root.deleteInstance('A.K="1"');
        expect(await collect(root.createInstanceEnum("A"))).toEqual([instance("A", { K: "2" })]);
        await root.deleteInstance('A.K="2"');
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
      });

      test("stream in numbers", async () => {
        const count = 5000;
        const many = Array.from({ length: count }, (_, number) => instance("A", { K: `${number}`, N: number }));
        const results = await root.putInstances(many);
        expect(results.filter(({ outcome }) => outcome === "created")).toHaveLength(count);
        const seen = new Set<unknown>();
        for await (const one of root.createInstanceEnum("A")) seen.add(valueIn(one, "N"));
        expect(seen.size).toBe(count);
        expect((await root.putInstances(many)).every(({ outcome }) => outcome === "unchanged")).toBe(true);
      });

      test("of singletons have no keys", async () => {
        await root.putClass(cimClass("S", { qualifiers: ["Singleton"], properties: [property("uint32 N")] }));
        await root.putClass(cimClass("T : S"));
        expect(await root.putInstance(instance("S", { N: 1 }))).toMatchObject({ path: "S=@", outcome: "created" });
        expect((await root.putInstance(instance("S", { N: 2 }))).outcome).toBe("updated");
        expect(valueIn(await root.getInstance("S=@"), "N")).toBe(2);
        await root.putInstance(instance("T", { N: 3 }));
        await root.deleteInstance("S=@");
        expect((await root.getInstance("S=@")).className).toBe("T");
      });

      test("with references as keys are named by what they mean", async () => {
        await root.putClass(cimClass("L", { properties: [key("A ref One"), key("A ref Two")] }));
        const path = (value: string, namespace?: string) =>
          ({
            kind: "path",
            className: "A",
            keys: [{ name: "K", value }],
            ...(namespace !== undefined && { namespace }),
          }) as const;
        await root.putInstance(instance("L", { One: path("1"), Two: path("2") }));
        const again = await root.putInstance(instance("L", { Two: path("2", "root"), One: path("1") }));
        expect(again.outcome).toBe("updated");
        expect(await collect(root.createInstanceEnum("L"))).toHaveLength(1);
        expect(await root.getInstance('L.Two="A.K=\\"2\\"",One="A.K=\\"1\\""')).toMatchObject({ className: "L" });
      });

      test("keep every kind of value", async () => {
        const { CimDateTime } = await import("../../src/cim/datetime.ts");
        const types = ["boolean", "string", "char16", "uint8", "sint64", "uint64", "real32", "real64", "datetime"];
        await root.putClass(
          cimClass("V", {
            properties: [
              key(),
              ...types.map((type) => property(`${type} p_${type}`)),
              ...types.map((type) => property(`${type}[] a_${type}`)),
              property("A ref r"),
              property("V e"),
              property("V[] ea"),
            ],
          }),
        );
        const one: Record<string, CimInstance["properties"][number]["value"] & {}> = {
          p_boolean: false,
          p_string: 'line\n"quoted" \u{1F333} \uD800',
          p_char16: "\u4133",
          p_uint8: 255,
          p_sint64: -(2n ** 63n),
          p_uint64: 2n ** 64n - 1n,
          p_real32: 0.5,
          p_real64: Number.POSITIVE_INFINITY,
          p_datetime: new CimDateTime("20240229123456.789012+060"),
        };
        const values = {
          K: "1",
          ...one,
          ...Object.fromEntries(types.map((type) => [`a_${type}`, [one[`p_${type}`], null]])),
          r: { kind: "path", className: "A", keys: [{ name: "K", value: "x" }] },
          e: instance("V", { p_sint64: 5n, p_datetime: new CimDateTime("00000001000000.000000:000") }),
          ea: [instance("V", { K: "inner" }), null],
        } as never;
        await root.putInstance(instance("V", values));
        expect(await root.getInstance('V.K="1"')).toEqual(instance("V", values));
        expect((await root.putInstance(instance("V", values))).outcome).toBe("unchanged");
      });

      test("keep qualifiers of their own", async () => {
        const context = qualifier("PropertyContext", "x", { toInstance: true });
        await root.putInstance({
          kind: "instance",
          className: "A",
          qualifiers: [qualifier("DynProps")],
          properties: [{ name: "K", value: "1" }, { name: "N", qualifiers: [context] }, { name: "Big" }],
        });
        const read = await root.getInstance('A.K="1"');
        const flavor = { overridable: true, toSubclass: false, toInstance: false, translatable: false, amended: false };
        expect(read.qualifiers).toEqual([{ ...qualifier("DynProps", true), flavor }]);
        expect(read.properties).toEqual([
          { name: "K", value: "1" },
          { name: "N", qualifiers: [{ ...context, flavor: { ...flavor, toInstance: true } }] },
        ]);
        expect((await root.putInstance(read)).outcome).toBe("unchanged");
      });
    });

    describe("generated keys", () => {
      test("fill string keys that are NULL", async () => {
        await connection.close();
        let number = 0;
        connection = await open({ generateKey: () => `key-${++number}` });
        root = await connection.openNamespace("root");
        await root.putClass(cimClass("A", { properties: [key("string One"), key("string Two"), property("uint8 N")] }));
        const { path, warnings } = await root.putInstance(instance("A", { N: 1, Two: null }));
        expect(path).toBe('A.One="key-1",Two="key-2"');
        expect(warnings.map(({ code }) => code)).toEqual(["generated-key", "generated-key"]);
        expect(valueIn(await root.getInstance(path), "N")).toBe(1);
      });

      test("are GUIDs", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        const { path } = await root.putInstance(instance("A", {}));
        expect(path).toMatch(/^A\.K="\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"$/);
      });

      test("are not taken where the class has a default", async () => {
        await root.putClass(cimClass("A", { properties: [property("string K", ["Key"], "usual")] }));
        const { path, warnings } = await root.putInstance(instance("A", {}));
        expect(path).toBe('A.K="usual"');
        expect(warnings).toEqual([]);
        expect(await root.getInstance(path)).toEqual(instance("A", { K: "usual" }));
      });
    });

    describe("exact keys", () => {
      test("tell instances apart by case", async () => {
        await connection.close();
        connection = await open({ keys: "exact" });
        root = await connection.openNamespace("root");
        await root.putClass(cimClass("A", { properties: [key()] }));
        await root.putInstances([instance("A", { K: "Oak" }), instance("a", { k: "OAK" })]);
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(2);
        expect(await root.getInstance('a.k="Oak"')).toEqual(instance("A", { K: "Oak" }));
        expect((await errorOf(root.getInstance('A.K="oak"'))).status).toBe("WBEM_E_NOT_FOUND");
      });
    });

    describe("namespaces", () => {
      test("begin with root alone", async () => {
        expect(await collect(connection.namespaces())).toEqual(["root"]);
        expect((await connection.openNamespace("\\\\.\\ROOT\\")).namespace).toBe("root");
        expect(await collect(root.createInstanceEnum("__Namespace"))).toEqual([]);
      });

      test("are created, listed and deleted through instances of __Namespace", async () => {
        expect(await root.putInstance(instance("__namespace", { name: "Orchard" }))).toEqual({
          path: '__Namespace.Name="Orchard"',
          outcome: "created",
          warnings: [],
        });
        expect((await root.putInstance(instance("__Namespace", { Name: "orchard" }))).outcome).toBe("unchanged");
        const orchard = await connection.openNamespace("root\\ORCHARD");
        expect(orchard.namespace).toBe("root/Orchard");
        await orchard.putInstance(instance("__Namespace", { Name: "North" }));
        await root.putInstance(instance("__Namespace", { Name: "Barn" }));
        expect(await collect(connection.namespaces())).toEqual([
          "root",
          "root/Barn",
          "root/Orchard",
          "root/Orchard/North",
        ]);
        const listed = await collect(root.createInstanceEnum("__Namespace"));
        expect(listed).toEqual([
          instance("__Namespace", { Name: "Barn" }),
          instance("__Namespace", { Name: "Orchard" }),
        ]);
        expect(await root.getInstance('__Namespace.Name="ORCHARD"')).toEqual(
          instance("__Namespace", { Name: "Orchard" }),
        );
        await root.deleteInstance('__Namespace="Orchard"');
        expect(await collect(connection.namespaces())).toEqual(["root", "root/Barn"]);
        for (const path of ["root/Orchard", "root/Orchard/North"]) {
          expect((await errorOf(connection.openNamespace(path))).status).toBe("WBEM_E_INVALID_NAMESPACE");
        }
        expect((await errorOf(orchard.getClass("A"))).status).toBe("WBEM_E_INVALID_NAMESPACE");
        expect((await errorOf(root.deleteInstance('__Namespace="Orchard"'))).status).toBe("WBEM_E_NOT_FOUND");
      });

      test("that are deleted leave nothing behind, nor do their children", async () => {
        const fill = async (transaction: WbemTransaction) => {
          const { services } = await ensureNamespace(transaction, "root/one/two");
          await services.setQualifier(qualifierType("Tag : string"));
          await services.putClass(cimClass("A", { properties: [key()] }));
          await services.putInstance(instance("A", { K: "1" }));
        };
        await connection.transaction(fill);
        // Reads fill the cache that has to go.
        const before = await connection.openNamespace("root/one/two");
        expect((await before.getClass("A")).name).toBe("A");
        await root.deleteInstance('__Namespace="one"');
        await connection.transaction((transaction) => ensureNamespace(transaction, "root/one/two"));
        const two = await connection.openNamespace("root/one/two");
        expect(await namesOf(two.createClassEnum(null))).toEqual([]);
        expect(await collect(two.enumerateQualifiers())).toEqual([]);
        await two.putClass(cimClass("A", { properties: [key()] }));
        expect(await collect(two.createInstanceEnum("A"))).toEqual([]);
      });

      test("obey flags, and their names are names", async () => {
        const child = instance("__Namespace", { Name: "a" });
        expect((await errorOf(root.putInstance(child, WBEM_FLAG_UPDATE_ONLY))).status).toBe("WBEM_E_NOT_FOUND");
        await root.putInstance(child, WBEM_FLAG_CREATE_ONLY);
        expect((await errorOf(root.putInstance(child, WBEM_FLAG_CREATE_ONLY))).status).toBe("WBEM_E_ALREADY_EXISTS");
        for (const name of ["a/b", "a b", "", "\uD800", null]) {
          const error = await errorOf(root.putInstance(instance("__Namespace", { Name: name })));
          expect(error.violations[0]?.target).toEqual({ property: "Name", part: "value" });
        }
      });

      test("that begin with two underscores are hidden", async () => {
        await root.putInstance(instance("__Namespace", { Name: "__own" }));
        expect(await collect(connection.namespaces())).toEqual(["root"]);
        expect(await collect(root.createInstanceEnum("__Namespace"))).toEqual([]);
        expect((await connection.openNamespace("root/__own")).namespace).toBe("root/__own");
      });

      test("are apart from each other", async () => {
        await root.putInstances([instance("__Namespace", { Name: "a" }), instance("__Namespace", { Name: "b" })]);
        const [one, other] = await Promise.all(["root/a", "root/b"].map((path) => connection.openNamespace(path)));
        await one?.putClass(cimClass("A", { properties: [key()] }));
        await other?.putClass(cimClass("A", { properties: [key("uint32 Number")] }));
        expect((await one?.getClass("A"))?.properties[0]?.name).toBe("K");
        expect((await other?.getClass("A"))?.properties[0]?.name).toBe("Number");
        expect((await errorOf(root.getClass("A"))).status).toBe("WBEM_E_NOT_FOUND");
      });

      test("that do not exist are said to be the ones meant", async () => {
        await root.putInstance(instance("__Namespace", { Name: "cimv2" }));
        const error = await errorOf(connection.openNamespace("root/cimv3"));
        expect(error.violations[0]).toMatchObject({ code: "unknown-namespace", suggestion: "root/cimv2" });
        for (const path of ["", "a b", "//elsewhere/root"]) {
          expect((await errorOf(connection.openNamespace(path))).status).toBe("WBEM_E_INVALID_NAMESPACE");
        }
      });
    });

    describe("system classes", () => {
      test("are there, and are no rows", async () => {
        const filter = await root.getClass("__eventfilter");
        expect(filter.superclass).toBe("__IndicationRelated");
        expect(filter.properties.find(({ name }) => name === "Name")?.qualifiers[0]).toMatchObject({ name: "Key" });
        expect(await namesOf(root.createClassEnum(null))).toEqual([]);
      });

      test("cannot be put or deleted", async () => {
        for (const name of ["__EventFilter", "__Mine"]) {
          const error = await errorOf(root.putClass(cimClass(name, { properties: [key()] })));
          expect(error.violations.map(({ code }) => code)).toEqual(["system-class-name"]);
        }
        expect((await errorOf(root.deleteClass("__EventFilter"))).status).toBe("WBEM_E_INVALID_OPERATION");
      });

      test("have stored instances", async () => {
        await root.putClass(cimClass("Mail : __EventConsumer", { properties: [key("string To")] }));
        await root.putInstances([
          instance("Mail", { To: "me" }),
          instance("__EventFilter", { Name: "f", Query: "SELECT * FROM Thing" }),
          instance("__FilterToConsumerBinding", {
            Consumer: { kind: "path", className: "Mail", keys: [{ name: "To", value: "me" }] },
            Filter: { kind: "path", className: "__EventFilter", keys: [{ name: "Name", value: "f" }] },
          }),
        ]);
        expect(valueIn(await root.getInstance('__EventFilter="F"'), "Query")).toBe("SELECT * FROM Thing");
        expect(
          (await collect(root.createInstanceEnum("__IndicationRelated"))).map(({ className }) => className),
        ).toEqual(["__EventFilter", "__FilterToConsumerBinding", "Mail"]);
        expect((await errorOf(root.putInstance(instance("__EventConsumer", {})))).status).toBe("WBEM_E_INVALID_CLASS");
      });

      test("have the one instance that every namespace has", async () => {
        const [own] = await collect(root.createInstanceEnum("__thisNAMESPACE"));
        expect(await root.getInstance("__thisNAMESPACE=@")).toEqual(own);
        expect((await errorOf(root.putInstance(instance("__thisNAMESPACE", {})))).status).toBe("WBEM_E_READ_ONLY");
        expect((await errorOf(root.deleteInstance("__thisNAMESPACE=@"))).status).toBe("WBEM_E_READ_ONLY");
      });
    });

    describe("qualifier types", () => {
      const tag = qualifierType("Tag : string", ["class", "property"], { overridable: false });

      test("are set, read, listed and deleted", async () => {
        expect(await root.setQualifier(tag)).toEqual({ path: "Tag", outcome: "created", warnings: [] });
        expect((await root.setQualifier(tag)).outcome).toBe("unchanged");
        expect((await root.setQualifier(await root.getQualifier("TAG"))).outcome).toBe("unchanged");
        expect((await root.setQualifier({ ...tag, name: "tag", value: "none" })).outcome).toBe("updated");
        await root.setQualifier(qualifierType("Again : uint32[]"));
        expect((await collect(root.enumerateQualifiers())).map(({ name }) => name)).toEqual(["Again", "Tag"]);
        expect(await root.getQualifier("tag")).toEqual({
          ...tag,
          value: "none",
          flavor: { overridable: false, toSubclass: true, toInstance: false, translatable: false, amended: false },
        });
        await root.deleteQualifier("TAG");
        expect((await errorOf(root.getQualifier("Tag"))).status).toBe("WBEM_E_NOT_FOUND");
        expect((await errorOf(root.deleteQualifier("Tag"))).status).toBe("WBEM_E_NOT_FOUND");
      });

      test("give the uses that were there before their type and flavor", async () => {
        const used = qualifier("Tag", 5);
        await root.putClass(cimClass("A", { qualifiers: [used], properties: [key()] }));
        await root.putClass(cimClass("B : A"));
        expect((await root.getClass("B")).qualifiers).toEqual([]);
        await root.setQualifier(qualifierType("Tag : uint64", ["class"]));
        const [propagated] = (await root.getClass("B")).qualifiers;
        expect(propagated).toMatchObject({ name: "Tag", type: "uint64", value: 5n, propagated: true });
      });

      test("are refused where a class uses them otherwise", async () => {
        await root.putClass(cimClass("A", { properties: [property("string K", ["Key", qualifier("Tag", "x")])] }));
        for (const type of [qualifierType("Tag : uint32"), qualifierType("Tag : string", ["class"])]) {
          const error = await errorOf(root.setQualifier(type));
          expect(error.violations[0]).toMatchObject({ code: "qualifier-type-in-use", related: "A" });
        }
        expect((await root.setQualifier(qualifierType("Tag : string"))).outcome).toBe("created");
      });

      test("are not deleted while a class uses them", async () => {
        await root.setQualifier(tag);
        await root.putClass(cimClass("A", { properties: [property("string K", ["Key", qualifier("tag", "x")])] }));
        expect((await errorOf(root.deleteQualifier("Tag"))).violations[0]?.code).toBe("qualifier-in-use");
        await root.deleteClass("A");
        await root.deleteQualifier("Tag");
      });

      test("have defaults of their own type", async () => {
        const error = await errorOf(root.setQualifier(qualifierType("Tag : uint8", ["any"], {}, 300)));
        expect(error.violations).toMatchObject([{ code: "value-out-of-range", target: { part: "value" } }]);
      });
    });

    describe("transactions", () => {
      test("last over all namespaces when they end well", async () => {
        const result = await connection.transaction(async (transaction) => {
          const { services, created } = await ensureNamespace(transaction, "root/a/b");
          await services.putClass(cimClass("A", { properties: [key()] }));
          await (await transaction.openNamespace("root")).putClass(cimClass("R", { properties: [key()] }));
          return created;
        });
        expect(result).toEqual(["root/a", "root/a/b"]);
        expect((await (await connection.openNamespace("root/a/b")).getClass("A")).name).toBe("A");
        expect((await root.getClass("R")).name).toBe("R");
      });

      test("leave nothing when they fail, not even in caches", async () => {
        await root.putClass(cimClass("A", { properties: [key(), property("uint32 N")] }));
        await root.getClass("A");
        const failing = connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putClass(cimClass("A", { properties: [key(), property("string Other")] }));
          await inside.putClass(cimClass("B : A"));
          await inside.setQualifier(qualifierType("Tag : string"));
          await inside.putInstance(instance("B", { K: "1", Other: "x" }));
          await inside.putInstance(instance("__Namespace", { Name: "child" }));
          throw new Error("stop");
        });
        await expect(failing).rejects.toThrow("stop");
        expect((await root.getClass("A")).properties.map(({ name }) => name)).toEqual(["K", "N"]);
        expect(await namesOf(root.createClassEnum(null))).toEqual(["A"]);
        expect(await collect(root.enumerateQualifiers())).toEqual([]);
        expect(await collect(connection.namespaces())).toEqual(["root"]);
        expect((await root.putInstance(instance("A", { K: "1", N: 5 }))).outcome).toBe("created");
        expect(await violationsOf(root.putInstance(instance("A", { K: "2", Other: "x" })))).toEqual([
          "unknown-property @property Other",
        ]);
      });

      test("see what they have written, readers outside see the state before", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putClass(cimClass("A", { properties: [key(), property("uint32 N")] }));
          await inside.putInstance(instance("A", { K: "1", N: 1 }));
          expect((await inside.getClass("A")).properties).toHaveLength(2);
          expect(await collect(inside.createInstanceEnum("A"))).toHaveLength(1);
          expect((await root.getClass("A")).properties).toHaveLength(1);
          expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
        });
        expect((await root.getClass("A")).properties).toHaveLength(2);
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(1);
      });

      test("go on after a put that is refused", async () => {
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await errorOf(inside.putClass(cimClass("B : Missing")));
          await inside.putClass(cimClass("A", { properties: [key()] }));
          await errorOf(inside.putInstance(instance("A", { Nope: 1 })));
          await inside.putInstance(instance("A", { K: "1" }));
        });
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(1);
        expect(await namesOf(root.createClassEnum(null))).toEqual(["A"]);
      });

      test("run one after another", async () => {
        const order: string[] = [];
        const run = (label: string) =>
          connection.transaction(async (transaction) => {
            order.push(`${label} begins`);
            const inside = await transaction.openNamespace("root");
            await inside.putClass(cimClass(label, { properties: [key()] }));
            order.push(`${label} ends`);
          });
        await Promise.all([run("A"), run("B"), run("C")]);
        expect(order).toEqual(["A begins", "A ends", "B begins", "B ends", "C begins", "C ends"]);
        expect(await namesOf(root.createClassEnum(null))).toEqual(["A", "B", "C"]);
      });

      test("put in order what is put without waiting", async () => {
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          const outcomes = await Promise.all([
            inside.putClass(cimClass("A", { properties: [key()] })),
            inside.putClass(cimClass("B : A")),
            inside.putInstance(instance("B", { K: "1" })),
            inside.putInstance(instance("B", { K: "1" })),
          ]);
          expect(outcomes.map(({ outcome }) => outcome)).toEqual(["created", "created", "created", "unchanged"]);
        });
      });

      test("are of no use when they are over", async () => {
        let late: WbemServices | undefined;
        await connection.transaction(async (transaction) => {
          late = await transaction.openNamespace("root");
        });
        await expect(late?.putClass(cimClass("A"))).rejects.toThrow("the transaction has ended");
      });

      test("check a reference narrowed to a class that comes later", async () => {
        const ref = (type: string) => property(`${type} ref R`, [qualifier("Override", "R")]);
        const work = (later: CimClass) =>
          connection.transaction(async (transaction) => {
            const inside = await transaction.openNamespace("root");
            await inside.putClass(cimClass("Base", { properties: [key()] }));
            await inside.putClass(cimClass("Link", { properties: [key("Base ref R")] }));
            await inside.putClass(cimClass("Narrow : Link", { properties: [ref("Later")] }));
            await inside.putClass(later);
          });
        const error = await errorOf(work(cimClass("Later", { properties: [key()] })));
        expect(error.object).toEqual({ kind: "class", namespace: "root", path: "Narrow" });
        expect(error.violations).toMatchObject([
          { code: "override-not-narrowed", target: { property: "R", part: "class" } },
        ]);
        expect(await namesOf(root.createClassEnum(null))).toEqual([]);
        const missing = await errorOf(work(cimClass("Elsewhere", { properties: [key()] })));
        expect(missing.violations).toMatchObject([
          { code: "unknown-element-class", target: { property: "R", part: "class" } },
        ]);
        await work(cimClass("Later : Base"));
        expect((await root.getClass("Narrow")).properties[0]?.className).toBe("Later");
      });

      test("tell every object that breaks a deferred rule before they end", async () => {
        const found: unknown[] = [];
        const work = connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putClass(cimClass("One", { properties: [key(), property("Nowhere X")] }));
          await inside.putClass(cimClass("Two", { properties: [key(), property("Nowhere X"), property("strng Y")] }));
          await inside.putClass(cimClass("Mended", { properties: [key(), property("Nowhere X")] }));
          await inside.putClass(cimClass("Mended", { properties: [key()] }));
          for (const { object, violations } of await transaction.checkDeferred()) {
            found.push([object?.path, violations.map(({ code }) => code)]);
          }
        });
        expect((await errorOf(work)).object?.path).toBe("One");
        expect(found).toEqual([
          ["One", ["unknown-type"]],
          ["Two", ["unknown-type", "unknown-type"]],
        ]);
      });

      test("judge a subclass as it is in the end, whatever its superclass was meanwhile", async () => {
        const sub = (...properties: readonly string[]) =>
          cimClass("Sub : Base", { properties: properties.map((p) => property(p)) });
        const refused = await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putClass(cimClass("Base", { properties: [key()] }));
          await inside.putClass(sub("Nowhere E"));
          const grown = cimClass("Base", { properties: [key(), property("string D")] });
          await inside.putClass(grown, WBEM_FLAG_UPDATE_SAFE_MODE);
          const errors = await transaction.checkDeferred();
          await inside.putClass(sub("string E"));
          return errors.map(({ object }) => object?.path);
        });
        expect(refused).toEqual(["Sub"]);
      });

      test("delete a namespace they work in", async () => {
        await connection.transaction(async (transaction) => {
          const { services } = await ensureNamespace(transaction, "root/a");
          await services.putClass(cimClass("A", { properties: [key()] }));
          const top = await transaction.openNamespace("root");
          await top.deleteInstance('__Namespace="a"');
          expect((await errorOf(services.getClass("A"))).status).toBe("WBEM_E_INVALID_NAMESPACE");
          expect((await errorOf(services.putClass(cimClass("B")))).status).toBe("WBEM_E_INVALID_NAMESPACE");
          const { services: again } = await ensureNamespace(transaction, "root/a");
          expect(await namesOf(again.createClassEnum(null))).toEqual([]);
          await again.putClass(cimClass("C", { properties: [key()] }));
        });
        const a = await connection.openNamespace("root/a");
        expect(await namesOf(a.createClassEnum(null))).toEqual(["C"]);
      });
    });

    describe("big schemas", () => {
      test("of 200 levels are resolved and read", async () => {
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putClass(cimClass("C0", { properties: [key()] }));
          for (let level = 1; level <= 200; level++) {
            await inside.putClass(
              cimClass(`C${level} : C${level - 1}`, { properties: [property(`uint32 P${level}`)] }),
            );
          }
        });
        expect((await root.getClass("C200")).properties).toHaveLength(201);
        await root.putInstance(instance("C200", { K: "1", P1: 1, P200: 200 }));
        expect((await root.getInstance('C0.K="1"')).className).toBe("C200");
      });

      test("with a name in every message of a refusal say what is wrong", async () => {
        const error = await errorOf(root.putClass(cimClass("A : B", { qualifiers: ["Key", "key"] })));
        expect(error).toBeInstanceOf(WbemError);
        expect(error.message).toBe(error.violations[0] && violationMessage(error.violations[0]));
      });
    });
  });
}
