import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { type OpenConnection, valueIn } from "./contract-helpers.ts";

/** What every connection does with the paths of instances it is asked for. */
export function describeGetObject(name: string, open: OpenConnection): void {
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

    describe("instances", () => {
      beforeEach(async () => {
        await root.putClass(
          cimClass("A", { properties: [key(), property("uint32 N", [], 7), property("uint64 Big")] }),
        );
        await root.putClass(cimClass("B : A", { properties: [property("string Own")] }));
        await root.putClass(cimClass("C : A"));
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
    });
  });
}
