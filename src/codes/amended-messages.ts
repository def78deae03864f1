import { defineMessages, text } from "./define.ts";

/** What can be wrong with locales, with localized classes, and with putting back what was read with their texts. */
export const amendedMessages = defineMessages(() => ({
  "invalid-locale": {
    severity: "error",
    message: text`\`${"locale"}\` is no locale`,
    hint: text`write \`MS_\` and the hexadecimal number of the language: \`MS_409\` is American English, \`MS_407\` German`,
    status: "WBEM_E_INVALID_PARAMETER",
  },
  "amended-object": {
    severity: "error",
    message: text`\`${"object"}\` was read with localized qualifiers, which do not belong into what is stored`,
    hint: text`put it with \`WBEM_FLAG_USE_AMENDED_QUALIFIERS\`, which leaves them out, or read it without that flag`,
    status: "WBEM_E_AMENDED_OBJECT",
  },
  "instance-in-locale-namespace": {
    severity: "error",
    message: text`\`${"namespace"}\` holds the localized classes of \`${"locale"}\`, which have no instances`,
    hint: text`put the instance into \`${"parent"}\``,
    status: "WBEM_E_INVALID_CLASS",
  },
  "orphaned-localized-class": {
    severity: "warning",
    message: text`class \`${"class"}\` has texts of \`${"locale"}\`, but \`${"parent"}\` has no such class`,
    hint: text`delete the localized class, or compile the class that it belongs to`,
  },
  "stale-localized-element": {
    severity: "warning",
    message: text`${"element"} has texts of \`${"locale"}\` that nothing shows: class \`${"class"}\` of \`${"parent"}\` does not declare it`,
    hint: text`delete it from the localized class, or put its texts where the element is declared`,
  },
}));
