import { defineExplanations, type Example, mof } from "../explanation.ts";
import type { partialMessages } from "../partial-messages.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
    uint32 Length;
  };

  instance of Harbor_Vessel {
    Name = "Aurora";
    Length = 20;
  };
`;

/** A program that works on the repository that {@link harbor} was compiled into. */
function program(...lines: readonly string[]): Example {
  const source = `import { openConnection, WBEM_FLAG_UPDATE_ONLY, WbemContext } from "mofkit";

const connection = await openConnection("repository.db", { access: "write" });
const cimv2 = await connection.openNamespace("root/cimv2");
${lines.join("\n")}
await connection.close();
`;
  return {
    files: { "harbor.mof": harbor, "example.mjs": source },
    commands: ["mofkit compile harbor.mof", "node example.mjs"],
  };
}

/** Properties of an instance in a program. */
function aurora(properties: string): string {
  return `const aurora = { kind: "instance", className: "Harbor_Vessel", properties: [${properties}] };`;
}

const named = '{ name: "Name", value: "Aurora" }';
const longer = aurora(`${named}, { name: "Length", value: 30 }`);

/** A context with values in the form of a program. */
function context(...values: readonly (readonly [name: string, value: string])[]): string {
  const calls = values.map(([name, value]) => `  .setValue("${name}", ${value})`);
  return `const context = new WbemContext()\n${calls.join("\n")};`;
}

const announced = [
  ["__PUT_EXTENSIONS", "true"],
  ["__PUT_EXT_CLIENT_REQUEST", "true"],
] as const;
const lengthListed = ["__PUT_EXT_PROPERTIES", '["Length"]'] as const;
const update = "await cimv2.putInstance(aurora, WBEM_FLAG_UPDATE_ONLY, context);";

/** An update of the length alone, as it is meant. */
const lengthUpdated = program(longer, context(...announced, lengthListed), update);

function readWith(...values: readonly (readonly [name: string, value: string])[]): Example {
  const read = `await cimv2.getInstance('Harbor_Vessel.Name="Aurora"', 0, context);`;
  return program(context(["__GET_EXTENSIONS", "true"], ["__GET_EXT_CLIENT_REQUEST", "true"], ...values), read);
}

/** What an update warns of goes where messages go. */
const updateWithWarnings = [
  "const { warnings } = await cimv2.putInstance(aurora, WBEM_FLAG_UPDATE_ONLY, context);",
  "for (const { code } of warnings) console.error(JSON.stringify({ code }));",
];

/** Explains {@link partialMessages}. */
export const partialExplanations = defineExplanations<keyof typeof partialMessages.table>({
  "not-an-instance": {
    text:
      "A program handed `putInstance` a class, a qualifier type or something that is none of them. What is put is an " +
      "object whose `kind` is `instance`, with the name of its class and its properties. A class is put with `putClass`.",
    wrong: program('await cimv2.putInstance(await cimv2.getClass("Harbor_Vessel"));'),
    right: program('await cimv2.putClass(await cimv2.getClass("Harbor_Vessel"));'),
  },
  "system-property-contradicted": {
    text:
      "System properties such as `__CLASS` and `__PATH` follow from the class of an instance, its keys and its namespace, " +
      "so nobody sets them. An instance that was read elsewhere may bring them along, and they are passed over where " +
      "they say what is so here. This one says something else: leave it out.",
    wrong: program(aurora(`${named}, { name: "__CLASS", value: "Harbor_Boat" }`), "await cimv2.putInstance(aurora);"),
    right: program(aurora(`${named}, { name: "__CLASS", value: "Harbor_Vessel" }`), "await cimv2.putInstance(aurora);"),
  },
  "system-property-qualified": {
    text:
      "System properties such as `__CLASS` are part of every object and belong to no class, so they have no qualifiers. " +
      "Put the qualifier on the instance or on a property of its class.",
    wrong: program(
      'const qualifiers = [{ name: "Note", type: "string", isArray: false, value: "x", flavor: {} }];',
      aurora(`${named}, { name: "__CLASS", value: "Harbor_Vessel", qualifiers }`),
      "await cimv2.putInstance(aurora);",
    ),
    right: program(
      'const qualifiers = [{ name: "Note", type: "string", isArray: false, value: "x", flavor: {} }];',
      aurora(`${named}, { name: "Length", value: 20, qualifiers }`),
      "await cimv2.putInstance(aurora);",
    ),
  },
  "invalid-context-value": {
    text:
      "A value of the context has another type than its name asks for. `__PUT_EXT_PROPERTIES` and `__GET_EXT_PROPERTIES` " +
      "are lists of names, also where there is one; the other values are `true` or are left out.",
    wrong: program(longer, context(...announced, ["__PUT_EXT_PROPERTIES", '"Length"']), update),
    right: lengthUpdated,
  },
  "extensions-not-announced": {
    text:
      "Whoever serves a request looks first whether the context has `__PUT_EXTENSIONS`, for reads `__GET_EXTENSIONS`, and " +
      "reads the other values only then. Without it they would be passed over and every property would be written, " +
      "so such a context is refused.",
    wrong: program(longer, context(["__PUT_EXT_CLIENT_REQUEST", "true"], lengthListed), update),
    right: lengthUpdated,
  },
  "extensions-missing": {
    text:
      "`__PUT_EXTENSIONS`, for reads `__GET_EXTENSIONS`, announces that another value stands beside it, and none does: an " +
      "update of some properties lost the list of them. Add the list, or leave the context out to write everything.",
    wrong: program(longer, context(...announced), update),
    right: lengthUpdated,
  },
  "client-request-missing": {
    text:
      "The extensions of a context are meant for one object. `__PUT_EXT_CLIENT_REQUEST`, for reads " +
      "`__GET_EXT_CLIENT_REQUEST`, says that this is the request they were set for, and not one that a provider makes with " +
      "the context it was handed. Set it in a request of your own; a provider takes the extensions out of a clone.",
    wrong: program(longer, context(["__PUT_EXTENSIONS", "true"], lengthListed), update),
    right: lengthUpdated,
  },
  "partial-update-may-create": {
    text:
      "An update of some properties needs an instance that has the others, so it never creates one. Give " +
      "`WBEM_FLAG_UPDATE_ONLY` and no other mode.",
    wrong: program(longer, context(...announced, lengthListed), "await cimv2.putInstance(aurora, 0, context);"),
    right: lengthUpdated,
  },
  "unsupported-put-extension": {
    text:
      "The context has a name that begins with `__PUT_EXT` and is none of the extensions of a put. It may be misspelt; what " +
      "it asks for would otherwise be passed over in silence.",
    wrong: program(longer, context(...announced, ["__PUT_EXT_PROPERTY", '["Length"]']), update),
    right: lengthUpdated,
  },
  "unsupported-get-extension": {
    text:
      "The context has a name that begins with `__GET_EXT` and is none of the extensions of a read. It may be misspelt; " +
      "what it asks for would otherwise be passed over in silence.",
    wrong: readWith(["__GET_EXT_PROPERTY", '["Length"]']),
    right: readWith(["__GET_EXT_PROPERTIES", '["Length"]']),
  },
  "unknown-listed-property": {
    text:
      "The list of the context names a property that the class has not, so what was meant would not be written or read. Use " +
      "the names of the class, in any case.",
    wrong: program(longer, context(...announced, ["__PUT_EXT_PROPERTIES", '["Lenght"]']), update),
    right: lengthUpdated,
  },
  "system-property-listed": {
    text:
      "The list of the context names a system property such as `__CLASS`. These follow from the class, the keys and the " +
      "namespace of an instance and are never updated.",
    wrong: program(longer, context(...announced, ["__PUT_EXT_PROPERTIES", '["Length", "__CLASS"]']), update),
    right: lengthUpdated,
  },
  "null-not-written": {
    text:
      "A property is listed for an update and has no value in the instance that was put. It may just not have been set, so " +
      "NULL is written only where `__PUT_EXT_STRICT_NULLS` says that it is meant; the property keeps the value it had.",
    wrong: program(
      aurora(`${named}, { name: "Length", value: null }`),
      context(...announced, lengthListed),
      ...updateWithWarnings,
    ),
    right: program(
      aurora(`${named}, { name: "Length", value: null }`),
      context(...announced, lengthListed, ["__PUT_EXT_STRICT_NULLS", "true"]),
      ...updateWithWarnings,
    ),
  },
});
