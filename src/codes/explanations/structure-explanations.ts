import { defineExplanations, mof } from "../explanation.ts";
import type { structureMessages } from "../structure-messages.ts";
import { enumerationExplanations } from "./enumeration-explanations.ts";

const lighthouse = `class Harbor_Lighthouse {
  structure Lamp {
    uint32 Power;
  };
  [Key] string Name;
  Lamp MainLamp;
};
`;

const pier = `structure Harbor_Position {
  real64 Latitude;
};
class Harbor_Pier {
  [Key] uint32 Number;
  Harbor_Position Position;
};
`;

/** Explains {@link structureMessages}. */
export const structureExplanations = defineExplanations<keyof typeof structureMessages.table>({
  ...enumerationExplanations,
  "structure-under-class": {
    text:
      "A structure has no instances of its own, so it can take over properties of another structure only, and " +
      "not the keys and methods of a class.",
    wrong: mof`
      class Harbor_Place {
        [Key] string Name;
      };
      structure Harbor_Position : Harbor_Place {
        real64 Latitude;
      };
    `,
    right: mof`
      structure Harbor_Place {
        string Name;
      };
      structure Harbor_Position : Harbor_Place {
        real64 Latitude;
      };
    `,
  },
  "key-in-structure": {
    text:
      "A key tells instances apart, and a structure has none: its values stand in properties of instances. Drop " +
      "`Key`, or declare a class.",
    wrong: mof`
      structure Harbor_Position {
        [Key] string Name;
      };
    `,
    right: mof`
      structure Harbor_Position {
        string Name;
      };
    `,
  },
  "instance-of-structure": {
    text:
      "A structure has no instances that are stored by themselves. Its values are written with `value of`, with " +
      "an alias that a property then takes, or right in the property.",
    wrong: mof`
      structure Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [Key] uint32 Number;
        Harbor_Position Position;
      };
      instance of Harbor_Position as $Entrance {
        Latitude = 59.9;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = $Entrance;
      };
    `,
    right: mof`
      structure Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [Key] uint32 Number;
        Harbor_Position Position;
      };
      value of Harbor_Position as $Entrance {
        Latitude = 59.9;
      };
      instance of Harbor_Buoy {
        Number = 7;
        Position = $Entrance;
      };
    `,
  },
  "value-without-alias": {
    text:
      "The value of a structure is not stored by itself, and without an alias nothing can take it, so it is " +
      "lost. Give it an alias, or write it into the property.",
    wrong: mof`
      structure Harbor_Position {
        real64 Latitude;
      };
      value of Harbor_Position {
        Latitude = 59.9;
      };
    `,
    right: mof`
      structure Harbor_Position {
        real64 Latitude;
      };
      value of Harbor_Position as $Entrance {
        Latitude = 59.9;
      };
    `,
  },
  "duplicate-nested-type": {
    text: "A class declares two structures or enumerations of the same name, and a property could mean either. Rename one of them.",
    wrong: mof`
      class Harbor_Buoy {
        structure Position {
          real64 Latitude;
        };
        structure Position {
          real64 Longitude;
        };
        [Key] uint32 Number;
      };
    `,
    right: mof`
      class Harbor_Buoy {
        structure Position {
          real64 Latitude;
          real64 Longitude;
        };
        [Key] uint32 Number;
      };
    `,
  },
  "nested-name-taken": {
    text:
      "A structure or enumeration in a class is stored under the names of both, joined by an underscore, and " +
      "there is a class of that name already. Rename one of the two.",
    wrong: mof`
      class Harbor_Buoy_Position {
        [Key] string Name;
      };
      class Harbor_Buoy {
        structure Position {
          real64 Latitude;
        };
        [Key] uint32 Number;
      };
    `,
    right: mof`
      class Harbor_Buoy_Position {
        [Key] string Name;
      };
      class Harbor_Buoy {
        structure Place {
          real64 Latitude;
        };
        [Key] uint32 Number;
      };
    `,
  },
  "nested-type-deletion": {
    text:
      "A structure or enumeration in a class is a part of that class, so it goes when the class is deleted, or when the " +
      "class is declared anew without it. The same holds for what it derives from.",
    wrong: {
      files: { "harbor.mof": lighthouse },
      commands: ["mofkit compile harbor.mof", "mofkit delete Harbor_Lighthouse_Lamp"],
    },
    right: {
      files: { "harbor.mof": lighthouse },
      commands: ["mofkit compile harbor.mof", "mofkit delete Harbor_Lighthouse"],
    },
  },
  "class-in-use": {
    text:
      "Another class has the structure or class as the type of a property, a parameter or a method, and without it that " +
      "class would not compile any more. Delete the other class first. A file may delete a class that it declares anew.",
    wrong: {
      files: { "harbor.mof": pier },
      commands: ["mofkit compile harbor.mof", "mofkit delete Harbor_Position"],
    },
    right: {
      files: { "harbor.mof": pier },
      commands: ["mofkit compile harbor.mof", "mofkit delete Harbor_Pier", "mofkit delete Harbor_Position"],
    },
  },
  "invalid-octet-string": {
    text: "An `octetstring` is written as a string of hexadecimal digits, two for each octet, after `0x`.",
    wrong: mof`
      class Harbor_Chart {
        octetstring Checksum = "0AFF";
      };
    `,
    right: mof`
      class Harbor_Chart {
        octetstring Checksum = "0x0AFF";
      };
    `,
  },
});
