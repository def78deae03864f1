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

const registered = mof`
  class Harbor_Vessel {
    [Key] string Name;
    [Key] uint32 Length;
  };
`;

const indexed = mof`
  class Harbor_Vessel {
    [Key] string Name;
    [Indexed] uint32 Length;
  };
`;

const vesselOnDeck = mof`
  class Harbor_Boat {
    uint32 Length;
  };

  class Harbor_Dinghy : Harbor_Boat {
    boolean Inflatable;
  };

  class Harbor_Ferry {
    [Key] string Name;
    Harbor_Boat Lifeboat;
  };

  instance of Harbor_Ferry {
    Name = "Aurora";
    Lifeboat = instance of Harbor_Dinghy { Inflatable = true; };
  };
`;

const emptyClass = '{ kind: "class", name: "Harbor_Vessel", qualifiers: [], properties: [], methods: [] }';

/** A program that puts something into a repository of its own. */
function putClass(definition: string): string {
  return `import { openConnection } from "mofkit";

const connection = await openConnection("memory:", { access: "write" });
const root = await connection.openNamespace("root");
await root.putClass(${definition});
await connection.close();
`;
}

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
      "The class or one below it has instances, which rest on its properties, keys and superclass. A change of " +
      "these is refused in every mode, and none deletes instances; methods and defaults may change with " +
      "`--class-mode safeupdate`. Keep the instances as MOF with `mofkit dump`, delete them, change the class, and " +
      "compile them again.",
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
  "keys-in-use": {
    text:
      "The keys of a class are those of everything that derives from it, so they cannot change while there is a " +
      "subclass, in no mode: no key is added, dropped or given another type. Delete the class with its subclasses " +
      "and declare them anew.",
    wrong: {
      files: { "harbor.mof": vesselAndTanker, "change.mof": registered },
      commands: ["mofkit compile harbor.mof", "mofkit compile change.mof --class-mode safeupdate"],
    },
    right: {
      files: { "harbor.mof": vesselAndTanker, "change.mof": registered },
      commands: ["mofkit compile harbor.mof", "mofkit delete Harbor_Vessel", "mofkit compile change.mof"],
    },
  },
  "indexes-in-use": {
    text:
      "An index of WMI is decided when its class is created and counts for everything that derives from it, so " +
      "`Indexed` cannot be added or dropped while there is a subclass. Delete the class with its subclasses and " +
      "declare them anew.",
    wrong: {
      files: { "harbor.mof": vesselAndTanker, "change.mof": indexed },
      commands: ["mofkit compile harbor.mof", "mofkit compile change.mof --class-mode safeupdate"],
    },
    right: {
      files: { "harbor.mof": vesselAndTanker, "change.mof": indexed },
      commands: ["mofkit compile harbor.mof", "mofkit delete Harbor_Vessel", "mofkit compile change.mof"],
    },
  },
  "not-a-class": {
    text:
      "A program gave `putClass` an object of another kind. Each kind has its own operation: `putInstance` for " +
      "instances, `setQualifier` for qualifier types.",
    wrong: {
      files: { "example.mjs": putClass('{ kind: "instance", className: "Harbor_Vessel", properties: [] }') },
      commands: ["node example.mjs"],
    },
    right: {
      files: { "example.mjs": putClass(emptyClass) },
      commands: ["node example.mjs"],
    },
  },
  "incomplete-class": {
    text:
      "A program gave `putClass` an object that lacks a part of every class: its name, or one of the lists of " +
      "qualifiers, properties and methods. A list may be empty, but it is there.",
    wrong: {
      files: { "example.mjs": putClass('{ kind: "class", qualifiers: [], properties: [], methods: [] }') },
      commands: ["node example.mjs"],
    },
    right: {
      files: { "example.mjs": putClass(emptyClass) },
      commands: ["node example.mjs"],
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
  "embedded-instance-left": {
    text:
      "A value of the instance that the message names is an instance of a class that was deleted, or changed so that " +
      "it no longer is one. It is judged when the compile ends, so the holder may be changed in the same one. Delete " +
      "the holder, or give the property another value.",
    wrong: {
      files: { "harbor.mof": vesselOnDeck },
      commands: ["mofkit compile harbor.mof", "mofkit delete Harbor_Dinghy"],
    },
    right: {
      files: { "harbor.mof": vesselOnDeck },
      commands: [
        "mofkit compile harbor.mof",
        "mofkit delete 'Harbor_Ferry.Name=\"Aurora\"'",
        "mofkit delete Harbor_Dinghy",
      ],
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
} satisfies Partial<Record<keyof typeof repositoryMessages.table, Explanation>>;
