import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WBEM_INFINITE } from "../../src/wbem/call-result.ts";
import type { WbemConnection, WbemTransaction } from "../../src/wbem/connection.ts";
import { ensureNamespace } from "../../src/wbem/ensure-namespace.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_RETURN_IMMEDIATELY, WBEM_FLAG_UPDATE_ONLY } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, qualifier, qualifierType } from "../repository/builders.ts";
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

      test("have names of letters, digits, underscores and hyphens, with any of them in front", async () => {
        for (const name of ["interop", "3par", "a-b", "_x", "Grün"]) {
          const { path } = await root.putInstance(instance("__Namespace", { Name: name }));
          expect(path).toBe(`__Namespace.Name="${name}"`);
          expect((await root.openNamespace(name.toUpperCase())).namespace).toBe(`root/${name}`);
        }
      });

      test("keep no qualifiers, which WMI reads as security descriptors", async () => {
        const secured = {
          ...instance("__Namespace", { Name: "a" }),
          qualifiers: [qualifier("NamespaceSecuritySDDL", "O:BAG:BA")],
        };
        expect((await root.putInstance(secured)).outcome).toBe("created");
        expect(await root.getInstance('__Namespace="a"')).toEqual(instance("__Namespace", { Name: "a" }));
        expect((await root.putInstance(secured)).outcome).toBe("unchanged");
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

      test.each([
        "root/Orchard/North",
        "root\\orchard\\north",
        "\\\\.\\ROOT\\Orchard\\North",
        "//./root/Orchard/North/",
        "/root/Orchard/North",
      ])("are opened by a path in any form: %s", async (path) => {
        await connection.transaction((transaction) => ensureNamespace(transaction, "root/Orchard/North"));
        expect((await connection.openNamespace(path)).namespace).toBe("root/Orchard/North");
        const call = connection.openNamespace(path, WBEM_FLAG_RETURN_IMMEDIATELY);
        expect((await call.getResultServices(WBEM_INFINITE))?.namespace).toBe("root/Orchard/North");
        expect(await call.getCallStatus(0)).toBe("WBEM_S_NO_ERROR");
      });

      test.each(["", " ", "a b", "//elsewhere/root", "//./", "cimv2", "root//a", "root:a", "root/\uD800"])(
        "are not opened by %j, which is no path of one",
        async (path) => {
          const call = connection.openNamespace(path, WBEM_FLAG_RETURN_IMMEDIATELY);
          expect(await call.getCallStatus(WBEM_INFINITE)).toBe("WBEM_E_INVALID_NAMESPACE");
          const error = await errorOf(call);
          expect([error.status, error.number]).toEqual(["WBEM_E_INVALID_NAMESPACE", 0x8004100e]);
          expect((await errorOf(call.getResultServices(WBEM_INFINITE))).status).toBe("WBEM_E_INVALID_NAMESPACE");
        },
      );

      test("are opened from the one above them, by a path from there", async () => {
        await connection.transaction((transaction) => ensureNamespace(transaction, "root/Orchard/North"));
        expect((await root.openNamespace("Orchard")).namespace).toBe("root/Orchard");
        expect((await root.openNamespace("orchard\\NORTH/")).namespace).toBe("root/Orchard/North");
        const orchard = await root.openNamespace("Orchard");
        const call = orchard.openNamespace("North", WBEM_FLAG_RETURN_IMMEDIATELY);
        const north = await call.getResultServices(WBEM_INFINITE);
        await north?.putClass(cimClass("A", { properties: [key()] }));
        expect(await namesOf((await orchard.openNamespace("North")).createClassEnum(null))).toEqual(["A"]);
        expect((await errorOf(orchard.openNamespace("Nort"))).violations[0]).toMatchObject({
          code: "unknown-namespace",
          suggestion: "root/Orchard/North",
        });
        for (const path of ["", "/North", "\\North", "//./root/Orchard/North", "No rth", ".."]) {
          const error = await errorOf(orchard.openNamespace(path));
          expect(error.status).toBe("WBEM_E_INVALID_NAMESPACE");
          expect(error.violations.map(({ code }) => code)).toEqual(["invalid-relative-namespace"]);
        }
        expect((await errorOf(orchard.openNamespace("North", WBEM_FLAG_CREATE_ONLY))).status).toBe(
          "WBEM_E_INVALID_PARAMETER",
        );
      });

      test("are gone for who opens them while they are deleted", async () => {
        for (let waits = 0; waits < 40; waits++) {
          await root.putInstance(instance("__Namespace", { Name: "a" }));
          await connection.transaction(async (transaction) => {
            const services = await transaction.openNamespace("root");
            const deleted = services.deleteInstance('__Namespace="a"').then(() => undefined);
            for (let wait = 0; wait < waits; wait++) await undefined;
            const opened = await transaction.openNamespace("root/a").then(
              (child) => child,
              () => undefined,
            );
            await deleted;
            if (opened === undefined) return;
            expect((await errorOf(opened.getClass("A"))).status).toBe("WBEM_E_INVALID_NAMESPACE");
          });
        }
      });

      test("are opened from the one above them within a transaction, which sees its own", async () => {
        await connection.transaction(async (transaction) => {
          const top = await transaction.openNamespace("root");
          await top.putInstance(instance("__Namespace", { Name: "a" }));
          const a = await top.openNamespace("a");
          await a.putInstance(instance("__Namespace", { Name: "b" }));
          await (await top.openNamespace("a/b")).putClass(cimClass("A", { properties: [key()] }));
          expect((await errorOf(root.openNamespace("a"))).status).toBe("WBEM_E_INVALID_NAMESPACE");
        });
        expect((await (await root.openNamespace("a/b")).getClass("A")).name).toBe("A");
      });

      test("have no path that deletes root or the one that is open", async () => {
        await root.putInstance(instance("__Namespace", { Name: "a" }));
        const a = await root.openNamespace("a");
        for (const services of [root, a]) {
          for (const path of ['__Namespace="root"', '__Namespace="a/a"', '__Namespace=".."', "__Namespace=@"]) {
            expect(["WBEM_E_NOT_FOUND", "WBEM_E_INVALID_OBJECT_PATH"]).toContain(
              (await errorOf(services.deleteInstance(path))).status,
            );
          }
        }
        expect((await errorOf(a.deleteInstance('__Namespace="a"'))).status).toBe("WBEM_E_NOT_FOUND");
        expect((await errorOf(a.deleteInstance('root:__Namespace="a"'))).status).toBe("WBEM_E_INVALID_OBJECT_PATH");
        expect(await collect(connection.namespaces())).toEqual(["root", "root/a"]);
      });

      test("that were deleted in a transaction are back when it fails", async () => {
        await connection.transaction(async (transaction) => {
          const { services } = await ensureNamespace(transaction, "root/a/b");
          await services.putClass(cimClass("A", { properties: [key()] }));
          await services.putInstance(instance("A", { K: "1" }));
        });
        const work = connection.transaction(async (transaction) => {
          const top = await transaction.openNamespace("root");
          await top.deleteInstance('__Namespace="a"');
          expect(await collect(top.createInstanceEnum("__Namespace"))).toEqual([]);
          throw new Error("stop");
        });
        await expect(work).rejects.toThrow("stop");
        const b = await root.openNamespace("a/b");
        expect(await collect(b.createInstanceEnum("A"))).toEqual([instance("A", { K: "1" })]);
      });

      test("of locales are children like others", async () => {
        await root.putInstance(instance("__Namespace", { Name: "ms_409" }));
        const localized = await root.openNamespace("MS_409");
        expect(localized.namespace).toBe("root/ms_409");
        await localized.putClass(cimClass("A", { qualifiers: ["Amendment"], properties: [key()] }));
        expect(await collect(connection.namespaces())).toEqual(["root", "root/ms_409"]);
        await root.deleteInstance('__Namespace="ms_409"');
        expect(await collect(connection.namespaces())).toEqual(["root"]);
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
