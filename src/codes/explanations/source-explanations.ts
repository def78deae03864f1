import { defineExplanations, mof } from "../explanation.ts";
import type { sourceMessages } from "../source-messages.ts";

const harborVessel = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

/** Explains {@link sourceMessages}. */
export const sourceExplanations = defineExplanations<keyof typeof sourceMessages>({
  "file-not-readable": {
    text:
      "The file is there, but this user may not read it. Give the user permission to read it, or run the command as a " +
      "user who may.",
    wrong: { files: { "example.mof": harborVessel }, situation: "file-forbidden" },
    right: harborVessel,
  },
});
