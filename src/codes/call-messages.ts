import { defineMessages, text } from "./define.ts";

/** What can be wrong with how a program calls: with its arguments, its timeouts and its call results. */
export const callMessages = defineMessages(() => ({
  "invalid-timeout": {
    severity: "error",
    message: text`${"timeout"} is no timeout`,
    hint: text`give milliseconds from 0 on, or \`WBEM_INFINITE\``,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "no-such-call-result": {
    severity: "error",
    message: text`the operation has nothing that \`${"method"}\` could give`,
    hint: text`\`getCallStatus\` tells how it ended, and \`await\` gives what it returns`,
    status: "WBEM_E_INVALID_OPERATION",
  },
  "malformed-class": {
    severity: "error",
    message: text`the class lacks a part: ${"reason"}`,
    hint: text`each property, method, parameter and qualifier is an object with a name and its lists, which may be empty`,
    status: "WBEM_E_INCOMPLETE_CLASS",
  },
  "malformed-qualifier-type": {
    severity: "error",
    message: text`what is put is no qualifier type: ${"reason"}`,
    hint: text`a qualifier type has a name, a type, a list of scopes and a flavor`,
    status: "WBEM_E_INVALID_QUALIFIER_TYPE",
  },
  "malformed-path": {
    severity: "error",
    message: text`what is given is no object path: ${"reason"}`,
    hint: text`give a path as text, or what \`parseObjectPath\` makes of it`,
    status: "WBEM_E_INVALID_OBJECT_PATH",
  },
  "argument-not-text": {
    severity: "error",
    message: text`${"argument"} is ${"found"} and no text`,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "invalid-context": {
    severity: "error",
    message: text`the context is ${"found"} and no \`WbemContext\``,
    hint: text`make one with \`new WbemContext()\` and its \`setValue\`, or give \`null\``,
    status: "WBEM_E_INVALID_CONTEXT",
  },
}));
