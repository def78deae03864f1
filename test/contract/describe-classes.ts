import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { violationMessage, WbemError } from "../../src/wbem/error.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_SHALLOW,
  WBEM_FLAG_UPDATE_FORCE_MODE,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_UPDATE_SAFE_MODE,
} from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import {
  cimClass,
  instance,
  key,
  method,
  parameter,
  property,
  qualifier,
  standardQualifiers,
} from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, namesOf, type OpenConnection } from "./contract-helpers.ts";

/** What every connection does with classes: putting, reading, enumerating and deleting them. */
export function describeClasses(name: string, open: OpenConnection): void {
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

    describe("classes", () => {
      test("are read with what they inherit", async () => {
        await root.putClass(cimClass("A", { properties: [key(), property("uint32 N", [], 7)] }));
        await root.putClass(
          cimClass("B : a", { properties: [property("string Own")], methods: [method("uint32 Run")] }),
        );
        const read = await root.getClass("b");
        expect(read.name).toBe("B");
        expect(read.superclass).toBe("A");
        expect(read.properties.map(({ name, classOrigin, propagated }) => [name, classOrigin, propagated])).toEqual([
          ["Own", "B", undefined],
          ["K", "A", true],
          ["N", "A", true],
        ]);
        expect(read.properties[2]?.value).toBe(7);
        expect(read.methods[0]?.classOrigin).toBe("B");
        expect(await root.getObject("B")).toEqual(read);
      });

      test("are put as created, unchanged and updated", async () => {
        const first = cimClass("A", { properties: [key()] });
        expect(await root.putClass(first)).toEqual({ path: "A", outcome: "created", warnings: [] });
        expect((await root.putClass(first)).outcome).toBe("unchanged");
        expect((await root.putClass(await root.getClass("A"))).outcome).toBe("unchanged");
        const second = cimClass("a", { properties: [key(), property("string S")] });
        expect(await root.putClass(second)).toMatchObject({ path: "A", outcome: "updated" });
        expect((await root.getClass("A")).properties).toHaveLength(2);
      });

      test("that were read can be put back, whatever they inherit", async () => {
        for (const type of standardQualifiers) await root.setQualifier(type);
        const description = qualifier("Description", "text");
        await root.putClass(
          cimClass("A", {
            qualifiers: [description, "Abstract"],
            properties: [property("string K", ["Key", description]), property("A ref R", [], null)],
            methods: [method("uint32 Run", [parameter("string P", [description])], [description])],
          }),
        );
        const override = qualifier("Override", "K");
        await root.putClass(cimClass("B : A", { properties: [property("string K", [override])] }));
        for (const name of ["A", "B"]) {
          expect((await root.putClass(await root.getClass(name))).outcome).toBe("unchanged");
        }
      });

      test("are created only or updated only when that is asked for", async () => {
        const definition = cimClass("A", { properties: [key()] });
        expect((await errorOf(root.putClass(definition, WBEM_FLAG_UPDATE_ONLY))).status).toBe("WBEM_E_NOT_FOUND");
        await root.putClass(definition, WBEM_FLAG_CREATE_ONLY);
        const again = await errorOf(root.putClass(definition, WBEM_FLAG_CREATE_ONLY));
        expect(again.status).toBe("WBEM_E_ALREADY_EXISTS");
        expect(again.object).toEqual({ kind: "class", namespace: "root", path: "A" });
        expect((await root.putClass(definition, WBEM_FLAG_UPDATE_ONLY)).outcome).toBe("unchanged");
      });

      test.each([
        ["create and update only", WBEM_FLAG_CREATE_ONLY | WBEM_FLAG_UPDATE_ONLY],
        ["safe and force", WBEM_FLAG_UPDATE_SAFE_MODE | WBEM_FLAG_UPDATE_FORCE_MODE],
        ["a bit that putClass does not know", 0x80],
      ])("are not put with flags that mean nothing: %s", async (_name, flags) => {
        const error = await errorOf(root.putClass(cimClass("A"), flags));
        expect(error.status).toBe("WBEM_E_INVALID_PARAMETER");
      });

      test("are refused with all that is wrong at once, and then are not there", async () => {
        const broken = cimClass("A : Missing", {
          properties: [property("uint8 N", [], 300), property("string n"), property("string[] K", ["Key"])],
        });
        const error = await errorOf(root.putClass(broken));
        expect(error.status).toBe("WBEM_E_INVALID_SUPERCLASS");
        expect(error.violations.map(({ code }) => code).sort()).toEqual([
          "array-key",
          "duplicate-property",
          "unknown-superclass",
          "value-out-of-range",
        ]);
        expect((await errorOf(root.getClass("A"))).status).toBe("WBEM_E_NOT_FOUND");
      });

      test("are enumerated superclass first, otherwise by name", async () => {
        for (const text of ["D", "C : D", "A : D", "B : A", "Zebra", "E : __ExtrinsicEvent"]) {
          const [, superclass] = text.split(" : ");
          await root.putClass(cimClass(text, superclass === undefined ? { properties: [key()] } : {}));
        }
        expect(await namesOf(root.createClassEnum(null))).toEqual(["D", "A", "B", "C", "E", "Zebra"]);
        expect(await namesOf(root.createClassEnum(null, WBEM_FLAG_SHALLOW))).toEqual(["D", "Zebra"]);
        expect(await namesOf(root.createClassEnum("d"))).toEqual(["A", "B", "C"]);
        expect(await namesOf(root.createClassEnum("D", WBEM_FLAG_SHALLOW))).toEqual(["A", "C"]);
        expect(await namesOf(root.createClassEnum("B"))).toEqual([]);
        expect(await namesOf(root.createClassEnum("__Event"))).toEqual(["E"]);
        expect(await namesOf(root.createClassEnum("__Event", WBEM_FLAG_SHALLOW))).toEqual([]);
        const error = await errorOf(collect(root.createClassEnum("Zebbra")));
        expect(error.status).toBe("WBEM_E_INVALID_CLASS");
        expect(error.violations[0]?.suggestion).toBe("Zebra");
      });

      test("are deleted with their subclasses and all instances", async () => {
        await root.putClass(cimClass("A", { properties: [key()] }));
        await root.putClass(cimClass("B : A"));
        await root.putClass(cimClass("C", { properties: [key()] }));
        await root.putInstances([instance("A", { K: "1" }), instance("B", { K: "2" }), instance("C", { K: "1" })]);
        await root.deleteClass("a");
        expect(await namesOf(root.createClassEnum(null))).toEqual(["C"]);
        expect((await errorOf(root.getInstance('B.K="2"'))).status).toBe("WBEM_E_NOT_FOUND");
        expect((await errorOf(root.deleteClass("A"))).status).toBe("WBEM_E_NOT_FOUND");
        // The keys are free again.
        await root.putClass(cimClass("A", { properties: [key()] }));
        expect((await root.putInstance(instance("A", { K: "1" }))).outcome).toBe("created");
        expect(await collect(root.createInstanceEnum("C"))).toHaveLength(1);
      });
    });

    describe("big schemas", () => {
      test("of 200 levels are resolved and read", async () => {
        await connection.transaction(async (transaction) => {
          const inside = await transaction.openNamespace("root");
          await inside.putClass(cimClass("C0", { properties: [key()] }));
          for (let level = 1; level <= 200; level++) {
            await inside.putClass(
              cimClass(`C${level} : C${level - 1}`, { properties: [property(`uint32 P${level}`)] }),
            );
          }
        });
        expect((await root.getClass("C200")).properties).toHaveLength(201);
        await root.putInstance(instance("C200", { K: "1", P1: 1, P200: 200 }));
        expect((await root.getInstance('C0.K="1"')).className).toBe("C200");
      });

      test("with a name in every message of a refusal say what is wrong", async () => {
        const error = await errorOf(root.putClass(cimClass("A : B", { qualifiers: ["Key", "key"] })));
        expect(error).toBeInstanceOf(WbemError);
        expect(error.message).toBe(error.violations[0] && violationMessage(error.violations[0]));
      });
    });
  });
}
