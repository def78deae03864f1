import { defineMessages, text } from "./define.ts";

/** What can be wrong with the structures and enumerations of MOF 3, and with what has their type. */
export const structureMessages = defineMessages(() => ({
  // Structures.
  "structure-under-class": {
    severity: "error",
    message: text`structure \`${"structure"}\` cannot derive from \`${"superclass"}\`, which is no structure`,
    hint: text`derive from a structure, or declare \`${"structure"}\` as a class`,
    status: "WBEM_E_INVALID_SUPERCLASS",
  },
  "key-in-structure": {
    severity: "error",
    message: text`property \`${"property"}\` cannot be a key, as the structure \`${"structure"}\` has no instances of its own`,
    hint: text`drop \`Key\`, or declare a class`,
    status: "WBEM_E_CANNOT_BE_KEY",
  },
  "instance-of-structure": {
    severity: "error",
    message: text`\`${"structure"}\` is a structure, whose values only stand in properties`,
    hint: text`write \`value of ${"structure"} as $Alias\`, and give the alias to a property`,
    status: "WBEM_E_INVALID_CLASS",
  },
  "value-without-alias": {
    severity: "warning",
    message: text`the value of \`${"structure"}\` has no alias, so nothing can use it`,
    hint: text`write \`value of ${"structure"} as $Alias\``,
  },
  "duplicate-nested-type": {
    severity: "error",
    message: text`\`${"type"}\` is declared more than once in \`${"class"}\``,
    hint: text`a structure and an enumeration cannot share a name either`,
    status: "WBEM_E_ALREADY_EXISTS",
  },
  "nested-name-taken": {
    severity: "error",
    message: text`what is declared in a class is kept under both names, and \`${"class"}\` is another class`,
    hint: text`rename one of the two`,
    status: "WBEM_E_ALREADY_EXISTS",
  },
  "nested-type-deletion": {
    severity: "error",
    message: text`\`${"type"}\` is declared in \`${"class"}\` and cannot be deleted without it`,
    hint: text`delete \`${"class"}\`, or declare \`${"class"}\` anew without the type`,
    status: "WBEM_E_INVALID_OPERATION",
  },
  "class-in-use": {
    severity: "error",
    message: text`\`${"class"}\` cannot be deleted, as \`${"user"}\` has it for a type`,
    hint: text`delete \`${"user"}\` first`,
    status: "WBEM_E_INVALID_OPERATION",
  },

  // Enumerations.
  "invalid-enumeration-type": {
    severity: "error",
    message: text`an enumeration has integers or strings, and no values of type \`${"type"}\``,
    hint: text`write \`uint16\`, another integer type or \`string\``,
    status: "WBEMMOF_E_UNRECOGNIZED_TYPE",
  },
  "unknown-base-enumeration": {
    severity: "error",
    message: text`there is no enumeration \`${"enumeration"}\` to extend`,
    hint: text`declare \`${"enumeration"}\` in the same namespace, or write the type of the values`,
    status: "WBEM_E_INVALID_SUPERCLASS",
  },
  "class-under-enumeration": {
    severity: "error",
    message: text`\`${"class"}\` cannot derive from \`${"enumeration"}\`, which is an enumeration`,
    status: "WBEM_E_INVALID_SUPERCLASS",
  },
  "duplicate-enumeration-element": {
    severity: "error",
    message: text`enumeration \`${"enumeration"}\` has an element \`${"element"}\` already`,
    status: "WBEMMOF_E_DUPLICATE_PROPERTY",
  },
  "duplicate-enumeration-value": {
    severity: "error",
    message: text`element \`${"element"}\` has the value \`${"value"}\`, which is that of \`${"other"}\``,
    hint: text`give each element a value of its own`,
    status: "WBEM_E_VALUE_OUT_OF_RANGE",
  },
  "enumeration-element-without-value": {
    severity: "error",
    message: text`element \`${"element"}\` of type \`${"type"}\` has no value`,
    hint: text`write \`${"element"} = 1\`; only an element of a string enumeration can stand for its name`,
    status: "WBEM_E_ILLEGAL_NULL",
  },
  "unknown-enumeration-element": {
    severity: "error",
    message: text`enumeration \`${"enumeration"}\` has no element \`${"element"}\``,
    hint: text`its elements are ${"elements"}`,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "no-enumeration-value": {
    severity: "error",
    message: text`\`${"value"}\` is no value of the enumeration \`${"enumeration"}\``,
    hint: text`its elements are ${"elements"}`,
    status: "WBEM_E_VALUE_OUT_OF_RANGE",
  },
  "instance-of-enumeration": {
    severity: "error",
    message: text`\`${"enumeration"}\` is an enumeration and has no instances`,
    status: "WBEM_E_INVALID_CLASS",
  },
  "enumeration-as-class": {
    severity: "error",
    message: text`\`${"enumeration"}\` is an enumeration, and a class is expected`,
    hint: text`use it as a type by itself, without \`ref\``,
    status: "WBEM_E_INVALID_CLASS",
  },
  "enumeration-after-use": {
    severity: "error",
    message: text`\`${"enumeration"}\` is an enumeration, which is declared only after it is used as a type`,
    hint: text`declare the enumeration before`,
    status: "WBEM_E_INVALID_CLASS",
  },
  "override-changes-enumeration": {
    severity: "error",
    message: text`property \`${"property"}\` is inherited as one of \`${"inherited"}\` and cannot become one of \`${"enumeration"}\``,
    hint: text`an override may name \`${"inherited"}\` or an enumeration that it extends`,
    status: "WBEM_E_TYPE_MISMATCH",
  },
  "unknown-enumeration": {
    severity: "error",
    message: text`\`${"value"}\` names an element, but there is no enumeration \`${"enumeration"}\``,
    hint: text`declare \`${"enumeration"}\` in the same namespace, or put text into quotes: \`"${"value"}"\``,
    status: "WBEMMOF_E_ILLEGAL_CONSTANT_VALUE",
  },
  "class-as-qualifier-type": {
    severity: "error",
    message: text`qualifier \`${"qualifier"}\` cannot have the type \`${"type"}\`, which is no enumeration`,
    hint: text`use a type such as \`string\` or \`uint32\`, or an enumeration`,
    status: "WBEMMOF_E_UNRECOGNIZED_TYPE",
  },
  "enumeration-in-use": {
    severity: "error",
    message: text`enumeration \`${"enumeration"}\` cannot lose or change an element or be deleted, as \`${"user"}\` uses it`,
    hint: text`elements can be added; for anything else delete \`${"user"}\` first`,
    status: "WBEM_E_INVALID_OPERATION",
  },

  // Octet strings.
  "invalid-octet-string": {
    severity: "error",
    message: text`\`${"value"}\` is no octet string`,
    hint: text`write \`"0x\` and two hexadecimal digits for each octet, as in \`"0x0AFF"\``,
    status: "WBEM_E_TYPE_MISMATCH",
  },
}));
