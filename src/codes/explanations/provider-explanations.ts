import { defineExplanations, type Example, mof } from "../explanation.ts";
import type { providerMessages } from "../provider-messages.ts";

const readLamp = `await cimv2.getInstance('Harbor_Lamp.Name="Pier"');`;
const putLamp = `await cimv2.putInstance({
  kind: "instance",
  className: "Harbor_Lamp",
  properties: [{ name: "Name", value: "Pier" }],
});`;

/** A program with a class of its own in memory, whose instances a provider has. */
function program(provider: string, calls: string, registration = ""): Example {
  return {
    files: {
      "example.mjs": `import { load, openConnection, ProviderRegistry, WbemError } from "mofkit";

const providers = new ProviderRegistry();
const provider = {
${provider}};
providers.register("root/cimv2", "Harbor_Lamp", provider);
${registration}const connection = await openConnection("memory:", { access: "write", providers });
const text = "class Harbor_Lamp { [Key] string Name; };";
await load(connection, [{ kind: "text", name: "harbor.mof", text }], { onDiagnostic: console.error });
const cimv2 = await connection.openNamespace("root/cimv2");
${calls}
await connection.close();
`,
    },
    commands: ["node example.mjs"],
  };
}

const found = `  getObject: () => ({
    kind: "instance",
    className: "Harbor_Lamp",
    properties: [{ name: "Name", value: "Pier" }],
  }),
`;

/** A transaction that fails after a put. */
const failing = `await connection.transaction(async (transaction) => {
  const lamps = await transaction.openNamespace("root/cimv2");
  ${putLamp.replaceAll("cimv2", "lamps").replaceAll("\n", "\n  ")}
  await lamps.getClass("Harbor_Quay");
}).catch((error) => {
  // That there is no quay is what the transaction was to fail with.
  if (error.violations.length > 1) throw error;
});`;

/** Explains what can be wrong with providers, and with classes that need one. */
export const providerExplanations = defineExplanations<keyof typeof providerMessages.table>({
  "provider-not-found": {
    text:
      "The class is `dynamic`: a provider has its instances, and they are not stored. Neither this process nor the " +
      "namespace knows the provider that it names. A program registers one with `ProviderRegistry`; where the " +
      "instances are to be stored, the class is not dynamic.",
    wrong: mof`
      [dynamic, provider("Harbor")]
      class Harbor_Lamp {
        [Key] string Name;
      };

      instance of Harbor_Lamp {
        Name = "Pier";
      };
    `,
    right: mof`
      class Harbor_Lamp {
        [Key] string Name;
      };

      instance of Harbor_Lamp {
        Name = "Pier";
      };
    `,
  },
  "provider-not-loaded": {
    text:
      "The class is `dynamic`: a provider has its instances, and they are not stored. The namespace knows the provider " +
      "by an instance of a class such as `__Win32Provider`, but its code is not in this process. A program " +
      "registers one with `ProviderRegistry`; where the instances are to be stored, the class is not dynamic.",
    wrong: mof`
      instance of __Win32Provider {
        Name = "Harbor";
        CLSID = "{9D6C5C5B-0B1E-4C0C-9B0C-2F6D3C1B7A10}";
      };

      [dynamic, provider("Harbor")]
      class Harbor_Lamp {
        [Key] string Name;
      };

      instance of Harbor_Lamp {
        Name = "Pier";
      };
    `,
    right: mof`
      instance of __Win32Provider {
        Name = "Harbor";
        CLSID = "{9D6C5C5B-0B1E-4C0C-9B0C-2F6D3C1B7A10}";
      };

      [dynamic, provider("Harbor")]
      class Harbor_Lamp {
        [Key] string Name;
      };
    `,
  },
  "provider-not-named": {
    text:
      "A class that is `dynamic` has its instances from a provider, and the qualifier `provider` says which. Name it; " +
      "where the instances are to be stored, leave out `dynamic`.",
    wrong: mof`
      [dynamic]
      class Harbor_Lamp {
        [Key] string Name;
      };

      instance of Harbor_Lamp {
        Name = "Pier";
      };
    `,
    right: mof`
      class Harbor_Lamp {
        [Key] string Name;
      };

      instance of Harbor_Lamp {
        Name = "Pier";
      };
    `,
  },
  "provider-not-capable": {
    text:
      "The provider of the class has no method for what is asked of it: `putInstance`, `deleteInstance`, `getObject` or " +
      "`createInstanceEnum`. Give the provider the method, or do not ask for this.",
    wrong: program("", readLamp),
    right: program(found, readLamp),
  },
  "provider-refused": {
    text:
      "The provider of the class does not want to do what is asked of it, and says so with a status such as " +
      "`WBEM_E_VETO_PUT` or `WBEM_E_ACCESS_DENIED`. The reason is the provider's own; nothing was changed.",
    wrong: program(
      `  putInstance() {\n    throw new WbemError("WBEM_E_VETO_PUT", "the lamps are fixed");\n  },\n`,
      putLamp,
    ),
    right: program("  putInstance() {},\n", putLamp),
  },
  "provider-failed": {
    text:
      "The provider of the class threw something that is no `WbemError`, so it is a mistake of the provider or of what it " +
      "works with. The `cause` of the error is what it threw. A provider that only does not want to do what is asked " +
      "throws a `WbemError` with a status.",
    wrong: program("  putInstance(lamp) {\n    lamp.switchOn();\n  },\n", putLamp),
    right: program("  putInstance() {},\n", putLamp),
  },
  "invalid-provider-answer": {
    text:
      "What the provider gave is not what its method is to give. `getObject` and `createInstanceEnum` give instances of " +
      "the provider's own class that obey its rules and have all their keys; `putInstance` gives a `path` that names the " +
      "instance, where a key was left to the provider to choose.",
    wrong: program('  getObject: () => ({ Name: "Pier" }),\n', readLamp),
    right: program(found, readLamp),
  },
  "provider-work-kept": {
    text:
      "A provider did what it was asked, then something else failed, and the repository went back to what it was. The " +
      "provider could not: it gave no `undo` with its answer, or its `undo` failed. Put right by hand what it keeps, and " +
      "let it give an `undo`.",
    wrong: program("  putInstance() {},\n", failing),
    right: program("  putInstance: () => ({ undo() {} }),\n", failing),
  },
  "provider-already-registered": {
    text:
      "A class has one provider in a registry, and this one has its provider already. Unregister that one first, or " +
      "register the new one for another class or namespace.",
    wrong: program("", "", 'providers.register("ROOT\\\\cimv2", "harbor_lamp", provider);\n'),
    right: program("", "", 'providers.register("root/cimv2", "Harbor_Quay", provider);\n'),
  },
  "invalid-provider": {
    text:
      "A provider is an object with methods; those that it lacks are refused when a client calls them. What has been " +
      "handed in is no object, or has something else under the name of a method.",
    wrong: program("", "", 'providers.register("root/cimv2", "Harbor_Quay", { getObject: "Pier" });\n'),
    right: program("", "", 'providers.register("root/cimv2", "Harbor_Quay", { getObject: () => null });\n'),
  },
  "provider-not-registered": {
    text:
      "The class has no provider in this registry, so there is none to unregister. Deleting a class has unregistered " +
      "its provider too.",
    wrong: program("", "", 'providers.unregister("root/cimv2", "Harbor_Quay");\n'),
    right: program("", "", 'providers.unregister("root/cimv2", "Harbor_Lamp");\n'),
  },
});
