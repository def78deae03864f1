import type { classMessages } from "../class-messages.ts";
import { defineExplanations, mof } from "../explanation.ts";

/** Explains {@link classMessages}. */
export const classExplanations = defineExplanations<keyof typeof classMessages>({
  "unknown-superclass": {
    text:
      "The class that this one derives from is neither declared before it nor in the repository, in the same namespace. " +
      "Declare the superclass first, mend its name, or load the file that declares it with `--prelude` or an include.",
    wrong: mof`
      class Harbor_Tanker : Harbor_Vesel {
        uint64 Capacity;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      class Harbor_Tanker : Harbor_Vessel {
        uint64 Capacity;
      };
    `,
  },
});
