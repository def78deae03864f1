import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, namesOf, type OpenConnection, valueIn } from "./contract-helpers.ts";

/** The classes that every namespace has. */
export function describeSystemClasses(name: string, open: OpenConnection): void {
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

    describe("system classes", () => {
      test("are there, and are no rows", async () => {
        const filter = await root.getClass("__eventfilter");
        expect(filter.superclass).toBe("__IndicationRelated");
        expect(filter.properties.find(({ name }) => name === "Name")?.qualifiers[0]).toMatchObject({ name: "Key" });
        expect(await namesOf(root.createClassEnum(null))).toEqual([]);
      });

      test("cannot be put or deleted", async () => {
        for (const name of ["__EventFilter", "__Mine"]) {
          const error = await errorOf(root.putClass(cimClass(name, { properties: [key()] })));
          expect(error.violations.map(({ code }) => code)).toEqual(["system-class-name"]);
        }
        expect((await errorOf(root.deleteClass("__EventFilter"))).status).toBe("WBEM_E_INVALID_OPERATION");
      });

      test("have stored instances", async () => {
        await root.putClass(cimClass("Mail : __EventConsumer", { properties: [key("string To")] }));
        await root.putInstances([
          instance("Mail", { To: "me" }),
          instance("__EventFilter", { Name: "f", Query: "SELECT * FROM Thing" }),
          instance("__FilterToConsumerBinding", {
            Consumer: { kind: "path", className: "Mail", keys: [{ name: "To", value: "me" }] },
            Filter: { kind: "path", className: "__EventFilter", keys: [{ name: "Name", value: "f" }] },
          }),
        ]);
        expect(valueIn(await root.getInstance('__EventFilter="F"'), "Query")).toBe("SELECT * FROM Thing");
        expect(
          (await collect(root.createInstanceEnum("__IndicationRelated"))).map(({ className }) => className),
        ).toEqual(["__EventFilter", "__FilterToConsumerBinding", "Mail"]);
        expect((await errorOf(root.putInstance(instance("__EventConsumer", {})))).status).toBe("WBEM_E_INVALID_CLASS");
      });

      test("have the one instance that every namespace has", async () => {
        const [own] = await collect(root.createInstanceEnum("__thisNAMESPACE"));
        expect(await root.getInstance("__thisNAMESPACE=@")).toEqual(own);
        expect((await errorOf(root.putInstance(instance("__thisNAMESPACE", {})))).status).toBe("WBEM_E_READ_ONLY");
        expect((await errorOf(root.deleteInstance("__thisNAMESPACE=@"))).status).toBe("WBEM_E_INVALID_OPERATION");
      });
    });
  });
}
