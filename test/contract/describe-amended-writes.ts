import { afterEach, describe, expect, test } from "vitest";
import { classToJson, instanceToJson } from "../../src/cim/json.ts";
import type { CimClass, CimInstance, CimQualifier } from "../../src/cim/model.ts";
import { instancesEqual } from "../../src/cim/values-equal.ts";
import { printObject } from "../../src/printer/print-object.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import {
  cimClass,
  instance,
  key,
  method,
  parameter,
  property,
  qualifier,
  qualifierType,
} from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { buoy, germanBuoy, localized, member, seed, textOf } from "./amended-helpers.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

const amended = WBEM_FLAG_USE_AMENDED_QUALIFIERS;

/** Text that is to be localized, as `: Amended` marks it. */
function text(value: string, name = "Description"): CimQualifier {
  return qualifier(name, value, { amended: true });
}

function namesOf({ qualifiers = [] }: { readonly qualifiers?: readonly CimQualifier[] }): readonly string[] {
  return qualifiers.map(({ name }) => name);
}

/** Puts of objects with localized qualifiers. */
export function describeAmendedWrites(name: string, open: OpenConnection): void {
  describe(`amended writes of ${name}`, () => {
    const opened: WbemConnection[] = [];

    afterEach(async () => {
      for (const connection of opened.splice(0)) await connection.close();
    });

    async function openAt(locale?: string): Promise<WbemConnection> {
      const connection = await open(locale === undefined ? {} : { locale });
      opened.push(connection);
      return connection;
    }

    const withTexts = `${buoy}instance of Harbor_Buoy { Number = 1; };${localized("ms_407")}${germanBuoy}`;

    /** A namespace with a buoy and its German texts. */
    async function seeded(locale = "MS_407"): Promise<WbemServices> {
      return seed(await openAt(locale), withTexts);
    }

    describe("the mark of what was read with texts", () => {
      test("is on classes and instances of every read, also where there were no texts", async () => {
        const services = await seeded();
        await services.putClass(cimClass("Plain", { properties: [key()] }));
        await services.putInstance(instance("Plain", { K: "a" }));
        const read: (CimClass | CimInstance)[] = [
          await services.getClass("Plain", amended),
          await services.getInstance('Plain="a"', amended),
          await services.getObject("Plain", amended),
          await services.getInstance('__Namespace="ms_407"', amended),
          ...(await collect(services.createClassEnum(null, amended))),
          ...(await collect(services.createInstanceEnum("Plain", amended))),
        ];
        expect(read.map((one) => one.amended)).toEqual(read.map(() => true));
        expect(read.length).toBeGreaterThanOrEqual(7);
      });

      test("survives spreading", async () => {
        const services = await seeded();
        const { ...copy } = await services.getClass("Harbor_Buoy", amended);
        expect((await errorOf(services.putClass({ ...copy, methods: [] }))).status).toBe("WBEM_E_AMENDED_OBJECT");
      });

      test("is not stored, printed, written as JSON or compared", async () => {
        const services = await seeded();
        const definition = await services.getClass("Harbor_Buoy", amended);
        const { amended: mark, ...unmarked } = definition;
        expect(mark).toBe(true);
        expect(JSON.stringify(classToJson(definition))).toBe(JSON.stringify(classToJson(unmarked)));
        expect(printObject(definition)).toBe(printObject(unmarked));
        const read = await services.getInstance("Harbor_Buoy=1", amended);
        const { amended: other, ...bare } = read;
        expect(other).toBe(true);
        expect(JSON.stringify(instanceToJson(read))).toBe(JSON.stringify(instanceToJson(bare)));
        expect(instancesEqual(read, bare)).toBe(true);
        await services.putClass(definition, amended);
        await services.putInstance(read, amended);
        expect((await services.getClass("Harbor_Buoy")).amended).toBeUndefined();
        expect((await services.getInstance("Harbor_Buoy=1")).amended).toBeUndefined();
      });
    });

    describe("what was read with texts", () => {
      test("is a class that is refused without the flag, before anything else is looked at", async () => {
        const services = await seeded();
        const read = await services.getClass("Harbor_Buoy", amended);
        const error = await errorOf(services.putClass({ ...read, superclass: "Unknown" }));
        expect(error.status).toBe("WBEM_E_AMENDED_OBJECT");
        expect(error.violations).toMatchObject([{ code: "amended-object", parameters: { object: "Harbor_Buoy" } }]);
        expect(error.object).toEqual({ kind: "class", namespace: "root/harbor", path: "Harbor_Buoy" });
      });

      test("is an instance that is refused without the flag, which a batch names", async () => {
        const services = await seeded();
        const read = await services.getInstance("Harbor_Buoy=1", amended);
        const alone = await errorOf(services.putInstance(read));
        expect([alone.status, alone.violations[0]?.code]).toEqual(["WBEM_E_AMENDED_OBJECT", "amended-object"]);
        const plain = instance("Harbor_Buoy", { Number: 2 });
        const batch = await errorOf(services.putInstances([plain, read, plain]));
        expect([batch.status, batch.batchIndex]).toEqual(["WBEM_E_AMENDED_OBJECT", 1]);
      });

      test("changes nothing when it is put back with the flag", async () => {
        const services = await seeded();
        const before = await services.getClass("Harbor_Buoy");
        const read = await services.getClass("Harbor_Buoy", amended);
        expect((await services.putClass(read, amended)).outcome).toBe("unchanged");
        expect(await services.getClass("Harbor_Buoy")).toEqual(before);
        expect(await services.getClass("Harbor_Buoy", amended)).toEqual(read);
        const stored = await services.getInstance("Harbor_Buoy=1", amended);
        expect((await services.putInstance(stored, amended)).outcome).toBe("unchanged");
      });

      test("keeps the neutral texts that its own have hidden when another part of it is changed", async () => {
        const services = await seeded();
        const read = await services.getClass("Harbor_Buoy", amended);
        const longer = { ...read, properties: [...read.properties, property("string Owner", [text("Besitzer")])] };
        await services.deleteInstance("Harbor_Buoy=1");
        expect((await services.putClass(longer, amended)).outcome).toBe("updated");
        const after = await services.getClass("Harbor_Buoy");
        expect([textOf(after), textOf(member(after, "Light"))]).toEqual(["A buoy", "What it shows"]);
        expect(textOf(member(after, "Ignite"))).toBe("Lights it");
        expect(textOf(after.methods[0]?.parameters[0] ?? {})).toBe("Its colour");
        expect(namesOf(member(after, "Owner"))).toEqual([]);
        expect(namesOf(member(after, "Number"))).toEqual(["Key"]);
      });

      test("is any object without a mark where the connection has no locale", async () => {
        const services = await seed(await openAt(), withTexts);
        const read = await services.getClass("Harbor_Buoy", amended);
        expect((await services.putClass(read)).outcome).toBe("unchanged");
        const stored = await services.getInstance("Harbor_Buoy=1", amended);
        expect((await services.putInstance(stored)).outcome).toBe("unchanged");
      });

      test("leaves the localized class as it is when it is put with the flag", async () => {
        const services = await seeded();
        const german = await opened[0]?.openNamespace("root/harbor/ms_407");
        const before = await german?.getClass("Harbor_Buoy");
        const read = await services.getClass("Harbor_Buoy", amended);
        const changed = read.qualifiers.map((one) => (one.name === "Description" ? { ...one, value: "Neu" } : one));
        await services.putClass({ ...read, qualifiers: changed }, amended);
        expect(await german?.getClass("Harbor_Buoy")).toEqual(before);
      });
    });

    describe("a class that is built anew", () => {
      const definition = cimClass("A", {
        qualifiers: [text("A class"), qualifier("Version", "1")],
        properties: [property("string K", ["Key", text("A key")])],
        methods: [method("uint32 Run", [parameter("string P", ["In", text("A parameter")])], [text("Runs")])],
      });

      test("is stored with its amended qualifiers by a put without the flag", async () => {
        const services = await (await openAt("MS_407")).openNamespace("root");
        await services.putClass(definition);
        const read = await services.getClass("A");
        expect(read.qualifiers).toMatchObject([{ value: "A class", flavor: { amended: true } }, { value: "1" }]);
        expect(textOf(member(read, "K"))).toBe("A key");
        expect([textOf(read.methods[0] ?? {}), textOf(read.methods[0]?.parameters[0] ?? {})]).toEqual([
          "Runs",
          "A parameter",
        ]);
      });

      test("is stored without its amended qualifiers by a put with the flag", async () => {
        for (const locale of [undefined, "MS_407"]) {
          const services = await (await openAt(locale)).openNamespace("root");
          // The texts that were there before go too: the put says what the class is.
          await services.putClass(definition);
          await services.putClass(definition, amended);
          const read = await services.getClass("A");
          expect(namesOf(read)).toEqual(["Version"]);
          expect(namesOf(member(read, "K"))).toEqual(["Key"]);
          expect(namesOf(member(read, "Run"))).toEqual([]);
          expect(namesOf(read.methods[0]?.parameters[0] ?? {})).toEqual(["In"]);
        }
      });

      test("is stored without what its declared qualifier types say to be amended", async () => {
        const services = await (await openAt()).openNamespace("root");
        await services.setQualifier(qualifierType("Description : string", ["any"], { amended: true }));
        await services.setQualifier(qualifierType("Key : boolean", ["any"], { overridable: false }));
        await services.putClass(
          cimClass("A", { qualifiers: [qualifier("Description", "A class")], properties: [key()] }),
          amended,
        );
        expect(namesOf(await services.getClass("A"))).toEqual([]);
      });
    });

    test("an instance is stored with its amended qualifiers or without them, as a class is", async () => {
      const services = await (await openAt("MS_407")).openNamespace("root");
      await services.putClass(cimClass("A", { properties: [key()] }));
      const given: CimInstance = {
        ...instance("A", { K: "a" }),
        qualifiers: [text("An instance"), qualifier("Fixed", true)],
        properties: [{ name: "K", value: "a", qualifiers: [text("A value")] }],
      };
      await services.putInstance(given);
      const verbatim = await services.getInstance('A="a"');
      expect([namesOf(verbatim), namesOf(member(verbatim, "K"))]).toEqual([["Description", "Fixed"], ["Description"]]);
      await services.putInstance(given, amended);
      const stripped = await services.getInstance('A="a"');
      expect([namesOf(stripped), namesOf(member(stripped, "K"))]).toEqual([["Fixed"], []]);
    });

    test("deletions have no flag for amended qualifiers", async () => {
      const services = await seeded();
      for (const refused of [
        services.deleteInstance("Harbor_Buoy=1", amended),
        services.deleteClass("Harbor_Buoy", amended),
      ]) {
        const error = await errorOf(refused);
        expect([error.status, error.violations[0]?.code]).toEqual(["WBEM_E_INVALID_PARAMETER", "invalid-flags"]);
      }
    });

    describe("a locale namespace", () => {
      test("keeps a class as it was compiled, with its amended qualifiers and without keys", async () => {
        const connection = await openAt();
        await seed(connection, localized("ms_407") + germanBuoy);
        const german = await connection.openNamespace("root/harbor/ms_407");
        const read = await german.getClass("Harbor_Buoy");
        expect(namesOf(read)).toEqual(["Amendment", "Locale", "Description", "Version"]);
        expect(read.qualifiers[2]?.flavor).toMatchObject({ amended: true, toSubclass: true });
        await seed(
          connection,
          `${localized("ms_407")}[Amendment] class Keyless { [Description("x") : Amended] uint8 X; };`,
        );
        expect((await german.getClass("Keyless")).properties).toHaveLength(1);
      });

      test("takes parts of classes: types from the other namespace, ends of associations, methods without parameters", async () => {
        const connection = await openAt("MS_407");
        const services = await seed(
          connection,
          `
            class Engine { [Key] string Name; };
            [Association, Abstract] class Base { [Key] string Code; uint32 Run([In] uint8 From, [In] uint8 To); };
            [Association] class Drive : Base { [Override("Code")] string Code; Engine Inner; Engine ref Left; Engine ref Right;
              [Override("Run")] uint32 Run([In] uint8 From, [In] uint8 To); };
            ${localized("ms_407")}
            class Base { [Key, Description("Code") : Amended] string Name; uint32 Run([In, Description("a") : Amended] uint8 From); };
            [Amendment, Association, Description("Antrieb") : Amended] class Drive : Base {
              [Key, Override("Code"), Description("Kennzeichen") : Amended] string Code;
              [Description("Innen") : Amended] Engine Inner;
              [Description("Links") : Amended] Engine ref Left;
              uint32 Run([In, Description("bis") : Amended] uint8 To);
            };
          `,
        );
        const read = await services.getClass("Drive", amended);
        const texts = ["Code", "Inner", "Left"].map((property) => textOf(member(read, property)));
        expect(texts).toEqual(["Kennzeichen", "Innen", "Links"]);
        expect(read.methods[0]?.parameters.map((one) => textOf(one))).toEqual([undefined, "bis"]);
      });

      test("needs the superclass that a class names", async () => {
        const connection = await openAt();
        await seed(connection, localized("ms_407"));
        const german = await connection.openNamespace("root/harbor/ms_407");
        const error = await errorOf(german.putClass(cimClass("Below : Above", { qualifiers: [text("unten")] })));
        expect(error.status).toBe("WBEM_E_INVALID_SUPERCLASS");
      });

      test("takes no instances, as if its classes were abstract, but for namespaces", async () => {
        const connection = await openAt();
        await seed(connection, localized("MS_0407") + buoy);
        const german = await connection.openNamespace("root/harbor/ms_0407");
        const numbered = (count: number) => instance("Harbor_Buoy", { Number: count });
        for (const put of [german.putInstance(numbered(1)), german.putInstances([numbered(2), numbered(3)])]) {
          const error = await errorOf(put);
          expect(error.status).toBe("WBEM_E_INVALID_CLASS");
          expect(error.violations).toMatchObject([
            {
              code: "instance-in-locale-namespace",
              parameters: { namespace: "root/harbor/MS_0407", locale: "MS_407", parent: "root/harbor" },
            },
          ]);
        }
        expect(await collect(german.createInstanceEnum("Harbor_Buoy"))).toEqual([]);
        expect((await german.putInstance(instance("__Namespace", { Name: "below" }))).outcome).toBe("created");
      });

      test("keeps the localized copies of a class that is deleted", async () => {
        const services = await seeded();
        await services.deleteClass("Harbor_Buoy");
        const german = await opened[0]?.openNamespace("root/harbor/ms_407");
        expect(textOf((await german?.getClass("Harbor_Buoy")) as CimClass)).toBe("Eine Boje");
      });
    });
  });
}
