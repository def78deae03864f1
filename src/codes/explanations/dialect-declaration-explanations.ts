import { defineExplanations } from "../explanation.ts";
import { dmtf, dmtf3, wmi } from "./in-dialect.ts";

/** Explains which declarations, properties and methods not all dialects have. */
export const dialectDeclarationExplanations = defineExplanations({
  "structure-not-in-dialect": {
    text: "Structures came with MOF 3. In MOF 2 and in WMI, what has no identity of its own is a class without keys.",
    wrong: dmtf`
      structure Harbor_Position {
        real64 Latitude;
      };
    `,
    right: dmtf`
      class Harbor_Position {
        real64 Latitude;
      };
    `,
  },
  "enumeration-not-in-dialect": {
    text:
      "Enumerations came with MOF 3. In MOF 2 and in WMI a property has the type of the values, and the " +
      "qualifiers `ValueMap` and `Values` say what they mean.",
    wrong: wmi`
      enumeration Harbor_State : uint16 { Moored = 1, AtSea = 2 };
      class Harbor_Vessel {
        Harbor_State State;
      };
    `,
    right: wmi`
      class Harbor_Vessel {
        [ValueMap{"1", "2"}, Values{"Moored", "AtSea"}] uint16 State;
      };
    `,
  },
  "enumeration-without-type-not-in-dialect": {
    text:
      "MOF 3 wants to know whether the values of an enumeration are integers or strings. Elements of a string " +
      "enumeration stand for their own names.",
    wrong: dmtf3`
      enumeration Harbor_State { Moored, AtSea };
    `,
    right: dmtf3`
      enumeration Harbor_State : string { Moored, AtSea };
    `,
  },
  "association-not-in-dialect": {
    text:
      "The keyword `association` came with MOF 3. In MOF 2 and in WMI an association is a class with the " +
      "qualifier `Association`.",
    wrong: wmi`
      class Harbor_Vessel {
        [Key] string Name;
      };
      association Harbor_Convoy {
        [Key] Harbor_Vessel ref First;
        [Key] Harbor_Vessel ref Second;
      };
    `,
    right: wmi`
      class Harbor_Vessel {
        [Key] string Name;
      };
      [Association] class Harbor_Convoy {
        [Key] Harbor_Vessel ref First;
        [Key] Harbor_Vessel ref Second;
      };
    `,
  },
  "class-alias-not-in-dialect": {
    text: "MOF 3 has aliases for instances and values only. The name of a class is enough to refer to it.",
    wrong: dmtf3`
      class Harbor_Vessel as $Vessel {
      };
    `,
    right: dmtf3`
      class Harbor_Vessel {
      };
    `,
  },
  "alias-behind-superclass-not-in-dialect": {
    text:
      "The alias of a class stands right behind its name. Some files have it behind the superclass, but no " +
      "specification has.",
    wrong: dmtf`
      class Harbor_Vessel {
      };
      class Harbor_Tanker : Harbor_Vessel as $Tanker {
      };
    `,
    right: dmtf`
      class Harbor_Vessel {
      };
      class Harbor_Tanker as $Tanker : Harbor_Vessel {
      };
    `,
  },
  "type-not-in-dialect": {
    text:
      "The type is one of another dialect: `object` is WMI's, `integer` and `octetstring` are those of MOF 3, " +
      "which in turn has no `char16`.",
    wrong: dmtf`
      class Harbor_Chart {
        octetstring Image;
      };
    `,
    right: dmtf`
      class Harbor_Chart {
        uint8 Image[];
      };
    `,
  },
  "class-type-not-in-dialect": {
    text:
      "In MOF 2 a property of a class type is not possible: it refers to an instance or holds it as text. WMI " +
      "and MOF 3 embed instances directly.",
    wrong: dmtf`
      class Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        Harbor_Position Position;
      };
    `,
    right: dmtf`
      Qualifier EmbeddedInstance : string = null, Scope(property, method, parameter);
      class Harbor_Position {
        real64 Latitude;
      };
      class Harbor_Buoy {
        [EmbeddedInstance("Harbor_Position")] string Position;
      };
    `,
  },
  "void-not-in-dialect": {
    text:
      "In MOF 2 every method returns a value, by custom a `uint32` that is 0 when all went well. WMI and MOF 3 " +
      "have `void`.",
    wrong: dmtf`
      class Harbor_Vessel {
        void Moor();
      };
    `,
    right: dmtf`
      class Harbor_Vessel {
        uint32 Moor();
      };
    `,
  },
  "array-result-not-in-dialect": {
    text: "Only in MOF 3 does a method return an array. Elsewhere use a parameter with the qualifier `Out`.",
    wrong: dmtf`
      class Harbor_Vessel {
        string[] ListFlags();
      };
    `,
    right: dmtf`
      Qualifier Out : boolean = false, Scope(parameter), Flavor(DisableOverride, ToSubclass);
      class Harbor_Vessel {
        uint32 ListFlags([Out] string Flags[]);
      };
    `,
  },
  "reference-result-not-in-dialect": {
    text: "In MOF 2 a method returns a plain value and no reference. Use a parameter with the qualifier `Out`.",
    wrong: dmtf`
      class Harbor_Berth {
      };
      class Harbor_Vessel {
        Harbor_Berth ref FindBerth();
      };
    `,
    right: dmtf`
      Qualifier Out : boolean = false, Scope(parameter), Flavor(DisableOverride, ToSubclass);
      class Harbor_Berth {
      };
      class Harbor_Vessel {
        uint32 FindBerth([Out] Harbor_Berth ref Berth);
      };
    `,
  },
  "reference-array-not-in-dialect": {
    text:
      'In MOF 2 a property holds one reference, and those of an association. Say "has many" with an association, ' +
      "whose instances each hold one pair.",
    wrong: dmtf`
      Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride, ToSubclass);
      class Harbor_Vessel {
      };
      [Association] class Harbor_Convoy {
        Harbor_Vessel ref Leader;
        Harbor_Vessel ref Followers[];
      };
    `,
    right: dmtf`
      Qualifier Association : boolean = false, Scope(association), Flavor(DisableOverride, ToSubclass);
      class Harbor_Vessel {
      };
      [Association] class Harbor_Convoy {
        Harbor_Vessel ref Leader;
        Harbor_Vessel ref Follower;
      };
    `,
  },
  "array-size-not-in-dialect": {
    text: "MOF 3 has no arrays of a fixed size. Leave the size out.",
    wrong: dmtf3`
      class Harbor_Vessel {
        string Flags[4];
      };
    `,
    right: dmtf3`
      class Harbor_Vessel {
        string Flags[];
      };
    `,
  },
  "array-size-form-not-in-dialect": {
    text: "The size of an array is written as a plain decimal number in MOF 2, without a sign or another base.",
    wrong: dmtf`
      class Harbor_Vessel {
        string Flags[0x4];
      };
    `,
    right: dmtf`
      class Harbor_Vessel {
        string Flags[4];
      };
    `,
  },
  "parameter-default-not-in-dialect": {
    text:
      "In MOF 2 every parameter of a method is given at a call. Defaults of parameters are found in WMI and MOF " +
      "3.",
    wrong: dmtf`
      class Harbor_Vessel {
        uint32 Moor(uint32 Lines = 2);
      };
    `,
    right: dmtf`
      class Harbor_Vessel {
        uint32 Moor(uint32 Lines);
      };
    `,
  },
});
