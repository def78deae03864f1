import { defineExplanations, mof } from "../explanation.ts";
import type { removeMessages } from "../remove-messages.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

const ferries = mof`
  class Harbor_Ferry : Harbor_Vessel {
    uint32 Seats;
  };
`;

const fleet = mof`
  instance of Harbor_Vessel {
    Name = "Aurora";
  };
`;

const german = mof`
  #pragma namespace("root/cimv2/ms_407")

  [Amendment, LOCALE(0x407)]
  class Harbor_Vessel {
    [Key] string Name;
  };
`;

const log = mof`
  class Harbor_LogEntry {
    [Key] string Id;
    string Text;
  };

  instance of Harbor_LogEntry {
    Text = "Aurora came in";
  };
`;

const numberedLog = mof`
  class Harbor_LogEntry {
    [Key] string Id;
    string Text;
  };

  instance of Harbor_LogEntry {
    Id = "1";
    Text = "Aurora came in";
  };
`;

/** Explains what keeps objects from being removed with the sources that declare them. */
export const removeExplanations = defineExplanations<keyof typeof removeMessages.table>({
  "subclasses-left": {
    text:
      "Removing a class would take everything below it along, and here is a class below it that the sources to be removed " +
      "do not declare. Remove the sources of both together, or those of the subclass first. Nothing was removed.",
    wrong: {
      files: { "harbor.mof": harbor, "ferries.mof": ferries },
      commands: ["mofkit compile harbor.mof ferries.mof", "mofkit compile --remove harbor.mof"],
    },
    right: {
      files: { "harbor.mof": harbor, "ferries.mof": ferries },
      commands: ["mofkit compile harbor.mof ferries.mof", "mofkit compile --remove harbor.mof ferries.mof"],
    },
  },
  "instances-left": {
    text:
      "Removing a class would take its instances along, and here are some that the sources to be removed do not declare: " +
      "other files or programs put them. Remove them first, or together with the class. Nothing was removed.",
    wrong: {
      files: { "harbor.mof": harbor, "fleet.mof": fleet },
      commands: ["mofkit compile harbor.mof fleet.mof", "mofkit compile --remove harbor.mof"],
    },
    right: {
      files: { "harbor.mof": harbor, "fleet.mof": fleet },
      commands: ["mofkit compile harbor.mof fleet.mof", "mofkit compile --remove harbor.mof fleet.mof"],
    },
  },
  "localized-class-left": {
    text:
      "The class is removed, and its texts in another language stay where they are, in a namespace of their own. " +
      "They show nowhere until the class comes back. Remove the file that declares them as well.",
    wrong: {
      files: { "harbor.mof": harbor, "harbor-de.mfl": german },
      commands: ["mofkit compile harbor.mof harbor-de.mfl", "mofkit compile --remove harbor.mof"],
    },
    right: {
      files: { "harbor.mof": harbor, "harbor-de.mfl": german },
      commands: ["mofkit compile harbor.mof harbor-de.mfl", "mofkit compile --remove harbor.mof harbor-de.mfl"],
    },
  },
  "removal-without-key": {
    text:
      "The instance does not say its key, so the repository made one up when it was compiled, and another one each time. " +
      "Nothing in the source tells which instances came of it. Give it a key, or delete the instances by their paths.",
    wrong: {
      files: { "log.mof": log, "schema.mof": log.slice(0, log.indexOf("instance of")) },
      commands: ["mofkit compile schema.mof", "mofkit compile --remove log.mof"],
    },
    right: {
      files: { "log.mof": numberedLog },
      commands: ["mofkit compile log.mof", "mofkit compile --remove log.mof"],
    },
  },
});
