import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_UPDATE_FORCE_MODE, WBEM_FLAG_UPDATE_SAFE_MODE } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, method, property, qualifier } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import type { OpenConnection } from "./contract-helpers.ts";

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

      test("do not close a circle", async () => {
        await root.putClass(base);
        await root.putClass(cimClass("B : A"));
        const error = await errorOf(root.putClass(cimClass("A : B"), WBEM_FLAG_UPDATE_FORCE_MODE));
        expect(error.status).toBe("WBEM_E_CIRCULAR_REFERENCE");
      });
    });
  });
}
