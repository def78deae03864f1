import { defineExplanations, mof } from "../explanation.ts";

/** Explains what can stand in the wrong place, and words that are unknown there. */
export const misplacedExplanations = defineExplanations({
  "unknown-declaration": {
    text:
      "Between declarations comes `class`, `instance of`, `Qualifier`, a list of qualifiers before one of them, or a " +
      "directive such as `#pragma`. This word begins nothing; probably it is mistyped.",
    wrong: mof`
      clas Harbor_Vessel {
        [Key] string Name;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "unknown-directive": {
    text:
      "The only directives of MOF are `#pragma` and `#include`. Directives of the C preprocessor are none: a file that uses " +
      "them goes through the preprocessor first.",
    wrong: mof`
      #pargma namespace("root/harbor")
    `,
    right: mof`
      #pragma namespace("root/harbor")
    `,
  },
  "unknown-flavor": {
    text:
      "Behind the colon of a qualifier only flavors may stand: `EnableOverride`, `DisableOverride`, `ToSubclass`, " +
      "`Restricted`, `Translatable`, `ToInstance` and `Amended`.",
    wrong: mof`
      [Description("Whatever floats.") : ToSubclas]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      [Description("Whatever floats.") : ToSubclass]
      class Harbor_Vessel {
      };
    `,
  },
  "unknown-scope": {
    text:
      "A scope says on what a qualifier may stand: `class`, `association`, `indication`, `qualifier`, `property`, " +
      "`reference`, `method`, `parameter` or `any`.",
    wrong: mof`
      Qualifier Berth : uint32 = 0, Scope(propperty);
    `,
    right: mof`
      Qualifier Berth : uint32 = 0, Scope(property);
    `,
  },
  "unknown-policy": {
    text:
      "The policy of a qualifier in MOF 3 is one of `disableoverride`, `enableoverride` and `restricted`: whether subclasses " +
      "have it and may change its value.",
    wrong: mof`
      Qualifier Berth : integer = 0 Scope(property) Policy(enableoveride);
    `,
    right: mof`
      Qualifier Berth : integer = 0 Scope(property) Policy(enableoverride);
    `,
  },
  "unknown-qualifier-type": {
    text:
      "A qualifier has one of the types of MOF that hold plain values, such as `string`, `boolean` or `uint32`. WMI also " +
      "writes flavors in this place, and the word is neither.",
    wrong: mof`
      Qualifier Berth : unit32 = 0, Scope(property);
    `,
    right: mof`
      Qualifier Berth : uint32 = 0, Scope(property);
    `,
  },
  "repeated-clause": {
    text: "A qualifier is declared with one `Scope` and one `Flavor`. Put everything into the one list.",
    wrong: mof`
      Qualifier Berth : uint32 = 0, Scope(property), Scope(reference);
    `,
    right: mof`
      Qualifier Berth : uint32 = 0, Scope(property, reference);
    `,
  },
  "unexpected-brace": {
    text:
      "There is one closing brace more than opening ones. Remove it, or look above for the place where an opening one is " +
      "missing or a class was closed too early.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "stray-semicolon": {
    text: "The semicolon ends nothing, as what stands before it has ended already. Other compilers refuse it. Remove it.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "pragma-in-body": {
    text:
      "A pragma stands between declarations, as it holds for all that follow. Inside of a class or an instance it has no " +
      "meaning; put it before the declaration.",
    wrong: mof`
      class Harbor_Vessel {
        #pragma namespace("root/harbor")
        [Key] string Name;
      };
    `,
    right: mof`
      #pragma namespace("root/harbor")
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "semicolon-for-comma": {
    text:
      "Properties and methods end with semicolons, but the elements of a list, such as those of an enumeration, are divided by " +
      "commas.",
    wrong: mof`
      enumeration Harbor_State : uint16 {
        Moored = 1;
        AtSea = 2;
      };
    `,
    right: mof`
      enumeration Harbor_State : uint16 {
        Moored = 1,
        AtSea = 2
      };
    `,
  },
  "method-in-structure": {
    text: "A structure only has properties, as there is no instance on which a method could be called. Declare a class for that.",
    wrong: mof`
      structure Harbor_Position {
        real64 Latitude;
        uint32 Move(real64 Latitude);
      };
    `,
    right: mof`
      structure Harbor_Position {
        real64 Latitude;
      };
    `,
  },
  "nested-array": {
    text:
      "Arrays of CIM have one dimension, so no array stands in another. Write the values in one list, or model the rows as " +
      "instances of a class.",
    wrong: mof`
      class Harbor_Berth {
        uint32 Depths[] = { { 12, 15 }, { 9 } };
      };
    `,
    right: mof`
      class Harbor_Berth {
        uint32 Depths[] = { 12, 15, 9 };
      };
    `,
  },
  "invalid-array-size": {
    text: "The number in the brackets of an array is how many elements it has, so there is at least one.",
    wrong: mof`
      class Harbor_Vessel {
        string Flags[0];
      };
    `,
    right: mof`
      class Harbor_Vessel {
        string Flags[4];
      };
    `,
  },
  "misplaced-array": {
    text: "Unlike in C# or Java, the brackets of an array stand behind the name and not behind the type.",
    wrong: mof`
      class Harbor_Vessel {
        string[] Flags;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        string Flags[];
      };
    `,
  },
  "misplaced-void": {
    text:
      "`void` says that a method returns nothing. A property or a parameter always has a value, so it needs another type. " +
      "(A method is told by the parentheses behind its name.)",
    wrong: mof`
      class Harbor_Vessel {
        void Moor;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        void Moor();
      };
    `,
  },
  "repeated-alias": {
    text: "A class has at most one alias, before or behind its superclass. Remove one of the two.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      class Harbor_Tanker as $Tanker : Harbor_Vessel as $Ship {
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      class Harbor_Tanker as $Tanker : Harbor_Vessel {
      };
    `,
  },
  "forward-class": {
    text:
      "A class without braces announces a class that comes later. That is not needed, as a reference may name a class that " +
      "is declared below it, and it declares nothing; other compilers refuse it. Remove it.",
    wrong: mof`
      class Harbor_Vessel;
      class Harbor_Berth {
        [Key] uint32 Number;
      };
    `,
    right: mof`
      class Harbor_Berth {
        [Key] uint32 Number;
      };
    `,
  },
  "class-named-as-type": {
    text:
      "The class has the name of a type of MOF. That is allowed, but where a type is wanted the word always means the type, so " +
      "that no property can hold an object of the class. Give it another name.",
    wrong: mof`
      class Datetime {
        [Key] string Name;
      };
    `,
    right: mof`
      class Harbor_Timetable {
        [Key] string Name;
      };
    `,
  },
  "flavor-after-comma": {
    text:
      "A comma ends the flavors of a qualifier, and what follows is the next qualifier. As the word is the name of a flavor " +
      "it is taken for one here, but other compilers refuse it. Divide flavors by white space.",
    wrong: mof`
      [Description("Whatever floats.") : EnableOverride, ToSubclass]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      [Description("Whatever floats.") : EnableOverride ToSubclass]
      class Harbor_Vessel {
      };
    `,
  },
});
