import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimClass } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_PROTOTYPE } from "../../src/wbem/flags.ts";
import { formatQueryPlan } from "../../src/wbem/query-plan.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, key } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, namesOf, type OpenConnection } from "./contract-helpers.ts";

const classes: readonly CimClass[] = [
  cimClass("Vessel", { properties: [key()] }),
  cimClass("Tug : Vessel"),
  cimClass("HarborTug : Tug"),
  cimClass("Ferry : Vessel"),
  cimClass("Berth", { properties: [key()] }),
  cimClass("ArrivalEvent : __ExtrinsicEvent"),
];

/** Queries of `meta_class` over every repository. */
export function describeSchemaQueries(name: string, open: OpenConnection): void {
  describe(`${name}: schema queries`, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    beforeEach(async () => {
      connection = await open();
      await connection.transaction(async (transaction) => {
        const services = await transaction.openNamespace("root");
        for (const definition of classes) await services.putClass(definition);
      });
      root = await connection.openNamespace("root");
    });

    afterEach(async () => {
      await connection.close();
    });

    async function found(condition: string): Promise<string[]> {
      const text = `SELECT * FROM meta_class WHERE ${condition}`;
      return namesOf(root.execQuery("WQL", text) as AsyncIterable<CimClass>);
    }

    async function plan(condition: string): Promise<string> {
      return formatQueryPlan(await root.explainQuery("WQL", `SELECT * FROM meta_class WHERE ${condition}`));
    }

    describe("classes are found by", () => {
      test.each([
        ['__CLASS = "tug"', ["Tug"]],
        ['__CLASS = "Nothing"', []],
        ['__CLASS = "__Namespace"', ["__Namespace"]],
        ['__this ISA "Tug"', ["Tug", "HarborTug"]],
        ['__this ISA "vessel" AND NOT __CLASS = "Tug"', ["Vessel", "Ferry", "HarborTug"]],
        ['__this ISA "Tug" AND __this ISA "Vessel"', ["Tug", "HarborTug"]],
        ['__this ISA "Nothing"', []],
        ['__this ISA "__ExtrinsicEvent" AND NOT __this ISA "__SystemEvent"', ["__ExtrinsicEvent", "ArrivalEvent"]],
        ['__SUPERCLASS = "Vessel"', ["Ferry", "Tug"]],
        ['__SUPERCLASS = "__ExtrinsicEvent"', ["ArrivalEvent", "__SystemEvent"]],
        ['__SUPERCLASS = "Berth"', []],
        ['__SUPERCLASS IS NULL AND NOT __CLASS LIKE "[_][_]%"', ["Berth", "Vessel"]],
        ['__DYNASTY = "Vessel"', ["Vessel", "Ferry", "Tug", "HarborTug"]],
        ['__DYNASTY = "Tug"', []],
        ['__CLASS LIKE "%tug"', ["Tug", "HarborTug"]],
        ['__CLASS LIKE "[^a-e]%" AND __DYNASTY = "Vessel" AND __SUPERCLASS IS NOT NULL', ["Ferry", "Tug", "HarborTug"]],
        ['__CLASS = "Ferry" OR __SUPERCLASS = "Tug"', ["Ferry", "HarborTug"]],
        ['__CLASS = "Tug" AND __SUPERCLASS = "Berth"', []],
      ])("%s", async (condition, expected) => {
        expect((await found(condition)).toSorted()).toEqual(expected.toSorted());
      });
    });

    test("all classes come, superclasses first, the system classes among them", async () => {
      const names = await namesOf(root.execQuery("WQL", "SELECT * FROM meta_class") as AsyncIterable<CimClass>);
      expect(names.filter((found) => !found.startsWith("__"))).toEqual([
        "ArrivalEvent",
        "Berth",
        "Vessel",
        "Ferry",
        "Tug",
        "HarborTug",
      ]);
      expect(names).toContain("__Namespace");
      expect(new Set(names).size).toBe(names.length);
    });

    test("a class is as getClass gives it", async () => {
      expect(await collect(root.execQuery("WQL", 'SELECT * FROM meta_class WHERE __CLASS = "HarborTug"'))).toEqual([
        await root.getClass("HarborTug"),
      ]);
    });

    test("a class by its name is a look-up, and what is below a class reads no more than that", async () => {
      expect(await plan('__CLASS = "tug"')).toBe('class look-up over 1 class: Tug\n  by: __CLASS = "tug"');
      expect(await plan('__SUPERCLASS = "Vessel" AND __CLASS LIKE "F%"')).toBe(
        'schema scan over 2 classes: Ferry, Tug\n  by: __SUPERCLASS = "Vessel"\n  asked of each: __CLASS LIKE "F%"',
      );
      expect(await plan('__this ISA "Tug"')).toBe('schema scan over 2 classes: Tug, HarborTug\n  by: __this ISA "Tug"');
      expect(await plan('__DYNASTY = "Berth"')).toBe('schema scan over 1 class: Berth\n  by: __DYNASTY = "Berth"');
      expect(await plan('__CLASS LIKE "T%"')).toBe('schema scan over all classes\n  asked of each: __CLASS LIKE "T%"');
      expect(await plan('__CLASS = "Nothing"')).toMatch(/^nothing to read/);
    });

    test("there is no sample of a class", async () => {
      expect(await collect(root.execQuery("WQL", "SELECT * FROM meta_class", WBEM_FLAG_PROTOTYPE))).toEqual([]);
    });

    test.each([
      ["SELECT Name FROM meta_class", "WBEM_E_INVALID_QUERY"],
      ['SELECT * FROM meta_class WHERE Name = "x"', "WBEM_E_INVALID_QUERY"],
    ])("%s is refused", async (text, status) => {
      const refused = await errorOf(collect(root.execQuery("WQL", text)));
      expect(refused.status).toBe(status);
      expect(refused.violations[0]?.target.query).toBeDefined();
    });
  });
}
