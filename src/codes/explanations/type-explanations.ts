import { defineExplanations, type Example } from "../explanation.ts";

/** A program that puts one object in the form of a program. */
function program(operation: string, object: string): Example {
  const source = `import { openConnection } from "mofkit";

const connection = await openConnection("memory:", { access: "write" });
const root = await connection.openNamespace("root");
await root.${operation}(${object});
await connection.close();
`;
  return { files: { "example.mjs": source }, commands: ["node example.mjs"] };
}

function vessel(parts: { properties?: string; methods?: string; qualifiers?: string }): Example {
  const { properties = "", methods = "", qualifiers = "" } = parts;
  const lists = `qualifiers: [${qualifiers}], properties: [${properties}], methods: [${methods}]`;
  return program("putClass", `{ kind: "class", name: "Harbor_Vessel", ${lists} }`);
}

function length(type: string): Example {
  return vessel({ properties: `{ name: "Length", type: "${type}", isArray: false, qualifiers: [] }` });
}

function measure(type: string): Example {
  const returnType = `{ type: "${type}", isArray: false }`;
  return vessel({ methods: `{ name: "Measure", returnType: ${returnType}, qualifiers: [], parameters: [] }` });
}

function note(type: string): Example {
  return vessel({ qualifiers: `{ name: "Note", type: "${type}", isArray: false, value: "x", flavor: {} }` });
}

function noteType(scope: string): Example {
  const parts = `type: "string", isArray: false, scopes: ["${scope}"], flavor: {}`;
  return program("setQualifier", `{ kind: "qualifier", name: "Note", ${parts} }`);
}

/** Explains the types that programs give to what they put. */
export const typeExplanations = defineExplanations<
  "invalid-property-type" | "invalid-cim-type" | "invalid-qualifier-type" | "invalid-scope"
>({
  "invalid-property-type": {
    text:
      "A program gave a property a type that CIM does not have. The types are `boolean`, `string`, `char16`, `datetime`, " +
      "the integers `uint8` to `sint64`, `real32`, `real64`, and `reference` and `object`, all spelled like that. An " +
      "array says `isArray: true`, and a size is a whole number from 1 on.",
    wrong: length("number"),
    right: length("uint32"),
  },
  "invalid-cim-type": {
    text:
      "A program gave a parameter or what a method returns a type that CIM does not have. The types are those of " +
      "properties, and a method that returns nothing has the return type `void`.",
    wrong: measure("int"),
    right: measure("uint32"),
  },
  "invalid-qualifier-type": {
    text:
      "A program gave a qualifier a type that qualifiers do not have: theirs are the intrinsic types, such as `boolean`, " +
      "`string` and `sint32`, and neither `reference` nor `object`.",
    wrong: note("text"),
    right: note("string"),
  },
  "invalid-scope": {
    text:
      "A program declared a qualifier for a kind of element that there is not. The scopes are `class`, `association`, " +
      "`indication`, `property`, `reference`, `method`, `parameter`, and `any` for all of them.",
    wrong: noteType("function"),
    right: noteType("method"),
  },
});
