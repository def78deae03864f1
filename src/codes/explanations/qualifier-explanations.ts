import type { classMessages } from "../class-messages.ts";
import { type Explanation, mof } from "../explanation.ts";

/** Explains what can be wrong with qualifiers, where they stand and where their types are declared. */
export const qualifierExplanations = {
  "undeclared-qualifier": {
    text:
      "The namespace declares types for qualifiers, but none for this one, so it gets its type from its value and " +
      "the flavors that WMI has by default. Often the name is just misspelt. Mend it, or declare the qualifier; " +
      "DMTF compilers insist on that.",
    wrong: mof`
      Qualifier Description : string = null, Scope(any), Flavor(Translatable);

      [Descripton("A place where a vessel can lie.")]
      class Harbor_Berth { };
    `,
    right: mof`
      Qualifier Description : string = null, Scope(any), Flavor(Translatable);

      [Description("A place where a vessel can lie.")]
      class Harbor_Berth { };
    `,
  },
  "unknown-qualifier": {
    text:
      "In the DMTF dialects a qualifier can be used only after its type is declared in the same namespace. The " +
      "standard ones are declared in `qualifiers.mof` of the CIM schema: load that before, with `--prelude` or an " +
      "include, or declare the qualifier yourself.",
    wrong: {
      files: {
        "example.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
          };
        `,
      },
      commands: ["mofkit check example.mof --dialect dmtf"],
    },
    right: {
      files: {
        "qualifiers.mof": mof`
          Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);
        `,
        "example.mof": mof`
          class Harbor_Vessel {
            [Key] string Name;
          };
        `,
      },
      commands: ["mofkit check example.mof --dialect dmtf --prelude qualifiers.mof"],
    },
  },
  "qualifier-outside-scope": {
    text:
      "The declaration of a qualifier lists in `Scope` where it may stand: on classes, associations, indications, " +
      "properties, references, methods or parameters. Here it stands on something else. A class with `Association` " +
      "is in the scope `association` and not in `class`, and a reference is no `property`. Move the qualifier, or " +
      "declare it with a wider scope.",
    wrong: mof`
      Qualifier MaxLen : uint32 = null, Scope(property, method, parameter);

      [MaxLen(40)]
      class Harbor_Berth {
        string Name;
      };
    `,
    right: mof`
      Qualifier MaxLen : uint32 = null, Scope(property, method, parameter);

      class Harbor_Berth {
        [MaxLen(40)] string Name;
      };
    `,
  },
  "flavor-without-effect": {
    text:
      "Whether a qualifier passes on to subclasses, `ToSubclass` or `Restricted`, is said where its type is " +
      "declared. Saying the opposite at a use changes nothing, and DMTF compilers refuse it. Drop the flavor, or " +
      "change the declaration.",
    wrong: mof`
      Qualifier Description : string = null, Scope(any), Flavor(ToSubclass);

      [Description("A place where a vessel can lie.") : Restricted]
      class Harbor_Berth { };
    `,
    right: mof`
      Qualifier Description : string = null, Scope(any), Flavor(ToSubclass);

      [Description("A place where a vessel can lie.")]
      class Harbor_Berth { };
    `,
  },
  "contradictory-flavor": {
    text:
      "What is declared `DisableOverride` cannot be made overridable where it is used: `Key`, for one, would lose " +
      "its meaning in subclasses. In the DMTF dialects `ToSubclass` and `Restricted` are fixed by the declaration " +
      "too. Drop the flavor at the use.",
    wrong: mof`
      Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);

      class Harbor_Vessel {
        [Key : EnableOverride] string Name;
      };
    `,
    right: mof`
      Qualifier Key : boolean = false, Scope(property, reference), Flavor(DisableOverride, ToSubclass);

      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "override-not-allowed": {
    text:
      "The qualifier is inherited, and its flavor `DisableOverride` fixes the value that it has above. A subclass, " +
      "an override or an instance may leave it out or repeat that value, and nothing else. Drop it, or change the " +
      "value or the flavor above.",
    wrong: mof`
      [Harbor("Aalborg") : DisableOverride ToSubclass]
      class Harbor_Vessel {
        [Key] string Name;
      };

      [Harbor("Bergen")]
      class Harbor_Tanker : Harbor_Vessel { };
    `,
    right: mof`
      [Harbor("Aalborg") : EnableOverride ToSubclass]
      class Harbor_Vessel {
        [Key] string Name;
      };

      [Harbor("Bergen")]
      class Harbor_Tanker : Harbor_Vessel { };
    `,
  },
  "range-qualifier-on-non-integer": {
    text:
      "`MinValue` and `MaxValue` bound integers. On a real number, a date or a string nothing heeds them. Drop the " +
      "qualifier, make the type an integer, or say the limit in the `Description`; the length of a string is " +
      "`MaxLen`.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        [MinValue(0)] real32 Draught;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        [MinValue(0)] uint32 DraughtInCentimetres;
      };
    `,
  },
  "embedding-on-non-string": {
    text:
      "`EmbeddedInstance` and `EmbeddedObject` say that a string holds an object as text. On another type they have " +
      "no effect. Make the type `string`, or drop the qualifier; in WMI the class itself can be the type of the " +
      "property.",
    wrong: mof`
      class Harbor_Position {
        real64 Latitude;
        real64 Longitude;
      };

      class Harbor_Buoy {
        [Key] uint32 Number;
        [EmbeddedInstance("Harbor_Position")] uint32 Position;
      };
    `,
    right: mof`
      class Harbor_Position {
        real64 Latitude;
        real64 Longitude;
      };

      class Harbor_Buoy {
        [Key] uint32 Number;
        [EmbeddedInstance("Harbor_Position")] string Position;
      };
    `,
  },
  "array-size-differs": {
    text:
      "In the DMTF dialects an array that is declared with a size has exactly that many elements, and the default " +
      "value must have them too. WMI takes the size for a suggestion. Give as many elements, or leave the size out: " +
      "`Lights[]`.",
    wrong: {
      files: {
        "example.mof": mof`
          class Harbor_Lock {
            uint8 Lights[3] = { 1, 0 };
          };
        `,
      },
      commands: ["mofkit check example.mof --dialect dmtf"],
    },
    right: {
      files: {
        "example.mof": mof`
          class Harbor_Lock {
            uint8 Lights[3] = { 1, 0, 0 };
          };
        `,
      },
      commands: ["mofkit check example.mof --dialect dmtf"],
    },
  },
  "qualifier-type-in-use": {
    text:
      "A qualifier is declared anew, and a class that uses it breaks the new declaration: it stands outside the new " +
      "scope, or its value is of another type. Change that class first, in the same compile or an earlier one, or " +
      "keep the declaration as it was.",
    wrong: {
      files: {
        "harbor.mof": mof`
          Qualifier Surveyed : string = null, Scope(class, property);

          class Harbor_Vessel {
            [Surveyed("2026")] uint32 Length;
          };
        `,
        "change.mof": mof`
          Qualifier Surveyed : string = null, Scope(class);
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit compile change.mof"],
    },
    right: {
      files: {
        "harbor.mof": mof`
          Qualifier Surveyed : string = null, Scope(class, property);

          class Harbor_Vessel {
            [Surveyed("2026")] uint32 Length;
          };
        `,
        "change.mof": mof`
          Qualifier Surveyed : string = null, Scope(class, property, method);
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit compile change.mof"],
    },
  },
  "qualifier-in-use": {
    text:
      "The type of a qualifier cannot be deleted while a class uses it, because the value there would be of no " +
      "type. The message names the first such class. Delete or change the classes that use it, then delete the " +
      "qualifier.",
    wrong: {
      files: {
        "harbor.mof": mof`
          Qualifier Surveyed : string = null, Scope(class, property);

          [Surveyed("2026")]
          class Harbor_Vessel { };
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit delete Surveyed"],
    },
    right: {
      files: {
        "harbor.mof": mof`
          Qualifier Surveyed : string = null, Scope(class, property);

          [Surveyed("2026")]
          class Harbor_Vessel { };
        `,
      },
      commands: ["mofkit compile harbor.mof", "mofkit delete Harbor_Vessel", "mofkit delete Surveyed"],
    },
  },
} satisfies Partial<Record<keyof typeof classMessages.table, Explanation>>;
