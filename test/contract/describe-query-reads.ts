import { afterEach, describe, expect, test } from "vitest";
import type { CimClass, CimInstance } from "../../src/cim/model.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { WbemContext } from "../../src/wbem/context.ts";
import { WbemError } from "../../src/wbem/error.ts";
import { WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../../src/wbem/flags.ts";
import type { InstanceProvider } from "../../src/wbem/provider.ts";
import { ProviderRegistry } from "../../src/wbem/provider-registry.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { cimClass, instance, key, property, qualifier } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { buoy, germanBuoy, localized, seed, textOf } from "./amended-helpers.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";

const dynamic = ["dynamic", qualifier("provider", "Harbor")];

/** What queries read beside the repository's own rows: providers and localized texts. */
export function describeQueryReads(name: string, open: OpenConnection): void {
  describe(`${name}: queries read`, () => {
    const opened: WbemConnection[] = [];

    afterEach(async () => {
      for (const connection of opened.splice(0)) await connection.close();
    });

    async function opening(options?: Parameters<OpenConnection>[0]): Promise<WbemConnection> {
      const connection = await open(options);
      opened.push(connection);
      return connection;
    }

    /** A harbor whose lamps come from a provider; each thing it is asked for is noted. */
    async function withLamps(provider: InstanceProvider): Promise<WbemServices> {
      const providers = new ProviderRegistry();
      providers.register("root", "Lamp", provider);
      const connection = await opening({ providers });
      const root = await connection.openNamespace("root");
      await root.putClass(
        cimClass("Lamp", { qualifiers: dynamic, properties: [key(), property("uint32 Watt", [], 40)] }),
      );
      return root;
    }

    const lamps: readonly CimInstance[] = [instance("Lamp", { K: "a", Watt: 60 }), instance("Lamp", { K: "b" })];

    test("what a provider gives, with the context of the query", async () => {
      const asked: unknown[] = [];
      const root = await withLamps({
        createInstanceEnum: (_className, call) => {
          asked.push(["enum", call.context]);
          return lamps;
        },
        getObject: (path, call) => {
          asked.push([path.keys?.[0]?.value, call.context]);
          return lamps.find(({ properties }) => properties[0]?.value === path.keys?.[0]?.value);
        },
      });
      const context = new WbemContext().setValue("Colour", "red");
      const query = async (text: string) => collect(root.execQuery("WQL", text, 0, context));
      expect(await query("SELECT * FROM Lamp WHERE Watt = 40")).toEqual([lamps[1]]);
      expect(await query("SELECT Watt FROM Lamp WHERE K = 'a'")).toEqual([instance("Lamp", { Watt: 60, K: "a" })]);
      expect(asked).toEqual([
        ["enum", context],
        ["a", context],
      ]);
    });

    test("text that only looks like a path without asking the provider of the class that it would name", async () => {
      const root = await withLamps({
        getObject: () => {
          throw new Error("the lamps are out");
        },
      });
      await root.putClass(cimClass("Label", { properties: [key(), property("string Text")] }));
      const label = instance("Label", { K: "1", Text: 'Lamp.K="a"' });
      await root.putInstance(label);
      const query = "SELECT * FROM Label WHERE Text = 'Lamp.K=\"a\"'";
      expect(await collect(root.execQuery("WQL", query))).toEqual([label]);
    });

    test("all that a provider gives where it looks up no single instance", async () => {
      const root = await withLamps({ createInstanceEnum: () => lamps });
      expect(await collect(root.execQuery("WQL", "SELECT * FROM Lamp WHERE K = 'b'"))).toEqual([lamps[1]]);
    });

    test("associations first, and then say that more of those that are named are with a provider that is not here", async () => {
      const connection = await opening();
      const root = await connection.openNamespace("root");
      const ends = [key("Berth ref Left"), key("Berth ref Right")];
      await root.putClass(cimClass("Berth", { properties: [key()] }));
      await root.putClass(cimClass("Link", { qualifiers: ["Association"], properties: ends }));
      await root.putClass(cimClass("Far : Link", { qualifiers: ["Association", ...dynamic] }));
      const left = parseObjectPath("Berth='1'");
      const right = parseObjectPath("Berth='2'");
      if (left.kind !== "path" || right.kind !== "path") throw new Error("no paths");
      await root.putInstances([
        instance("Berth", { K: "1" }),
        instance("Berth", { K: "2" }),
        instance("Link", { Left: left, Right: right }),
      ]);
      const found: (CimInstance | CimClass)[] = [];
      let refused: unknown;
      try {
        for await (const object of root.execQuery("WQL", "ASSOCIATORS OF {Berth='1'} WHERE AssocClass=Link"))
          found.push(object);
      } catch (error) {
        refused = error;
      }
      expect(found).toEqual([instance("Berth", { K: "2" })]);
      expect(refused).toBeInstanceOf(WbemError);
      expect((refused as WbemError).status).toBe("WBEM_E_PROVIDER_NOT_FOUND");
      // Of one that nobody names, the provider is not missed.
      expect(await collect(root.execQuery("WQL", "REFERENCES OF {Berth='1'}"))).toHaveLength(1);
    });

    test("no further where something else fails, also after a provider was missing", async () => {
      const providers = new ProviderRegistry();
      providers.register("root", "Near", {
        createInstanceEnum: () => {
          throw new WbemError("WBEM_E_ACCESS_DENIED", "not for everyone");
        },
      });
      const connection = await opening({ providers });
      const root = await connection.openNamespace("root");
      await root.putClass(cimClass("Berth", { properties: [key()] }));
      await root.putClass(
        cimClass("Link", { qualifiers: ["Association"], properties: [key("Berth ref Left"), key("Berth ref Right")] }),
      );
      for (const far of ["Far", "Near"]) {
        await root.putClass(cimClass(`${far} : Link`, { qualifiers: ["Association", ...dynamic] }));
      }
      const refused = await errorOf(collect(root.execQuery("WQL", "REFERENCES OF {Berth='1'} WHERE ResultClass=Link")));
      expect(refused.status).toBe("WBEM_E_ACCESS_DENIED");
    });

    test("the associations of an object whose provider is not here", async () => {
      const connection = await opening();
      const root = await connection.openNamespace("root");
      await root.putClass(cimClass("Lamp", { qualifiers: dynamic, properties: [key()] }));
      await root.putClass(cimClass("Pier", { properties: [key()] }));
      const ends = [key("Lamp ref Lamp"), key("Pier ref Pier")];
      await root.putClass(cimClass("Lit", { qualifiers: ["Association"], properties: ends }));
      const lamp = parseObjectPath("Lamp='1'");
      const pier = parseObjectPath("Pier='2'");
      if (lamp.kind !== "path" || pier.kind !== "path") throw new Error("no paths");
      await root.putInstances([instance("Pier", { K: "2" }), instance("Lit", { Lamp: lamp, Pier: pier })]);
      expect(await collect(root.execQuery("WQL", "ASSOCIATORS OF {Lamp.K='1'}"))).toEqual([
        instance("Pier", { K: "2" }),
      ]);
    });

    test("classes with the texts of the locale where that is asked for", async () => {
      const connection = await opening({ locale: "ms_407" });
      const services = await seed(connection, buoy + localized("ms_407") + germanBuoy);
      const text = 'SELECT * FROM meta_class WHERE __CLASS = "Harbor_Buoy"';
      const [plain] = await collect(services.execQuery("WQL", text));
      const [german] = await collect(services.execQuery("WQL", text, WBEM_FLAG_USE_AMENDED_QUALIFIERS));
      expect([textOf(plain as CimClass), textOf(german as CimClass)]).toEqual(["A buoy", "Eine Boje"]);
    });

    test("a long way without a result, and let the rest of the program go on meanwhile", async () => {
      let hasGoneOn = false;
      const root = await withLamps({
        *createInstanceEnum() {
          hasGoneOn = false;
          setImmediate(() => {
            hasGoneOn = true;
          });
          for (let given = 0; given < 20_000 && !hasGoneOn; given++) yield instance("Lamp", { K: String(given) });
        },
      });
      expect(await collect(root.execQuery("WQL", "SELECT * FROM Lamp WHERE Watt = 1"))).toEqual([]);
      expect(hasGoneOn).toBe(true);
    });

    test("one object after another, so that who stops reading stops the work", async () => {
      let given = 0;
      const root = await withLamps({
        async *createInstanceEnum() {
          for (;;) yield instance("Lamp", { K: String(given++) });
        },
      });
      for await (const found of root.execQuery("WQL", "SELECT * FROM Lamp WHERE K LIKE '%9'")) {
        expect((found as CimInstance).properties[0]?.value).toBe("9");
        break;
      }
      expect(given).toBeLessThan(1000);
    });
  });
}
