import { type Explanation, mof } from "../explanation.ts";
import type { repositoryMessages } from "../repository-messages.ts";

/** Explains what can be wrong with an instance and with the classes that a declaration names. */
export const instanceExplanations = {
  "unknown-type": {
    text:
      "The word in front of a property, method or parameter is neither a type of MOF, such as `uint32` or `string`, " +
      "nor a class that was there when everything was compiled. Most often a type is misspelt; `int`, `bool` and " +
      "`float` of other languages are `sint32`, `boolean` and `real32`. A class that is meant has to be declared in " +
      "the same namespace.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        int Length;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        sint32 Length;
      };
    `,
  },
  "unknown-element-class": {
    text:
      "A reference or `EmbeddedInstance` names a class that is not in the namespace when everything is compiled. " +
      "The DMTF dialects insist on it; WMI and DSC name classes of other files there. The class may come later in " +
      "the same compile, so add its file, or mend its name.",
    wrong: {
      files: {
        "example.mof": mof`
          Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride, ToSubclass);

          class Harbor_Vessel { };

          [Association]
          class Harbor_Mooring {
            Harbor_Vessel REF Vessel;
            Harbor_Birth REF Berth;
          };
        `,
      },
      commands: ["mofkit check example.mof --dialect dmtf"],
    },
    right: {
      files: {
        "example.mof": mof`
          Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride, ToSubclass);

          class Harbor_Vessel { };

          class Harbor_Berth { };

          [Association]
          class Harbor_Mooring {
            Harbor_Vessel REF Vessel;
            Harbor_Berth REF Berth;
          };
        `,
      },
      commands: ["mofkit check example.mof --dialect dmtf"],
    },
  },
  "unknown-class": {
    text:
      "An instance is made of a class that is neither declared before it nor in the repository, in this namespace. " +
      "Without the class nobody knows which properties and keys it has. Mend the name, declare the class above, or " +
      "name its file before this one or with `--prelude`.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      instance of Harbor_Vesel {
        Name = "Aurora";
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
  "instance-of-abstract-class": {
    text:
      "A class with the qualifier `Abstract` only gives its subclasses what they have in common and has no " +
      "instances of its own. Make an instance of one of the subclasses, or drop `Abstract` from the class.",
    wrong: mof`
      [Abstract]
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel { };

      instance of Harbor_Vessel {
        Name = "Aurora";
      };
    `,
    right: mof`
      [Abstract]
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel { };

      instance of Harbor_Tanker {
        Name = "Aurora";
      };
    `,
  },
  "instance-of-indication": {
    text:
      "An instance of an indication is an event: it is sent when something happens and is gone then, so none is " +
      "stored. Store what the events are about in an ordinary class, or drop `Indication` if the class was not " +
      "meant for events.",
    wrong: mof`
      [Indication]
      class Harbor_Arrival {
        [Key] string Vessel;
      };

      instance of Harbor_Arrival {
        Vessel = "Aurora";
      };
    `,
    right: mof`
      class Harbor_Arrival {
        [Key] string Vessel;
      };

      instance of Harbor_Arrival {
        Vessel = "Aurora";
      };
    `,
  },
  "class-without-key": {
    text:
      "Instances are told apart by their keys, and neither this class nor one above it has any. Mark the property " +
      "that identifies an instance with `Key`, or the class with `Singleton` if there is only one. An instance with " +
      "an alias, `as $Name`, may do without: it is a value to be embedded in others.",
    wrong: mof`
      class Harbor_Vessel {
        string Name;
      };

      instance of Harbor_Vessel {
        Name = "Aurora";
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
  "unknown-property": {
    text:
      "The instance sets a property that neither its class nor one above it declares. Mend the name, or add the " +
      "property to the class. `mofkit get Harbor_Vessel --effective` shows everything that a class of a repository " +
      "has.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };

      instance of Harbor_Vessel {
        Name = "Aurora";
        Lenght = 20;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };

      instance of Harbor_Vessel {
        Name = "Aurora";
        Length = 20;
      };
    `,
  },
  "property-set-twice": {
    text:
      "An instance gives a property one value, and names are the same whatever their case. Keep the value that is " +
      "meant; several values belong into an array where the property is one.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        string Flags[];
      };

      instance of Harbor_Vessel {
        Name = "Aurora";
        Flags = { "NO" };
        Flags = { "SE" };
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        string Flags[];
      };

      instance of Harbor_Vessel {
        Name = "Aurora";
        Flags = { "NO", "SE" };
      };
    `,
  },
  "null-not-allowed": {
    text:
      "The class marks the property with `Not_Null` or `Indexed`, so every instance has a value for it. Set one, " +
      "give the property a default in the class, or drop the qualifier there.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        [Not_Null] string HomePort;
      };

      instance of Harbor_Vessel {
        Name = "Aurora";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        [Not_Null] string HomePort;
      };

      instance of Harbor_Vessel {
        Name = "Aurora";
        HomePort = "Bergen";
      };
    `,
  },
  "embedded-class-mismatch": {
    text:
      "The property says of which class the object in it is, by its type or by `EmbeddedInstance`, and the object " +
      "given is of another. Give an instance of that class or of one below it.",
    wrong: mof`
      class Harbor_Position {
        real64 Latitude;
        real64 Longitude;
      };

      class Harbor_Depth {
        real64 Metres;
      };

      class Harbor_Buoy {
        [Key] uint32 Number;
        Harbor_Position Position;
      };

      instance of Harbor_Buoy {
        Number = 7;
        Position = instance of Harbor_Depth {
          Metres = 4.5;
        };
      };
    `,
    right: mof`
      class Harbor_Position {
        real64 Latitude;
        real64 Longitude;
      };

      class Harbor_Depth {
        real64 Metres;
      };

      class Harbor_Buoy {
        [Key] uint32 Number;
        Harbor_Position Position;
      };

      instance of Harbor_Buoy {
        Number = 7;
        Position = instance of Harbor_Position {
          Latitude = 57.1;
          Longitude = 9.9;
        };
      };
    `,
  },
  "embedded-too-deep": {
    text:
      "WMI takes objects within objects up to 64 deep, and so does mofkit. A chain that long is usually a list: " +
      "hold it as an array of embedded instances, or as instances that refer to each other.",
    wrong: nestedBoxes(65),
    right: nestedBoxes(1),
  },
  "read-only-instance": {
    text:
      "The instance of `__thisNAMESPACE` tells about the namespace itself. The repository makes it and nobody can " +
      "put it. Drop the declaration; a namespace below is created by an instance of `__Namespace`.",
    wrong: mof`
      instance of __thisNAMESPACE { };
    `,
    right: mof`
      instance of __Namespace {
        Name = "Harbor";
      };
    `,
  },
  "undeletable-instance": {
    text:
      "The instance of `__thisNAMESPACE` tells about the namespace itself, and lasts as long as that. A namespace is " +
      "deleted with all its content through its instance of `__Namespace` in the namespace above.",
    wrong: mof`
      #pragma deleteinstance("__thisNAMESPACE=@", FAIL)
    `,
    right: mof`
      instance of __Namespace {
        Name = "Harbor";
      };
      #pragma deleteinstance("__Namespace.Name='Harbor'", FAIL)
    `,
  },
} satisfies Partial<Record<keyof typeof repositoryMessages.table, Explanation>>;

/** A box with so many boxes in each other. */
function nestedBoxes(depth: number): string {
  const box = mof`
    class Harbor_Box {
      [Key] string Label;
      Harbor_Box Inner;
    };

    instance of Harbor_Box {
      Label = "outermost";
    };
  `;
  const inner = "  Inner = instance of Harbor_Box {\n";
  return box.replace(/};\n$/, `${inner.repeat(depth)}${"  };\n".repeat(depth)}};\n`);
}
