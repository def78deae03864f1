import { defineExplanations, mof } from "../explanation.ts";
import type { syntaxMessages } from "../syntax-messages.ts";

/** Explains {@link syntaxMessages}. */
export const syntaxExplanations = defineExplanations<keyof typeof syntaxMessages>({
  "missing-semicolon": {
    text:
      "Properties, methods, values of an instance and whole declarations end with a semicolon. The place shown is where " +
      "it is missing, right behind what it should end.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };
    `,
  },
});
