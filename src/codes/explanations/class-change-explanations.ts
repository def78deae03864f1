import { type Explanation, mof } from "../explanation.ts";
import type { repositoryMessages } from "../repository-messages.ts";

const vessel = mof`
  class Harbor_Vessel {
    [Key] string Name;
    uint32 Length;
  };
`;

const vesselAndTanker = mof`
  class Harbor_Vessel {
    [Key] string Name;
    uint32 Length;
  };

  class Harbor_Tanker : Harbor_Vessel {
    uint64 Capacity;
  };
`;

/** Explains what keeps a class of a repository from being changed or deleted. */
export const classChangeExplanations = {
  "class-exists": {
    text:
      "The class is in the repository already, and `--class-mode createonly` or `#pragma " +
      'classflags("createonly")` asks for new classes only. It guards what is there from being changed by ' +
      "accident. Leave the flag out if the class may be updated, or give the new class another name.",
    wrong: {
      files: { "harbor.mof": vessel },
      commands: ["mofkit compile harbor.mof", "mofkit compile harbor.mof --class-mode createonly"],
    },
    right: {
      files: { "harbor.mof": vessel },
      commands: ["mofkit compile harbor.mof", "mofkit compile harbor.mof"],
    },
  },
  "class-to-update-missing": {
    text:
      "There is no such class in the namespace, and `--class-mode updateonly` or `#pragma " +
      'classflags("updateonly")` asks for changes of existing classes only. Compile what declares the class ' +
      "first, look whether the namespace is the right one, or leave the flag out.",
    wrong: {
      files: { "harbor.mof": vessel },
      commands: ["mofkit compile harbor.mof --class-mode updateonly"],
    },
    right: {
      files: { "harbor.mof": vessel },
      commands: ["mofkit compile harbor.mof", "mofkit compile harbor.mof --class-mode updateonly"],
    },
  },
  "class-has-subclasses": {
    text:
      "A change of a class changes all that derive from it, so by default only descriptions and the like may change " +
      "while there are subclasses. `--class-mode safeupdate` makes any change that conflicts with none of them; " +
      "`forceupdate` also drops qualifiers of subclasses that are in its way. `#pragma classflags` says the same in " +
      "the file.",
    wrong: {
      files: {
        "harbor.mof": vesselAndTanker,
        "change.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
            uint32 Length;
            real32 Draught;
          };
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit compile change.mof"],
    },
    right: {
      files: {
        "harbor.mof": vesselAndTanker,
        "change.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
            uint32 Length;
            real32 Draught;
          };
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit compile change.mof --class-mode safeupdate"],
    },
  },
  "class-has-instances": {
    text:
      "The class or one below it has instances, which are stored by the properties and defaults that the class has " +
      "now. A change of these is refused in every mode; methods may change with `--class-mode safeupdate`. Keep the " +
      "instances as MOF with `mofkit dump`, delete them, change the class, and compile them again.",
    wrong: {
      files: {
        "harbor.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
            uint32 Length;
          };

          instance of Harbor_Vessel {
            Name = "Aurora";
          };
        `,
        "change.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
            real32 Length;
          };
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit compile change.mof"],
    },
    right: {
      files: {
        "harbor.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
            uint32 Length;
          };

          instance of Harbor_Vessel {
            Name = "Aurora";
          };
        `,
        "change.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
            real32 Length;
          };
        `,
      },
      commands: [
        "mofkit compile harbor.mof",
        "mofkit delete 'Harbor_Vessel.Name=\"Aurora\"'",
        "mofkit compile change.mof",
      ],
    },
  },
  "subclass-conflict": {
    text:
      "The class as it is to be would make one of its subclasses wrong; the message says which and why. Neither " +
      "`safeupdate` nor `forceupdate` gets past that. Change the subclass first, or both in one compile with the " +
      "subclass taken out of the way.",
    wrong: {
      files: {
        "harbor.mof": vesselAndTanker,
        "change.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
            uint32 Length;
            string Capacity;
          };
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit compile change.mof --class-mode safeupdate"],
    },
    right: {
      files: {
        "harbor.mof": vesselAndTanker,
        "change.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
            uint32 Length;
            string CapacityText;
          };
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit compile change.mof --class-mode safeupdate"],
    },
  },
  "system-class-fixed": {
    text:
      "Classes whose names begin with two underscores are part of every namespace and cannot be deleted. Their " +
      "instances can, such as an event filter or a whole namespace. Name the instance by its path.",
    wrong: {
      files: {
        "harbor.mof": mof`
          instance of __EventFilter {
            Name = "Berth changes";
            QueryLanguage = "WQL";
            Query = "SELECT * FROM __InstanceModificationEvent";
          };
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit delete __EventFilter"],
    },
    right: {
      files: {
        "harbor.mof": mof`
          instance of __EventFilter {
            Name = "Berth changes";
            QueryLanguage = "WQL";
            Query = "SELECT * FROM __InstanceModificationEvent";
          };
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit delete '__EventFilter.Name=\"Berth changes\"'"],
    },
  },
} satisfies Partial<Record<keyof typeof repositoryMessages, Explanation>>;
