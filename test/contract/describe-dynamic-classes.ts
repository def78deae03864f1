import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foldName } from "../../src/cim/names.ts";
import { WbemError } from "../../src/wbem/error.ts";
import { WBEM_FLAG_UPDATE_ONLY } from "../../src/wbem/flags.ts";
import type { InstanceProvider } from "../../src/wbem/provider.ts";
import { ProviderRegistry } from "../../src/wbem/provider-registry.ts";
import { storedInstances } from "../../src/wbem/stored-instances.ts";
import { cimClass, instance, key, qualifier } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { collect, type OpenConnection } from "./contract-helpers.ts";
import { KeepingProvider, openServed, type ServedRepository } from "./provider-helpers.ts";

const dynamicLamp = cimClass("Lamp", {
  qualifiers: ["dynamic", qualifier("provider", "Harbor")],
  properties: [key()],
});

/** Classes whose instances come from a provider, the registry of providers, and what deleting a class does to it. */
export function describeDynamicClasses(name: string, open: OpenConnection): void {
  describe(`${name}: dynamic classes`, () => {
    let served: ServedRepository;

    beforeEach(async () => {
      served = await openServed(open);
    });

    afterEach(async () => {
      await served.connection.close();
    });

    const lamp = instance("Lamp", { K: "1" });
    const operations: readonly (readonly [string, (served: ServedRepository) => Promise<unknown>])[] = [
      ["putInstance", ({ root }) => root.putInstance(lamp)],
      ["deleteInstance", ({ root }) => root.deleteInstance('Lamp.K="1"')],
      ["getObject", ({ root }) => root.getObject('Lamp.K="1"')],
      ["createInstanceEnum", ({ root }) => collect(root.createInstanceEnum("Lamp"))],
      ["execQuery", ({ root }) => collect(root.execQuery("WQL", "SELECT * FROM Lamp"))],
    ];

    test.each(operations)("whose provider nobody knows: %s is WBEM_E_PROVIDER_NOT_FOUND", async (_name, act) => {
      await served.root.putClass(dynamicLamp);
      const error = await errorOf(act(served));
      expect(error.status).toBe("WBEM_E_PROVIDER_NOT_FOUND");
      expect(error.violations[0]?.parameters).toEqual({ class: "Lamp", provider: "Harbor" });
    });

    test.each(operations)(
      "whose provider is registered in the repository and not in process: %s is WBEM_E_PROVIDER_LOAD_FAILURE",
      async (_name, act) => {
        await served.root.putClass(dynamicLamp);
        await served.root.putInstance(instance("__Win32Provider", { Name: "harbor", CLSID: "{1}" }));
        expect((await errorOf(act(served))).status).toBe("WBEM_E_PROVIDER_LOAD_FAILURE");
      },
    );

    test.each(operations)("that name no provider: %s is WBEM_E_INVALID_PROVIDER_REGISTRATION", async (_name, act) => {
      await served.root.putClass(cimClass("Lamp", { qualifiers: ["dynamic"], properties: [key()] }));
      expect((await errorOf(act(served))).status).toBe("WBEM_E_INVALID_PROVIDER_REGISTRATION");
    });

    test("live with a provider in process, whatever it is called", async () => {
      await served.root.putClass(dynamicLamp);
      const provider = served.serve("lamp");
      await served.root.putInstance(lamp);
      expect(provider.instances.size).toBe(1);
      expect(await collect(served.root.createInstanceEnum("Lamp"))).toEqual([lamp]);
    });

    test("with a provider but not dynamic, or dynamic FALSE, live in the store", async () => {
      const notDynamic = [qualifier("provider", "Harbor"), qualifier("dynamic", false)];
      await served.root.putClass(cimClass("Lamp", { qualifiers: notDynamic, properties: [key()] }));
      await served.root.putInstance(lamp);
      expect(await served.root.getInstance('Lamp.K="1"')).toEqual(lamp);
    });

    test("that are abstract have no instances, and enumerating what is below them is no error", async () => {
      const qualifiers = ["dynamic", "Abstract", qualifier("provider", "Harbor")];
      await served.root.putClass(cimClass("Lamp", { qualifiers, properties: [key()] }));
      await served.root.putClass(cimClass("Lantern : Lamp"));
      await served.root.putInstance(instance("Lantern", { K: "1" }));
      expect(await collect(served.root.createInstanceEnum("Lamp"))).toEqual([instance("Lantern", { K: "1" })]);
    });

    test("below the class that is enumerated do not keep the others from being given", async () => {
      await served.root.putClass(cimClass("Lantern", { properties: [key()] }));
      await served.root.putClass(cimClass("Lamp : Lantern", { qualifiers: ["dynamic", qualifier("provider", "X")] }));
      await served.root.putClass(cimClass("Torch : Lantern"));
      await served.root.putInstances([instance("Lantern", { K: "1" }), instance("Torch", { K: "2" })]);
      expect(await collect(served.root.createInstanceEnum("Lantern"))).toEqual([
        instance("Lantern", { K: "1" }),
        instance("Torch", { K: "2" }),
      ]);
    });

    test("give what is stored below them before the error, and storedInstances gives it without", async () => {
      await served.root.putClass(dynamicLamp);
      await served.root.putClass(cimClass("Torch : Lamp"));
      const torch = instance("Torch", { K: "1" });
      await served.root.putInstance(torch);
      const found: unknown[] = [];
      const reading = async () => {
        for await (const one of served.root.createInstanceEnum("Lamp")) found.push(one);
      };
      expect((await errorOf(reading())).status).toBe("WBEM_E_PROVIDER_NOT_FOUND");
      expect(found).toEqual([torch]);
      expect(await collect(storedInstances(served.root.createInstanceEnum("Lamp")))).toEqual([torch]);
      await expect(collect(storedInstances(served.root.createInstanceEnum("Missing")))).rejects.toThrow(WbemError);
    });
  });

  describe(`${name}: what is thrown away`, () => {
    test("calls no provider, and keeps what would go to one", async () => {
      const served = await openServed(open, [], { dryRun: true });
      const c = served.serve("C");
      c.instances.set("1", instance("C", { K: "1" }));
      const { root, connection } = served;
      await root.putInstance(instance("C", { K: "1", Depth: 2 }), WBEM_FLAG_UPDATE_ONLY);
      await root.putInstances([instance("C", { K: "2" }), instance("C", { K: "3" })]);
      await root.deleteInstance('C.K="2"');
      await root.deleteInstance('C.K="9"');
      expect((await root.getInstance('A.K="1"')).properties).toContainEqual({ name: "Depth", value: 2 });
      expect(await collect(root.createInstanceEnum("A"))).toHaveLength(2);
      await root.deleteClass("C");
      expect(served.log).toEqual([]);
      expect(served.providers.find("root", "C")).toBe(c);
      await connection.close();
    });
  });

  describe(`${name}: registered providers`, () => {
    test("are found by class and namespace in any case and with either slash", () => {
      const providers = new ProviderRegistry();
      const provider = new KeepingProvider("A");
      providers.register("root\\Harbor", "Lamp", provider);
      expect(providers.find("ROOT/harbor", "LAMP")).toBe(provider);
      expect(providers.find("root", "Lamp")).toBeUndefined();
      expect([...(providers.providersIn("//./root/harbor/") ?? [])]).toEqual([[foldName("Lamp"), provider]]);
      providers.unregister("\\\\.\\root\\harbor", "lamp");
      expect(providers.find("root/harbor", "Lamp")).toBeUndefined();
    });

    test("are registered once, and unregistered only where they are", async () => {
      const providers = new ProviderRegistry();
      providers.register("root", "Lamp", {});
      const twice = await errorOf((async () => providers.register("ROOT", "lamp", {}))());
      expect(twice.status).toBe("WBEM_E_PROVIDER_ALREADY_REGISTERED");
      const missing = await errorOf((async () => providers.unregister("root", "Torch"))());
      expect(missing.status).toBe("WBEM_E_PROVIDER_NOT_REGISTERED");
      for (const [provider, reason] of [
        [null, "it is null"],
        ["lamp", "it is of type string"],
        [{ getObject: 5 }, "its `getObject` is no function"],
      ] as const) {
        const registering = async () => providers.register("root", "Torch", provider as unknown as InstanceProvider);
        const refused = await errorOf(registering());
        expect([refused.status, refused.violations[0]?.parameters.reason]).toEqual([
          "WBEM_E_INVALID_PARAMETER",
          reason,
        ]);
      }
      expect(providers.find("root", "Torch")).toBeUndefined();
      const nowhere = await errorOf((async () => providers.register("//server/root", "Torch", {}))());
      expect(nowhere.status).toBe("WBEM_E_INVALID_NAMESPACE");
    });

    test("are unregistered with the class and all below it, once the transaction lasts", async () => {
      const { connection, root, providers, serve } = await openServed(open);
      for (const className of ["A", "B", "C"]) serve(className);
      const failing = connection.transaction(async (transaction) => {
        const inner = await transaction.openNamespace("root");
        await inner.deleteClass("B");
        await inner.putClass(cimClass("B : A"));
        await inner.putInstance(instance("B", { K: "1" }));
        expect(providers.find("root", "B")).toBeDefined();
        throw new Error("changed my mind");
      });
      await expect(failing).rejects.toThrow("changed my mind");
      expect(providers.find("root", "C")).toBeDefined();
      await root.deleteClass("B");
      expect(["A", "B", "C"].map((className) => providers.find("root", className) !== undefined)).toEqual([
        true,
        false,
        false,
      ]);
      await connection.close();
    });

    test("do not serve a class that was deleted and declared anew in the same transaction", async () => {
      const { connection, log, serve } = await openServed(open);
      serve("C");
      await connection.transaction(async (transaction) => {
        const root = await transaction.openNamespace("root");
        await root.deleteClass("C");
        await root.putClass(cimClass("C : B"));
        await root.putInstance(instance("C", { K: "1" }));
      });
      expect(log).toEqual([]);
      const root = await connection.openNamespace("root");
      expect(await collect(root.createInstanceEnum("C"))).toEqual([instance("C", { K: "1" })]);
      await connection.close();
    });

    test("are unregistered with their namespace", async () => {
      const providers = new ProviderRegistry();
      const connection = await open({ providers });
      const root = await connection.openNamespace("root");
      await root.putInstance(instance("__Namespace", { Name: "Harbor" }));
      providers.register("root/harbor", "Lamp", {});
      await root.deleteInstance('__Namespace.Name="Harbor"');
      expect(providers.find("root/harbor", "Lamp")).toBeUndefined();
      await connection.close();
    });

    test("in the repository lose their registrations with the last class that names them", async () => {
      const { connection, root } = await openServed(open);
      await root.putClass(dynamicLamp);
      await root.putClass(cimClass("Torch", { qualifiers: [qualifier("provider", "harbor")], properties: [key()] }));
      const provider = {
        kind: "path",
        className: "__Win32Provider",
        keys: [{ name: "Name", value: "Harbor" }],
      } as const;
      await root.putInstance(instance("__Win32Provider", { Name: "Harbor", CLSID: "{1}" }));
      await root.putInstance(instance("__InstanceProviderRegistration", { provider }));
      await root.putInstance(instance("__MethodProviderRegistration", { provider }));
      const registrations = async () => (await collect(root.createInstanceEnum("__ProviderRegistration"))).length;
      await root.deleteClass("Lamp");
      expect(await registrations()).toBe(2);
      await connection.transaction(async (transaction) => {
        const inner = await transaction.openNamespace("root");
        await inner.deleteClass("Torch");
        await inner.putClass(dynamicLamp);
      });
      expect(await registrations()).toBe(2);
      await root.deleteClass("Lamp");
      expect(await registrations()).toBe(0);
      expect(await collect(root.createInstanceEnum("__Win32Provider"))).toHaveLength(1);
      await connection.close();
    });
  });
}
