import { defineMessages, text } from "./define.ts";

/** What can be wrong with masters, with the files that they are split into, and with putting those together again. */
export const localizationMessages = defineMessages(() => ({
  "missing-amendment": {
    severity: "error",
    message: text`nothing says in which language the texts of \`${"file"}\` are`,
    hint: text`give the locale as \`--amendment MS_409\`, or write \`#pragma amendment("MS_409")\` into the file`,
    status: "WBEMMOF_E_INVALID_AMENDMENT_SYNTAX",
  },
  "unknown-locale": {
    severity: "warning",
    message: text`\`${"locale"}\` is no language that is known`,
    hint: text`the number of the language is hexadecimal: \`MS_409\` is American English, \`MS_407\` German`,
  },
  "locale-mismatch": {
    severity: "warning",
    message: text`\`Locale\` says ${"number"} of a class with texts of \`${"locale"}\``,
    hint: text`write \`LOCALE(0x${"digits"})\`; without \`0x\` the number is decimal`,
  },
  "nothing-to-split": {
    severity: "warning",
    message: text`no class of \`${"file"}\` has texts to be translated`,
    hint: text`write \`: Amended\` behind the qualifiers that are, as in \`Description("…") : Amended\``,
  },
  "amended-outside-class": {
    severity: "warning",
    message: text`the text \`${"qualifier"}\` stays in the neutral file: only classes have localized copies`,
    hint: text`take \`Amended\` away, or put the text on the class or the property`,
  },
  "amended-value-map": {
    severity: "warning",
    message: text`\`ValueMap\` of ${"element"} is amended, but it has the values that programs compare`,
    hint: text`take \`Amended\` from \`ValueMap\`; \`Values\` has the names to be translated`,
  },
  "restricted-text": {
    severity: "warning",
    message: text`subclasses never show the text \`${"qualifier"}\` of ${"element"}, which is \`Amended\` and does not propagate`,
    hint: text`write \`: Amended ToSubclass\``,
  },
  "text-not-inherited": {
    severity: "information",
    message: text`class \`${"subclass"}\` does not show the text \`${"qualifier"}\` of its superclass, which does not propagate`,
    hint: text`write \`: Amended ToSubclass\``,
  },
  "missing-locale-namespace": {
    severity: "error",
    message: text`nothing says in which language the texts of class \`${"class"}\` are`,
    hint: text`write a \`#pragma namespace\` above it that ends with the locale, as in \`"\\\\\\\\.\\\\root\\\\cimv2\\\\ms_409"\``,
  },
  "several-locales": {
    severity: "error",
    message: text`texts of \`${"locale"}\` are in the same merge as those of \`${"other"}\`, but a master has one language`,
    hint: text`merge the files of one language; those of the others stay as they are`,
  },
  "nothing-to-merge": {
    severity: "warning",
    message: text`\`${"file"}\` has no localized class`,
    hint: text`name the neutral file first, then the localized ones`,
  },
  "unmarked-text": {
    severity: "error",
    message: text`the text \`${"qualifier"}\` of the localized class \`${"class"}\` is not marked \`Amended\``,
    hint: text`write \`: Amended\` behind the texts of the class, or \`Qualifier ${"qualifier"} : Amended;\` above it`,
  },
  "repeated-localized-class": {
    severity: "warning",
    message: text`class \`${"class"}\` has texts of \`${"locale"}\` again further on, and those are taken`,
    hint: text`keep one of both: a compile of them keeps the last one, too`,
  },
  "neutral-text-replaced": {
    severity: "warning",
    message: text`the neutral text \`${"qualifier"}\` of ${"element"} is replaced by that of \`${"locale"}\``,
    hint: text`keep the neutral file if its text is to stay for those who read no language: a master has one text`,
  },
  "output-is-input": {
    severity: "error",
    message: text`\`${"path"}\` is read and cannot be written at the same time`,
    hint: text`write to another file`,
  },
  "outputs-are-same": {
    severity: "error",
    message: text`both outputs are written to \`${"path"}\``,
    hint: text`give each of them a file of its own`,
  },
}));
