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

/** Explains what can be wrong with how a program calls. */
export const callExplanations = defineExplanations<keyof typeof callMessages>({
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
});
