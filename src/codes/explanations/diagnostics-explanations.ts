import type { diagnosticsMessages } from "../diagnostics-messages.ts";
import { defineExplanations, mof } from "../explanation.ts";

/** As many codes in comments of one source are heeded. */
const suppressionLimit = 100_000;

/** Explains {@link diagnosticsMessages}. */
export const diagnosticsExplanations = defineExplanations<keyof typeof diagnosticsMessages.table>({
  "unknown-suppression": {
    text:
      "A comment that begins with `mofkit-` looks like one that suppresses messages, but what follows is none of the words " +
      "for that. `mofkit-disable-next-line` and `mofkit-disable-line` are for one line, `mofkit-disable` is for the rest of " +
      "the source, up to a `mofkit-enable` where there is one. A word that resembles none of them is left alone.",
    wrong: mof`
      // mofkit-disable-nextline unknown-pragma
      #pragma harbor("north")
    `,
    right: mof`
      // mofkit-disable-next-line unknown-pragma
      #pragma harbor("north")
    `,
  },
  "suppression-without-code": {
    text:
      "A comment has to name the codes that it suppresses, so that it hides nothing that is wrong tomorrow and of which " +
      "nobody thought today. Several are set apart by blanks or commas; behind `--` there is room for a reason.",
    wrong: mof`
      #pragma harbor("north") // mofkit-disable-line
    `,
    right: mof`
      #pragma harbor("north") // mofkit-disable-line unknown-pragma -- the harbour's own tool reads it
    `,
  },
  "unknown-suppressed-code": {
    text:
      "A comment suppresses a code that no message has, so it has no effect. The code of a message is shown behind its " +
      "severity, and `mofkit explain` lists all of them.",
    wrong: mof`
      // mofkit-disable-next-line unknown-progma
      #pragma locale("MS_409")
    `,
    right: mof`
      // mofkit-disable-next-line unknown-pragma
      #pragma harbor("north")
    `,
  },
  "suppressed-error": {
    text:
      "Only warnings and information can be suppressed. Where an error is, a declaration was refused, and hiding that would " +
      "not bring it into the repository. A code that some dialects forbid and others have is an error where it is said at all.",
    wrong: mof`
      // mofkit-disable-next-line unknown-superclass
      class Harbor_Lock {
      };
    `,
    right: mof`
      class Harbor_Lock {
      };
    `,
  },
  "unused-suppression": {
    text:
      "A comment suppresses a message that is not said where the comment is in force. Mostly the reason for it is gone, and a " +
      "comment that stays could hide a later mistake. It is only said when there are no errors, because an error keeps what " +
      "rests on it from being looked at.",
    wrong: mof`
      // mofkit-disable-next-line stray-semicolon
      class Harbor_Vessel {
      };
    `,
    right: mof`
      // mofkit-disable-next-line stray-semicolon
      class Harbor_Vessel { };;
    `,
  },
  "unmatched-enable": {
    text:
      "`mofkit-enable` ends what a `mofkit-disable` before it began, all of it or the codes that it names. Here nothing is " +
      "open that it could end.",
    wrong: mof`
      #pragma locale("MS_409")
      // mofkit-enable unknown-pragma
    `,
    right: mof`
      // mofkit-disable unknown-pragma
      #pragma harbor("north")
      // mofkit-enable unknown-pragma
    `,
  },
  "too-many-suppressions": {
    text:
      `At most ${suppressionLimit} codes in comments of one source are heeded, because each takes memory up to the end of the ` +
      "run. So many mostly come from a generator, and one `mofkit-disable` at the beginning does the same.",
    wrong: `/* mofkit-disable\n${"unknown-pragma\n".repeat(suppressionLimit + 1)}*/\n#pragma harbor("north")\n`,
    right: mof`
      /* mofkit-disable unknown-pragma */
      #pragma harbor("north")
      #pragma quay("south")
    `,
  },
  "messages-not-shown": {
    text:
      "There were more messages of one severity than `--max-errors` shows, 100 where nothing is said. They are counted all the " +
      "same, so the exit code is the right one.",
    wrong: {
      files: {
        "example.mof": mof`
          #pragma harbor("north")
          #pragma quay("south")
        `,
      },
      commands: ["mofkit check example.mof --max-errors 1"],
    },
    right: {
      files: { "example.mof": mof`#pragma locale("MS_409")` },
      commands: ["mofkit check example.mof --max-errors 1"],
    },
  },
});
