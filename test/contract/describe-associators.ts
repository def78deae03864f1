import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CimClass, CimInstance, CimValue } from "../../src/cim/model.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_DIRECT_READ, WBEM_FLAG_ENSURE_LOCATABLE, WBEM_FLAG_PROTOTYPE } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection, valueIn } from "./contract-helpers.ts";

const association = ["Association"];

/** A harbor: vessels and tugs, berths, pilots, and how they are associated. */
const classes: readonly CimClass[] = [
  cimClass("Element", { qualifiers: ["Abstract"], properties: [property("string Caption")] }),
  cimClass("Vessel : Element", { qualifiers: ["Movable"], properties: [key("string Name")] }),
  cimClass("Tug : Vessel"),
  cimClass("Berth : Element", { properties: [key("uint16 Number")] }),
  cimClass("Pilot : Element", { properties: [key("string Name"), key("uint8 Rank")] }),
  cimClass("Dependency", {
    qualifiers: [...association, "Abstract"],
    properties: [key("Element ref Antecedent"), key("Element ref Dependent")],
  }),
  cimClass("Mooring : Dependency", { properties: [property("uint32 Ropes")] }),
  cimClass("NightMooring : Mooring", { qualifiers: ["Dark"] }),
  // One reference is the whole key.
  cimClass("Assistance", {
    qualifiers: association,
    properties: [key("Vessel ref Helped"), property("Vessel ref Helper"), property("Pilot ref Pilot")],
  }),
  cimClass("Stowage", { qualifiers: association, properties: [key("Berth ref Berth"), key("Pilot ref Keeper")] }),
  cimClass("Convoy", {
    qualifiers: association,
    properties: [key("string Id"), property("Vessel ref Leader"), property("Vessel ref[] Followers")],
  }),
];

function reference(text: string): CimValue {
  const path = parseObjectPath(text);
  if (path.kind !== "path") throw new Error(`no path: ${text}`);
  return path;
}

const instances: readonly CimInstance[] = [
  instance("Vessel", { Name: "Aurora" }),
  instance("Vessel", { Name: "Borea" }),
  instance("Tug", { Name: "Castor" }),
  instance("Berth", { Number: 1 }),
  instance("Berth", { Number: 2 }),
  instance("Pilot", { Name: "Ida", Rank: 1 }),
  instance("Mooring", {
    Antecedent: reference("Berth.Number=1"),
    Dependent: reference("Vessel.Name='AURORA'"),
    Ropes: 4,
  }),
  instance("NightMooring", {
    Antecedent: reference("//./root:berth=0x1"),
    Dependent: reference('ROOT:Vessel.name="Castor"'),
  }),
  instance("Mooring", { Antecedent: reference("Berth.Number=2"), Dependent: reference('Vessel="Aurora"') }),
  instance("Mooring", { Antecedent: reference("Berth.Number=9"), Dependent: reference('Vessel="Borea"') }),
  instance("Assistance", {
    Helped: reference('Vessel.Name="Castor"'),
    Helper: reference('Tug.Name="Castor"'),
    Pilot: reference('Pilot.Rank=1,Name="ida"'),
  }),
  instance("Assistance", {
    Helped: reference('Vessel.Name="Aurora"'),
    Helper: reference('Vessel.Name="Castor"'),
    Pilot: reference('Pilot.Name="Ida",Rank=1'),
  }),
];

