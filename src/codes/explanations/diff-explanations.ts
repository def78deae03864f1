import type { diffMessages } from "../diff-messages.ts";
import type { Explanation } from "../explanation.ts";

const lamps = 'class Harbor_Lamp { [Key] string Name; };\ninstance of Harbor_Lamp { Name = "Red"; };\n';

/** Of what keeps two repositories from being compared. */
export const diffExplanations = {
  "keys-not-comparable": {
    text:
      "Two instances are the same one where their keys are equal. Of two repositories, one created with `--keys exact` and " +
      'one without, each has its own answer to whether "Red" equals "red", so that nobody can say which instances belong ' +
      "together. Sources are always compared as the repository on the other side compares its keys.",
    wrong: {
      files: { "lamps.mof": lamps },
      commands: [
        "mofkit compile lamps.mof -r old.db",
        "mofkit compile lamps.mof -r new.db --keys exact",
        "mofkit diff old.db new.db",
      ],
    },
    right: {
      files: { "lamps.mof": lamps },
      commands: [
        "mofkit compile lamps.mof -r old.db --keys exact",
        "mofkit compile lamps.mof -r new.db --keys exact",
        "mofkit diff old.db new.db",
      ],
    },
  },
} satisfies Record<keyof typeof diffMessages.table, Explanation>;
