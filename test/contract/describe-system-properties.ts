import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimValue } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property, qualifier } from "../repository/builders.ts";
import { expectRefusal } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

/** What every connection makes of system properties in an instance that is put. */
export function describeSystemProperties(name: string, open: OpenConnection): void {
  describe(name, () => {
    let connection: WbemConnection;
    let services: WbemServices;

    beforeEach(async () => {
      connection = await open();
      const root = await connection.openNamespace("root");
      await root.putInstance(instance("__Namespace", { Name: "Orchard" }));
      services = await connection.openNamespace("root/Orchard");
      await services.putClass(cimClass("A", { properties: [key(), property("uint32 N")] }));
      await services.putClass(cimClass("B : A", { properties: [property("B Inner")] }));
      await services.putClass(cimClass("S", { qualifiers: ["Singleton"], properties: [property("uint8 N")] }));
    });

    afterEach(async () => {
      await connection.close();
    });

    const truth = {
      __GENUS: 2,
      __CLASS: "B",
      __SUPERCLASS: "A",
      __DYNASTY: "A",
      __RELPATH: 'B.K="1"',
      __PROPERTY_COUNT: 3,
      __DERIVATION: ["A"],
      __SERVER: ".",
      __NAMESPACE: "root\\Orchard",
      __PATH: '\\\\.\\root\\Orchard:B.K="1"',
    } as const;

    describe("system properties of an instance that is put", () => {
      test("are accepted where they are true, and are not stored", async () => {
        expect((await services.putInstance(instance("B", { ...truth, K: "1", N: 5 }))).outcome).toBe("created");
        expect(await collect(services.createInstanceEnum("B"))).toEqual([instance("B", { K: "1", N: 5 })]);
        expect((await services.putInstance(instance("B", { K: "1", N: 5, ...truth }))).outcome).toBe("unchanged");
      });

      test.each([
        ["__CLASS", "b"],
        ["__superclass", "a"],
        ["__DERIVATION", ["a"]],
        ["__RELPATH", 'b.k="1"'],
        ["__RELPATH", 'B="1"'],
        ["__NAMESPACE", "ROOT/orchard"],
        ["__NAMESPACE", "\\\\.\\root\\Orchard"],
        ["__PATH", '//./root/orchard:B.K="1"'],
        ["__PATH", null],
        ["__GENUS", null],
      ])("are true in any spelling of a name or path, and where they are NULL: %s", async (property, value) => {
        expect((await services.putInstance(instance("B", { K: "1", [property]: value }))).outcome).toBe("created");
      });

      const contradictions: readonly (readonly [string, CimValue])[] = [
        ["__GENUS", 1],
        ["__CLASS", "A"],
        ["__CLASS", 5],
        ["__SUPERCLASS", "B"],
        ["__DYNASTY", "B"],
        ["__RELPATH", 'B.K="2"'],
        ["__RELPATH", 'A.K="1"'],
        ["__RELPATH", "B"],
        ["__RELPATH", "?"],
        ["__PROPERTY_COUNT", 1],
        ["__DERIVATION", ["A", "A"]],
        ["__DERIVATION", "A"],
        ["__SERVER", "ELSEWHERE"],
        ["__NAMESPACE", "root"],
        ["__NAMESPACE", "//elsewhere/root/Orchard"],
        ["__PATH", '\\\\.\\root:B.K="1"'],
        ["__PATH", '\\\\ELSEWHERE\\root\\Orchard:B.K="1"'],
        ["__PATH", 'B.K="1"'],
      ];
      test.each(contradictions)("are refused where they contradict what it is: %s as %s", async (property, value) => {
        const put = services.putInstance(instance("B", { K: "1", [property]: value }));
        await expectRefusal(put, "WBEM_E_READ_ONLY", 0x80041023, [
          `system-property-contradicted @property ${property} part value`,
        ]);
      });

      test("do not move a stored instance to other keys or another class", async () => {
        await services.putInstance(instance("B", { K: "1", N: 1 }));
        const moved = services.putInstance(instance("B", { K: "2", N: 2, __RELPATH: 'B.K="1"', __CLASS: "A" }));
        await expectRefusal(moved, "WBEM_E_READ_ONLY", 0x80041023, [
          "system-property-contradicted @property __RELPATH part value",
          "system-property-contradicted @property __CLASS part value",
        ]);
        expect(await collect(services.createInstanceEnum("A"))).toEqual([instance("B", { K: "1", N: 1 })]);
      });

      test("cannot name a path that is only generated now", async () => {
        const put = services.putInstance(instance("A", { __RELPATH: 'A.K="1"' }));
        const codes = ["system-property-contradicted @property __RELPATH part value"];
        await expectRefusal(put, "WBEM_E_READ_ONLY", 0x80041023, codes);
        expect((await services.putInstance(instance("A", { __RELPATH: null, __CLASS: "A" }))).outcome).toBe("created");
      });

      test("name singletons", async () => {
        const put = services.putInstance(
          instance("S", { N: 1, __RELPATH: "S=@", __SUPERCLASS: null, __DERIVATION: [] }),
        );
        expect((await put).outcome).toBe("created");
      });

      test("have no qualifiers", async () => {
        const properties = [
          { name: "K", value: "1" },
          { name: "__CLASS", value: "A", qualifiers: [qualifier("Note", "x")] },
        ];
        const put = services.putInstance({ kind: "instance", className: "A", properties });
        const codes = ["system-property-qualified @property __CLASS qualifier Note"];
        await expectRefusal(put, "WBEM_E_SYSTEM_PROPERTY", 0x80041030, codes);
      });

      test("that there are none of are unknown properties", async () => {
        const put = services.putInstance(instance("A", { K: "1", __OWNER: "me" }));
        await expectRefusal(put, "WBEM_E_INVALID_PROPERTY", 0x80041031, ["unknown-property @property __OWNER"]);
      });

      test("of an embedded instance say what it is, wherever it came from", async () => {
        const inner = instance("B", { ...truth, K: "9", __SERVER: "ELSEWHERE" });
        await services.putInstance(instance("B", { K: "1", Inner: inner }));
        const [read] = await collect(services.createInstanceEnum("B"));
        expect(read).toEqual(instance("B", { K: "1", Inner: instance("B", { K: "9" }) }));
        const put = services.putInstance(instance("B", { K: "1", Inner: instance("B", { __CLASS: "A" }) }));
        await expectRefusal(put, "WBEM_E_READ_ONLY", 0x80041023, [
          "system-property-contradicted @property Inner > property __CLASS part value",
        ]);
      });
    });
  });
}
