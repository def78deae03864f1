import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property, qualifier } from "../repository/builders.ts";
import { errorOf, expectRefusal } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";

/** What every connection does with the keys of instances. */
export function describeInstanceKeys(name: string, open: OpenConnection): void {
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

    describe("keys of instances", () => {
      beforeEach(async () => {
        await root.putClass(
          cimClass("A", { properties: [key(), property("uint32 N", [], 7), property("uint64 Big")] }),
        );
        await root.putClass(cimClass("B : A", { properties: [property("string Own")] }));
        await root.putClass(cimClass("C : A"));
      });

      test("of one tree of classes have different keys", async () => {
        await root.putInstance(instance("B", { K: "1" }));
        for (const className of ["C", "A"]) {
          const error = await errorOf(root.putInstance(instance(className, { K: "1" })));
          expect(error.violations[0]).toMatchObject({ code: "key-held-by-another-class", related: 'B.K="1"' });
          expect(error.object).toEqual({ kind: "instance", namespace: "root", path: `${className}.K="1"` });
        }
      });

      test("are refused in a sibling class until the other instance is deleted", async () => {
        await root.putInstance(instance("B", { K: "1" }));
        for (const flags of [0, WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY]) {
          const put = root.putInstance(instance("C", { K: "1" }), flags);
          await expectRefusal(put, "WBEM_E_ALREADY_EXISTS", 0x80041019, ["key-held-by-another-class"]);
        }
        expect((await root.getInstance('A.K="1"')).className).toBe("B");
        await root.deleteInstance('B.K="1"');
        expect((await root.putInstance(instance("C", { K: "1" }))).outcome).toBe("created");
        expect((await root.getInstance('A.K="1"')).className).toBe("C");
      });

      test("are refused in a parent or child class until the other instance is deleted", async () => {
        for (const [held, other] of [
          ["A", "B"],
          ["B", "A"],
        ] as const) {
          await root.putInstance(instance(held, { K: "1" }));
          const put = root.putInstance(instance(other, { K: "1" }));
          await expectRefusal(put, "WBEM_E_ALREADY_EXISTS", 0x80041019, ["key-held-by-another-class"]);
          await root.deleteInstance('A.K="1"');
          expect((await root.putInstance(instance(other, { K: "1" }))).outcome).toBe("created");
          await root.deleteInstance('A.K="1"');
        }
      });

      test("are compared below the class that introduces them, not beyond", async () => {
        await root.putClass(cimClass("Top", { qualifiers: ["Abstract"] }));
        await root.putClass(cimClass("One : Top", { properties: [key()] }));
        await root.putClass(cimClass("Other : Top", { properties: [key()] }));
        await root.putInstances([
          instance("One", { K: "1" }),
          instance("Other", { K: "1" }),
          instance("A", { K: "1" }),
        ]);
        expect(await collect(root.createInstanceEnum("Top"))).toHaveLength(2);
      });

      test("whose keys differ by case are one, with a warning", async () => {
        await root.putInstance(instance("A", { K: "Oak" }));
        const { outcome, warnings } = await root.putInstance(instance("A", { K: "OAK" }));
        expect(outcome).toBe("updated");
        expect(warnings.map(({ code }) => code)).toEqual(["key-differs-by-case"]);
        expect(await collect(root.createInstanceEnum("A"))).toEqual([instance("A", { K: "OAK" })]);
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

      test("of singletons are created and updated as others are", async () => {
        await root.putClass(cimClass("S", { qualifiers: ["Singleton"], properties: [property("uint32 N")] }));
        const missing = root.putInstance(instance("S", { N: 1 }), WBEM_FLAG_UPDATE_ONLY);
        await expectRefusal(missing, "WBEM_E_NOT_FOUND", 0x80041002, ["instance-to-update-missing"]);
        await root.putInstance(instance("S", { N: 1 }), WBEM_FLAG_CREATE_ONLY);
        const again = root.putInstance(instance("S", { N: 2 }), WBEM_FLAG_CREATE_ONLY);
        await expectRefusal(again, "WBEM_E_ALREADY_EXISTS", 0x80041019, ["instance-exists"]);
        expect((await root.putInstance(instance("S", {}))).outcome).toBe("updated");
        expect(await root.getInstance("S=@")).toEqual(instance("S", {}));
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
        const { path, warnings } = await root.putInstance(instance("A", {}));
        expect(warnings.map(({ code }) => code)).toEqual(["generated-key"]);
        const other = await root.putInstance(instance("A", {}));
        expect(other.outcome).toBe("created");
        expect(other.path).not.toBe(path);
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

    describe("NULL as a key", () => {
      test.each(["uint8", "sint64", "boolean", "char16", "datetime", "A ref"])(
        "is refused for a key of type %s",
        async (type) => {
          await root.putClass(cimClass("A", { properties: [key()] }));
          await root.putClass(cimClass("T", { properties: [key(`${type} Id`), property("string S")] }));
          for (const values of [{}, { Id: null }]) {
            const put = root.putInstance(instance("T", { S: "x", ...values }));
            await expectRefusal(put, "WBEM_E_ILLEGAL_NULL", 0x80041028, ["null-key @property Id"]);
          }
        },
      );

      test("is refused for every other key beside a string key, which gets its value only then", async () => {
        const properties = [key("uint32 Number"), key("string Name"), key("datetime Since")];
        await root.putClass(cimClass("Mixed", { properties }));
        await expectRefusal(root.putInstance(instance("Mixed", {})), "WBEM_E_ILLEGAL_NULL", 0x80041028, [
          "null-key @property Number",
          "null-key @property Since",
        ]);
        const values = { Number: 1, Since: new CimDateTime("20240229123456.789012+060") };
        const { path } = await root.putInstance(instance("Mixed", values));
        expect(path).toMatch(/^Mixed\.Name="\{[-0-9A-F]{36}\}",Number=1,Since="20240229123456\.789012\+060"$/);
      });

      test("is refused for a string that holds an embedded instance, and an array is no key", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        const embedding = property("string E", ["Key", qualifier("EmbeddedInstance", "A")]);
        await root.putClass(cimClass("Embedding", { properties: [embedding] }));
        const put = root.putInstance(instance("Embedding", {}));
        await expectRefusal(put, "WBEM_E_ILLEGAL_NULL", 0x80041028, ["null-key @property E"]);
        const array = root.putClass(cimClass("Array", { properties: [key("string[] K")] }));
        expect((await errorOf(array)).status).toBe("WBEM_E_CANNOT_BE_KEY");
      });

      test("is never found by an update, which creates nothing", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        const put = root.putInstance(instance("A", {}), WBEM_FLAG_UPDATE_ONLY);
        await expectRefusal(put, "WBEM_E_NOT_FOUND", 0x80041002, ["instance-to-update-missing"]);
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
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
  });
}
