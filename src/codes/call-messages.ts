import { defineMessages, text } from "./define.ts";

/** What can be wrong with how a program calls: with its timeouts, its call results and its transactions. */
export const callMessages = defineMessages({
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
});
