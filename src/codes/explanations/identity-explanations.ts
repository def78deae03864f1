import { type Explanation, mof } from "../explanation.ts";
import type { repositoryMessages } from "../repository-messages.ts";

const harbor = mof`
  class Harbor_Vessel {
    [Key] string Name;
    uint32 Length;
  };

  instance of Harbor_Vessel {
    Name = "Aurora";
    Length = 20;
  };
`;

/** Explains what can be wrong with the keys by which an instance is told from others, and with its being there or not. */
export const identityExplanations = {
  "null-key": {
    text:
      "A key has no value, neither in the instance nor as a default of its class, so the instance would have no " +
      "path by which to find it again. Set every key, inherited ones too. Only keys of type string may be left out: " +
      "they are then made up, with a warning.",
    wrong: mof`
      class Harbor_Berth {
        [Key] uint16 Number;
        string Name;
      };

      instance of Harbor_Berth {
        Name = "North quay";
      };
    `,
    right: mof`
      class Harbor_Berth {
        [Key] uint16 Number;
        string Name;
      };

      instance of Harbor_Berth {
        Number = 1;
        Name = "North quay";
      };
    `,
  },
  "generated-key": {
    text:
      "A string key has no value, so the instance was given one that nobody else has, as WMI does. The next compile " +
      "cannot know that value and adds another instance of the same content. Set the key in the file.",
    wrong: mof`
      class Harbor_Notice {
        [Key] string Id;
        string Text;
      };

      instance of Harbor_Notice {
        Text = "Lock closed on Sunday";
      };
    `,
    right: mof`
      class Harbor_Notice {
        [Key] string Id;
        string Text;
      };

      instance of Harbor_Notice {
        Id = "lock-closed";
        Text = "Lock closed on Sunday";
      };
    `,
  },
  "key-held-by-another-class": {
    text:
      "An instance of another class holds these keys. All classes below the one that introduces the keys share " +
      "them: its path would name both instances. Give one of the two other keys, or delete the old one if the " +
      "object has changed its class.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel { };

      class Harbor_Ferry : Harbor_Vessel { };

      instance of Harbor_Tanker {
        Name = "Aurora";
      };

      instance of Harbor_Ferry {
        Name = "Aurora";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel { };

      class Harbor_Ferry : Harbor_Vessel { };

      instance of Harbor_Tanker {
        Name = "Aurora";
      };

      instance of Harbor_Ferry {
        Name = "Aurora II";
      };
    `,
  },
  "key-differs-by-case": {
    text:
      "WMI compares string keys without case, so this instance is the one that is there in another spelling, and " +
      "takes its place. If two objects are meant, create the repository with `--keys exact`, which compares keys as " +
      "DMTF does, or change one of the keys.",
    wrong: {
      files: {
        "harbor.mof": mof`
          class Harbor_Buoy {
            [Key] string Mark;
          };

          instance of Harbor_Buoy {
            Mark = "a7";
          };

          instance of Harbor_Buoy {
            Mark = "A7";
          };
        `,
      },
      commands: ["mofkit compile harbor.mof"],
    },
    right: {
      files: {
        "harbor.mof": mof`
          class Harbor_Buoy {
            [Key] string Mark;
          };

          instance of Harbor_Buoy {
            Mark = "a7";
          };

          instance of Harbor_Buoy {
            Mark = "A7";
          };
        `,
      },
      commands: ["mofkit compile harbor.mof --keys exact"],
    },
  },
  "instance-exists": {
    text:
      "The instance is in the repository already, and `--instance-mode createonly` or `#pragma " +
      'instanceflags("createonly")` asks for new instances only. It guards what is there from being changed by ' +
      "accident. Leave the flag out if the instance may be updated, or give the new one another key.",
    wrong: {
      files: { "harbor.mof": harbor },
      commands: ["mofkit compile harbor.mof", "mofkit compile harbor.mof --instance-mode createonly"],
    },
    right: {
      files: { "harbor.mof": harbor },
      commands: ["mofkit compile harbor.mof", "mofkit compile harbor.mof"],
    },
  },
  "instance-to-update-missing": {
    text:
      "There is no such instance in the namespace, and `--instance-mode updateonly` or `#pragma " +
      'instanceflags("updateonly")` asks for changes of existing instances only. Compile what makes the instance ' +
      "first, look whether its keys are right, or leave the flag out.",
    wrong: {
      files: { "harbor.mof": harbor },
      commands: ["mofkit compile harbor.mof --instance-mode updateonly"],
    },
    right: {
      files: { "harbor.mof": harbor },
      commands: ["mofkit compile harbor.mof", "mofkit compile harbor.mof --instance-mode updateonly"],
    },
  },
  "key-on-instance": {
    text:
      "An instance and its properties may carry qualifiers, but `Key` is said once, by the class, and holds for all " +
      "of its instances. Mark the property in the class, and drop the qualifier here.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      instance of Harbor_Vessel {
        [Key] Name = "Aurora";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      instance of Harbor_Vessel {
        Name = "Aurora";
      };
    `,
  },
} satisfies Partial<Record<keyof typeof repositoryMessages.table, Explanation>>;
