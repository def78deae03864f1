import { afterEach, describe, expect, test } from "vitest";
import type { CimClass, CimInstance, CimQualifier } from "../../src/cim/model.ts";
import { findQualifier } from "../../src/cim/qualifiers.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WbemContext } from "../../src/wbem/context.ts";
import { WBEM_FLAG_SHALLOW, WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { qualifierType } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { buoy, germanBuoy, localized, member, type Qualified, seed, textOf } from "./amended-helpers.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

const amended = WBEM_FLAG_USE_AMENDED_QUALIFIERS;

/** Reads with the texts of a locale. */
export function describeAmended(name: string, open: OpenConnection): void {
  describe(`amended reads of ${name}`, () => {
    const opened: WbemConnection[] = [];

    afterEach(async () => {
      for (const connection of opened.splice(0)) await connection.close();
    });

    async function openAt(locale?: string): Promise<WbemConnection> {
      const connection = await open(locale === undefined ? {} : { locale });
      opened.push(connection);
      return connection;
    }

    /** The namespace of a connection with a locale, after it was seeded. */
    async function seeded(text: string, locale = "MS_407"): Promise<WbemServices> {
      return seed(await openAt(locale), text);
    }

    describe("a locale", () => {
      test.each([
        ["MS_409", "MS_409"],
        ["ms_409", "MS_409"],
        ["Ms_00040c", "MS_40C"],
      ])("%s is that of the connection by its number", async (given, canonical) => {
        expect((await openAt(given)).locale).toBe(canonical);
      });

      test("is none where none is given", async () => {
        expect((await openAt()).locale).toBeUndefined();
      });

      test.each(["", "409", "de-DE", "MS_", "MS_0", "MS_40G", "MS_100000", "MS_409 "])(
        "that is none is refused with a word on what one looks like: %j",
        async (locale) => {
          const error = await errorOf(open({ locale }));
          expect(error.status).toBe("WBEM_E_INVALID_PARAMETER");
          expect(error.violations).toMatchObject([{ code: "invalid-locale", parameters: { locale } }]);
        },
      );
    });

    test("merge texts into a class, its properties, methods and parameters by names without case", async () => {
      const services = await seeded(buoy + localized("ms_407") + germanBuoy);
      const read = await services.getClass("Harbor_Buoy", amended);
      expect(textOf(read)).toBe("Eine Boje");
      expect(textOf(member(read, "Light"))).toBe("Was sie zeigt");
      expect(textOf(member(read, "Light"), "Values")).toEqual(["Dunkel", "Hell"]);
      expect(textOf(member(read, "Number"), "DisplayName")).toBe("Nummer");
      expect(textOf(member(read, "Ignite"))).toBe("Zündet sie");
      expect(read.methods[0]?.parameters.map((parameter) => textOf(parameter))).toEqual(["Ihre Farbe", undefined]);
      expect(await services.getObject("Harbor_Buoy", amended)).toEqual(read);
    });

    test("give the neutral class with everything but the texts", async () => {
      const services = await seeded(buoy + localized("ms_407") + germanBuoy);
      const neutral = await services.getClass("Harbor_Buoy");
      const read = await services.getClass("Harbor_Buoy", amended);
      expect(read.name).toBe("Harbor_Buoy");
      expect(read.properties.map(({ name, type }) => [name, type])).toEqual([
        ["Number", "uint16"],
        ["Light", "uint8"],
      ]);
      expect(read.methods.map(({ name }) => name)).toEqual(["Ignite"]);
      // A replaced qualifier keeps its place, one that is only localized comes last.
      const names = ({ qualifiers = [] }: Qualified) => qualifiers.map(({ name }) => name);
      expect(names(read)).toEqual(names(neutral));
      expect(names(member(read, "Light"))).toEqual(["Description", "ValueMap", "Values"]);
      expect(names(member(read, "Number"))).toEqual(["Key", "DisplayName"]);
    });

    test("merge amended qualifiers and no others, and these keep the flavor", async () => {
      const services = await seeded(buoy + localized("ms_407") + germanBuoy);
      const read = await services.getClass("Harbor_Buoy", amended);
      expect(findQualifier(read.qualifiers, "Description")?.flavor.amended).toBe(true);
      expect([textOf(read, "Version"), textOf(read, "Locale"), textOf(read, "Amendment")]).toEqual([
        "2",
        0x409,
        undefined,
      ]);
      expect(textOf(member(read, "Light"), "ValueMap")).toEqual(["0", "1"]);
      const light = member(read, "Light").qualifiers ?? [];
      expect(light.map(({ flavor }) => flavor.amended)).toEqual([true, false, true]);
    });

    test("need both the locale and the flag", async () => {
      const text = buoy + localized("ms_407") + germanBuoy;
      const withLocale = await seeded(text);
      const neutral = await withLocale.getClass("Harbor_Buoy");
      expect(textOf(neutral)).toBe("A buoy");
      const withoutLocale = await seed(await openAt(), text);
      expect(await withoutLocale.getClass("Harbor_Buoy", amended)).toEqual(neutral);
      expect((await withoutLocale.getClass("Harbor_Buoy", amended)).amended).toBeUndefined();
    });

    test("merge what a class says for itself, without the flag too, where it was not split", async () => {
      const services = await seeded('[Description("Eine Boje") : Amended] class Harbor_Buoy { [Key] uint16 Number; };');
      for (const flags of [0, amended]) {
        const { qualifiers } = await services.getClass("Harbor_Buoy", flags);
        expect(qualifiers).toMatchObject([{ value: "Eine Boje", flavor: { amended: true } }]);
      }
    });

    test("take for amended what the declared type of the locale namespace says", async () => {
      const services = await seeded(`${buoy}${localized("ms_407")}[Caption("Boje")] class Harbor_Buoy { };`);
      expect(textOf(await services.getClass("Harbor_Buoy", amended), "Caption")).toBeUndefined();
      const german = await opened[0]?.openNamespace("root/harbor/ms_407");
      await german?.setQualifier(qualifierType("Caption : string", ["any"], { amended: true }));
      expect(textOf(await services.getClass("Harbor_Buoy", amended), "Caption")).toBe("Boje");
    });

    describe("of a subclass", () => {
      const vessels = `
        [Description("A vessel") : ToSubclass, Caption("Vessel")] class Vessel {
          [Key, Description("Its name") : ToSubclass] string Name;
          [Description("Its length")] uint32 Length;
        };
        class Ship : Vessel { [Override("Name")] string Name; };
        [Description("A tug")] class Tug : Ship { };
      `;
      const german = `
        [Amendment, Description("Ein Schiff") : Amended, Caption("Schiff") : Amended] class Vessel {
          [Description("Sein Name") : Amended] string Name;
          [Description("Seine Länge") : Amended ToSubclass] uint32 Length;
        };
      `;

      test("merge each class of the chain, then propagate by flavor", async () => {
        const services = await seeded(vessels + localized("ms_407") + german);
        const ship = await services.getClass("Ship", amended);
        expect([textOf(ship), textOf(ship, "Caption")]).toEqual(["Ein Schiff", undefined]);
        expect(textOf(member(ship, "Name"))).toBe("Sein Name");
        expect(textOf(member(ship, "Length"))).toBe("Seine Länge");
        expect(findQualifier(ship.qualifiers, "Description")?.propagated).toBe(true);
        expect(textOf(await services.getClass("Tug", amended))).toBe("A tug");
      });

      test("let a localized qualifier reach as far as the neutral one where it does not say how far", async () => {
        const services = await seeded(vessels + localized("ms_407") + german);
        const [text] = (await services.getClass("Vessel", amended)).qualifiers;
        expect(text).toMatchObject({ value: "Ein Schiff", flavor: { amended: true, toSubclass: true } });
      });

      test("keep a restricted text from the subclass", async () => {
        const restricted = '[DisplayName("Schiff") : Amended Restricted] class Vessel { };';
        const services = await seeded(vessels + localized("ms_407") + restricted);
        expect(textOf(await services.getClass("Vessel", amended), "DisplayName")).toBe("Schiff");
        expect(textOf(await services.getClass("Ship", amended), "DisplayName")).toBeUndefined();
      });

      test("have its own text before that of its superclass", async () => {
        const own = '[Description("Ein Kahn") : Amended] class Ship { };';
        const services = await seeded(vessels + localized("ms_407") + german + own);
        expect(textOf(await services.getClass("Ship", amended))).toBe("Ein Kahn");
      });

      test("ignore texts for what it only inherits", async () => {
        const services = await seeded(
          `${vessels}${localized("ms_407")}class Tug { [Description("Falsch") : Amended] string Name; };`,
        );
        expect(textOf(member(await services.getClass("Tug", amended), "Name"))).toBe("Its name");
      });

      test("are those of the enumeration too, deep and shallow", async () => {
        const services = await seeded(vessels + localized("ms_407") + german);
        for (const [superclass, flags, expected] of [
          [null, 0, ["Ein Schiff", "Ein Schiff", "A tug"]],
          ["Vessel", 0, ["Ein Schiff", "A tug"]],
          ["Vessel", WBEM_FLAG_SHALLOW, ["Ein Schiff"]],
        ] as const) {
          const classes = await collect(services.createClassEnum(superclass, flags | amended));
          expect(classes.map((one) => textOf(one))).toEqual(expected);
          for (const one of classes) expect(one).toEqual(await services.getClass(one.name, amended));
        }
      });
    });

    test("are those of a direct child that is named after the locale, whatever its Locale qualifiers say", async () => {
      const text = (name: string, value: string) =>
        `${localized(name)}[Amendment, Locale(0x409), Description("${value}") : Amended] class Harbor_Buoy { };`;
      const below = text("ms_407/ms_407", "unten") + text("quay/ms_407", "nebenan") + text("ms_409", "English");
      const services = await seeded(buoy + below + text("ms_407", "Eine Boje"));
      expect(textOf(await services.getClass("Harbor_Buoy", amended))).toBe("Eine Boje");
      const elsewhere = await seeded(buoy + below);
      expect(textOf(await elsewhere.getClass("Harbor_Buoy", amended))).toBe("English");
    });

    describe("where the locale has no texts", () => {
      const neutral = '[Description("A")] class A { [Key] string K; }; [Description("B")] class B : A { };';
      const inLocale = (name: string, className: string, text: string) =>
        `${localized(name)}[Description("${text}") : Amended] class ${className} { };`;

      test("are those of its language, of its first country, then American English, then the neutral ones", async () => {
        const english = inLocale("ms_409", "A", "English") + inLocale("ms_409", "B", "English");
        const french = inLocale("ms_c", "A", "français") + inLocale("ms_c", "B", "français");
        const france = inLocale("ms_40c", "A", "de France") + inLocale("ms_40c", "B", "de France");
        const canadian = inLocale("ms_c0c", "A", "québécois");
        for (const [text, expected] of [
          [neutral, ["A", "B"]],
          [neutral + english, ["English", "English"]],
          [neutral + english + france, ["de France", "de France"]],
          [neutral + english + france + french, ["français", "français"]],
          [neutral + english + french + canadian, ["québécois", "français"]],
          [neutral + english + canadian, ["québécois", "English"]],
        ] as const) {
          const services = await seeded(text, "MS_C0C");
          const read = [await services.getClass("A", amended), await services.getClass("B", amended)];
          expect(read.map((one) => textOf(one))).toEqual(expected);
        }
      });

      test("are not mixed within one class", async () => {
        const services = await seeded(
          `${buoy}${inLocale("ms_409", "Harbor_Buoy", "English")}${localized("ms_407")}
           class Harbor_Buoy { [Description("Licht") : Amended] uint8 Light; };`,
        );
        const read = await services.getClass("Harbor_Buoy", amended);
        expect([textOf(read), textOf(member(read, "Light"))]).toEqual(["A buoy", "Licht"]);
      });

      test("pass over a class of the locale namespace that localizes nothing", async () => {
        const empty = `${localized("ms_407")}[Amendment, Description("nicht")] class A { };`;
        const services = await seeded(neutral + empty + inLocale("ms_409", "A", "English"));
        expect(textOf(await services.getClass("A", amended))).toBe("English");
      });

      test("find a namespace whose name has leading zeros, and before it the one without", async () => {
        const padded = inLocale("MS_0407", "A", "Null");
        expect(textOf(await (await seeded(neutral + padded)).getClass("A", amended))).toBe("Null");
        const both = await seeded(neutral + padded + inLocale("ms_407", "A", "Eins"));
        expect(textOf(await both.getClass("A", amended))).toBe("Eins");
      });
    });

    describe("of instances", () => {
      const lights = `
        [Caption("Light") : ToInstance] class Light { [Key] string Name; uint8 Colour; };
        instance of Light { Name = "a"; };
        [Description("Mine")] instance of Light { Name = "b"; Colour = 2; };
      `;
      const german = `
        ${localized("ms_407")}
        [Description("Ein Licht") : Amended ToInstance, DisplayName("Licht") : Amended] class Light {
          [Description("Ein Name") : Amended ToInstance] string Name;
          [Description("Eine Farbe") : Amended ToInstance] uint8 Colour;
        };
      `;

      test("have the amended qualifiers that their class propagates to instances", async () => {
        const services = await seeded(lights + german);
        const read = await services.getInstance('Light="a"', amended);
        expect(read.qualifiers).toMatchObject([{ name: "Description", value: "Ein Licht", propagated: true }]);
        expect([textOf(member(read, "Name")), textOf(member(read, "Colour"))]).toEqual(["Ein Name", "Eine Farbe"]);
        expect(await collect(services.createInstanceEnum("Light", amended))).toEqual([
          read,
          await services.getInstance('Light="b"', amended),
        ]);
        expect(await services.getObject('Light="a"', amended)).toEqual(read);
      });

      test("keep what they say themselves", async () => {
        const services = await seeded(lights + german);
        const read = await services.getInstance('Light="b"', amended);
        expect(read.qualifiers).toMatchObject([{ name: "Description", value: "Mine" }]);
        expect(read.properties).toMatchObject([{ value: "b" }, { value: 2 }]);
      });

      test("are no more than what a partial read asks for", async () => {
        const services = await seeded(lights + german);
        const context = new WbemContext()
          .setValue("__GET_EXTENSIONS", true)
          .setValue("__GET_EXT_CLIENT_REQUEST", true)
          .setValue("__GET_EXT_KEYS_ONLY", true);
        const read = await services.getInstance('Light="a"', amended, context);
        expect(read.properties.map((one) => one.name)).toEqual(["Name"]);
        expect([textOf(read), textOf(member(read, "Name")), read.amended]).toEqual(["Ein Licht", "Ein Name", true]);
        const [first] = await collect(services.createInstanceEnum("Light", amended, context));
        expect(first).toEqual(read);
      });

      test("are found by queries", async () => {
        const services = await seeded(lights + german);
        const [found] = await collect(services.execQuery("WQL", 'SELECT * FROM Light WHERE Name = "a"', amended));
        expect([textOf(found as CimInstance), found?.amended]).toEqual(["Ein Licht", true]);
        const query = 'SELECT * FROM meta_class WHERE __CLASS = "Light"';
        const [definition] = await collect(services.execQuery("WQL", query, amended));
        expect(textOf(definition as CimClass)).toBe("Ein Licht");
      });

      test("are the stored ones without the flag", async () => {
        const services = await seeded(lights + german);
        const read = await services.getInstance('Light="a"');
        expect([read.qualifiers, member(read, "Name").qualifiers, read.amended]).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
      });
    });

    describe("after a change", () => {
      const readText = async (services: WbemServices) => textOf(await services.getClass("Harbor_Buoy", amended));

      test("see the texts of a localized class that was put or deleted, and of a class that was put", async () => {
        const services = await seeded(buoy + localized("ms_407") + germanBuoy);
        const german = await opened[0]?.openNamespace("root/harbor/ms_407");
        expect(await readText(services)).toBe("Eine Boje");
        await seed(opened[0] as WbemConnection, `${localized("ms_407")}${germanBuoy.replace("Eine Boje", "Die Boje")}`);
        expect(await readText(services)).toBe("Die Boje");
        await german?.deleteClass("Harbor_Buoy");
        expect(await readText(services)).toBe("A buoy");
        await seed(opened[0] as WbemConnection, buoy.replace("A buoy", "The buoy"));
        expect(await readText(services)).toBe("The buoy");
      });

      test("see no texts of a namespace that was deleted", async () => {
        const services = await seeded(buoy + localized("ms_407") + germanBuoy);
        expect(await readText(services)).toBe("Eine Boje");
        await services.deleteInstance('__Namespace.Name="ms_407"');
        expect(await readText(services)).toBe("A buoy");
      });

      test("see within a transaction what it has put, and nothing of it after a rollback", async () => {
        const services = await seeded(buoy + localized("ms_407") + germanBuoy);
        const connection = opened[0] as WbemConnection;
        const failure = new Error("taken back");
        const work = connection.transaction(async (transaction) => {
          const german = await transaction.openNamespace("root/harbor/ms_407");
          const inside = await transaction.openNamespace("root/harbor");
          expect(await readText(inside)).toBe("Eine Boje");
          const definition = await german.getClass("Harbor_Buoy");
          const [text] = definition.qualifiers.filter(({ name }) => name === "Description");
          await german.putClass({ ...definition, qualifiers: [{ ...(text as CimQualifier), value: "Keine" }] });
          expect(await readText(inside)).toBe("Keine");
          throw failure;
        });
        await expect(work).rejects.toBe(failure);
        expect(await readText(services)).toBe("Eine Boje");
      });
    });
  });
}
