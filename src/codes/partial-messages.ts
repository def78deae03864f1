import { defineMessages, text } from "./define.ts";

/** What can be wrong with an object that is no plain instance, and with what a context asks of a put or a read. */
export const partialMessages = defineMessages(() => ({
  // What is put.
  "not-an-instance": {
    severity: "error",
    message: text`what is put is ${"found"} and no instance`,
    hint: text`hand over an object whose \`kind\` is \`instance\`; classes are put with \`putClass\``,
    status: "WBEM_E_INVALID_OBJECT",
  },
  "system-property-contradicted": {
    severity: "error",
    message: text`system property \`${"property"}\` cannot be set, and is \`${"actual"}\` here`,
    hint: text`leave out \`${"property"}\`, which follows from the class, the keys and the namespace`,
    status: "WBEM_E_READ_ONLY",
  },
  "system-property-qualified": {
    severity: "error",
    message: text`system property \`${"property"}\` has no qualifiers`,
    hint: text`put the qualifiers on the instance or on another property`,
    status: "WBEM_E_SYSTEM_PROPERTY",
  },

  // Contexts.
  "invalid-context-value": {
    severity: "error",
    message: text`\`${"name"}\` of the context is ${"found"} and not ${"expected"}`,
    hint: text`set it to ${"expected"}, or leave it out`,
    status: "WBEM_E_INVALID_CONTEXT",
  },
  "extensions-not-announced": {
    severity: "error",
    message: text`the context has \`${"name"}\` without \`${"announcement"}\``,
    hint: text`set \`${"announcement"}\` to \`true\` beside it`,
    status: "WBEM_E_INVALID_CONTEXT",
  },
  "extensions-missing": {
    severity: "error",
    message: text`the context has \`${"announcement"}\` and nothing that it announces`,
    hint: text`set \`${"example"}\` beside it, or leave out \`${"announcement"}\``,
    status: "WBEM_E_INVALID_CONTEXT",
  },
  "client-request-missing": {
    severity: "error",
    message: text`the context has \`${"announcement"}\` without \`${"request"}\``,
    hint: text`set \`${"request"}\` to \`true\` where the request is yours; from a context that you were handed, take out both`,
    status: "WBEM_E_INVALID_CONTEXT",
  },
  "partial-update-may-create": {
    severity: "error",
    message: text`a context with \`__PUT_EXTENSIONS\` goes with \`WBEM_FLAG_UPDATE_ONLY\` alone`,
    hint: text`add \`WBEM_FLAG_UPDATE_ONLY\` to the flags`,
    status: "WBEM_E_INVALID_CONTEXT",
  },
  "unsupported-put-extension": {
    severity: "error",
    message: text`the repository has no extension \`${"name"}\``,
    hint: text`leave it out; there are ${"known"}`,
    status: "WBEM_E_UNSUPPORTED_PUT_EXTENSION",
  },
  "unsupported-get-extension": {
    severity: "error",
    message: text`the repository has no extension \`${"name"}\``,
    hint: text`leave it out; there are ${"known"}`,
    status: "WBEM_E_UNSUPPORTED_PARAMETER",
  },
  "unknown-listed-property": {
    severity: "error",
    message: text`\`${"name"}\` lists \`${"property"}\`, which class \`${"class"}\` has not`,
    hint: text`list names of properties of \`${"class"}\``,
    status: "WBEM_E_INVALID_PROPERTY",
  },
  "system-property-listed": {
    severity: "error",
    message: text`\`${"name"}\` lists the system property \`${"property"}\`, which is never updated`,
    hint: text`leave it out of the list`,
    status: "WBEM_E_READ_ONLY",
  },
  "null-not-written": {
    severity: "warning",
    message: text`property \`${"property"}\` keeps its value, because NULL is written only with \`__PUT_EXT_STRICT_NULLS\``,
    hint: text`set \`__PUT_EXT_STRICT_NULLS\` to \`true\`, or leave \`${"property"}\` out of the list`,
  },
}));
