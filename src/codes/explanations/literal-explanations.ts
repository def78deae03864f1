import { defineExplanations, mof } from "../explanation.ts";
import { dmtf3 } from "./in-dialect.ts";

/** Explains what can be wrong with characters, comments and literals. */
export const literalExplanations = defineExplanations({
  "unexpected-character": {
    text:
      "The character has no meaning in MOF outside of strings and comments. Often it came with text that was copied from a " +
      "web page or a word processor: curly quotes, a no-break space, a long dash. Type it anew as a plain character.",
    wrong: mof`
      class Harbor_Vessel {
        string Flag = “NO”;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        string Flag = "NO";
      };
    `,
  },
  "unterminated-string": {
    text:
      "A string ends on the line on which it begins, and this one has no closing quote there. Add the quote. A long text is " +
      'written as several strings one after the other, which MOF joins; a quote inside a string is `\\"`.',
    wrong: mof`
      class Harbor_Vessel {
        string Flag = "NO;
      };
    `,
    right: mof`
      class Harbor_Vessel {
        string Flag = "NO";
      };
    `,
  },
  "multi-line-string": {
    text:
      "A string should end on the line on which it begins. mofkit takes this one with its line ends as part of the text, but " +
      "other compilers refuse it. Write a string for each line, one after the other: they are joined, and `\\n` is a line end.",
    wrong: mof`
      [Description("Whatever floats
        and has a name.")]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      [Description("Whatever floats\n"
        "and has a name.")]
      class Harbor_Vessel {
      };
    `,
  },
  "unterminated-character": {
    text:
      "A single character stands between two apostrophes on one line, and the second is missing. Add it. If a text is meant, " +
      "put it into double quotes.",
    wrong: mof`
      class Harbor_Tanker {
        char16 HazardClass = 'B;
      };
    `,
    right: mof`
      class Harbor_Tanker {
        char16 HazardClass = 'B';
      };
    `,
  },
  "unterminated-comment": {
    text:
      "A comment that begins with `/*` ends at the first `*/`, and there is none up to the end of the file. So all that " +
      "follows is a comment, declarations too. Close the comment, or begin each of its lines with `//`.",
    wrong: mof`
      class Harbor_Vessel {
      };

      /* Tankers are declared in another file.
    `,
    right: mof`
      class Harbor_Vessel {
      };

      /* Tankers are declared in another file. */
    `,
  },
  "unknown-escape": {
    text:
      "In a string a backslash begins an escape: `\\b \\t \\n \\f \\r \\\" \\' \\\\` or `\\x` with one to four hexadecimal " +
      "digits. This one is none of them, so backslash and letter are kept as they stand, which other compilers do " +
      "differently. Write a backslash that is meant as itself as two.",
    wrong: mof`
      class Harbor_Chart {
        string Path = "charts\harbor";
      };
    `,
    right: mof`
      class Harbor_Chart {
        string Path = "charts\\harbor";
      };
    `,
  },
  "escape-out-of-range": {
    text:
      "In dialect `dmtf3` the escape `\\x` takes up to six hexadecimal digits, the number of a character of Unicode, and the " +
      "last has the number 10FFFF. Digits that are meant as text follow in another string, as strings side by side are joined.",
    wrong: dmtf3`
      class Harbor_Vessel {
        string Signal = "\x263A00 at noon";
      };
    `,
    right: dmtf3`
      class Harbor_Vessel {
        string Signal = "\x263A" "00 at noon";
      };
    `,
  },
  "malformed-escape": {
    text:
      "`\\x` stands for the character whose number follows in one to four hexadecimal digits, and there is none. If the " +
      "backslash is meant as itself, as in a Windows path, write two.",
    wrong: mof`
      class Harbor_Chart {
        string Path = "charts\xy-plane";
      };
    `,
    right: mof`
      class Harbor_Chart {
        string Path = "charts\\xy-plane";
      };
    `,
  },
  "null-character": {
    text:
      "The string has a character with the number 0 in it. mofkit keeps it, but programs written in C end a text there, and " +
      "MOF itself does not allow it. Leave it out.",
    wrong: mof`
      class Harbor_Vessel {
        string Flag = "NO\x0000";
      };
    `,
    right: mof`
      class Harbor_Vessel {
        string Flag = "NO";
      };
    `,
  },
  "malformed-number": {
    text:
      "It begins like a number and is none. Numbers are decimal (`42`), hexadecimal (`0x2A`), octal (`052`, which is why `08` " +
      "is none), binary (`101010b`) or real (`4.2e1`), without units and without characters between the digits.",
    wrong: mof`
      class Harbor_Vessel {
        uint32 Length = 180m;
      };
    `,
    right: mof`
      [Description("Length is in metres.")]
      class Harbor_Vessel {
        uint32 Length = 180;
      };
    `,
  },
  "malformed-character": {
    text:
      "Between apostrophes stands exactly one character or one escape such as `'\\x41'`. A text stands in double quotes, and " +
      "its type is `string`.",
    wrong: mof`
      class Harbor_Vessel {
        string Flag = 'NO';
      };
    `,
    right: mof`
      class Harbor_Vessel {
        string Flag = "NO";
      };
    `,
  },
  "unescaped-quote": {
    text: "A quote ends a string, so what follows stands outside of it. A quote that is part of the text needs a backslash.",
    wrong: mof`
      [Description("Whatever "floats".")]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      [Description("Whatever \"floats\".")]
      class Harbor_Vessel {
      };
    `,
  },
  "unquoted-text": {
    text: "The words are probably meant as a text, which stands in double quotes. Without them they would be names.",
    wrong: mof`
      [Description(Whatever floats.)]
      class Harbor_Vessel {
      };
    `,
    right: mof`
      [Description("Whatever floats.")]
      class Harbor_Vessel {
      };
    `,
  },
});
