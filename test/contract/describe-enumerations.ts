import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_DEEP,
  WBEM_FLAG_FORWARD_ONLY,
  WBEM_FLAG_RETURN_IMMEDIATELY,
  WBEM_FLAG_SHALLOW,
} from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, namesOf, type OpenConnection, valueIn } from "./contract-helpers.ts";

const documented = WBEM_FLAG_FORWARD_ONLY | WBEM_FLAG_RETURN_IMMEDIATELY;

/** What CreateClassEnum and CreateInstanceEnum document. */
export function describeEnumerations(name: string, open: OpenConnection): void {
  describe(`${name}: enumerations`, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      root = await connection.openNamespace("root");
      await root.putClass(cimClass("Top", { qualifiers: ["Abstract"], properties: [key()] }));
      for (const text of ["Middle : Top", "Bottom : Middle", "Beside : Top"]) await root.putClass(cimClass(text));
      await root.putClass(cimClass("Alone", { qualifiers: ["Singleton"], properties: [property("uint32 N")] }));
      await root.putInstances([
        instance("Middle", { K: "m2" }),
        instance("Bottom", { K: "b" }),
        instance("Middle", { K: "m1" }),
      ]);
    });

    afterEach(async () => {
      await connection.close();
    });

    const keysOf = async (className: string, flags?: number) =>
      (await collect(root.createInstanceEnum(className, flags))).map((one) => valueIn(one, "K"));

    test.each([
      ["no class, deep: all", null, WBEM_FLAG_DEEP, ["Alone", "Top", "Beside", "Middle", "Bottom"]],
      ["no class, shallow: those without a superclass", null, WBEM_FLAG_SHALLOW, ["Alone", "Top"]],
      ["an empty name, deep: all", "", WBEM_FLAG_DEEP, ["Alone", "Top", "Beside", "Middle", "Bottom"]],
      ["an empty name, shallow: those without a superclass", "", WBEM_FLAG_SHALLOW, ["Alone", "Top"]],
      ["a name, deep: all below it, not itself", "TOP", WBEM_FLAG_DEEP, ["Beside", "Middle", "Bottom"]],
      ["a name, shallow: those right below it", "Top", WBEM_FLAG_SHALLOW, ["Beside", "Middle"]],
      ["a class with nothing below it", "Bottom", WBEM_FLAG_DEEP, []],
      ["flags that change nothing here", "Top", documented | WBEM_FLAG_SHALLOW, ["Beside", "Middle"]],
    ])("give classes: %s", async (_name, superclass, flags, expected) => {
      expect(await namesOf(root.createClassEnum(superclass, flags))).toEqual(expected);
    });

    test.each([
      ["deep: the class and its subclasses", "Middle", WBEM_FLAG_DEEP, ["m1", "m2", "b"]],
      ["shallow: pure instances of the class", "middle", WBEM_FLAG_SHALLOW, ["m1", "m2"]],
      ["of an abstract class, deep", "Top", WBEM_FLAG_DEEP, ["m1", "m2", "b"]],
      ["of an abstract class, shallow: none", "Top", WBEM_FLAG_SHALLOW, []],
      ["of a class without instances: none, and no error", "Beside", WBEM_FLAG_DEEP, []],
      ["flags that change nothing here", "Middle", documented, ["m1", "m2", "b"]],
    ])("give instances: %s", async (_name, className, flags, expected) => {
      expect(await keysOf(className, flags)).toEqual(expected);
    });

    test("give the one instance of a singleton", async () => {
      expect(await collect(root.createInstanceEnum("Alone"))).toEqual([]);
      await root.putInstance(instance("Alone", { N: 1 }));
      await root.putInstance(instance("Alone", { N: 2 }));
      expect(await collect(root.createInstanceEnum("Alone"))).toEqual([instance("Alone", { N: 2 })]);
    });

    test.each(["Nope", "Top.K", "A B", "SELECT * FROM Top"])(
      "are refused for %s, which is no class, when they are read",
      async (className) => {
        for (const stream of [root.createClassEnum(className), root.createInstanceEnum(className)]) {
          const error = await errorOf(collect<unknown>(stream));
          expect([error.status, error.number]).toEqual(["WBEM_E_INVALID_CLASS", 0x80041010]);
          expect(error.violations.map(({ code }) => code)).toEqual(["unknown-class"]);
        }
      },
    );

    test("of instances need the name of a class", async () => {
      expect((await errorOf(collect(root.createInstanceEnum("")))).status).toBe("WBEM_E_INVALID_CLASS");
    });

    test("know no other flags", async () => {
      for (const stream of [
        root.createClassEnum(null, WBEM_FLAG_CREATE_ONLY),
        root.createInstanceEnum("Top", WBEM_FLAG_CREATE_ONLY),
      ]) {
        const error = await errorOf(collect<unknown>(stream));
        expect([error.status, error.number]).toEqual(["WBEM_E_INVALID_PARAMETER", 0x80041008]);
      }
    });

    test("that nobody reads ask nothing and end with nothing left open", async () => {
      root.createInstanceEnum("Nope");
      for await (const one of root.createInstanceEnum("Middle")) {
        expect(one.className).toBe("Middle");
        break;
      }
      // What was left alone does not keep a writer waiting.
      expect((await root.putInstance(instance("Middle", { K: "m3" }))).outcome).toBe("created");
    });

    test("give each instance once while others come and go", async () => {
      const seen: unknown[] = [];
      for await (const one of root.createInstanceEnum("Middle")) {
        seen.push(valueIn(one, "K"));
        if (seen.length === 1) await root.putInstance(instance("Middle", { K: "a-new" }));
      }
      expect(seen.filter((one) => one !== "a-new")).toEqual(["m1", "m2", "b"]);
    });
  });
}
