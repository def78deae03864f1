import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimClass } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WbemContext, type WbemContextValue } from "../../src/wbem/context.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_DIRECT_READ,
  WBEM_FLAG_RETURN_IMMEDIATELY,
  WBEM_FLAG_SHALLOW,
  WBEM_FLAG_USE_AMENDED_QUALIFIERS,
} from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf, expectRefusal } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";

/** How every connection gives one object by its path. */
export function describeGetObject(name: string, open: OpenConnection): void {
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

    describe("instances", () => {
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

      test("are given as objects by their paths, as classes are by their names", async () => {
        await root.putInstance(instance("A", { K: "1" }));
        expect(await root.getObject('A.K="1"')).toEqual(await root.getInstance('A.K="1"'));
        expect(await root.getObject("//./root:a")).toEqual(await root.getClass("A"));
      });
    });

    describe("getObject", () => {
      test.each(["", null])("gives an empty class for the path %o, to be filled in and put", async (path) => {
        const empty = await root.getObject(path);
        expect(empty).toEqual({ kind: "class", name: "", qualifiers: [], properties: [], methods: [] });
        await root.putClass({ ...(empty as CimClass), name: "Own", properties: [key()] });
        expect((await root.getClass("Own")).properties).toHaveLength(1);
        const flags = root.getObject(path, WBEM_FLAG_CREATE_ONLY);
        await expectRefusal(flags, "WBEM_E_INVALID_PARAMETER", 0x80041008, ["invalid-flags"]);
      });

      test.each([
        ["?", "invalid-object-path"],
        ["A.K=", "invalid-object-path"],
        [" A", "invalid-object-path"],
        ["root/other:A", "path-in-another-namespace"],
        ["//elsewhere/root:A", "path-in-another-namespace"],
        ['A.K="1",L="2"', "invalid-instance-path"],
        ["A.K=1", "invalid-instance-path"],
        ["S.N=1", "invalid-instance-path"],
      ])("refuses what is no path of this namespace: %s", async (path, code) => {
        await root.putClass(cimClass("S", { qualifiers: ["Singleton"], properties: [property("uint8 N")] }));
        await expectRefusal(root.getObject(path), "WBEM_E_INVALID_OBJECT_PATH", 0x8004103a, [code]);
      });

      test.each([
        ["Aa", "class-not-found"],
        ['Missing.K="1"', "class-not-found"],
        ['A.K="1"', "instance-not-found"],
        ["S=@", "instance-not-found"],
      ])("says that there is no object %s", async (path, code) => {
        await root.putClass(cimClass("S", { qualifiers: ["Singleton"], properties: [property("uint8 N")] }));
        await expectRefusal(root.getObject(path), "WBEM_E_NOT_FOUND", 0x80041002, [code]);
      });

      test("takes RETURN_IMMEDIATELY, DIRECT_READ and USE_AMENDED_QUALIFIERS, and no other flag", async () => {
        await root.putInstance(instance("A", { K: "1" }));
        const flags = WBEM_FLAG_RETURN_IMMEDIATELY | WBEM_FLAG_DIRECT_READ | WBEM_FLAG_USE_AMENDED_QUALIFIERS;
        const call = root.getObject('A.K="1"', flags);
        expect(await call.getResultObject(10_000)).toEqual(instance("A", { K: "1" }));
        for (const wrong of [WBEM_FLAG_CREATE_ONLY, 0x1, 0x80, 0x10000]) {
          for (const path of ["A", 'A.K="1"']) {
            const refused = root.getObject(path, wrong);
            await expectRefusal(refused, "WBEM_E_INVALID_PARAMETER", 0x80041008, ["invalid-flags"]);
          }
        }
      });
    });

    describe("a context of a read", () => {
      const announced = { __GET_EXTENSIONS: true, __GET_EXT_CLIENT_REQUEST: true } as const;

      function contextOf(values: Readonly<Record<string, WbemContextValue>>): WbemContext {
        const context = new WbemContext();
        for (const [name, value] of Object.entries(values)) context.setValue(name, value);
        return context;
      }

      function read(values: Readonly<Record<string, WbemContextValue>>) {
        return root.getInstance('A.K="1"', 0, contextOf(values));
      }

      beforeEach(async () => {
        await root.putInstance(instance("B", { K: "1", N: 1, Big: 2n, Own: "x" }));
      });

      test("gives the keys alone, or the listed properties with the keys", async () => {
        const listed = { ...announced, __GET_EXT_PROPERTIES: ["n", "__PATH", "Own"] };
        expect(await read(listed)).toEqual(instance("B", { K: "1", N: 1, Own: "x" }));
        expect(await read({ ...announced, __GET_EXT_KEYS_ONLY: true })).toEqual(instance("B", { K: "1" }));
        // Keys alone win over a list.
        expect(await read({ ...listed, __GET_EXT_KEYS_ONLY: true })).toEqual(instance("B", { K: "1" }));
        expect(await read({ Other: "x", __GET_EXTENSIONS: false })).toEqual(
          instance("B", { K: "1", N: 1, Big: 2n, Own: "x" }),
        );
        const object = await root.getObject('A.K="1"', 0, contextOf({ ...announced, __GET_EXT_KEYS_ONLY: true }));
        expect(object).toEqual(instance("B", { K: "1" }));
      });

      test("selects what an enumeration gives", async () => {
        await root.putInstance(instance("A", { K: "0", N: 3, Big: 1n }));
        const context = contextOf({ ...announced, __GET_EXT_PROPERTIES: ["N"] });
        expect(await collect(root.createInstanceEnum("A", 0, context))).toEqual([
          instance("A", { K: "0", N: 3 }),
          instance("B", { K: "1", N: 1 }),
        ]);
        const keysOnly = contextOf({ ...announced, __GET_EXT_KEYS_ONLY: true });
        expect(await collect(root.createInstanceEnum("A", WBEM_FLAG_SHALLOW, keysOnly))).toEqual([
          instance("A", { K: "0" }),
        ]);
        const own = contextOf({ ...announced, __GET_EXT_PROPERTIES: ["Own"] });
        const refused = collect(root.createInstanceEnum("A", 0, own));
        await expectRefusal(refused, "WBEM_E_INVALID_PROPERTY", 0x80041031, ["unknown-listed-property"]);
      });

      test("is refused where it asks for what there is not, or asks wrongly", async () => {
        const cases = [
          [
            { ...announced, __GET_EXT_PROPERTIES: ["*"] },
            "WBEM_E_INVALID_PROPERTY",
            0x80041031,
            "unknown-listed-property",
          ],
          [{ ...announced, __GET_EXT_PROPERTIES: "N" }, "WBEM_E_INVALID_CONTEXT", 0x80041007, "invalid-context-value"],
          [{ ...announced, __GET_EXT_KEYS_ONLY: 1 }, "WBEM_E_INVALID_CONTEXT", 0x80041007, "invalid-context-value"],
          [{ ...announced }, "WBEM_E_INVALID_CONTEXT", 0x80041007, "extensions-missing"],
          [{ __GET_EXT_KEYS_ONLY: true }, "WBEM_E_INVALID_CONTEXT", 0x80041007, "extensions-not-announced"],
          [
            { __GET_EXTENSIONS: true, __GET_EXT_KEYS_ONLY: true },
            "WBEM_E_INVALID_CONTEXT",
            0x80041007,
            "client-request-missing",
          ],
          [
            { ...announced, __GET_EXT_KEYS: true },
            "WBEM_E_UNSUPPORTED_PARAMETER",
            0x80041035,
            "unsupported-get-extension",
          ],
        ] as const;
        for (const [values, status, number, code] of cases) await expectRefusal(read(values), status, number, [code]);
      });
    });
  });
}
