import { defineMessages, text } from "./define.ts";

/** What keeps two repositories from being compared. */
export const diffMessages = defineMessages(() => ({
  "keys-not-comparable": {
    severity: "error",
    message: text`\`${"exact"}\` compares string keys exactly and \`${"folded"}\` without case`,
    hint: text`compile one of them anew with the \`--keys\` of the other`,
    status: "WBEM_E_INVALID_PARAMETER",
  },
}));
