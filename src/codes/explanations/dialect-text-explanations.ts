import { defineExplanations, mof } from "../explanation.ts";
import { dmtf, dmtf3, inDialect } from "./in-dialect.ts";

const vessel = mof`
  class Harbor_Vessel {
    string Name;
  };
`;

/** Explains which characters, literals and directives not all dialects have. */
export const dialectTextExplanations = defineExplanations({
  "white-space-not-in-dialect": {
    text:
      "WMI also takes form feeds and vertical tabs for white space. In both languages of DMTF, MOF 2 and MOF 3, " +
      "only spaces, tabs and line ends may stand between words.",
    wrong: inDialect("dmtf", "class Harbor_Vessel {\f};\n"),
    right: inDialect("dmtf", "class Harbor_Vessel {\n};\n"),
  },
  "control-z-not-in-dialect": {
    text: "A Ctrl-Z ended files in the days of MS-DOS, and some editors still write it. No specification has it.",
    wrong: inDialect("dmtf", "class Harbor_Vessel {\n};\n\x1A"),
    right: inDialect("dmtf", "class Harbor_Vessel {\n};\n"),
  },
  "non-ascii-name-not-in-dialect": {
    text:
      "MOF 3 has names of the letters A to Z, digits and underscores; MOF 2 also took letters beyond ASCII. Give " +
      "it a plain name, and put the one for people into a qualifier such as `DisplayName`.",
    wrong: dmtf3`
      class Harbor_Fähre {
      };
    `,
    right: dmtf3`
      class Harbor_Ferry {
      };
    `,
  },
  "real-not-in-dialect": {
    text:
      "The languages of DMTF want a point in a real number with a digit behind it. WMI reads them as the " +
      "language C does, so `15e-1` and `18.` are good there.",
    wrong: dmtf`
      class Harbor_Vessel {
        real32 Draught = 15e-1;
      };
    `,
    right: dmtf`
      class Harbor_Vessel {
        real32 Draught = 15.0e-1;
      };
    `,
  },
  "infinity-not-in-dialect": {
    text:
      "Infinity and `NaN` have no literal in any specification of MOF, though a real can hold them. Write `NULL` " +
      "for what is not known, or a number that is great enough.",
    wrong: dmtf`
      class Harbor_Lighthouse {
        real32 Range = -INF;
      };
    `,
    right: dmtf`
      class Harbor_Lighthouse {
        real32 Range = NULL;
      };
    `,
  },
  "character-not-in-dialect": {
    text: "MOF 3 has given up the type `char16` and its literals in apostrophes. Use a string.",
    wrong: dmtf3`
      class Harbor_Tanker {
        string HazardClass = 'B';
      };
    `,
    right: dmtf3`
      class Harbor_Tanker {
        string HazardClass = "B";
      };
    `,
  },
  "include-directive-not-in-dialect": {
    text: "`#include` is WMI's. DMTF has a pragma for it.",
    wrong: {
      files: { "example.mof": '#include("vessel.mof")\n', "vessel.mof": vessel },
      commands: ["mofkit check --dialect dmtf example.mof"],
    },
    right: {
      files: { "example.mof": '#pragma include("vessel.mof")\n', "vessel.mof": vessel },
      commands: ["mofkit check --dialect dmtf example.mof"],
    },
  },
  "bare-directive-not-in-dialect": {
    text: "In the languages of DMTF a pragma always has its argument in parentheses. WMI also takes it without them.",
    wrong: dmtf`
      #pragma locale "en_US"
    `,
    right: dmtf`
      #pragma locale("en_US")
    `,
  },
  "bare-include-not-in-dialect": {
    text:
      "The file of an include stands in parentheses. Without them it looks like an include of the C " +
      "preprocessor, which is another thing.",
    wrong: {
      files: { "example.mof": '#include "vessel.mof"\n', "vessel.mof": vessel },
      commands: ["mofkit check --dialect wmi example.mof"],
    },
    right: {
      files: { "example.mof": '#include("vessel.mof")\n', "vessel.mof": vessel },
      commands: ["mofkit check --dialect wmi example.mof"],
    },
  },
  "pragma-argument-not-in-dialect": {
    text:
      "Every pragma of DMTF takes one string. Several arguments, words and numbers are WMI's, for pragmas that " +
      "only WMI has.",
    wrong: dmtf`
      #pragma locale(en_US)
    `,
    right: dmtf`
      #pragma locale("en_US")
    `,
  },
  "directive-semicolon-not-in-dialect": {
    text:
      "A directive ends with its parenthesis. Some compilers overlook a semicolon behind it, but no " +
      "specification has it.",
    wrong: dmtf`
      #pragma locale("en_US");
    `,
    right: dmtf`
      #pragma locale("en_US")
    `,
  },
  "separate-hash-not-in-dialect": {
    text: "In the languages of DMTF `#pragma` is one word. Take the white space out.",
    wrong: dmtf`
      # pragma locale("en_US")
    `,
    right: dmtf`
      #pragma locale("en_US")
    `,
  },
});
