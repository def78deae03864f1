import type { classMessages } from "../class-messages.ts";
import { type Example, type Explanation, mof } from "../explanation.ts";
import { wmi } from "./in-dialect.ts";

/** A class whose names can be made too long. */
const longVessel = mof`
  class Harbor_LongVessel {
    [Key] string Name;
    [SurveyedTwice] uint32 LengthInVerySmallUnits;
    uint32 MoorCarefully();
  };
`;

function checkedAsWmi(text: string): Example {
  return { files: { "example.mof": text }, commands: ["mofkit check example.mof --dialect wmi"] };
}

const putClass = `import { openConnection } from "mofkit";

const connection = await openConnection("memory:", { access: "write" });
const root = await connection.openNamespace("root");
await root.putClass({ kind: "class", name: "NAME", qualifiers: [], properties: [], methods: [] });
`;

/** Explains what can be wrong with names of classes and of what stands in them. */
export const nameExplanations = {
  "invalid-name": {
    text:
      "A name in CIM is letters, digits and underscores and does not begin with a digit; letters beyond ASCII " +
      "count. In MOF a parser sees to that, so this is for programs that make classes from other sources, such as " +
      "the columns of a table. Make the name one, and keep the original in a `Description` or `DisplayName`.",
    wrong: {
      files: { "example.mjs": putClass.replace("NAME", "Harbor Vessel") },
      commands: ["node example.mjs"],
    },
    right: {
      files: { "example.mjs": putClass.replace("NAME", "Harbor_Vessel") },
      commands: ["node example.mjs"],
    },
  },
  "underscored-class-name": {
    text:
      "A class of WMI has no name that begins or ends with an underscore: with two in front it would be a system " +
      "class. CIM has no such rule, so only the dialect `wmi` holds to it. Drop the underscore.",
    wrong: wmi`
      class Harbor_ {
        [Key] string Name;
      };
    `,
    right: wmi`
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "class-name-too-long": {
    text:
      "WMI takes names of classes up to 255 characters, and the dialect `wmi` holds to that; elsewhere the limit is " +
      "4,096. Give the class a shorter name and put the rest into its `Description`.",
    wrong: checkedAsWmi(longVessel.replace("Long", "Long".repeat(64))),
    right: checkedAsWmi(longVessel),
  },
  "property-name-too-long": {
    text:
      "WMI takes names of properties and parameters up to 255 characters, and the dialect `wmi` holds to that; " +
      "elsewhere the limit is 4,096. Give it a shorter name and put the rest into its `Description`.",
    wrong: checkedAsWmi(longVessel.replace("Very", "Very".repeat(64))),
    right: checkedAsWmi(longVessel),
  },
  "method-name-too-long": {
    text:
      "WMI takes names of methods up to 255 characters, and the dialect `wmi` holds to that; elsewhere the limit is " +
      "4,096. Give the method a shorter name and put the rest into its `Description`.",
    wrong: checkedAsWmi(longVessel.replace("Carefully", "Carefully".repeat(28))),
    right: checkedAsWmi(longVessel),
  },
  "qualifier-name-too-long": {
    text:
      "WMI takes names of qualifiers up to 255 characters, and the dialect `wmi` holds to that; elsewhere the limit " +
      "is 4,096. Give the qualifier a shorter name.",
    wrong: checkedAsWmi(longVessel.replace("Twice", "Twice".repeat(51))),
    right: checkedAsWmi(longVessel),
  },
  "too-many-properties": {
    text:
      "A class of WMI has at most 1,024 properties, inherited ones included, and the dialect `wmi` holds to that. " +
      "Such a class usually holds a list that should be an array, or several things that should be classes of their " +
      "own.",
    wrong: checkedAsWmi(
      mof`
        class Harbor_TideTable {
          [Key] uint16 Year;
          real32 Tides[];
        };
      `.replace(/ *real32 Tides.*/, () =>
        Array.from({ length: 1024 }, (_, tide) => `  real32 Tide${tide};`).join("\n"),
      ),
    ),
    right: checkedAsWmi(mof`
      class Harbor_TideTable {
        [Key] uint16 Year;
        real32 Tides[];
      };
    `),
  },
  "system-class-name": {
    text:
      "Names that begin with two underscores are those of WMI's system classes, such as `__Namespace` or " +
      "`__EventFilter`. They are part of every namespace and cannot be declared. Give the class another name; it " +
      "may derive from a system class.",
    wrong: mof`
      class __LogConsumer : __EventConsumer {
        [Key] string Name;
      };
    `,
    right: mof`
      class Harbor_LogConsumer : __EventConsumer {
        [Key] string Name;
      };
    `,
  },
  "duplicate-property": {
    text:
      "A class has one property of a name, and names are the same whatever their case. Two declarations with " +
      "different types cannot both hold. Drop one of them or give it another name.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
        real32 length;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
        real32 Draught;
      };
    `,
  },
  "duplicate-method": {
    text:
      "A class has one method of a name, and names are the same whatever their case. CIM knows no overloading, so " +
      "different parameters do not make a different method. Give each method a name of its own.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth);
        uint32 Moor([In] string BerthName);
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth);
        uint32 MoorByName([In] string BerthName);
      };
    `,
  },
  "duplicate-parameter": {
    text:
      "A method has one parameter of a name, and names are the same whatever their case. A caller passes values by " +
      "name and could not reach the second one. What goes in and comes out again is one parameter with the " +
      "qualifiers `In` and `Out`.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In] uint16 Berth, [Out] uint16 Berth);
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Moor([In, Out] uint16 Berth);
      };
    `,
  },
  "duplicate-qualifier": {
    text:
      "A qualifier stands once on a class, property, method or parameter, as it has one value there. Keep the one " +
      "that is meant; several values belong into one array where the type of the qualifier is an array.",
    wrong: mof`
      class Harbor_Berth {
        [Key] uint16 Number;
        [Values { "Free" }, Values { "Taken" }] uint8 State;
      };
    `,
    right: mof`
      class Harbor_Berth {
        [Key] uint16 Number;
        [Values { "Free", "Taken" }] uint8 State;
      };
    `,
  },
} satisfies Partial<Record<keyof typeof classMessages.table, Explanation>>;
