import { defineExplanations, mof } from "../explanation.ts";
import type { loaderMessages } from "../loader-messages.ts";
import { aliasExplanations } from "./alias-explanations.ts";
import { includeExplanations } from "./include-explanations.ts";
import { pragmaExplanations } from "./pragma-explanations.ts";

const vessel = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

const tanker = mof`
  class Harbor_Tanker : Harbor_Vessel {
  };
`;

/** Explains {@link loaderMessages}. */
export const loaderExplanations = defineExplanations<keyof typeof loaderMessages.table>({
  ...pragmaExplanations,
  ...includeExplanations,
  ...aliasExplanations,
  "bare-word": {
    text:
      "A word without quotes is no value, unless it is `TRUE`, `FALSE`, `NULL` or, in MOF 3, an element of an enumeration. Put " +
      "text into double quotes; an alias begins with a dollar sign.",
    wrong: mof`
      class Harbor_Vessel {
        string Flag = NO;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        string Flag = "NO";
      };
    `,
  },
  "contradicting-flavors": {
    text: "Of two flavors that say the opposite, such as `EnableOverride` and `DisableOverride`, only one can hold. Keep that.",
    wrong: mof`
      [Description("Whatever floats.") : EnableOverride DisableOverride]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      [Description("Whatever floats.") : EnableOverride]
      class Harbor_Vessel {
      };
    `,
  },
  "restricted-flavor-propagates": {
    text:
      "`Restricted` says that a qualifier holds only where it stands, `ToSubclass` and `ToInstance` that it goes on to " +
      "subclasses and instances. Keep the one that is meant.",
    wrong: mof`
      [Description("Whatever floats.") : Restricted ToSubclass]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      [Description("Whatever floats.") : ToSubclass]
      class Harbor_Vessel {
      };
    `,
  },
  "declared-differently": {
    text:
      "The same class, instance or qualifier is declared twice in what is loaded together, and not alike. The later one " +
      "replaces the earlier one, so one of them is of no use. Remove it; two that are equal are no mistake.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };
      instance of Harbor_Vessel {
        Name = "Aurora";
        Length = 20;
      };
      instance of Harbor_Vessel {
        Name = "Aurora";
        Length = 180;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };
      instance of Harbor_Vessel {
        Name = "Aurora";
        Length = 180;
      };
    `,
  },
  "prelude-failed": {
    text:
      "The files of `--prelude`, on which the checked ones rest, have mistakes themselves, so that all that follows would be " +
      "wrong as well. Check them by themselves first.",
    wrong: {
      files: { "vessel.mof": vessel.replace("Name;", "Name"), "example.mof": tanker },
      commands: ["mofkit check --prelude vessel.mof example.mof"],
    },
    right: {
      files: { "vessel.mof": vessel, "example.mof": tanker },
      commands: ["mofkit check --prelude vessel.mof example.mof"],
    },
  },
});
