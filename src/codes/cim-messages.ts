import { defineMessages, text } from "./define.ts";

/** What can be wrong with a value by itself, whatever class or instance it stands in. */
export const cimMessages = defineMessages(() => ({
  "value-type-mismatch": {
    severity: "error",
    message: text`a value of type \`${"type"}\` is expected, not ${"found"}`,
    status: "WBEM_E_TYPE_MISMATCH",
  },
  "value-out-of-range": {
    severity: "error",
    message: text`\`${"value"}\` is out of the range of \`${"type"}\`, ${"minimum"} to ${"maximum"}`,
    status: "WBEM_E_VALUE_OUT_OF_RANGE",
  },
  "array-expected": {
    severity: "error",
    message: text`an array of \`${"type"}\` is expected, not ${"found"}`,
    hint: text`write the value in braces: \`{ value }\``,
    status: "WBEM_E_TYPE_MISMATCH",
  },
  "scalar-expected": {
    severity: "error",
    message: text`one value of type \`${"type"}\` is expected, not an array`,
    hint: text`write one value without braces, or declare the element as an array`,
    status: "WBEMMOF_E_UNEXPECTED_ARRAY_INIT",
  },
  "invalid-character": {
    severity: "error",
    message: text`${"found"} is no \`char16\`, which is one UTF-16 code unit`,
    hint: text`write one character of the basic multilingual plane, as in 'A' or '\\x41'`,
    status: "WBEM_E_TYPE_MISMATCH",
  },
  "invalid-datetime": {
    severity: "error",
    message: text`\`${"value"}\` is no datetime: ${"reason"}`,
    hint: text`a point in time is \`yyyymmddHHMMSS.mmmmmm+UUU\`, an interval \`ddddddddHHMMSS.mmmmmm:000\``,
    status: "WBEM_E_TYPE_MISMATCH",
  },
  "invalid-object-path": {
    severity: "error",
    message: text`\`${"path"}\` is no object path: ${"expected"} should stand at character ${"character"}`,
    hint: text`a path is \`Class.Key="value",Key=1\`, with a namespace before it \`root/cimv2:Class.Key="value"\``,
    status: "WBEM_E_INVALID_OBJECT_PATH",
  },
  "unreadable-reference": {
    severity: "error",
    message: text`the path of the reference cannot be read again: ${"reason"}`,
    hint: text`\`parseObjectPath\` makes a path from its text; in an object, name the class and each key with its value`,
    status: "WBEM_E_INVALID_OBJECT_PATH",
  },
  "reference-too-deep": {
    severity: "error",
    message: text`references stand in the keys of references more than ${"maximum"} deep`,
    status: "WBEM_E_INVALID_OBJECT_PATH",
  },
}));
