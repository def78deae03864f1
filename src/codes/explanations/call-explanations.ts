import type { callMessages } from "../call-messages.ts";
import { defineExplanations, type Example } from "../explanation.ts";

/** A program that puts a class and asks the call what became of it. */
function call(question: string): Example {
  return {
    files: {
      "example.mjs": `import { openConnection, WBEM_FLAG_RETURN_IMMEDIATELY } from "mofkit";

const connection = await openConnection("memory:", { access: "write" });
const root = await connection.openNamespace("root");
const vessel = { kind: "class", name: "Harbor_Vessel", qualifiers: [], properties: [], methods: [] };
const call = root.putClass(vessel, WBEM_FLAG_RETURN_IMMEDIATELY);
console.log(${question});
await connection.close();
`,
    },
    commands: ["node example.mjs"],
  };
}

/** A program that works in an empty repository. */
function program(...lines: readonly string[]): Example {
  const source = `import { openConnection } from "mofkit";

const connection = await openConnection("memory:", { access: "write" });
const root = await connection.openNamespace("root");
const vessel = { kind: "class", name: "Harbor_Vessel", qualifiers: [], properties: [], methods: [] };
${lines.join("\n")}
await connection.close();
`;
  return { files: { "example.mjs": source }, commands: ["node example.mjs"] };
}

/** Explains what can be wrong with how a program calls. */
export const callExplanations = defineExplanations<keyof typeof callMessages.table>({
  "invalid-timeout": {
    text:
      "A program waits for a semisynchronous call and gives a time that is none: one below zero, or no number. A " +
      "timeout is in milliseconds; 0 asks and does not wait, and `WBEM_INFINITE` waits to the end.",
    wrong: call("await call.getCallStatus(-1)"),
    right: call("await call.getCallStatus(5000)"),
  },
  "no-such-call-result": {
    text:
      "`getResultString` gives the path that `putInstance` assigned, `getResultObject` the object that `getObject` " +
      "found, and `getResultServices` the namespace that `openNamespace` opened. Other operations have a status and " +
      "nothing else, which `getCallStatus` tells.",
    wrong: call("await call.getResultString(5000)"),
    right: call("await call.getCallStatus(5000)"),
  },
  "malformed-class": {
    text:
      "A program gave `putClass` a class of which a part is missing inside: a property that is `null`, a method without its " +
      "parameters, a qualifier without its flavor. Lists may be empty and flavors too, but they are there.",
    wrong: program('await root.putClass({ ...vessel, methods: [{ name: "Moor", returnType: "void" }] });'),
    right: program(
      'await root.putClass({ ...vessel, methods: [{ name: "Moor", returnType: "void", qualifiers: [], parameters: [] }] });',
    ),
  },
  "malformed-qualifier-type": {
    text: "A program gave `setQualifier` something that is no qualifier type, or one without its name, scopes or flavor.",
    wrong: program('await root.setQualifier({ kind: "qualifier", name: "Note", type: "string", isArray: false });'),
    right: program(
      'const rest = { scopes: ["any"], flavor: {} };',
      'await root.setQualifier({ kind: "qualifier", name: "Note", type: "string", isArray: false, ...rest });',
    ),
  },
  "malformed-path": {
    text:
      "A program gave a path as an object that is none: another kind of object, a class or key that is no name, a key " +
      "without a value. `parseObjectPath` makes such an object from the text of a path.",
    wrong: program("await root.putClass(vessel);", 'await root.getObject({ className: "Harbor_Vessel" });'),
    right: program(
      "await root.putClass(vessel);",
      'await root.getObject({ kind: "path", className: "Harbor_Vessel" });',
    ),
  },
  "argument-not-text": {
    text: "A program gave no text where the name of a class, qualifier type or namespace or the text of a query is expected.",
    wrong: program("await root.putClass(vessel);", "await root.getClass(null);"),
    right: program("await root.putClass(vessel);", 'await root.getClass("Harbor_Vessel");'),
  },
  "invalid-context": {
    text:
      "A program gave a context that was not made with `new WbemContext()`: an object of its own, a `Map`, a text. " +
      "Where there is nothing to say the context is `null` or left out.",
    wrong: program("await root.putClass(vessel);", 'await root.deleteInstance("Harbor_Vessel=@", 0, {});'),
    right: program("await root.putClass(vessel);", 'await root.getClass("Harbor_Vessel", 0, null);'),
  },
});
