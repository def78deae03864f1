import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import type { CimClass, CimInstance } from "../../src/cim/model.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WbemContext } from "../../src/wbem/context.ts";
import {
  WBEM_FLAG_DIRECT_READ,
  WBEM_FLAG_ENSURE_LOCATABLE,
  WBEM_FLAG_FORWARD_ONLY,
  WBEM_FLAG_PROTOTYPE,
  WBEM_FLAG_RETURN_IMMEDIATELY,
  WBEM_FLAG_SHALLOW,
} from "../../src/wbem/flags.ts";
import { formatQueryPlan } from "../../src/wbem/query-plan.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";

/** Vessels, and tugs and ferries among them. */
const classes: readonly CimClass[] = [
  cimClass("Engine", { properties: [property("uint32 Power"), property("boolean IsSpare", [], false)] }),
  cimClass("Vessel", {
    properties: [
      key("string Name"),
      property("uint32 Tonnage"),
      property("string State", [], "free"),
      property("boolean IsAfloat", [], true),
      property("string[] Flags"),
      property("Engine Engine"),
      property("datetime Built"),
    ],
  }),
  cimClass("Tug : Vessel", { properties: [property("uint16 Pull")] }),
  cimClass("Ferry : Vessel", { properties: [property("uint16 Cars", [], 20)] }),
  cimClass("Berth", { properties: [key("uint16 Pier"), key("uint16 Number"), property("string State")] }),
  cimClass("Log", { qualifiers: ["Singleton"], properties: [property("uint32 Entries")] }),
];

const instances: readonly CimInstance[] = [
  instance("Vessel", { Name: "Aurora", Tonnage: 500, State: "moored" }),
  instance("Vessel", { Name: "Borea", Tonnage: null, Flags: ["NO", "DK"] }),
  instance("Tug", { Name: "Castor", Tonnage: 90, Pull: 60, Engine: instance("Engine", { Power: 900 }) }),
  instance("Tug", { Name: "Dora", Tonnage: 80, Engine: instance("Engine", { Power: 700, IsSpare: true }) }),
  instance("Ferry", {
    Name: "Elbe",
    Tonnage: 2000,
    Built: CimDateTime.parse("19991231120000.000000+060") as CimDateTime,
  }),
  instance("Berth", { Pier: 1, Number: 1, State: "taken" }),
  instance("Berth", { Pier: 1, Number: 2 }),
  instance("Berth", { Pier: 2, Number: 1 }),
  instance("Log", { Entries: 7 }),
];