/** ASSOCIATORS OF and REFERENCES OF over every repository. */
export function describeAssociators(name: string, open: OpenConnection): void {
  describe(`${name}: associators and references`, () => {
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

    /** What is found: instances by class and first key, classes by name. */
    async function found(text: string): Promise<string[]> {
      const results = await collect(root.execQuery("WQL", text));
      return results.map((result) => {
        if (result.kind === "class") return result.name;
        const shown = valueIn(result, "Name") ?? valueIn(result, "Number") ?? valueIn(result, "Ropes") ?? "-";
        return `${result.className} ${shown}`;
      });
    }

    async function access(text: string): Promise<unknown> {
      return (await root.explainQuery("WQL", text)).access;
    }

    describe("the references of an object", () => {
      test("are the associations that refer to it, however they spell its path", async () => {
        expect(await found('REFERENCES OF {Vessel.Name="Aurora"}')).toEqual(["Assistance -", "Mooring 4", "Mooring -"]);
        expect(await found("REFERENCES OF {Berth=1}")).toEqual(["Mooring 4", "NightMooring -"]);
        expect(await found("REFERENCES OF {Tug.Name='castor'}")).toEqual([
          "Assistance -",
          "Assistance -",
          "NightMooring -",
        ]);
        expect(await found('REFERENCES OF {Pilot.Rank=1,Name="IDA"}')).toEqual(["Assistance -", "Assistance -"]);
      });

      test("come once where one refers to it twice", async () => {
        const castor = await collect(
          root.execQuery("WQL", "REFERENCES OF {Vessel='Castor'} WHERE ResultClass = Assistance"),
        );
        expect(castor).toHaveLength(2);
      });

      test.each([
        ["ResultClass = Mooring", ["Mooring 4", "Mooring -"]],
        ["ResultClass = Dependency Role = dependent", ["Mooring 4", "Mooring -"]],
        ["Role = Antecedent", []],
        ["Role = Helped", ["Assistance -"]],
        ["RequiredQualifier = Dark", []],
        ["ClassDefsOnly", ["Assistance", "Mooring"]],
      ])("are chosen by %s", async (clauses, expected) => {
        expect(await found(`REFERENCES OF {Vessel="Aurora"} WHERE ${clauses}`)).toEqual(expected);
      });

      test("are those of one class where a qualifier is required", async () => {
        expect(await found("REFERENCES OF {Tug='Castor'} WHERE RequiredQualifier = dark")).toEqual(["NightMooring -"]);
      });

      test("have only their keys with KeysOnly, and can be locatable", async () => {
        const text = 'REFERENCES OF {Vessel="Aurora"} WHERE ResultClass = Mooring KeysOnly';
        const [first] = await collect(root.execQuery("WQL", text, WBEM_FLAG_ENSURE_LOCATABLE));
        expect((first as CimInstance).properties.map((one) => one.name)).toEqual([
          "Antecedent",
          "Dependent",
          "__PATH",
          "__RELPATH",
          "__SERVER",
        ]);
      });

      test("are found also for an object that is not there", async () => {
        expect(await found("REFERENCES OF {Berth.Number=9}")).toEqual(["Mooring -"]);
        expect(await found("REFERENCES OF {Berth.Number=8}")).toEqual([]);
      });

      test("are not found through a class that the object is not of", async () => {
        expect(await found("REFERENCES OF {Tug.Name='Aurora'}")).toEqual([]);
        expect(await found("SELECT * FROM Mooring WHERE Dependent = 'Tug.Name=\"Aurora\"'")).toEqual([]);
      });

      test("compare keys exactly where the repository does", async () => {
        await connection.close();
        await seed({ keys: "exact" });
        expect(await found('REFERENCES OF {Vessel.Name="Aurora"}')).toEqual(["Assistance -", "Mooring -"]);
        expect(await found('REFERENCES OF {Vessel.Name="AURORA"}')).toEqual(["Mooring 4"]);
      });

      test("within an array count", async () => {
        const followers = [reference('Tug="Castor"'), reference('Vessel="Borea"')] as CimValue;
        await root.putInstance(
          instance("Convoy", { Id: "1", Leader: reference('Vessel="Aurora"'), Followers: followers }),
        );
        expect(await found('REFERENCES OF {Vessel="Borea"} WHERE ResultClass=Convoy')).toEqual(["Convoy -"]);
        expect(await found('ASSOCIATORS OF {Vessel="Borea"} WHERE AssocClass=Convoy')).toEqual(["Vessel Aurora"]);
        expect(await found('ASSOCIATORS OF {Vessel="Aurora"} WHERE AssocClass=Convoy')).toEqual([
          "Tug Castor",
          "Vessel Borea",
        ]);
      });
    });

    describe("the associators of an object", () => {
      test("are the other objects of its associations, each for every association", async () => {
        expect(await found('ASSOCIATORS OF {Vessel.Name="Aurora"}')).toEqual([
          "Tug Castor",
          "Pilot Ida",
          "Berth 1",
          "Berth 2",
        ]);
        expect(await found('ASSOCIATORS OF {Pilot.Name="Ida",Rank=1}')).toEqual([
          "Vessel Aurora",
          "Tug Castor",
          "Tug Castor",
        ]);
      });

      test("are the same with DIRECT_READ, wherever associations lead", async () => {
        const text = 'ASSOCIATORS OF {Vessel="Aurora"}';
        const direct = await collect(root.execQuery("WQL", text, WBEM_FLAG_DIRECT_READ));
        expect(direct).toEqual(await collect(root.execQuery("WQL", text)));
      });

      test("leave out what an association refers to in vain", async () => {
        expect(await found('ASSOCIATORS OF {Vessel="Borea"}')).toEqual([]);
        expect(await found('REFERENCES OF {Vessel="Borea"}')).toEqual(["Mooring -"]);
      });

      test("of an object that an association refers to twice have it itself, once", async () => {
        const text = "ASSOCIATORS OF {Tug='Castor'} WHERE AssocClass = Assistance Role = ";
        expect(await found(`${text}Helped`)).toEqual(["Tug Castor", "Pilot Ida"]);
        expect(await found(`${text}Helper`)).toEqual(["Vessel Aurora", "Pilot Ida", "Tug Castor", "Pilot Ida"]);
        expect((await found("ASSOCIATORS OF {Tug='Castor'} WHERE AssocClass = Assistance")).sort()).toEqual([
          "Pilot Ida",
          "Pilot Ida",
          "Tug Castor",
          "Vessel Aurora",
        ]);
      });

      test.each([
        ["AssocClass = Mooring", ["Berth 1", "Berth 2"]],
        ["AssocClass = Dependency", ["Berth 1", "Berth 2"]],
        ["AssocClass = NightMooring", []],
        ["AssocClass = Vessel", []],
        ["ResultClass = Vessel", ["Tug Castor"]],
        ["ResultClass = Tug", ["Tug Castor"]],
        ["ResultClass = element AssocClass = Assistance", ["Tug Castor", "Pilot Ida"]],
        ["ResultRole = Pilot", ["Pilot Ida"]],
        ["Role = Helped ResultRole = Helper", ["Tug Castor"]],
        ["Role = Helper", []],
        ["Role = Nothing", []],
        ["RequiredQualifier = Movable", []],
        ["RequiredAssocQualifier = Dark", []],
        ["ClassDefsOnly", ["Tug", "Pilot", "Berth"]],
        ["ClassDefsOnly AssocClass = Mooring", ["Berth"]],
      ])("are chosen by %s", async (clauses, expected) => {
        expect(await found(`ASSOCIATORS OF {Vessel="Aurora"} WHERE ${clauses}`)).toEqual(expected);
      });

      test("are those whose class has a qualifier, or whose association has", async () => {
        expect(await found('ASSOCIATORS OF {Pilot.Name="Ida",Rank=1} WHERE RequiredQualifier = movable')).toEqual([
          "Vessel Aurora",
        ]);
        expect(await found("ASSOCIATORS OF {Berth=1} WHERE RequiredAssocQualifier = Dark")).toEqual(["Tug Castor"]);
      });

      test("are whole, or with KeysOnly their keys", async () => {
        await root.putInstance(instance("Berth", { Number: 1, Caption: "North" }));
        const whole = await collect(root.execQuery("WQL", 'ASSOCIATORS OF {Vessel="Aurora"} WHERE ResultClass=Berth'));
        expect(whole[0]).toEqual(await root.getInstance("Berth=1"));
        const keys = 'ASSOCIATORS OF {Vessel="Aurora"} WHERE ResultClass=Berth KeysOnly';
        expect((await collect(root.execQuery("WQL", keys)))[0]).toEqual(instance("Berth", { Number: 1 }));
      });

      test("show their form where all are of one class", async () => {
        const sample = async (text: string) => collect(root.execQuery("WQL", text, WBEM_FLAG_PROTOTYPE));
        expect(await sample('ASSOCIATORS OF {Vessel="A"} WHERE ResultClass=Berth KeysOnly')).toEqual([
          instance("Berth", { Number: null }),
        ]);
        expect(await sample('ASSOCIATORS OF {Vessel="Aurora"}')).toEqual([]);
      });
    });

    describe("with SchemaOnly", () => {
      test.each([
        ["ASSOCIATORS OF {Berth} WHERE SchemaOnly", ["Element", "Pilot"]],
        ["ASSOCIATORS OF {Vessel} WHERE SchemaOnly AssocClass = Assistance", ["Vessel", "Pilot"]],
        ["ASSOCIATORS OF {Pilot} WHERE SchemaOnly ResultClass = Vessel", ["Vessel"]],
        ["ASSOCIATORS OF {Pilot} WHERE SchemaOnly ResultRole = Berth", ["Berth"]],
        ["ASSOCIATORS OF {Pilot} WHERE SchemaOnly RequiredQualifier = Movable", ["Vessel"]],
        ["REFERENCES OF {Berth} WHERE SchemaOnly", ["Dependency", "Mooring", "NightMooring", "Stowage"]],
        ["REFERENCES OF {Tug} WHERE SchemaOnly ResultClass = Mooring", ["Mooring", "NightMooring"]],
        ["REFERENCES OF {Pilot} WHERE SchemaOnly Role = Keeper", ["Stowage"]],
        ["REFERENCES OF {Tug} WHERE SchemaOnly RequiredQualifier = Dark", ["NightMooring"]],
      ])("%s gives classes, each once", async (text, expected) => {
        expect(await found(text)).toEqual(expected);
      });
    });

    describe("only what can refer to the object is read", () => {
      test("by what references are declared for", async () => {
        expect(await access("REFERENCES OF {Berth=1}")).toEqual([
          { kind: "association-scan", classes: ["Mooring", "NightMooring", "Stowage"] },
        ]);
        expect(await access("ASSOCIATORS OF {Berth=1} WHERE ResultClass = Pilot")).toEqual([
          { kind: "association-scan", classes: ["Mooring", "NightMooring", "Stowage"] },
        ]);
        expect(await access("ASSOCIATORS OF {Berth=1} WHERE Role = Helper")).toEqual([{ kind: "nothing" }]);
      });

      test("and of it one where the object is its key", async () => {
        const text = 'REFERENCES OF {Vessel="Aurora"} WHERE ResultClass = Assistance Role = Helped';
        expect(await access(text)).toEqual([{ kind: "reference-lookup", classes: ["Assistance"] }]);
        expect(await found(text)).toEqual(["Assistance -"]);
        expect(await found(text.replace('Vessel="Aurora"', 'Tug.Name="CASTOR"'))).toEqual(["Assistance -"]);
      });

      test("also where both keys are asked for by their paths", async () => {
        const text = "SELECT * FROM Mooring WHERE Antecedent = 'Berth=1' AND Dependent = 'Vessel.Name=\"aurora\"'";
        expect(await found(text)).toEqual(["Mooring 4"]);
        expect(await found("SELECT * FROM Dependency WHERE Dependent = 'Tug=\"Castor\"'")).toEqual(["NightMooring -"]);
      });
    });

    describe("what is refused", () => {
      test.each([
        ['REFERENCES OF {Boat="A"}', "WBEM_E_NOT_FOUND", "class-not-found", 14],
        ['ASSOCIATORS OF {Vessel="A"} WHERE ResultClass = Boat', "WBEM_E_NOT_FOUND", "class-not-found", 48],
        ['ASSOCIATORS OF {Vessel="A"} WHERE AssocClass = Boat', "WBEM_E_NOT_FOUND", "class-not-found", 47],
        ["REFERENCES OF {Vessel.Nme='A'}", "WBEM_E_INVALID_OBJECT_PATH", "invalid-instance-path", 14],
        ["REFERENCES OF {Element.Caption='A'}", "WBEM_E_INVALID_OBJECT_PATH", "invalid-instance-path", 14],
      ])("%s", async (text, status, code, start) => {
        const refused = await errorOf(collect(root.execQuery("WQL", text)));
        expect([refused.status, refused.violations[0]?.code]).toEqual([status, code]);
        expect(refused.violations[0]?.target.query?.start).toBe(start);
      });

      test("is an object of another namespace", async () => {
        const refused = await errorOf(collect(root.execQuery("WQL", "REFERENCES OF {root\\other:Vessel='A'}")));
        expect(refused.status).toBe("WBEM_E_INVALID_OBJECT_PATH");
      });
    });
  });
}
