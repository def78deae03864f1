import { defineExplanations, mof } from "../explanation.ts";
import { dmtf3 } from "./in-dialect.ts";

const state = "enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };\n";

const stateOfVessel = mof`
  class Harbor_Vessel {
    Harbor_State State;
  };
`;

/** Explains what can be wrong with enumerations and with what has their type. */
export const enumerationExplanations = defineExplanations({
  "invalid-enumeration-type": {
    text:
      "The values of an enumeration are integers or strings. Write `string`, `uint16` or another integer type, " +
      "or the name of an enumeration that this one extends.",
    wrong: mof`
      enumeration Harbor_State : boolean { Moored, AtSea };
    `,
    right: mof`
      enumeration Harbor_State : string { Moored, AtSea };
    `,
  },
  "unknown-base-enumeration": {
    text:
      "Behind the colon stands the type of the values, or the name of an enumeration whose elements this one " +
      "takes over. There is none of that name in the namespace.",
    wrong: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      enumeration Harbor_WorkState : Harbor_Stat { InDock = 3 };
    `,
    right: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      enumeration Harbor_WorkState : Harbor_State { InDock = 3 };
    `,
  },
  "class-under-enumeration": {
    text: "A class derives from a class. A property of the class can have the enumeration as its type.",
    wrong: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel : Harbor_State {
        [Key] string Name;
      };
    `,
    right: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_State State;
      };
    `,
  },
  "duplicate-enumeration-element": {
    text:
      "The names of the elements of an enumeration differ, those that it takes over from another included; case " +
      "makes no difference.",
    wrong: mof`
      enumeration Harbor_State : uint16 { Moored = 1, Moored = 2 };
    `,
    right: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
    `,
  },
  "duplicate-enumeration-value": {
    text:
      "Two elements of an enumeration with the same value could not be told apart in what is stored. Give each " +
      "its own.",
    wrong: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 1 };
    `,
    right: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
    `,
  },
  "enumeration-element-without-value": {
    text:
      "The element of an integer enumeration has to say which integer it stands for; they are not counted up as " +
      "in C. An element of a string enumeration stands for its own name.",
    wrong: mof`
      enumeration Harbor_State : uint16 { Moored, AtSea };
    `,
    right: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
    `,
  },
  "unknown-enumeration-element": {
    text:
      "The enumeration that is the type of the property has no element of this name. The message lists those it " +
      "has.",
    wrong: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        Harbor_State State = Mored;
      };
    `,
    right: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        Harbor_State State = Moored;
      };
    `,
  },
  "no-enumeration-value": {
    text:
      "The property has an enumeration as its type, and no element of it has this value. Write the name of an " +
      "element.",
    wrong: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        Harbor_State State = 3;
      };
    `,
    right: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        Harbor_State State = AtSea;
      };
    `,
  },
  "instance-of-enumeration": {
    text: "An enumeration lists the values that a property can have and has no instances.",
    wrong: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_State State;
      };
      instance of Harbor_State {
      };
    `,
    right: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        [Key] string Name;
        Harbor_State State;
      };
      instance of Harbor_Vessel {
        Name = "Aurora";
        State = Moored;
      };
    `,
  },
  "enumeration-as-class": {
    text:
      "A reference leads to an instance of a class, and an enumeration has none. Use it as a type by itself, without `ref`. " +
      "Outside of the dialects of DMTF nothing is known of the classes of references, so that it is not noticed there.",
    wrong: dmtf3`
      enumeration Harbor_State : string { Moored, AtSea };
      class Harbor_Vessel {
      };
      association Harbor_Towage {
        Harbor_Vessel ref Tug;
        Harbor_Vessel ref Towed;
        Harbor_State ref State;
      };
    `,
    right: dmtf3`
      enumeration Harbor_State : string { Moored, AtSea };
      class Harbor_Vessel {
      };
      association Harbor_Towage {
        Harbor_Vessel ref Tug;
        Harbor_Vessel ref Towed;
        Harbor_State State;
      };
    `,
  },
  "enumeration-after-use": {
    text:
      "A type that is found neither before nor further down in the same file is taken for a class to come, and this one turns " +
      "out to be an enumeration: it comes from a file that is included later, or behind a pragma `namespace`, `classflags` or " +
      "`deleteclass`. Declare or include the enumeration before.",
    wrong: {
      files: { "example.mof": `${stateOfVessel}#pragma include("state.mof")\n`, "state.mof": state },
    },
    right: {
      files: { "example.mof": `#pragma include("state.mof")\n${stateOfVessel}`, "state.mof": state },
    },
  },
  "override-changes-enumeration": {
    text:
      "A property that overrides another keeps its enumeration or narrows it to one that it extends, so that all " +
      "who know the superclass understand its values.",
    wrong: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      enumeration Harbor_Flag : uint16 { Norway = 1, Sweden = 2 };
      class Harbor_Vessel {
        Harbor_State State;
      };
      class Harbor_Tanker : Harbor_Vessel {
        [Override("State")] Harbor_Flag State;
      };
    `,
    right: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        Harbor_State State;
      };
      class Harbor_Tanker : Harbor_Vessel {
        [Override("State")] Harbor_State State = Moored;
      };
    `,
  },
  "unknown-enumeration": {
    text:
      "A name with a point in it, without quotes, is an element of an enumeration, and the namespace has no enumeration of " +
      "the name before the point. Mend the name or declare the enumeration; text stands in quotes.",
    wrong: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        uint16 State = Harbour_State.Moored;
      };
    `,
    right: mof`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        uint16 State = Harbor_State.Moored;
      };
    `,
  },
  "class-as-qualifier-type": {
    text:
      "The value of a qualifier is of a type of the language or of an enumeration, or an array of these. It is no object, " +
      "so neither a class nor a structure can be its type.",
    wrong: mof`
      structure Harbor_Position {
        real64 Latitude;
      };
      Qualifier Harbor_Place : Harbor_Position, Scope(class);
    `,
    right: mof`
      Qualifier Harbor_Latitude : real64, Scope(class);
    `,
  },
  "enumeration-in-use": {
    text:
      "Values of the element that is taken away or changed may be stored already. Elements can be added at any time; for " +
      "anything else delete first what uses the enumeration.",
    wrong: {
      files: {
        "example.mof": state + stateOfVessel,
        "change.mof": "enumeration Harbor_State : uint16 { Moored = 1 };\n",
      },
      commands: ["mofkit compile example.mof", "mofkit compile change.mof"],
    },
    right: {
      files: {
        "example.mof": state + stateOfVessel,
        "change.mof": "enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2, InDock = 3 };\n",
      },
      commands: ["mofkit compile example.mof", "mofkit compile change.mof"],
    },
  },
});
