import { defineMessages, text } from "./define.ts";

/** The command line itself, and failures that no place in a source is to blame for. */
export const commandMessages = defineMessages(() => ({
  "unknown-command": {
    severity: "error",
    message: text`there is no command \`${"name"}\``,
    hint: text`\`mofkit --help\` lists the commands`,
  },
  "unknown-option": {
    severity: "error",
    message: text`\`${"command"}\` has no option \`${"option"}\``,
    hint: text`\`mofkit ${"command"} --help\` lists the options`,
  },
  "missing-option-value": {
    severity: "error",
    message: text`option \`${"option"}\` needs a value`,
    hint: text`\`mofkit ${"command"} --help\` tells which`,
  },
  "invalid-option-value": {
    severity: "error",
    message: text`option \`${"option"}\` cannot be \`${"value"}\``,
    hint: text`\`mofkit ${"command"} --help\` tells what it can be`,
  },
  "contradicting-option-values": {
    severity: "error",
    message: text`option \`${"option"}\` cannot be both \`${"first"}\` and \`${"second"}\``,
    hint: text`leave out one of them`,
  },
  "options-exclude-each-other": {
    severity: "error",
    message: text`options \`${"first"}\` and \`${"second"}\` exclude each other`,
    hint: text`leave out one of them`,
  },
  "repeated-repository": {
    severity: "error",
    message: text`\`${"second"}\` is the same repository as \`${"first"}\``,
    hint: text`name each repository once`,
  },
  "missing-argument": {
    severity: "error",
    message: text`\`${"command"}\` needs ${"name"}`,
    hint: text`\`mofkit ${"command"} --help\` shows how it is called`,
  },
  "invalid-argument": {
    severity: "error",
    message: text`${"name"} cannot be \`${"value"}\``,
    hint: text`\`mofkit ${"command"} --help\` tells what it can be`,
  },
  "invalid-object-path-argument": {
    severity: "error",
    message: text`\`${"path"}\` is no path of an object here: ${"reason"}`,
    hint: text`a path is \`Class\`, \`Class.Key="value"\` or \`root/cimv2:Class.Key="value"\`; most shells need it in single quotes`,
  },
  "unexpected-argument": {
    severity: "error",
    message: text`\`${"command"}\` does not know what to do with \`${"value"}\``,
    hint: text`\`mofkit ${"command"} --help\` shows how it is called`,
  },
  "unknown-code": {
    severity: "error",
    message: text`there is no code or status \`${"word"}\``,
    hint: text`\`mofkit explain\` lists the codes`,
  },
  "input-not-found": {
    severity: "error",
    message: text`there is no file or folder \`${"path"}\``,
    hint: text`relative paths start at \`${"folder"}\``,
  },
  "no-matching-file": {
    severity: "error",
    message: text`no file matches \`${"pattern"}\``,
    hint: text`relative patterns start at \`${"folder"}\`; \`**\` stands for folders at any depth`,
  },
  "folder-without-mof": {
    severity: "error",
    message: text`there is no \`.mof\` or \`.mfl\` file in \`${"path"}\` or below`,
    hint: text`name files with another ending one by one, or with a pattern such as \`${"path"}/*.txt\``,
  },
  "operation-refused": {
    severity: "error",
    message: text`${"message"}`,
  },
  "output-failed": {
    severity: "error",
    message: text`writing to ${"target"} failed: ${"reason"}`,
    hint: text`write to another place, or see that this one is there, may be written and has room`,
  },
  interrupted: {
    severity: "error",
    message: text`interrupted by ${"signal"}, and ${"unchanged"}`,
  },
  "internal-error": {
    severity: "error",
    message: text`this is a mistake in mofkit itself, not in what you gave it: ${"message"}`,
    hint: text`please report it with the command line and, if you can, the input; \`--verbose\` shows where it happened`,
  },
}));
