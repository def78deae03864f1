import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, key, property, qualifier, qualifierType } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

/** Qualifier types as objects of their own. */
export function describeQualifierTypes(name: string, open: OpenConnection): void {
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

    describe("qualifier types", () => {
      const tag = qualifierType("Tag : string", ["class", "property"], { overridable: false });

      test("are set, read, listed and deleted", async () => {
        expect(await root.setQualifier(tag)).toEqual({ path: "Tag", outcome: "created", warnings: [] });
        expect((await root.setQualifier(tag)).outcome).toBe("unchanged");
        expect((await root.setQualifier(await root.getQualifier("TAG"))).outcome).toBe("unchanged");
        expect((await root.setQualifier({ ...tag, name: "tag", value: "none" })).outcome).toBe("updated");
        await root.setQualifier(qualifierType("Again : uint32[]"));
        expect((await collect(root.enumerateQualifiers())).map(({ name }) => name)).toEqual(["Again", "Tag"]);
        expect(await root.getQualifier("tag")).toEqual({
          ...tag,
          value: "none",
          flavor: { overridable: false, toSubclass: true, toInstance: false, translatable: false, amended: false },
        });
        await root.deleteQualifier("TAG");
        expect((await errorOf(root.getQualifier("Tag"))).status).toBe("WBEM_E_NOT_FOUND");
        expect((await errorOf(root.deleteQualifier("Tag"))).status).toBe("WBEM_E_NOT_FOUND");
      });

      test("give the uses that were there before their type and flavor", async () => {
        const used = qualifier("Tag", 5);
        await root.putClass(cimClass("A", { qualifiers: [used], properties: [key()] }));
        await root.putClass(cimClass("B : A"));
        expect((await root.getClass("B")).qualifiers).toEqual([]);
        await root.setQualifier(qualifierType("Tag : uint64", ["class"]));
        const [propagated] = (await root.getClass("B")).qualifiers;
        expect(propagated).toMatchObject({ name: "Tag", type: "uint64", value: 5n, propagated: true });
      });

      test("are refused where a class uses them otherwise", async () => {
        await root.putClass(cimClass("A", { properties: [property("string K", ["Key", qualifier("Tag", "x")])] }));
        for (const type of [qualifierType("Tag : uint32"), qualifierType("Tag : string", ["class"])]) {
          const error = await errorOf(root.setQualifier(type));
          expect(error.violations[0]).toMatchObject({ code: "qualifier-type-in-use", related: "A" });
        }
        expect((await root.setQualifier(qualifierType("Tag : string"))).outcome).toBe("created");
      });

      test("are not deleted while a class uses them", async () => {
        await root.setQualifier(tag);
        await root.putClass(cimClass("A", { properties: [property("string K", ["Key", qualifier("tag", "x")])] }));
        expect((await errorOf(root.deleteQualifier("Tag"))).violations[0]?.code).toBe("qualifier-in-use");
        await root.deleteClass("A");
        await root.deleteQualifier("Tag");
      });

      test("have defaults of their own type", async () => {
        const error = await errorOf(root.setQualifier(qualifierType("Tag : uint8", ["any"], {}, 300)));
        expect(error.violations).toMatchObject([{ code: "value-out-of-range", target: { part: "value" } }]);
      });
    });
  });
}