/** Data queries over every repository. */
export function describeQueries(name: string, open: OpenConnection): void {
  describe(`${name}: data queries`, () => {
    let connection: WbemConnection;
    let root: WbemServices;

    async function seed(options?: Parameters<OpenConnection>[0]): Promise<void> {
      connection = await open(options);
      await connection.transaction(async (transaction) => {
        const services = await transaction.openNamespace("root");
        for (const definition of classes) await services.putClass(definition);
        await services.putInstances(instances);
      });
      root = await connection.openNamespace("root");
    }

    beforeEach(() => seed());

    afterEach(async () => {
      await connection.close();
    });

    async function query(text: string, flags = 0, services = root): Promise<CimInstance[]> {
      return (await collect(services.execQuery("WQL", text, flags))) as CimInstance[];
    }

    /** The keys of what a condition on vessels leaves. */
    async function vessels(condition: string): Promise<unknown[]> {
      return (await query(`SELECT * FROM Vessel WHERE ${condition}`)).map((found) => valueIn(found, "Name"));
    }

    async function plan(text: string): Promise<string> {
      return formatQueryPlan(await root.explainQuery("WQL", text));
    }

    describe("the objects", () => {
      test("of a class come with those of its subclasses", async () => {
        const found = await query("SELECT * FROM Vessel");
        expect(found.map(({ className }) => className).sort()).toEqual(["Ferry", "Tug", "Tug", "Vessel", "Vessel"]);
        expect((await query("select * from tug")).map((tug) => valueIn(tug, "Name"))).toEqual(["Castor", "Dora"]);
      });

      test("of SELECT * are what getInstance gives, and can be put back", async () => {
        for (const found of await query("SELECT * FROM Vessel")) {
          expect(found).toEqual(await root.getInstance(`Vessel.Name="${valueIn(found, "Name")}"`));
          expect((await root.putInstance(found)).outcome).toBe("unchanged");
        }
      });

      test("have the named properties in their order, with defaults, and the keys behind them", async () => {
        expect(await query('SELECT state, TONNAGE FROM Vessel WHERE Name = "Borea"')).toEqual([
          instance("Vessel", { State: "free", Tonnage: null, Name: "Borea" }),
        ]);
      });

      test("have the system properties that are named", async () => {
        const [found] = await query('SELECT __relpath, __CLASS, Pull FROM Tug WHERE Name = "Castor"');
        expect(found).toEqual(
          instance("Tug", { Pull: 60, Name: "Castor", __RELPATH: 'Tug.Name="Castor"', __CLASS: "Tug" }),
        );
      });

      test("have the whole object where a part of it is named", async () => {
        expect(await query('SELECT Engine.Power FROM Tug WHERE Name = "Castor"')).toEqual([
          instance("Tug", { Engine: instance("Engine", { Power: 900 }), Name: "Castor" }),
        ]);
      });

      test("are none where nothing matches, which is success", async () => {
        expect(await query("SELECT * FROM Vessel WHERE Tonnage > 1000000")).toEqual([]);
        expect(await query("SELECT * FROM Engine")).toEqual([]);
      });

      test("of a singleton class are the one there is", async () => {
        expect(await query("SELECT * FROM Log WHERE Entries = 7")).toEqual([instance("Log", { Entries: 7 })]);
      });

      test("of the system classes are those that the repository makes", async () => {
        await root.putInstance(instance("__Namespace", { Name: "harbor" }));
        const found = await query('SELECT * FROM __Namespace WHERE Name = "HARBOR"', WBEM_FLAG_ENSURE_LOCATABLE);
        expect(found.map((one) => valueIn(one, "__RELPATH"))).toEqual(['__Namespace.Name="harbor"']);
        expect(await query('SELECT * FROM __Namespace WHERE Name LIKE "h%"')).toHaveLength(1);
        expect(await query("SELECT * FROM __thisNAMESPACE")).toHaveLength(1);
      });

      test("are seen by a transaction as it has written them", async () => {
        await connection.transaction(async (transaction) => {
          const services = await transaction.openNamespace("root");
          await services.putInstance(instance("Tug", { Name: "Fido", Tonnage: 70 }));
          expect(await query("SELECT Name FROM Tug WHERE Tonnage < 80", 0, services)).toEqual([
            instance("Tug", { Name: "Fido" }),
          ]);
          expect(await query("SELECT Name FROM Tug WHERE Tonnage < 80")).toEqual([]);
        });
      });
    });

    describe("conditions", () => {
      test("ask the value that an instance has by the default of its class", async () => {
        expect(await vessels('State = "free" AND Name < "C"')).toEqual(["Borea"]);
        expect(await vessels("IsAfloat = FALSE")).toEqual([]);
        expect(await query("SELECT Name FROM Ferry WHERE Cars = 20")).toHaveLength(1);
      });

      test("compare names and text without case", async () => {
        expect(await vessels('STATE = "MOORED"')).toEqual(["Aurora"]);
      });

      test("tell what is NULL", async () => {
        expect(await vessels("Tonnage IS NULL")).toEqual(["Borea"]);
        expect(await vessels("Built IS NOT NULL")).toEqual(["Elbe"]);
      });

      test("look into embedded objects, with the defaults of their classes", async () => {
        expect(await vessels("Engine.Power > 800")).toEqual(["Castor"]);
        expect(await vessels("Engine.IsSpare = FALSE")).toEqual(["Castor"]);
        expect(await vessels('Engine ISA "Engine"')).toEqual(["Castor", "Dora"]);
      });

      test("of a wrong property within an embedded object give nothing and no error", async () => {
        expect(await vessels("Engine.Pressure = 5")).toEqual([]);
      });

      test("on __CLASS leave exactly that class", async () => {
        expect(await vessels('__CLASS = "vessel"')).toEqual(["Aurora", "Borea"]);
        expect(await vessels('__CLASS = "Tug"')).toEqual(["Castor", "Dora"]);
        expect(await vessels('__CLASS = "Berth"')).toEqual([]);
        expect(await vessels('__CLASS = "Nothing"')).toEqual([]);
        expect(await vessels('__CLASS LIKE "%er%"')).toEqual(["Elbe"]);
      });

      test("on __this leave a class and what derives from it", async () => {
        expect(await vessels('__this ISA "Tug" AND Tonnage > 85')).toEqual(["Castor"]);
        expect(await vessels('__this ISA "Vessel"')).toHaveLength(5);
        expect(await vessels('__this ISA "Berth"')).toEqual([]);
      });

      test("on other system properties ask what they are", async () => {
        expect(await vessels('__SUPERCLASS = "Vessel" AND __DYNASTY = "Vessel"')).toHaveLength(3);
        expect(await vessels('__RELPATH LIKE "%Dora%"')).toEqual(["Dora"]);
        expect(await vessels("__RELPATH = \"Vessel='dora'\" OR Tonnage = 90")).toEqual(["Castor", "Dora"]);
      });
    });

    describe("a look-up", () => {
      test.each([
        ['SELECT * FROM Vessel WHERE Name = "castor"', 'Vessel.Name="castor"', "Castor"],
        ['SELECT * FROM Vessel WHERE Tonnage = 90 AND ("Castor" = Name)', 'Vessel.Name="Castor"', "Castor"],
        ["SELECT * FROM Vessel WHERE __RELPATH = \"Tug.Name='Castor'\"", 'Tug.Name="Castor"', "Castor"],
        ["SELECT * FROM Vessel WHERE __PATH = \"\\\\\\\\.\\\\ROOT:Tug='castor'\"", "", "Castor"],
      ])("answers %s", async (text, path, expected) => {
        expect((await query(text)).map((found) => valueIn(found, "Name"))).toEqual([expected]);
        const { access } = await root.explainQuery("WQL", text);
        expect(access).toMatchObject([{ kind: "key-lookup" }]);
        if (path !== "") expect(access).toMatchObject([{ path }]);
      });

      test("needs all keys", async () => {
        expect(await query("SELECT * FROM Berth WHERE Number = 1 AND Pier = 2")).toHaveLength(1);
        expect(await plan("SELECT * FROM Berth WHERE Number = 1 AND Pier = 2")).toBe(
          "key look-up: Berth.Number=1,Pier=2\n  by: Number = 1\n  by: Pier = 2",
        );
        expect(await query("SELECT * FROM Berth WHERE Number = 1")).toHaveLength(2);
        expect(await plan("SELECT * FROM Berth WHERE Number = 1")).toBe(
          "class scan over 1 class: Berth\n  asked of each: Number = 1",
        );
      });

      test("is made only where the key is bound by AND", async () => {
        const text = 'SELECT * FROM Vessel WHERE Name = "Castor" OR Tonnage = 500';
        expect(await query(text)).toHaveLength(2);
        expect((await root.explainQuery("WQL", text)).access).toEqual([
          { kind: "class-scan", classes: ["Vessel", "Ferry", "Tug"] },
        ]);
      });

      test("still asks the rest of the condition", async () => {
        const text = 'SELECT * FROM Vessel WHERE Name = "Castor" AND Tonnage > 100';
        expect(await query(text)).toEqual([]);
        expect(await plan(text)).toBe(
          'key look-up: Vessel.Name="Castor"\n  by: Name = "Castor"\n  asked of each: Tonnage > 100',
        );
      });

      test("finds no instance of another class than the one that is asked for", async () => {
        expect(await query('SELECT * FROM Ferry WHERE Name = "Castor"')).toEqual([]);
        expect(await query('SELECT * FROM Vessel WHERE __CLASS = "Ferry" AND Name = "Castor"')).toEqual([]);
        expect(await query("SELECT * FROM Ferry WHERE __RELPATH = \"Vessel.Name='Castor'\"")).toEqual([]);
        expect(await vessels('__RELPATH = "Berth.Number=1,Pier=1"')).toEqual([]);
        expect(await plan('SELECT * FROM Vessel WHERE __RELPATH = "no path"')).toBe(
          'nothing to read\n  by: __RELPATH = "no path"',
        );
      });

      test("would compare exactly where keys do, so that such a class is read", async () => {
        await connection.close();
        await seed({ keys: "exact" });
        expect(await vessels('Name = "castor"')).toEqual(["Castor"]);
        expect((await root.explainQuery("WQL", 'SELECT * FROM Vessel WHERE Name = "castor"')).access).toMatchObject([
          { kind: "class-scan" },
        ]);
        expect(await plan("SELECT * FROM Berth WHERE Number = 1 AND Pier = 1")).toMatch(/^key look-up/);
      });
    });

    describe("flags", () => {
      test("make every object locatable", async () => {
        const [found] = await query("SELECT * FROM Tug WHERE Pull = 60", WBEM_FLAG_ENSURE_LOCATABLE);
        const system = found?.properties.filter(({ name }) => name.startsWith("__"));
        expect(system).toEqual([
          { name: "__PATH", value: '\\\\.\\root:Tug.Name="Castor"' },
          { name: "__RELPATH", value: 'Tug.Name="Castor"' },
          { name: "__SERVER", value: "." },
        ]);
        expect((await root.putInstance(found as CimInstance)).outcome).toBe("unchanged");
        expect(await query("SELECT Pull FROM Tug WHERE Pull = 60", WBEM_FLAG_ENSURE_LOCATABLE)).toEqual([
          {
            ...instance("Tug", { Pull: 60, Name: "Castor" }),
            properties: [{ name: "Pull", value: 60 }, { name: "Name", value: "Castor" }, ...(system ?? [])],
          },
        ]);
      });

      test("ask for a sample, for which nothing is executed", async () => {
        expect(await query('SELECT Cars FROM Ferry WHERE Name = "none"', WBEM_FLAG_PROTOTYPE)).toEqual([
          instance("Ferry", { Cars: 20, Name: null }),
        ]);
        const [whole] = await query("SELECT * FROM Berth", WBEM_FLAG_PROTOTYPE);
        expect(whole).toEqual(instance("Berth", { Pier: null, Number: null, State: null }));
        const refused = await errorOf(query("SELECT * FROM Berth WHERE Nothing = 1", WBEM_FLAG_PROTOTYPE));
        expect(refused.status).toBe("WBEM_E_INVALID_QUERY");
      });

      test.each([
        ["forward only", WBEM_FLAG_FORWARD_ONLY],
        ["at once", WBEM_FLAG_RETURN_IMMEDIATELY],
      ])("read %s as without", async (_, flag) => {
        expect(await query("SELECT * FROM Tug", flag)).toHaveLength(2);
      });

      test("read directly the instances of just the class", async () => {
        expect(await query("SELECT * FROM Vessel WHERE Tonnage > 0", WBEM_FLAG_DIRECT_READ)).toHaveLength(1);
        expect(await query('SELECT * FROM Vessel WHERE Name = "Castor"', WBEM_FLAG_DIRECT_READ)).toEqual([]);
        expect(await query('SELECT * FROM Tug WHERE Name = "Castor"', WBEM_FLAG_DIRECT_READ)).toHaveLength(1);
      });

      test("that a query does not take are refused", async () => {
        expect((await errorOf(query("SELECT * FROM Tug", WBEM_FLAG_SHALLOW))).status).toBe("WBEM_E_INVALID_PARAMETER");
      });

      test("of a partial read in the context do not keep conditions from what they ask", async () => {
        const context = new WbemContext()
          .setValue("__GET_EXTENSIONS", true)
          .setValue("__GET_EXT_CLIENT_REQUEST", true)
          .setValue("__GET_EXT_KEYS_ONLY", true);
        expect(await collect(root.execQuery("WQL", "SELECT * FROM Tug WHERE Pull = 60", 0, context))).toEqual(
          await query("SELECT * FROM Tug WHERE Pull = 60"),
        );
      });
    });

    describe("what is refused", () => {
      test("is another language than WQL, in any case", async () => {
        expect(await collect(root.execQuery("wql", "SELECT * FROM Tug"))).toHaveLength(2);
        const refused = await errorOf(collect(root.execQuery("CQL", "SELECT * FROM Tug")));
        expect([refused.status, refused.number]).toEqual(["WBEM_E_INVALID_QUERY_TYPE", 0x80041018]);
      });

      test("is a class that does not exist, at its place", async () => {
        const refused = await errorOf(query("SELECT * FROM Tugg"));
        expect([refused.status, refused.message]).toEqual([
          "WBEM_E_NOT_FOUND",
          "character 15: there is no class `Tugg`",
        ]);
        expect(refused.violations).toMatchObject([
          { code: "class-not-found", target: { query: { start: 14, end: 18 } }, suggestion: "Tug" },
        ]);
      });

      test("is a query that is malformed, when its first object is asked for", async () => {
        const enumerator = root.execQuery("WQL", "SELECT *\nFORM Tug", WBEM_FLAG_RETURN_IMMEDIATELY);
        const refused = await errorOf(collect(enumerator));
        expect(refused.status).toBe("WBEM_E_INVALID_QUERY");
        expect(refused.message).toMatch(/^line 2, character 1: /);
        expect(refused.violations[0]?.target.query).toEqual({ start: 9, end: 13 });
      });

      test("is a condition on what the class has not, before anything is read", async () => {
        const refused = await errorOf(query("SELECT * FROM Berth WHERE Numbr = 1"));
        expect(refused.status).toBe("WBEM_E_INVALID_QUERY");
        expect(refused.violations[0]?.target.query).toEqual({ start: 26, end: 31 });
        expect((await errorOf(root.explainQuery("WQL", "SELECT * FROM Berth WHERE Numbr = 1"))).message).toBe(
          refused.message,
        );
      });
    });
  });
}
