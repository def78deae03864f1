import type { classMessages } from "../class-messages.ts";
import { type Explanation, mof } from "../explanation.ts";

/** How classes derive from each other, and what kind of class each is. */
export const derivationExplanations = {
  "unknown-superclass": {
    text:
      "The class behind the colon is neither declared before nor in the repository, in this namespace. A class " +
      "inherits properties and keys from its superclass, so that has to be there first. Look for a slip in the " +
      "name, declare the superclass above, or name its file before this one.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

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
  "circular-derivation": {
    text:
      "The superclass derives, perhaps over several classes, from the class that is declared here. Nobody could say " +
      "what either of them inherits. Decide which of the two is the more general one and let only the other derive.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel { };

      class Harbor_Vessel : Harbor_Tanker {
        [Key] string Name;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel { };
    `,
  },
  "derivation-from-itself": {
    text:
      "A class cannot be its own superclass. Usually one of the two names was copied and not changed: name the " +
      "class that it really derives from, or leave the superclass out.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Tanker {
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
  "terminal-superclass": {
    text:
      "The qualifier `Terminal` says that a class is the last of its line: nothing derives from it. The system " +
      "classes `__Namespace` and `__thisNAMESPACE` are closed in the same way. Derive from a class above it, or " +
      "drop `Terminal` there.",
    wrong: mof`
      [Terminal]
      class Harbor_Tanker {
        [Key] string Name;
      };

      class Harbor_GasTanker : Harbor_Tanker { };
    `,
    right: mof`
      class Harbor_Tanker {
        [Key] string Name;
      };

      class Harbor_GasTanker : Harbor_Tanker { };
    `,
  },
  "terminal-and-abstract": {
    text:
      "`Abstract` says that only subclasses have instances, and `Terminal` that there are no subclasses. A class " +
      "with both would be of no use. Drop the one that is not meant.",
    wrong: mof`
      [Abstract, Terminal]
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
    right: mof`
      [Abstract]
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "kind-added": {
    text:
      "A subclass of an ordinary class cannot be an association or an indication: its instances are instances of " +
      "the superclass too, and those are none. Drop the qualifier, or derive from a class that is one. A class " +
      "without a superclass may be either.",
    wrong: mof`
      class Harbor_Record {
        [Key] uint32 Number;
      };

      [Association]
      class Harbor_Mooring : Harbor_Record {
        Harbor_Vessel REF Vessel;
        Harbor_Berth REF Berth;
      };
    `,
    right: mof`
      [Association]
      class Harbor_Mooring {
        [Key] uint32 Number;
        Harbor_Vessel REF Vessel;
        Harbor_Berth REF Berth;
      };
    `,
  },
  "kind-revoked": {
    text:
      "Everything below an association is an association, and everything below an indication an indication. A " +
      "subclass cannot take that back with `Association(false)` or `Indication(false)`. Drop the qualifier, or " +
      "derive from another class.",
    wrong: mof`
      [Association]
      class Harbor_Mooring {
        [Key] Harbor_Vessel REF Vessel;
        [Key] Harbor_Berth REF Berth;
      };

      [Association(false)]
      class Harbor_LongMooring : Harbor_Mooring {
        uint16 Months;
      };
    `,
    right: mof`
      [Association]
      class Harbor_Mooring {
        [Key] Harbor_Vessel REF Vessel;
        [Key] Harbor_Berth REF Berth;
      };

      class Harbor_LongMooring : Harbor_Mooring {
        uint16 Months;
      };
    `,
  },
  "association-and-indication": {
    text:
      "An association ties objects together and is stored; an indication tells of an event and is not. One class " +
      "cannot be both. Drop the qualifier that is not meant: an indication may have properties that name other " +
      "objects.",
    wrong: mof`
      [Association, Indication]
      class Harbor_VesselMoored {
        [Key] Harbor_Vessel REF Vessel;
        [Key] Harbor_Berth REF Berth;
      };
    `,
    right: mof`
      [Association]
      class Harbor_VesselMoored {
        [Key] Harbor_Vessel REF Vessel;
        [Key] Harbor_Berth REF Berth;
      };
    `,
  },
  "abstract-under-concrete": {
    text:
      "An abstract class has no instances of its own, but its superclass here has them. WMI refuses such a class; " +
      "CIM allows it and has some, so it is only a warning. Make the superclass abstract too, or this class " +
      "concrete.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      [Abstract]
      class Harbor_MotorVessel : Harbor_Vessel {
        uint32 Power;
      };
    `,
    right: mof`
      [Abstract]
      class Harbor_Vessel {
        [Key] string Name;
      };

      [Abstract]
      class Harbor_MotorVessel : Harbor_Vessel {
        uint32 Power;
      };
    `,
  },
  "too-few-references": {
    text:
      "An association ties at least two objects together, so it needs two references or more, inherited ones " +
      "included. Add the missing reference, drop `Association`, or mark the class `Abstract` where its subclasses " +
      "add them.",
    wrong: mof`
      [Association]
      class Harbor_Mooring {
        [Key] Harbor_Vessel REF Vessel;
      };
    `,
    right: mof`
      [Association]
      class Harbor_Mooring {
        [Key] Harbor_Vessel REF Vessel;
        [Key] Harbor_Berth REF Berth;
      };
    `,
  },
  "added-reference": {
    text:
      "A subclass of an association has the same references as its superclass: it may narrow them with `Override`, " +
      "but not add one, because whoever follows the superclass would not know of it. Declare a new association " +
      "beside it, or override one of the inherited references.",
    wrong: mof`
      [Association]
      class Harbor_Mooring {
        [Key] Harbor_Vessel REF Vessel;
        [Key] Harbor_Berth REF Berth;
      };

      [Association]
      class Harbor_TugMooring : Harbor_Mooring {
        Harbor_Vessel REF Tug;
      };
    `,
    right: mof`
      [Association]
      class Harbor_Mooring {
        [Key] Harbor_Vessel REF Vessel;
        [Key] Harbor_Berth REF Berth;
      };

      [Association]
      class Harbor_TugMooring {
        [Key] Harbor_Mooring REF Mooring;
        [Key] Harbor_Vessel REF Tug;
      };
    `,
  },
  "reference-outside-association": {
    text:
      "In MOF 2 of DMTF only associations have references; objects are tied together from outside. MOF 3 and WMI have " +
      "references in any class. Declare an association that holds both ends, or check the file with `--dialect wmi` " +
      "if it is meant for Windows.",
    wrong: {
      files: {
        "example.mof": mof`
          Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);

          class Harbor_Berth {
            [Key] uint16 Number;
          };

          class Harbor_Vessel {
            [Key] string Name;
            Harbor_Berth REF Berth;
          };
        `,
      },
      commands: ["mofkit check example.mof --dialect dmtf"],
    },
    right: {
      files: {
        "example.mof": mof`
          Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
          Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride, ToSubclass);

          class Harbor_Berth {
            [Key] uint16 Number;
          };

          class Harbor_Vessel {
            [Key] string Name;
          };

          [Association]
          class Harbor_Mooring {
            [Key] Harbor_Vessel REF Vessel;
            [Key] Harbor_Berth REF Berth;
          };
        `,
      },
      commands: ["mofkit check example.mof --dialect dmtf"],
    },
  },
} satisfies Partial<Record<keyof typeof classMessages.table, Explanation>>;
