import { defineMessages, text } from "./define.ts";

/** Comments that suppress messages, and messages that are left out. */
export const diagnosticsMessages = defineMessages(() => ({
  "unknown-suppression": {
    severity: "warning",
    message: text`\`${"directive"}\` is no directive, so it suppresses nothing`,
    hint: text`there are \`mofkit-disable-next-line\`, \`mofkit-disable-line\`, \`mofkit-disable\` and \`mofkit-enable\``,
  },
  "suppression-without-code": {
    severity: "warning",
    message: text`\`${"directive"}\` suppresses nothing, because it names no code`,
    hint: text`write the codes behind it, and a reason behind \`--\`: \`${"directive"} unknown-pragma -- read by another compiler\``,
  },
  "unknown-suppressed-code": {
    severity: "warning",
    message: text`there is no message with the code \`${"code"}\`, so this suppresses nothing`,
    hint: text`the code of a message stands behind its severity`,
  },
  "suppressed-error": {
    severity: "warning",
    message: text`\`${"code"}\` is an error${"where"}, and errors are not suppressed`,
    hint: text`remove the code from the comment; where the error is, something is refused and not only remarked`,
  },
  "unused-suppression": {
    severity: "warning",
    message: text`\`${"code"}\` is not said ${"where"}, so there is nothing to suppress`,
    hint: text`remove the code from the comment`,
  },
  "unmatched-enable": {
    severity: "warning",
    message: text`\`mofkit-enable\` ends nothing, because no \`mofkit-disable\`${"code"} is open here`,
    hint: text`remove it, or write the \`mofkit-disable\` before it`,
  },
  "too-many-suppressions": {
    severity: "warning",
    message: text`there are more than ${"limit"} suppressions in this source, and this one and those behind it do nothing`,
    hint: text`one \`mofkit-disable\` at the beginning does for the whole source`,
  },
  "messages-not-shown": {
    severity: "information",
    message: text`${"count"} not shown`,
    hint: text`\`--max-errors 0\` shows all`,
  },
}));
