import { describe, expect, test } from "vitest";
import { openRepository } from "../../src/repository/repository.ts";
import { MemoryStore } from "../../src/repository/stores/memory.ts";
import { systemClasses } from "../../src/repository/system-classes.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { instance } from "./builders.ts";

async function openRoot(): Promise<WbemServices> {
  return (await openRepository(new MemoryStore(), { name: "memory:" })).openNamespace("root");
}

/** Names of properties in the order of the page that documents them, keys in capitals. */
async function describeClass(services: WbemServices, name: string): Promise<string> {
  const { superclass = "", properties } = await services.getClass(name);
  const names = properties.map(({ name: property, qualifiers }) => {
    return qualifiers.some((one) => one.name === "Key" && one.value === true) ? property.toUpperCase() : property;
  });
  return `${name} : ${superclass} ${names.toSorted().join(" ")}`.trim();
}

describe("system classes", () => {
  test("derive only from one another and can all be read", async () => {
    const root = await openRoot();
    for (const { key, declaration, superclass } of systemClasses().values()) {
      expect(key.startsWith("__")).toBe(true);
      expect(superclass?.declaration.name).toBe(declaration.superclass);
      expect((await root.getClass(key)).name).toBe(declaration.name);
    }
    expect(systemClasses().size).toBeGreaterThan(60);
  });

  test.each([
    "__Namespace : __SystemClass NAME",
    "__ProviderRegistration : __SystemClass provider",
    "__PropertyProviderRegistration : __ProviderRegistration PROVIDER SupportsGet SupportsPut",
    "__EventProviderRegistration : __ProviderRegistration EventQueryList PROVIDER",
    "__EventConsumerProviderRegistration : __ProviderRegistration ConsumerClassNames PROVIDER",
    "__EventFilter : __IndicationRelated CreatorSID EventAccess EventNamespace NAME Query QueryLanguage",
    "__EventConsumer : __IndicationRelated CreatorSID MachineName MaximumQueueSize",
    "__IntervalTimerInstruction : __TimerInstruction IntervalBetweenEvents SkipIfPassed TIMERID",
    "__InstanceModificationEvent : __InstanceOperationEvent PreviousInstance SECURITY_DESCRIPTOR TIME_CREATED TargetInstance",
    "__ExtendedStatus : __NotifyStatus Description Operation ParameterInfo ProviderName StatusCode",
    "__EventSinkCacheControl : __CacheControl ClearAfter",
  ])("are as Microsoft documents them: %s", async (description) => {
    const root = await openRoot();
    expect(await describeClass(root, description.slice(0, description.indexOf(" ")))).toBe(description);
  });

  test("have defaults, types and kinds", async () => {
    const root = await openRoot();
    const find = async (className: string, name: string) =>
      (await root.getClass(className)).properties.find((one) => one.name === name);
    expect(await find("__Win32Provider", "Pure")).toMatchObject({ type: "boolean", value: true });
    expect(await find("__Win32Provider", "UnloadTimeout")).toMatchObject({ type: "datetime" });
    expect(await find("__EventFilter", "CreatorSID")).toMatchObject({
      type: "uint8",
      isArray: true,
      value: [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0],
    });
    expect(await find("__FilterToConsumerBinding", "Filter")).toMatchObject({
      type: "reference",
      className: "__EventFilter",
    });
    expect(await find("__EventDroppedEvent", "Event")).toMatchObject({ type: "object", className: "__Event" });
    expect(await find("__ClassCreationEvent", "TargetClass")).toMatchObject({ type: "object" });
    const kinds = [...systemClasses().values()].filter(({ isIndication }) => isIndication);
    expect(kinds.map(({ key }) => key)).toContain("__timerevent");
    expect(kinds.map(({ key }) => key)).not.toContain("__eventfilter");
  });

  test("register one provider for several purposes", async () => {
    const root = await openRoot();
    const provider = { kind: "path", className: "__Win32Provider", keys: [{ name: "Name", value: "P" }] } as const;
    const results = await root.putInstances([
      instance("__Win32Provider", { Name: "P", CLSID: "{00000000-0000-0000-0000-000000000000}" }),
      instance("__InstanceProviderRegistration", { Provider: provider, SupportsGet: true }),
      instance("__ClassProviderRegistration", { Provider: provider }),
      instance("__MethodProviderRegistration", { Provider: provider }),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(["created", "created", "created", "created"]);
    expect(results[1]?.path).toBe('__InstanceProviderRegistration.provider="__Win32Provider.Name=\\"P\\""');
  });
});
