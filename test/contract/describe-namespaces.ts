import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection, WbemTransaction } from "../../src/wbem/connection.ts";
import { ensureNamespace } from "../../src/wbem/ensure-namespace.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, qualifierType } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, namesOf, type OpenConnection } from "./contract-helpers.ts";

/** How namespaces are opened, created, listed and deleted. */
export function describeNamespaces(name: string, open: OpenConnection): void {
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
  });
}
