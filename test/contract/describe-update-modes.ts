import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimInstance, CimQualifier } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { violationMessage } from "../../src/wbem/error.ts";
import { WBEM_FLAG_UPDATE_FORCE_MODE, WBEM_FLAG_UPDATE_SAFE_MODE } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, method, parameter, property, qualifier } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";

/** How a class changes while others derive from it and instances rest on it (Microsoft, "IWbemServices::PutClass"). */
export function describeUpdateModes(name: string, open: OpenConnection): void {
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

      test("drop conflicting qualifiers by force several levels down, of methods and parameters too", async () => {
        const mine = qualifier("Tag", "mine");
        const pinned = qualifier("Tag", "pinned", { overridable: false, toSubclass: true });
        const parts = (tag: CimQualifier, others: readonly CimQualifier[] = []) => ({
          qualifiers: [tag],
          properties: [property("uint32 N", [...others, tag])],
          methods: [method("uint32 Run", [parameter("string P", [qualifier("In"), tag])], [...others, tag])],
        });
        const overriding = (...names: readonly string[]) => names.map((one) => qualifier("Override", one));
        await root.putClass(cimClass("A", { ...parts(qualifier("Other", "x")) }));
        await root.putClass(cimClass("B : A"));
        await root.putClass(
          cimClass("C : B", {
            qualifiers: [mine],
            properties: [property("uint32 N", [...overriding("N"), mine])],
            methods: [
              method("uint32 Run", [parameter("string P", [qualifier("In"), mine])], [...overriding("Run"), mine]),
            ],
          }),
        );
        await root.putClass(cimClass("D : C", { qualifiers: [mine, qualifier("Kept", "y")] }));
        const changed = cimClass("A", parts(pinned));
        const refused = await errorOf(root.putClass(changed, WBEM_FLAG_UPDATE_SAFE_MODE));
        expect(refused.status).toBe("WBEM_E_UPDATE_OVERRIDE_NOT_ALLOWED");
        await root.putClass(changed, WBEM_FLAG_UPDATE_FORCE_MODE);
        const own = (qualifiers: readonly CimQualifier[]) =>
          qualifiers.filter(({ propagated }) => propagated !== true).map(({ name }) => name);
        const [c, d] = [await root.getClass("C"), await root.getClass("D")];
        const [run] = c.methods;
        expect([
          own(c.qualifiers),
          own(c.properties[0]?.qualifiers ?? []),
          own(run?.qualifiers ?? []),
          own(run?.parameters[0]?.qualifiers ?? []),
          own(d.qualifiers),
        ]).toEqual([[], ["Override"], ["Override"], ["In"], ["Kept"]]);
        for (const { qualifiers } of [c, d]) {
          expect(qualifiers.find((one) => one.name === "Tag")).toMatchObject({ value: "pinned", propagated: true });
        }
        // What was dropped is gone for good, and what is left can be put back.
        expect((await root.putClass(c)).outcome).toBe("unchanged");
      });

      test("drop nothing from a class that has instances, not even by force", async () => {
        const tagged = (value: string) => qualifier("Tag", value);
        await root.putClass(base);
        await root.putClass(cimClass("B : A", { qualifiers: [tagged("two")] }));
        await root.putClass(cimClass("C : B"));
        await root.putInstance(instance("C", { K: "1" }));
        const pinned = qualifier("Tag", "one", { overridable: false, toSubclass: true });
        const error = await errorOf(root.putClass({ ...base, qualifiers: [pinned] }, WBEM_FLAG_UPDATE_FORCE_MODE));
        expect(error.status).toBe("WBEM_E_CLASS_HAS_INSTANCES");
        expect(error.message).toContain("`B`");
        expect((await root.getClass("B")).qualifiers).toMatchObject([{ name: "Tag", value: "two" }]);
        await root.deleteInstance('C.K="1"');
        await root.putInstance(instance("A", { K: "1" }));
        await root.putClass({ ...base, qualifiers: [pinned] }, WBEM_FLAG_UPDATE_FORCE_MODE);
      });

      test("tell every subclass that does not go with them", async () => {
        await root.putClass(base);
        await root.putClass(cimClass("B : A", { properties: [property("uint32 S"), property("uint32 T")] }));
        await root.putClass(cimClass("C : A", { methods: [method("void Run", [parameter("string P")])] }));
        await root.putClass(cimClass("D : B", { properties: [property("uint32 S", [qualifier("Override", "S")])] }));
        const changed = cimClass("A", {
          properties: [...wider.properties, property("string T")],
          methods: [method("void Run")],
        });
        const error = await errorOf(root.putClass(changed, WBEM_FLAG_UPDATE_FORCE_MODE));
        expect(error.status).toBe("WBEM_E_UPDATE_TYPE_MISMATCH");
        // What derives from one that conflicts is not judged.
        expect(error.violations.map(({ related }) => related)).toEqual(["B", "B", "C"]);
        expect(error.message).toBe(error.violations[0] && violationMessage(error.violations[0]));
      });

      test.each([
        ["safe", WBEM_FLAG_UPDATE_SAFE_MODE],
        ["force", WBEM_FLAG_UPDATE_FORCE_MODE],
      ])("let instances keep their values and take new defaults, in %s mode", async (_mode, flags) => {
        const withDefault = (value: number) => cimClass("A", { properties: [key(), property("uint32 N", [], value)] });
        await root.putClass(withDefault(5));
        await root.putClass(cimClass("B : A"));
        const stored = [instance("A", { K: "1" }), instance("A", { K: "2", N: 5 }), instance("B", { K: "3" })];
        await root.putInstances(stored);
        await root.putClass(withDefault(6), flags);
        expect(await collect(root.createInstanceEnum("A"))).toEqual(stored);
        expect(await root.getInstance('A.K="2"')).toEqual(instance("A", { K: "2", N: 5 }));
        const keysWith = async (value: number) =>
          (await collect(root.execQuery("WQL", `SELECT K FROM A WHERE N = ${value}`))).map((one) =>
            valueIn(one as CimInstance, "K"),
          );
        expect(await keysWith(6)).toEqual(["1", "3"]);
        expect(await keysWith(5)).toEqual(["2"]);
        // Putting it as it was is still no change.
        expect((await root.putInstance(instance("A", { K: "1" }))).outcome).toBe("unchanged");
        await root.putClass({ ...withDefault(6), methods: [method("void Run")] }, flags);
        expect(await collect(root.createInstanceEnum("A"))).toEqual(stored);
      });

      test("let instances keep a key that they have by default", async () => {
        const withDefault = (value: string) => cimClass("A", { properties: [property("string K", ["Key"], value)] });
        await root.putClass(withDefault("usual"));
        await root.putInstance(instance("A", {}));
        await root.putClass(withDefault("new"), WBEM_FLAG_UPDATE_SAFE_MODE);
        expect(await collect(root.createInstanceEnum("A"))).toEqual([instance("A", { K: "usual" })]);
        expect((await root.putInstance(instance("A", {}))).path).toBe('A.K="new"');
      });

      test("do not take a default that instances need because the property is never NULL", async () => {
        const withDefault = (value?: number) =>
          cimClass("A", { properties: [key(), property("uint32 N", ["Not_Null"], value)] });
        await root.putClass(withDefault(5));
        await root.putInstance(instance("A", { K: "1" }));
        const error = await errorOf(root.putClass(withDefault(), WBEM_FLAG_UPDATE_SAFE_MODE));
        expect(error.status).toBe("WBEM_E_CLASS_HAS_INSTANCES");
        expect((await root.putClass(withDefault(6), WBEM_FLAG_UPDATE_SAFE_MODE)).outcome).toBe("updated");
      });

      test("are refused where an embedded instance would no longer be one of the class", async () => {
        await root.putClass(cimClass("Inner", { properties: [property("uint32 N"), property("string S")] }));
        await root.putClass(cimClass("Below : Inner"));
        await root.putClass(cimClass("Holder", { properties: [key(), property("Inner One")] }));
        await root.putInstance(instance("Holder", { K: "1", One: instance("Below", { N: 300 }) }));
        const inner = (...properties: readonly string[]) =>
          root.putClass(
            cimClass("Inner", { properties: properties.map((text) => property(text)) }),
            WBEM_FLAG_UPDATE_SAFE_MODE,
          );
        for (const [properties, reason] of [
          [["string S"], "no property `N`"],
          [["uint8 N"], "300"],
        ] as const) {
          const error = await errorOf(inner(...properties));
          expect(error.status).toBe("WBEM_E_CLASS_HAS_INSTANCES");
          expect(error.violations).toMatchObject([{ code: "embedded-instance-left", related: 'Holder.K="1"' }]);
          expect(error.message).toContain(reason);
        }
        expect((await root.getClass("Inner")).properties).toHaveLength(2);
        // What the embedded instance does not rest on may change.
        expect((await inner("uint32 N", "string Added")).outcome).toBe("updated");
      });

      test("keep what is embedded of a class that has come again in another case", async () => {
        await root.putClass(cimClass("Inner", { properties: [property("uint32 N")] }));
        await root.putClass(cimClass("Holder", { properties: [key(), property("Inner One")] }));
        await root.putInstance(instance("Holder", { K: "1", One: instance("Inner", { N: 300 }) }));
        await connection.transaction(async (transaction) => {
          const services = await transaction.openNamespace("root");
          await services.deleteClass("Inner");
          await services.putClass(cimClass("INNER", { properties: [property("uint32 N")] }));
        });
        const narrowed = cimClass("Inner", { properties: [property("uint8 N")] });
        const error = await errorOf(root.putClass(narrowed, WBEM_FLAG_UPDATE_SAFE_MODE));
        expect(error.violations).toMatchObject([{ code: "embedded-instance-left", related: 'Holder.K="1"' }]);
      });

      test("take keys that are spelled otherwise for the same keys", async () => {
        const link = (...properties: readonly string[]) =>
          cimClass("Link", { properties: [key("A ref One"), key(), ...properties.map((text) => property(text))] });
        await root.putClass(base);
        await root.putClass(link());
        await root.putClass(cimClass("Narrow : Link"));
        const respelled = { ...link(), properties: [key("string k"), key("a ref one"), property("uint8 More")] };
        expect((await root.putClass(respelled, WBEM_FLAG_UPDATE_SAFE_MODE)).outcome).toBe("updated");
      });

      test("do not close a circle", async () => {
        await root.putClass(base);
        await root.putClass(cimClass("B : A"));
        const error = await errorOf(root.putClass(cimClass("A : B"), WBEM_FLAG_UPDATE_FORCE_MODE));
        expect(error.status).toBe("WBEM_E_CIRCULAR_REFERENCE");
      });
    });
  });
}
