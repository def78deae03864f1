import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_RETURN_IMMEDIATELY,
  WBEM_FLAG_USE_AMENDED_QUALIFIERS,
} from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf, expectRefusal } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

/** How every connection deletes instances. */
export function describeDeleteInstance(name: string, open: OpenConnection): void {
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

    describe("deleted instances", () => {
      test("are deleted through any class that has the keys", async () => {
        await root.putInstances([instance("B", { K: "1" }), instance("A", { K: "2" })]);
        await root.deleteInstance('A.K="1"');
        expect(await collect(root.createInstanceEnum("A"))).toEqual([instance("A", { K: "2" })]);
        await root.deleteInstance('A.K="2"');
        expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
      });

      test("are only the one that the path names, and its key is free again", async () => {
        await root.putInstances([instance("A", { K: "1" }), instance("A", { K: "2" }), instance("B", { K: "3" })]);
        await root.deleteInstance('B.K="3"');
        expect((await root.putInstance(instance("C", { K: "3" }))).outcome).toBe("created");
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(3);
        await root.deleteInstance({ kind: "path", className: "a", keys: [{ name: "k", value: "1" }] });
        expect(await collect(root.createInstanceEnum("A"))).toEqual([
          instance("A", { K: "2" }),
          instance("C", { K: "3" }),
        ]);
      });

      test("leave the associations that name them, which are instances of their own", async () => {
        const properties = [key("A ref One"), key("A ref Two")];
        await root.putClass(cimClass("L", { qualifiers: ["Association"], properties }));
        const path = { kind: "path", className: "A", keys: [{ name: "K", value: "1" }] } as const;
        await root.putInstances([instance("A", { K: "1" }), instance("L", { One: path, Two: path })]);
        await root.deleteInstance('A.K="1"');
        expect(await collect(root.createInstanceEnum("L"))).toEqual([instance("L", { One: path, Two: path })]);
      });

      test("come back when the transaction fails", async () => {
        await root.putInstance(instance("A", { K: "1" }));
        const work = connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.deleteInstance('A.K="1"');
          expect((await errorOf(inside.getInstance('A.K="1"'))).status).toBe("WBEM_E_NOT_FOUND");
          throw new Error("stop");
        });
        await expect(work).rejects.toThrow("stop");
        expect(await root.getInstance('A.K="1"')).toEqual(instance("A", { K: "1" }));
      });
    });

    describe("deleteInstance", () => {
      test.each([
        ['A.K="1"', "instance-not-found"],
        ['Missing.K="1"', "class-not-found"],
        ['__Namespace.Name="missing"', "instance-not-found"],
        ["Single=@", "instance-not-found"],
      ])("refuses what is not there: %s", async (path, code) => {
        await root.putClass(cimClass("Single", { qualifiers: ["Singleton"], properties: [property("uint8 N")] }));
        await expectRefusal(root.deleteInstance(path), "WBEM_E_NOT_FOUND", 0x80041002, [code]);
      });

      test("does not delete an instance through a class that it is not of", async () => {
        await root.putInstance(instance("A", { K: "1" }));
        for (const path of ['B.K="1"', 'C.K="1"']) {
          await expectRefusal(root.deleteInstance(path), "WBEM_E_NOT_FOUND", 0x80041002, ["instance-not-found"]);
        }
        expect(await collect(root.createInstanceEnum("A"))).toHaveLength(1);
      });

      test.each([
        ["", "invalid-object-path"],
        ["?", "invalid-object-path"],
        ["A", "invalid-instance-path"],
        ["A=@", "invalid-instance-path"],
        ['A.N="1"', "invalid-instance-path"],
        ['root/other:A.K="1"', "path-in-another-namespace"],
        ['//elsewhere/root:A.K="1"', "path-in-another-namespace"],
        ['__Namespace.Nme="child"', "invalid-instance-path"],
        ['__Namespace.Name="child",K=1', "invalid-instance-path"],
        ["__thisNAMESPACE", "invalid-instance-path"],
      ])("refuses what is no path of an instance of this namespace: %s", async (path, code) => {
        await root.putInstance(instance("__Namespace", { Name: "child" }));
        await expectRefusal(root.deleteInstance(path), "WBEM_E_INVALID_OBJECT_PATH", 0x8004103a, [code]);
        expect(await collect(connection.namespaces())).toEqual(["root", "root/child"]);
      });

      test("refuses to delete what the repository makes itself", async () => {
        const refused = root.deleteInstance("__thisNAMESPACE=@");
        await expectRefusal(refused, "WBEM_E_INVALID_OPERATION", 0x80041016, ["undeletable-instance"]);
      });

      test.each([WBEM_FLAG_USE_AMENDED_QUALIFIERS, WBEM_FLAG_CREATE_ONLY, 0x1, 0x10000, 0x80])(
        "takes RETURN_IMMEDIATELY and no other flag: %i",
        async (flags) => {
          await root.putInstance(instance("A", { K: "1" }));
          const refused = root.deleteInstance('A.K="1"', flags);
          await expectRefusal(refused, "WBEM_E_INVALID_PARAMETER", 0x80041008, ["invalid-flags"]);
          const call = root.deleteInstance('A.K="1"', WBEM_FLAG_RETURN_IMMEDIATELY);
          expect(await call.getCallStatus(10_000)).toBe("WBEM_S_NO_ERROR");
          expect(await collect(root.createInstanceEnum("A"))).toEqual([]);
        },
      );

      test("is refused by a repository that was opened for reading", async () => {
        await connection.close();
        connection = await open({ readOnly: true });
        root = await connection.openNamespace("root");
        const refused = root.deleteInstance('__EventFilter="f"');
        await expectRefusal(refused, "WBEM_E_ACCESS_DENIED", 0x80041003, ["read-only-repository"]);
      });
    });
  });
}
