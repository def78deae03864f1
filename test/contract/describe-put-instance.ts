import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findProperty } from "../../src/cim/class-elements.ts";
import { propertyValue } from "../../src/cim/instance-keys.ts";
import type { CimInstance, CimProperty } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_CREATE_OR_UPDATE,
  WBEM_FLAG_RETURN_IMMEDIATELY,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_UPDATE_SAFE_MODE,
  WBEM_FLAG_USE_AMENDED_QUALIFIERS,
} from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, method, property, qualifier } from "../repository/builders.ts";
import { errorOf, expectRefusal } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";

/** What `putInstance` of every connection does: its flags, what it refuses, what a put replaces. */
export function describePutInstance(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
      await root.putClass(cimClass("A", { properties: [key(), property("uint32 N", [], 7), property("uint64 Big")] }));
      await root.putClass(cimClass("B : A", { properties: [property("string Own")] }));
      await root.putClass(cimClass("C : A"));
    });

    afterEach(async () => {
      await connection.close();
    });

    describe("flags of putInstance", () => {
      const one = instance("A", { K: "1" });
      const other = instance("A", { K: "1", N: 8 });

      test("have the numbers of wbemcli.h", () => {
        expect(WBEM_FLAG_CREATE_OR_UPDATE).toBe(0);
        expect(WBEM_FLAG_UPDATE_ONLY).toBe(0x1);
        expect(WBEM_FLAG_CREATE_ONLY).toBe(0x2);
        expect(WBEM_FLAG_RETURN_IMMEDIATELY).toBe(0x10);
        expect(WBEM_FLAG_USE_AMENDED_QUALIFIERS).toBe(0x20000);
      });

      test("CREATE_OR_UPDATE creates an instance and overwrites it", async () => {
        expect((await root.putInstance(one, WBEM_FLAG_CREATE_OR_UPDATE)).outcome).toBe("created");
        expect((await root.putInstance(other, WBEM_FLAG_CREATE_OR_UPDATE)).outcome).toBe("updated");
        expect((await root.putInstance(other)).outcome).toBe("unchanged");
      });

      test("UPDATE_ONLY overwrites what is there and creates nothing", async () => {
        const missing = ["instance-to-update-missing"];
        const put = root.putInstance(one, WBEM_FLAG_UPDATE_ONLY);
        const { object } = await expectRefusal(put, "WBEM_E_NOT_FOUND", 0x80041002, missing);
        expect(object).toEqual({ kind: "instance", namespace: "root", path: 'A.K="1"' });
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
        await root.putInstance(one);
        expect((await root.putInstance(other, WBEM_FLAG_UPDATE_ONLY)).outcome).toBe("updated");
        expect((await root.putInstance(other, WBEM_FLAG_UPDATE_ONLY)).outcome).toBe("unchanged");
      });

      test("CREATE_ONLY creates and overwrites nothing", async () => {
        expect((await root.putInstance(one, WBEM_FLAG_CREATE_ONLY)).outcome).toBe("created");
        for (const again of [one, other]) {
          const put = root.putInstance(again, WBEM_FLAG_CREATE_ONLY);
          await expectRefusal(put, "WBEM_E_ALREADY_EXISTS", 0x80041019, ["instance-exists"]);
        }
        expect(await root.getInstance('A.K="1"')).toEqual(one);
      });

      test("RETURN_IMMEDIATELY goes with each of them", async () => {
        const call = root.putInstance(one, WBEM_FLAG_CREATE_ONLY | WBEM_FLAG_RETURN_IMMEDIATELY);
        expect(await call.getCallStatus(10_000)).toBe("WBEM_S_NO_ERROR");
        expect(await call.getResultString(0)).toBe('A.K="1"');
        const again = root.putInstance(one, WBEM_FLAG_CREATE_ONLY | WBEM_FLAG_RETURN_IMMEDIATELY);
        expect(await again.getCallStatus(10_000)).toBe("WBEM_E_ALREADY_EXISTS");
      });

      test("USE_AMENDED_QUALIFIERS goes with each of them", async () => {
        const flags = WBEM_FLAG_UPDATE_ONLY | WBEM_FLAG_USE_AMENDED_QUALIFIERS;
        expect((await errorOf(root.putInstance(one, flags))).status).toBe("WBEM_E_NOT_FOUND");
        expect((await root.putInstance(one, WBEM_FLAG_USE_AMENDED_QUALIFIERS)).outcome).toBe("created");
      });

      test.each([
        ["create only and update only", WBEM_FLAG_CREATE_ONLY | WBEM_FLAG_UPDATE_ONLY],
        ["the safe mode of putClass", WBEM_FLAG_UPDATE_SAFE_MODE],
        ["SEND_STATUS of asynchronous calls", 0x80],
        ["DIRECT_READ of reads", 0x200],
        ["OWNER_UPDATE of putClass", 0x10000],
        ["STRONG_VALIDATION", 0x100000],
        ["a fraction", 0.5],
        ["a negative number", -1],
        ["no number", Number.NaN],
        ["a bit above the 32nd", 2 ** 40],
      ])("that the operation does not list or that contradict each other are refused: %s", async (_name, flags) => {
        for (const put of [
          root.putInstance(one, flags),
          root.putInstances([one], flags),
          root.putInstances([], flags),
        ]) {
          await expectRefusal(put, "WBEM_E_INVALID_PARAMETER", 0x80041008, ["invalid-flags"]);
        }
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
      });
    });

    describe("what is put", () => {
      test("is an instance and nothing else", async () => {
        const others: readonly unknown[] = [
          await root.getClass("A"),
          { kind: "qualifier", name: "Q" },
          "A",
          null,
          undefined,
          {},
          { kind: "instance", className: "A" },
          { kind: "instance", properties: [] },
        ];
        for (const other of others) {
          const put = root.putInstance(other as CimInstance);
          await expectRefusal(put, "WBEM_E_INVALID_OBJECT", 0x8004100f, ["not-an-instance"]);
        }
        const batch = [instance("A", { K: "1" }), await root.getClass("A")] as CimInstance[];
        const error = await expectRefusal(root.putInstances(batch), "WBEM_E_INVALID_OBJECT", 0x8004100f, [
          "not-an-instance",
        ]);
        expect(error.batchIndex).toBe(1);
        expect(error.results).toMatchObject([{ path: 'A.K="1"', outcome: "created" }]);
      });

      test("is of a class that exists", async () => {
        const put = root.putInstance(instance("__EventFilte", { Name: "1" }));
        const error = await expectRefusal(put, "WBEM_E_INVALID_CLASS", 0x80041010, ["unknown-class @part class"]);
        expect(error.violations[0]?.suggestion).toBe("__EventFilter");
        for (const className of ["", " ", "A B", "\uD800"]) {
          expect((await errorOf(root.putInstance(instance(className, {})))).status).toBe("WBEM_E_INVALID_CLASS");
        }
      });

      test("is of a class of the same namespace", async () => {
        await root.putInstance(instance("__Namespace", { Name: "other" }));
        const other = await connection.openNamespace("root/other");
        expect((await errorOf(other.putInstance(instance("A", { K: "1" })))).status).toBe("WBEM_E_INVALID_CLASS");
      });

      test("is not of an abstract class, an indication or a class without a key", async () => {
        await root.putClass(cimClass("Abstract", { qualifiers: ["Abstract"], properties: [key()] }));
        await root.putClass(cimClass("Happening", { qualifiers: ["Indication"], properties: [property("string K")] }));
        await root.putClass(cimClass("Keyless", { properties: [property("string S")] }));
        const put = (className: string) => root.putInstance(instance(className, {}));
        const abstract = ["instance-of-abstract-class @part class"];
        await expectRefusal(put("Abstract"), "WBEM_E_INVALID_CLASS", 0x80041010, abstract);
        const indication = ["instance-of-indication @part class"];
        await expectRefusal(put("Happening"), "WBEM_E_INVALID_CLASS", 0x80041010, indication);
        await expectRefusal(put("Keyless"), "WBEM_E_NO_KEY", 0x80041089, ["class-without-key @part class"]);
        await root.putClass(cimClass("Concrete : Abstract"));
        expect((await root.putInstance(instance("Concrete", { K: "1" }))).outcome).toBe("created");
      });

      test("has properties of its class, each once, with values of their types", async () => {
        const put = root.putInstance({
          ...instance("A", { K: "1", N: -1, Big: "x", Own: "of B" }),
          properties: [
            ...instance("A", { K: "1", N: -1, Big: "x", Own: "of B" }).properties,
            { name: "k", value: "2" },
          ],
        });
        await expectRefusal(put, "WBEM_E_INVALID_PROPERTY", 0x80041031, [
          "unknown-property @property Own",
          "property-set-twice @property k occurrence 1",
          "value-out-of-range @property N part value",
          "value-type-mismatch @property Big part value",
        ]);
        const single = (values: Record<string, string | number>) =>
          root.putInstance(instance("A", { K: "1", ...values }));
        const range = ["value-out-of-range @property N part value"];
        await expectRefusal(single({ N: 2 ** 32 }), "WBEM_E_VALUE_OUT_OF_RANGE", 0x8004102b, range);
        const mismatch = ["value-type-mismatch @property N part value"];
        await expectRefusal(single({ N: "1" }), "WBEM_E_TYPE_MISMATCH", 0x80041005, mismatch);
      });

      test("has a value where the class says Not_Null or Indexed", async () => {
        const properties = [key(), property("string S", ["Not_Null"]), property("uint32 I", ["Indexed"])];
        await root.putClass(cimClass("Full", { properties }));
        await expectRefusal(
          root.putInstance(instance("Full", { K: "1", I: null })),
          "WBEM_E_ILLEGAL_NULL",
          0x80041028,
          ["null-not-allowed @property S", "null-not-allowed @property I"],
        );
        expect((await root.putInstance(instance("Full", { K: "1", S: "", I: 0 }))).outcome).toBe("created");
      });

      test("has qualifiers of its own, which leave those of the class as they are", async () => {
        const fixed = { overridable: false, toSubclass: true, toInstance: true } as const;
        await root.putClass(
          cimClass("Fixed", {
            qualifiers: [qualifier("Tag", "one", fixed)],
            properties: [property("string K", ["Key", qualifier("Unit", "m", fixed)]), property("uint32 N")],
          }),
        );
        const put = (tag: string, unit: string) =>
          root.putInstance({
            kind: "instance",
            className: "Fixed",
            qualifiers: [qualifier("Tag", tag), qualifier("Note", "free")],
            properties: [{ name: "K", value: "1", qualifiers: [qualifier("Unit", unit)] }],
          });
        await expectRefusal(put("two", "cm"), "WBEM_E_OVERRIDE_NOT_ALLOWED", 0x8004101a, [
          "override-not-allowed @qualifier Tag part value",
          "override-not-allowed @property K qualifier Unit part value",
        ]);
        expect((await put("one", "m")).outcome).toBe("created");
        const read = await root.getInstance('Fixed.K="1"');
        expect(read.qualifiers?.map(({ name, value }) => [name, value])).toEqual([
          ["Tag", "one"],
          ["Note", "free"],
        ]);
        const keyed = { ...instance("Fixed", { K: "2" }), qualifiers: [qualifier("Key")] };
        await expectRefusal(root.putInstance(keyed), "WBEM_E_CANNOT_BE_KEY", 0x8004101f, [
          "key-on-instance @qualifier Key",
        ]);
      });

      test("embeds instances of the class that a property asks for, not deeper than 64", async () => {
        await root.putClass(cimClass("Box", { properties: [key(), property("A Inner"), property("Box Deep")] }));
        const put = root.putInstance(instance("Box", { K: "1", Inner: instance("Box", {}) }));
        const mismatch = ["embedded-class-mismatch @property Inner > part class"];
        await expectRefusal(put, "WBEM_E_TYPE_MISMATCH", 0x80041005, mismatch);
        let deep = instance("Box", {});
        for (let level = 0; level < 70; level++) deep = instance("Box", { K: "1", Deep: deep });
        expect((await errorOf(root.putInstance(deep))).status).toBe("WBEM_E_TOO_MUCH_DATA");
      });

      test("is refused with everything that is wrong with it", async () => {
        await root.putClass(cimClass("Keyless", { properties: [property("uint8 N")] }));
        const put = root.putInstance({ ...instance("Keyless", { N: 300, M: 1 }), qualifiers: [qualifier("Key")] });
        await expectRefusal(put, "WBEM_E_NO_KEY", 0x80041089, [
          "class-without-key @part class",
          "unknown-property @property M",
          "value-out-of-range @property N part value",
          "key-on-instance @qualifier Key",
        ]);
      });
    });

    describe("a put without a context", () => {
      test("replaces the stored instance and merges nothing", async () => {
        await root.putInstance({
          ...instance("B", { K: "1", N: 1, Big: 5n, Own: "x" }),
          qualifiers: [qualifier("Note", "old")],
        });
        expect((await root.putInstance(instance("B", { K: "1", Own: "y" }), 0, null)).outcome).toBe("updated");
        const read = await root.getInstance('B.K="1"');
        expect(read).toEqual(instance("B", { K: "1", Own: "y" }));
        // What is not set has the default of the class.
        expect(propertyValue(read, findProperty((await root.getClass("B")).properties, "N") as CimProperty)).toBe(7);
      });

      test("stores NULL where it is given", async () => {
        await root.putInstance(instance("A", { K: "1", N: 1 }));
        await root.putInstance(instance("A", { K: "1", N: null }));
        expect(valueIn(await root.getInstance('A.K="1"'), "N")).toBe(null);
      });

      test("changes an inherited property through the instance that has it", async () => {
        await root.putInstance(instance("B", { K: "1", N: 1, Own: "x" }));
        const throughParent = root.putInstance(instance("A", { K: "1", N: 2 }));
        await expectRefusal(throughParent, "WBEM_E_ALREADY_EXISTS", 0x80041019, ["key-held-by-another-class"]);
        expect(valueIn(await root.getInstance('A.K="1"'), "N")).toBe(1);
        const read = await root.getInstance('A.K="1"');
        await root.putInstance({
          ...read,
          properties: read.properties.map((one) => (one.name === "N" ? { ...one, value: 2 } : one)),
        });
        expect(await root.getInstance('A.K="1"')).toEqual(instance("B", { K: "1", N: 2, Own: "x" }));
      });

      test("with other keys is another instance, and the one that was there stays", async () => {
        await root.putInstance(instance("A", { K: "1", N: 1 }));
        expect((await root.putInstance(instance("A", { K: "2", N: 1 }))).outcome).toBe("created");
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(2);
      });
    });

    test("a put into a repository that was opened for reading is refused", async () => {
      await connection.close();
      connection = await open({ readOnly: true });
      root = await connection.openNamespace("root");
      const put = root.putInstance(instance("__EventFilter", { Name: "f" }));
      await expectRefusal(put, "WBEM_E_ACCESS_DENIED", 0x80041003, ["read-only-repository"]);
    });

    test("a method of the class does not matter to its instances", async () => {
      await root.putClass(cimClass("M", { properties: [key()], methods: [method("uint32 Run")] }));
      expect((await root.putInstance(instance("M", { K: "1" }))).outcome).toBe("created");
    });
  });
}
