import { defineMessages, text } from "./define.ts";

/** What the executable `mofcomp` says beside what every compile says. */
export const mofcompMessages = defineMessages(() => ({
  "unknown-switch": {
    severity: "error",
    message: text`there is no switch \`${"switch"}\``,
    hint: text`\`mofcomp /?\` lists the switches`,
  },
  "repeated-switch": {
    severity: "error",
    message: text`switch \`${"switch"}\` is given twice`,
    hint: text`leave out one of them`,
  },
  "missing-switch-value": {
    severity: "error",
    message: text`switch \`${"switch"}\` needs a value`,
    hint: text`write \`${"switch"}:<${"value"}>\``,
  },
  "unexpected-switch-value": {
    severity: "error",
    message: text`switch \`${"switch"}\` takes no value, and \`${"value"}\` stands behind it`,
    hint: text`\`mofcomp /?\` lists the switches`,
  },
  "invalid-switch-value": {
    severity: "error",
    message: text`switch \`${"switch"}\` cannot be \`${"value"}\``,
    hint: text`\`mofcomp /?\` tells what it can be`,
  },
  "missing-mof-file": {
    severity: "error",
    message: text`no MOF file is named`,
    hint: text`name the file to compile: \`mofcomp tree.mof\``,
  },
  "several-mof-files": {
    severity: "error",
    message: text`two MOF files are named, \`${"first"}\` and \`${"second"}\`, and one is compiled at a time`,
    hint: text`call mofcomp for each, or \`mofkit compile\` for all in one transaction; a path with blanks stands in quotes`,
  },
  "contradicting-switches": {
    severity: "error",
    message: text`\`${"first"}\` and \`${"second"}\` do not go together`,
    hint: text`leave out one of them`,
  },
  "missing-other-switch": {
    severity: "error",
    message: text`\`${"switch"}\` needs ${"others"} with it`,
    hint: text`\`mofcomp /?\` tells what belongs together`,
  },
  "split-without-locale": {
    severity: "error",
    message: text`\`${"path"}\` is to be split, and neither \`-AMENDMENT\` nor a \`#pragma amendment\` in it says the locale`,
    hint: text`add \`-AMENDMENT:MS_409\` with the locale of its texts`,
  },
  "split-without-outputs": {
    severity: "error",
    message: text`\`${"path"}\` has a \`#pragma amendment\`, so it is split and not stored, and no output is named`,
    hint: text`name both outputs: \`-MOF:<file> -MFL:<file>\``,
  },
  "binary-mof-not-written": {
    severity: "error",
    message: text`\`-B\` is about binary MOF, which is not there yet; nothing was read or written`,
    hint: text`\`-check\` checks the text, and without \`-B\` it is stored in the repository`,
  },
  "binary-mof-not-extracted": {
    severity: "error",
    message: text`\`-ER\` reads binary MOF, which is not there yet; nothing was read or written`,
    hint: text`use mofcomp.exe on Windows for this; MOF text is compiled without \`-ER\``,
  },
  "unknown-server": {
    severity: "error",
    message: text`no repository is configured for the server \`${"server"}\``,
    hint: text`name one under \`servers\` in mofkit.config.json: \`"servers": { "${"server"}": "repository.db" }\``,
    status: "WBEM_E_TRANSPORT_FAILURE",
  },
  "credentials-not-used": {
    severity: "warning",
    message: text`${"switches"} ${"verb"} not used, because a repository in a file asks for no credentials`,
    hint: text`the permissions of the file say who may write it`,
  },
  "modes-exclude-each-other": {
    severity: "warning",
    message: text`\`-class:createonly\` and \`-class:updateonly\` exclude each other, so nothing is stored`,
    hint: text`leave out one of them`,
  },
  "switches-without-effect": {
    severity: "warning",
    message: text`${"switches"} ${"verb"} without effect, because splitting stores nothing`,
    hint: text`give them when the outputs are compiled`,
  },
  "modes-not-recovered": {
    severity: "warning",
    message: text`a recovery compiles the file without ${"switches"}`,
    hint: text`say it in the file: \`#pragma classflags\`, \`#pragma instanceflags\``,
  },
}));
