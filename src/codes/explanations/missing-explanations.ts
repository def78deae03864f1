import { defineExplanations, mof } from "../explanation.ts";

/** Explains what can be missing between the words of a declaration. */
export const missingExplanations = defineExplanations({
  "missing-semicolon": {
    text:
      "Properties, methods, values of an instance and whole declarations end with a semicolon. The place shown is where " +
      "it is missing, right behind what it should end.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
        uint32 Length;
      };
    `,
  },
  "omitted-semicolon": {
    text:
      "The semicolon behind the closing brace of a class or an instance is missing. It is clear what is meant, so mofkit goes " +
      "on, but other compilers refuse the file. Add the semicolon.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      }
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "missing-opening-brace": {
    text: "The members of a class or an instance stand in braces, and there is no opening one behind its head.",
    wrong: mof`
      class Harbor_Vessel
        [Key] string Name;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "missing-brace": {
    text:
      "A brace was opened and not closed before the next declaration or the end of the file. The message points at the " +
      "opening one, too. Add the closing brace where the class, the instance or the array should end.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;

      class Harbor_Tanker : Harbor_Vessel {
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };

      class Harbor_Tanker : Harbor_Vessel {
      };
    `,
  },
  "missing-opening-parenthesis": {
    text: "What belongs to this word stands in parentheses, and the opening one is missing.",
    wrong: mof`
      Qualifier Berth : uint32 = 0, Scope property;
    `,
    right: mof`
      Qualifier Berth : uint32 = 0, Scope(property);
    `,
  },
  "missing-parenthesis": {
    text:
      "A parenthesis was opened and not closed. The message points at the opening one, too. Add the closing one behind the " +
      "value of the qualifier, the parameters of the method or the arguments of the pragma.",
    wrong: mof`
      [Description("Whatever floats."]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      [Description("Whatever floats.")]
      class Harbor_Vessel {
      };
    `,
  },
  "missing-bracket": {
    text:
      "Qualifiers stand in square brackets before what they describe, and the closing bracket is missing. The brackets of an " +
      "array behind a name need one as well.",
    wrong: mof`
      class Harbor_Vessel {
        [Key
        string Name;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key]
        string Name;
      };
    `,
  },
  "missing-comma": {
    text:
      "The elements of a list (values of an array, qualifiers, parameters) are divided by commas. Only strings may stand " +
      "side by side, and then they are joined to one.",
    wrong: mof`
      class Harbor_Berth {
        uint32 Depths[] = { 12 15 };
      };
    `,
    right: mof`
      class Harbor_Berth {
        uint32 Depths[] = { 12, 15 };
      };
    `,
  },
  "missing-class-name": {
    text:
      "Behind `class`, `instance of` or the colon before a superclass comes the name of a class: letters, digits and " +
      "underscores, not beginning with a digit.",
    wrong: mof`
      class {
        [Key] string Name;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
    `,
  },
  "missing-property-name": {
    text:
      "Behind the type comes the name of the property, method or parameter. Nearly every word may be a name, keywords too; " +
      "only `TRUE`, `FALSE` and `NULL` are taken for values.",
    wrong: mof`
      class Harbor_Vessel {
        uint32 = 20;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        uint32 Length = 20;
      };
    `,
  },
  "missing-qualifier-name": {
    text: "In the square brackets stand qualifiers, each of which begins with its name. Something else stands there.",
    wrong: mof`
      ["Whatever floats."]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      [Description("Whatever floats.")]
      class Harbor_Vessel {
      };
    `,
  },
  "missing-pragma-name": {
    text: "Behind `#pragma` comes its name, such as `namespace` or `include`, and then its arguments in parentheses.",
    wrong: mof`
      #pragma ("root/harbor")
    `,
    right: mof`
      #pragma namespace("root/harbor")
    `,
  },
  "missing-alias": {
    text:
      "Behind `as` comes an alias, a name that begins with a dollar sign, by which other instances refer to this one. Give " +
      "it one, or remove `as`.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      instance of Harbor_Vessel as {
        Name = "Aurora";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      instance of Harbor_Vessel as $Aurora {
        Name = "Aurora";
      };
    `,
  },
  "missing-dollar": {
    text: "The name of an alias begins with a dollar sign, where it is declared and where it is used.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      instance of Harbor_Vessel as Aurora {
        Name = "Aurora";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      instance of Harbor_Vessel as $Aurora {
        Name = "Aurora";
      };
    `,
  },
  "missing-type": {
    text:
      "A property, a method, a parameter or a qualifier is declared with its type before or behind its name, such as " +
      "`string`, `uint32` or the name of a class, and here is none.",
    wrong: mof`
      Qualifier Berth : = 0, Scope(property);
    `,
    right: mof`
      Qualifier Berth : uint32 = 0, Scope(property);
    `,
  },
  "missing-value": {
    text:
      "A value has to stand here: a string in quotes, a number, a character, `TRUE`, `FALSE`, `NULL`, an alias, or several of " +
      "them in braces.",
    wrong: mof`
      class Harbor_Vessel {
        uint32 Length = ;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        uint32 Length = 20;
      };
    `,
  },
  "missing-flavor": {
    text:
      "Behind the colon of a qualifier come flavors, divided by white space: `EnableOverride`, `DisableOverride`, " +
      "`ToSubclass`, `Restricted`, `Translatable`, `ToInstance` or `Amended`. Add one, or remove the colon.",
    wrong: mof`
      [Description("Whatever floats.") : ]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      [Description("Whatever floats.") : ToSubclass]
      class Harbor_Vessel {
      };
    `,
  },
  "missing-token": {
    text: "The declaration cannot go on like this. The message names what has to come here and what was found in its place.",
    wrong: mof`
      class Harbor_Vessel {
        [Key] string Name;
      };
      instance Harbor_Vessel {
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
});
