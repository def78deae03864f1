import { defineExplanations, mof } from "../explanation.ts";
import type { searchMessages } from "../search-messages.ts";

const ferries = mof`
  class Harbor_Ferry : Harbor_Vessel {
    uint32 Seats;
  };
`;

const vessel = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

/** Explains what folders that are searched for missing classes give occasion to say. */
export const searchExplanations = defineExplanations<keyof typeof searchMessages.table>({
  "found-twice": {
    text:
      "`--search` looks for a class in folders, and two files declare it: two versions of a schema, perhaps. The file that is " +
      "named after the class comes before others, then the order of the folders and of the paths decides. Name the file that is " +
      "meant beside the others, and nothing is searched for.",
    wrong: {
      files: {
        "ferries.mof": ferries,
        "mof/new/Harbor_Vessel.mof": vessel,
        "mof/old/Harbor_Vessel.mof": vessel,
      },
      commands: ["mofkit check ferries.mof --search mof"],
    },
    right: {
      files: {
        "ferries.mof": ferries,
        "mof/new/Harbor_Vessel.mof": vessel,
        "mof/old/Harbor_Vessel.mof": vessel,
      },
      commands: ["mofkit check ferries.mof --search mof/new"],
    },
  },
  "search-incomplete": {
    text:
      "There are more files below the folders of `--search` than are looked at, which takes time for each of them. What is not " +
      "found may be in one of the others. Name the folder further down that has the schema.",
    wrong: {
      files: { "ferries.mof": ferries, "mof/schema/Harbor_Vessel.mof": vessel },
      commands: ["mofkit check ferries.mof --search mof"],
      situation: "many-files",
    },
    right: {
      files: { "ferries.mof": ferries, "mof/schema/Harbor_Vessel.mof": vessel },
      commands: ["mofkit check ferries.mof --search mof/schema"],
    },
  },
});
