import { defineMessages, text } from "./define.ts";

/** What is found while declarations are read one after another and put: pragmas, includes, aliases, flavors. */
export const loaderMessages = defineMessages(() => ({
  "unknown-pragma": {
    severity: "warning",
    message: text`there is no pragma \`${"pragma"}\`, so it is ignored`,
    status: "WBEMMOF_E_INVALID_PRAGMA",
  },
  "invalid-pragma": {
    severity: "error",
    message: text`there is no pragma \`${"pragma"}\``,
    status: "WBEMMOF_E_INVALID_PRAGMA",
  },
  "invalid-pragma-argument": {
    severity: "warning",
    message: text`\`#pragma ${"pragma"}\` tells nothing, because it needs one string`,
    hint: text`write \`#pragma ${"pragma"}("...")\`, or remove it`,
  },
  "invalid-namespace-pragma": {
    severity: "error",
    message: text`\`#pragma namespace\` needs one namespace path in quotes`,
    hint: text`write \`#pragma namespace("\\\\\\\\.\\\\root\\\\cimv2")\` or \`#pragma namespace("root/cimv2")\``,
    status: "WBEMMOF_E_INVALID_NAMESPACE_SYNTAX",
  },
  "invalid-namespace-path": {
    severity: "error",
    message: text`\`${"path"}\` is no namespace path`,
    hint: text`write names joined by slashes, such as \`root/cimv2\` or \`\\\\\\\\.\\\\root\\\\cimv2\``,
    status: "WBEMMOF_E_INVALID_NAMESPACE_SYNTAX",
  },
  "namespace-of-another-server": {
    severity: "error",
    message: text`the namespace is on the server \`${"server"}\`, and a source may only name namespaces of the repository it is loaded into`,
    hint: text`write \`.\` in place of the server`,
    status: "WBEMMOF_E_INVALID_NAMESPACE_SPECIFICATION",
  },
  "undoubled-backslash": {
    severity: "warning",
    message: text`the backslashes of the path are not doubled, so that MOF reads some of them as escapes; it is taken for \`${"path"}\``,
    hint: text`write \`\\\\\` for each backslash, or \`/\``,
  },
  "missing-flags": {
    severity: "error",
    message: text`\`#pragma ${"pragma"}\` needs a flag`,
    hint: text`the flags are ${"flags"}`,
    status: "WBEMMOF_E_INVALID_FLAGS_SYNTAX",
  },
  "unknown-update-flag": {
    severity: "error",
    message: text`\`${"flag"}\` is no flag of \`#pragma ${"pragma"}\``,
    hint: text`the flags are ${"flags"}`,
    status: "WBEMMOF_E_INVALID_FLAGS_SYNTAX",
  },
  "contradicting-flags": {
    severity: "error",
    message: text`\`${"first"}\` and \`${"second"}\` contradict each other`,
    hint: text`keep one of them`,
    status: "WBEMMOF_E_INVALID_FLAGS_SYNTAX",
  },
  "flags-override-option": {
    severity: "warning",
    message: text`\`#pragma ${"pragma"}\` overrides the mode that was asked for from outside`,
    hint: text`leave out the option, or this pragma and its like, of which nothing more is said`,
  },
  "invalid-delete-class": {
    severity: "error",
    message: text`\`#pragma deleteclass\` needs the name of a class in quotes and FAIL or NOFAIL`,
    hint: text`write \`#pragma deleteclass("Name", NOFAIL)\``,
    status: "WBEMMOF_E_INVALID_DELETECLASS_SYNTAX",
  },
  "invalid-delete-instance": {
    severity: "error",
    message: text`\`#pragma deleteinstance\` needs the path of an instance in quotes and FAIL or NOFAIL`,
    hint: text`write \`#pragma deleteinstance("Class.Key='value'", NOFAIL)\``,
    status: "WBEMMOF_E_INVALID_DELETEINSTANCE_SYNTAX",
  },
  "delete-in-another-namespace": {
    severity: "error",
    message: text`\`#pragma deleteinstance\` works in the current namespace, \`${"current"}\`, and the path names \`${"namespace"}\``,
    hint: text`put \`#pragma namespace\` before it`,
    status: "WBEMMOF_E_INVALID_DELETEINSTANCE_SYNTAX",
  },
  "nothing-to-delete": {
    severity: "error",
    message: text`there is no \`${"path"}\` to delete`,
    hint: text`write NOFAIL to go on when it is not there`,
    status: "WBEM_E_NOT_FOUND",
  },
  "invalid-amendment": {
    severity: "error",
    message: text`\`#pragma amendment\` needs a locale such as \`"MS_409"\``,
    status: "WBEMMOF_E_INVALID_AMENDMENT_SYNTAX",
  },
  "duplicate-amendment": {
    severity: "error",
    message: text`\`#pragma amendment\` is given a second time`,
    status: "WBEMMOF_E_INVALID_DUPLICATE_AMENDMENT",
  },
  "amendment-not-split": {
    severity: "warning",
    message: text`\`#pragma amendment\` asks for the file to be split, which loading does not do: everything is stored as it stands`,
    hint: text`\`mofkit split\` writes the neutral and the localized file; compile these`,
  },
  "autorecover-without-file": {
    severity: "warning",
    message: text`the text is not recorded for recovery, because it does not come from a file`,
    hint: text`compile it from a file`,
  },
  "invalid-include": {
    severity: "error",
    message: text`an include needs one file name in quotes`,
    hint: text`write \`#pragma include("file.mof")\``,
    status: "WBEMMOF_E_ERROR_INVALID_INCLUDE_FILE",
  },
  "include-not-found": {
    severity: "error",
    message: text`the included file \`${"path"}\` is not found`,
    hint: text`looked at ${"places"}`,
    status: "WBEMMOF_E_ERROR_INVALID_INCLUDE_FILE",
  },
  "include-outside-root": {
    severity: "error",
    message: text`the included file \`${"path"}\` lies outside of \`${"root"}\`, to which includes are confined`,
    status: "WBEMMOF_E_ERROR_INVALID_INCLUDE_FILE",
  },
  "include-cycle": {
    severity: "error",
    message: text`the file includes itself: ${"chain"}`,
    status: "WBEMMOF_E_ERROR_INVALID_INCLUDE_FILE",
  },
  "include-too-deep": {
    severity: "error",
    message: text`files include each other more than ${"limit"} deep`,
    status: "WBEMMOF_E_ERROR_INVALID_INCLUDE_FILE",
  },
  "too-many-includes": {
    severity: "error",
    message: text`more than ${"limit"} files are included; none is read any more`,
    hint: text`look for files that include others again and again`,
    status: "WBEMMOF_E_ERROR_INVALID_INCLUDE_FILE",
  },
  "include-case-differs": {
    severity: "warning",
    message: text`the included file is spelled \`${"spelled"}\`, and a file system that distinguishes case does not find it as it is written here`,
    hint: text`write \`"${"spelled"}"\``,
  },
  "unknown-alias": {
    severity: "error",
    message: text`no instance is declared \`as $${"alias"}\``,
  },
  "duplicate-alias": {
    severity: "error",
    message: text`the alias \`$${"alias"}\` is declared a second time`,
    status: "WBEMMOF_E_MULTIPLE_ALIASES",
  },
  "alias-case-differs": {
    severity: "warning",
    message: text`\`$${"alias"}\` is declared as \`$${"declared"}\`, which compilers that distinguish case do not take for the same alias`,
    hint: text`write \`$${"declared"}\``,
  },
  "circular-alias": {
    severity: "error",
    message: text`\`$${"alias"}\` is declared by an instance that needs this one first`,
    hint: text`give one of the keys as the path of its instance`,
  },
  "unexpected-alias": {
    severity: "error",
    message: text`\`$${"alias"}\` is given where a value of type \`${"type"}\` is expected`,
    hint: text`an alias stands for a reference or an embedded instance`,
    status: "WBEMMOF_E_UNEXPECTED_ALIAS",
  },
  "alias-without-path": {
    severity: "error",
    message: text`\`$${"alias"}\` stands for an instance that is not stored by itself, so no reference can lead to it`,
    status: "WBEM_E_NO_KEY",
  },
  "alias-of-embedded": {
    severity: "error",
    message: text`an embedded instance cannot be declared \`as $${"alias"}\``,
    hint: text`declare the instance by itself, and give its alias as the value`,
    status: "WBEMMOF_E_ALIASES_IN_EMBEDDED",
  },
  "alias-of-class": {
    severity: "error",
    message: text`\`$${"alias"}\` stands for a class, and an instance is expected`,
    status: "WBEMMOF_E_UNEXPECTED_ALIAS",
  },
  "embedded-too-long": {
    severity: "error",
    message: text`with \`$${"alias"}\` more than ${"limit"} characters are embedded by aliases in one declaration`,
    hint: text`embed fewer instances, or give the class a key and refer to them`,
    status: "WBEM_E_QUOTA_VIOLATION",
  },
  "unexpected-instance": {
    severity: "error",
    message: text`an instance is given where a value of type \`${"type"}\` is expected`,
    status: "WBEMMOF_E_TYPE_MISMATCH",
  },
  "invalid-embedded-text": {
    severity: "error",
    message: text`the text of the embedded object is not read: ${"reason"}`,
    hint: text`write one declaration, such as \`"instance of Class { Name = \\"value\\"; };"\``,
  },
  "bare-word": {
    severity: "error",
    message: text`\`${"word"}\` is no value`,
    hint: text`put text into quotes: \`"${"word"}"\``,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "contradicting-flavors": {
    severity: "error",
    message: text`the flavors \`${"first"}\` and \`${"second"}\` contradict each other`,
    hint: text`keep one of them`,
    status: "WBEMMOF_E_INCOMPATIBLE_FLAVOR_TYPES",
  },
  "restricted-flavor-propagates": {
    severity: "error",
    message: text`the flavors \`${"first"}\` and \`${"second"}\` contradict each other: what is restricted does not propagate`,
    hint: text`keep one of them`,
    status: "WBEMMOF_E_INCOMPATIBLE_FLAVOR_TYPES2",
  },
  "declared-differently": {
    severity: "warning",
    message: text`the ${"kind"} \`${"path"}\` is declared a second time and differently; this declaration replaces the first`,
    hint: text`remove one of the declarations, or make them equal`,
  },
  "prelude-failed": {
    severity: "error",
    message: text`what was to be loaded before has ${"errors"}, the first of which is: ${"first"}`,
    hint: text`check the prelude by itself`,
  },
}));
