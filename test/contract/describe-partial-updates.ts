import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimInstance, CimValue } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WbemContext, type WbemContextValue } from "../../src/wbem/context.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_RETURN_IMMEDIATELY, WBEM_FLAG_UPDATE_ONLY } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property, qualifier } from "../repository/builders.ts";
import { errorOf, expectRefusal } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";

/** A context with the given values. */
function contextOf(values: Readonly<Record<string, WbemContextValue>>): WbemContext {
  const context = new WbemContext();
  for (const [name, value] of Object.entries(values)) context.setValue(name, value);
  return context;
}

const announced = { __PUT_EXTENSIONS: true, __PUT_EXT_CLIENT_REQUEST: true } as const;

/** A context that asks for an update of some properties. */
function listing(properties: readonly string[], more: Readonly<Record<string, WbemContextValue>> = {}): WbemContext {
  return contextOf({ ...announced, __PUT_EXT_PROPERTIES: properties, ...more });
}

/** How every connection updates some properties of an instance. */
export function describePartialUpdates(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let root: WbemServices;
    let stored: CimInstance;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
      await root.putClass(
        cimClass("Tree", {
          properties: [
            key(),
            property("uint32 Height", [], 7),
            property("string Species"),
            property("string Owner", ["Not_Null"]),
          ],
        }),
      );
      await root.putClass(cimClass("Fruit : Tree", { properties: [property("uint32 Yield")] }));
      stored = {
        ...instance("Tree", { K: "Oak", Height: 1, Species: "Quercus", Owner: "me" }),
        qualifiers: [{ ...qualifier("Note", "kept"), flavor: flavors }],
      };
      await root.putInstance(stored);
    });

    afterEach(async () => {
      await connection.close();
    });

    const flavors = { overridable: true, toSubclass: false, toInstance: false, translatable: false, amended: false };

    function put(
      values: Readonly<Record<string, CimValue>>,
      context: WbemContext | null,
      flags = WBEM_FLAG_UPDATE_ONLY,
    ) {
      return root.putInstance(instance("Tree", { K: "Oak", ...values }), flags, context);
    }

    async function expectStored(values: Readonly<Record<string, CimValue>>): Promise<void> {
      const { properties } = instance("Tree", { K: "Oak", Height: 1, Species: "Quercus", Owner: "me", ...values });
      expect(await root.getInstance('Tree.K="Oak"')).toEqual({ ...stored, properties });
    }

    describe("a partial update", () => {
      test("writes the listed properties and leaves all others as they are", async () => {
        const { outcome, path } = await put({ Height: 2, Species: "ignored", Owner: null }, listing(["Height"]));
        expect({ outcome, path }).toEqual({ outcome: "updated", path: 'Tree.K="Oak"' });
        await expectStored({ Height: 2 });
        expect((await put({ Height: 2 }, listing(["Height"]))).outcome).toBe("unchanged");
      });

      test("adds a property that the stored instance does not set", async () => {
        await root.putClass(cimClass("Bare", { properties: [key(), property("uint32 N"), property("string S")] }));
        await root.putInstance(instance("Bare", { K: "1", S: "x" }));
        await root.putInstance(instance("Bare", { K: "1", N: 5 }), WBEM_FLAG_UPDATE_ONLY, listing(["N"]));
        expect(await root.getInstance('Bare.K="1"')).toEqual(instance("Bare", { K: "1", S: "x", N: 5 }));
      });

      test("does not look at what is not listed", async () => {
        const { properties } = instance("Tree", { K: "Oak", Height: 2, Species: 5, Missing: true, __CLASS: "Bush" });
        const given = { ...instance("Tree", {}), properties: [...properties, { name: "species", value: 6 }] };
        await root.putInstance(given, WBEM_FLAG_UPDATE_ONLY, listing(["Height"]));
        await expectStored({ Height: 2 });
      });

      test("lists names in any case, and a name that is repeated counts once", async () => {
        await put({ height: 2 }, listing(["HEIGHT", "height", "Height"]));
        await expectStored({ Height: 2 });
      });

      test("reads names of the context in any case", async () => {
        const values = { __put_extensions: true, __Put_Ext_Client_Request: true, __PUT_EXT_properties: ["Height"] };
        await put({ Height: 2 }, contextOf(values));
        await expectStored({ Height: 2 });
      });

      test("of an empty list changes nothing", async () => {
        expect((await put({ Height: 2 }, listing([]))).outcome).toBe("unchanged");
        await expectStored({});
        const missing = root.putInstance(instance("Tree", { K: "Elm" }), WBEM_FLAG_UPDATE_ONLY, listing([]));
        await expectRefusal(missing, "WBEM_E_NOT_FOUND", 0x80041002, ["instance-to-update-missing"]);
      });

      test("may list keys, which say which instance it is and change in case alone", async () => {
        await put({ Height: 2 }, listing(["K", "Height"]));
        await expectStored({ Height: 2 });
        const other = root.putInstance(
          instance("Tree", { K: "OAK", Height: 3 }),
          WBEM_FLAG_UPDATE_ONLY,
          listing(["Height"]),
        );
        expect((await other).path).toBe('Tree.K="Oak"');
        await expectStored({ Height: 3 });
        const respelled = root.putInstance(instance("Tree", { K: "OAK" }), WBEM_FLAG_UPDATE_ONLY, listing(["K"]));
        expect((await respelled).warnings.map(({ code }) => code)).toEqual(["key-differs-by-case"]);
        await expectStored({ Height: 3, K: "OAK" });
      });

      test("refuses names that the class has not", async () => {
        const wrong = put({ Height: 2 }, listing(["Heigth", "Height", "*"]));
        const codes = ["unknown-listed-property", "unknown-listed-property"];
        const error = await expectRefusal(wrong, "WBEM_E_INVALID_PROPERTY", 0x80041031, codes);
        expect(error.violations[0]).toMatchObject({ suggestion: "Height", related: "Tree" });
        await expectStored({});
      });

      test("refuses system properties in the list", async () => {
        const wrong = put({ Height: 2, __CLASS: "Tree" }, listing(["Height", "__class"]));
        await expectRefusal(wrong, "WBEM_E_READ_ONLY", 0x80041023, ["system-property-listed"]);
      });

      test("gives a listed property that the instance does not set the default of the class", async () => {
        await put({}, listing(["Height"]));
        const { properties } = await root.getInstance('Tree.K="Oak"');
        expect(properties.map((one) => one.name)).toEqual(["K", "Species", "Owner"]);
      });

      test("holds listed values to the rules, with all violations", async () => {
        const wrong = put({ Height: -1, Species: 5 }, listing(["Height", "Species"]));
        await expectRefusal(wrong, "WBEM_E_VALUE_OUT_OF_RANGE", 0x8004102b, [
          "value-out-of-range @property Height part value",
          "value-type-mismatch @property Species part value",
        ]);
        const twice = instance("Tree", { K: "Oak", Height: 2 });
        const repeated = { ...twice, properties: [...twice.properties, { name: "height", value: 3 }] };
        const error = await errorOf(root.putInstance(repeated, WBEM_FLAG_UPDATE_ONLY, listing(["Height"])));
        expect(error.violations.map(({ code }) => code)).toEqual(["property-set-twice"]);
        await expectStored({});
      });

      test("needs an instance that is there, of just this class", async () => {
        const missing = root.putInstance(
          instance("Tree", { K: "Elm", Height: 2 }),
          WBEM_FLAG_UPDATE_ONLY,
          listing(["Height"]),
        );
        const error = await expectRefusal(missing, "WBEM_E_NOT_FOUND", 0x80041002, ["instance-to-update-missing"]);
        expect(error.object?.path).toBe('Tree.K="Elm"');
        await root.putInstance(instance("Fruit", { K: "Plum", Owner: "me" }));
        const through = root.putInstance(
          instance("Tree", { K: "Plum", Height: 2 }),
          WBEM_FLAG_UPDATE_ONLY,
          listing(["Height"]),
        );
        await expectRefusal(through, "WBEM_E_ALREADY_EXISTS", 0x80041019, ["key-held-by-another-class"]);
        const own = root.putInstance(
          instance("Fruit", { K: "Plum", Height: 2 }),
          WBEM_FLAG_UPDATE_ONLY,
          listing(["Height"]),
        );
        expect((await own).outcome).toBe("updated");
      });

      test("needs every key, string keys too", async () => {
        const without = root.putInstance(instance("Tree", { Height: 2 }), WBEM_FLAG_UPDATE_ONLY, listing(["Height"]));
        await expectRefusal(without, "WBEM_E_ILLEGAL_NULL", 0x80041028, ["null-key @property K"]);
        const wrong = root.putInstance(instance("Tree", { K: 5 }), WBEM_FLAG_UPDATE_ONLY, listing(["Height"]));
        await expectRefusal(wrong, "WBEM_E_TYPE_MISMATCH", 0x80041005, ["value-type-mismatch @property K part value"]);
        const lone = root.putInstance(instance("Tree", { K: "\uD800" }), WBEM_FLAG_UPDATE_ONLY, listing(["Height"]));
        expect((await errorOf(lone)).violations[0]?.code).toBe("malformed-key");
      });

      test("works on singletons", async () => {
        await root.putClass(
          cimClass("S", { qualifiers: ["Singleton"], properties: [property("uint8 N"), property("uint8 M")] }),
        );
        await root.putInstance(instance("S", { N: 1, M: 1 }));
        await root.putInstance(instance("S", { N: 2 }), WBEM_FLAG_UPDATE_ONLY, listing(["N"]));
        expect(await root.getInstance("S=@")).toEqual(instance("S", { N: 2, M: 1 }));
        await root.putClass(cimClass("X", { qualifiers: ["Abstract"], properties: [key()] }));
        const abstract = root.putInstance(instance("X", { K: "1" }), WBEM_FLAG_UPDATE_ONLY, listing(["K"]));
        expect((await errorOf(abstract)).status).toBe("WBEM_E_INVALID_CLASS");
      });

      test("of a namespace changes nothing", async () => {
        const child = instance("__Namespace", { Name: "child" });
        const update = () => root.putInstance(child, WBEM_FLAG_UPDATE_ONLY, listing(["Name"]));
        expect((await errorOf(update())).status).toBe("WBEM_E_NOT_FOUND");
        await root.putInstance(child);
        expect((await update()).outcome).toBe("unchanged");
      });

      test("can be semisynchronous", async () => {
        const call = put({ Height: 2 }, listing(["Height"]), WBEM_FLAG_UPDATE_ONLY | WBEM_FLAG_RETURN_IMMEDIATELY);
        expect(await call.getResultString(10_000)).toBe('Tree.K="Oak"');
      });

      test("of a batch updates each instance, and each sees those before it", async () => {
        await root.putInstance(instance("Tree", { K: "Elm", Height: 1, Owner: "you" }));
        const batch = [
          instance("Tree", { K: "Oak", Height: 2 }),
          instance("Tree", { K: "Elm", Height: 3 }),
          instance("Tree", { K: "Oak", Height: 4 }),
        ];
        const results = await root.putInstances(batch, WBEM_FLAG_UPDATE_ONLY, listing(["Height"]));
        expect(results.map(({ outcome }) => outcome)).toEqual(["updated", "updated", "updated"]);
        await expectStored({ Height: 4 });
        const heights = (await collect(root.createInstanceEnum("Tree"))).map((one) => valueIn(one, "Height"));
        expect(heights).toEqual([3, 4]);
        const refused = [instance("Tree", { K: "Oak", Height: 5 }), instance("Tree", { K: "Ash", Height: 5 })];
        const error = await errorOf(root.putInstances(refused, WBEM_FLAG_UPDATE_ONLY, listing(["Height"])));
        expect({ status: error.status, index: error.batchIndex }).toEqual({ status: "WBEM_E_NOT_FOUND", index: 1 });
        await expectStored({ Height: 4 });
      });
    });

    describe("__PUT_EXT_STRICT_NULLS", () => {
      test("writes NULL, which otherwise leaves the property as it is, with a warning", async () => {
        const { outcome, warnings } = await put({ Species: null }, listing(["Species"]));
        expect(outcome).toBe("unchanged");
        expect(warnings).toMatchObject([{ code: "null-not-written", target: { property: "Species" } }]);
        await expectStored({});
        const strict = await put({ Species: null }, listing(["Species"], { __PUT_EXT_STRICT_NULLS: true }));
        expect(strict).toMatchObject({ outcome: "updated", warnings: [] });
        await expectStored({ Species: null });
        expect(await put({ Species: null }, listing(["Species"]))).toMatchObject({
          outcome: "unchanged",
          warnings: [],
        });
      });

      test("refuses NULL where a property cannot be NULL", async () => {
        const strict = put({ Owner: null }, listing(["Owner"], { __PUT_EXT_STRICT_NULLS: true }));
        await expectRefusal(strict, "WBEM_E_ILLEGAL_NULL", 0x80041028, ["null-not-allowed @property Owner"]);
        expect((await put({ Owner: null }, listing(["Owner"]))).outcome).toBe("unchanged");
      });

      test("leaves a full update as it is, which writes NULL anyway", async () => {
        const context = contextOf({ ...announced, __PUT_EXT_STRICT_NULLS: true });
        await put({ Owner: "you", Species: null }, context);
        expect(await root.getInstance('Tree.K="Oak"')).toEqual(
          instance("Tree", { K: "Oak", Owner: "you", Species: null }),
        );
      });
    });

    describe("a context", () => {
      test("with __PUT_EXT_ATOMIC alone is a full update, all or nothing as every put is", async () => {
        const context = contextOf({ ...announced, __PUT_EXT_ATOMIC: true });
        await put({ Owner: "you" }, context);
        expect(await root.getInstance('Tree.K="Oak"')).toEqual(instance("Tree", { K: "Oak", Owner: "you" }));
        expect((await put({ Height: 2 }, listing(["Height"], { __PUT_EXT_ATOMIC: true }))).outcome).toBe("updated");
      });

      test("without extensions leaves a put as it is, whatever else it holds", async () => {
        const context = contextOf({ MyProvider: "x", __CorrelationId: "y", __PUT_EXTENSIONS: false });
        expect((await put({ Owner: "you" }, context, 0)).outcome).toBe("updated");
        expect((await root.getInstance('Tree.K="Oak"')).properties).toHaveLength(2);
      });

      test.each([0, WBEM_FLAG_CREATE_ONLY])("with extensions needs UPDATE_ONLY: %i", async (flags) => {
        const codes = ["partial-update-may-create"];
        await expectRefusal(
          put({ Height: 2 }, listing(["Height"]), flags),
          "WBEM_E_INVALID_CONTEXT",
          0x80041007,
          codes,
        );
        await expectStored({});
      });

      test("with extensions announces them", async () => {
        const silent = { __PUT_EXT_CLIENT_REQUEST: true, __PUT_EXT_PROPERTIES: ["Height"] };
        const others = [
          silent,
          { ...silent, __PUT_EXTENSIONS: false },
          { __PUT_EXT_ATOMIC: true },
          { __PUT_EXT_CLIENT_REQUEST: true },
        ];
        for (const values of others) {
          const wrong = put({ Height: 2 }, contextOf(values));
          await expectRefusal(wrong, "WBEM_E_INVALID_CONTEXT", 0x80041007, ["extensions-not-announced"]);
        }
        await expectRefusal(put({ Height: 2 }, contextOf(announced)), "WBEM_E_INVALID_CONTEXT", 0x80041007, [
          "extensions-missing",
        ]);
      });

      test("with extensions says that they are the client's own", async () => {
        const handedOn = contextOf({ __PUT_EXTENSIONS: true, __PUT_EXT_PROPERTIES: ["Height"] });
        const codes = ["client-request-missing"];
        await expectRefusal(put({ Height: 2 }, handedOn), "WBEM_E_INVALID_CONTEXT", 0x80041007, codes);
        await expectStored({});
      });

      test.each([
        ["__PUT_EXTENSIONS", 1],
        ["__PUT_EXTENSIONS", "TRUE"],
        ["__PUT_EXT_CLIENT_REQUEST", null],
        ["__PUT_EXT_STRICT_NULLS", -1],
        ["__PUT_EXT_ATOMIC", [true]],
        ["__PUT_EXT_PROPERTIES", "Height"],
        ["__PUT_EXT_PROPERTIES", true],
        ["__PUT_EXT_PROPERTIES", null],
        ["__PUT_EXT_PROPERTIES", ["Height", null]],
        ["__PUT_EXT_PROPERTIES", [1]],
      ] as const)("has values of the documented types: %s is not %o", async (value, content) => {
        const wrong = put({ Height: 2 }, listing(["Height"], { [value]: content }));
        await expectRefusal(wrong, "WBEM_E_INVALID_CONTEXT", 0x80041007, ["invalid-context-value"]);
        await expectStored({});
      });

      test("is refused with everything that is wrong with it, before any instance is looked at", async () => {
        const context = contextOf({ __PUT_EXTENSIONS: "yes", __PUT_EXT_PROPERTIES: 5, __PUT_EXT_ATOMIC: 1 });
        const wrong = root.putInstances([instance("Nowhere", {})], 0, context);
        const error = await expectRefusal(wrong, "WBEM_E_INVALID_CONTEXT", 0x80041007, [
          "invalid-context-value",
          "invalid-context-value",
          "invalid-context-value",
          "partial-update-may-create",
        ]);
        expect(error.object).toBeUndefined();
      });

      test("with an extension that there is none of is refused", async () => {
        const wrong = put({ Height: 2 }, listing(["Height"], { __PUT_EXT_PROPERTY: "Height" }));
        const codes = ["unsupported-put-extension"];
        await expectRefusal(wrong, "WBEM_E_UNSUPPORTED_PUT_EXTENSION", 0x8004103d, codes);
      });
    });
  });
}
