import { defineExplanations, mof } from "../explanation.ts";

/** How long the longest literal and the longest declaration are that are read, in characters. */
const longestLiteral = 4 * 1024 * 1024;
const longestDeclaration = 16 * 1024 * 1024;

/** Instances in each other, as deep as is said. */
function nestedCrates(depth: number): string {
  const inner = 'instance of Harbor_Crate { Label = "fish"; }';
  const outer = "instance of Harbor_Crate { Content = ".repeat(depth - 1);
  return mof`
    class Harbor_Crate {
      string Label;
      Harbor_Crate Content;
    };
    class Harbor_Hold {
      [Key] uint32 Number;
      Harbor_Crate Content;
    };
  `.concat(`instance of Harbor_Hold {\n  Number = 1;\n  Content =\n${outer}${inner}${"; }".repeat(depth - 1)};\n};\n`);
}

/** A class with a text that is several strings, as long as is said. */
function chart(lengths: readonly number[]): string {
  const strings = lengths.map((length) => `    "${"8".repeat(length)}"`);
  return `class Harbor_Chart {\n  string Image =\n${strings.join("\n")};\n};\n`;
}

/** A class with so many properties, each of which ends with `end`. */
function properties(count: number, end: string): string {
  const lines = Array.from({ length: count }, (_, index) => `  uint32 Depth${index}${end}\n`);
  return `class Harbor_Berth {\n${lines.join("")}};\n`;
}

/** Explains where the parser gives up. */
export const limitExplanations = defineExplanations({
  "literal-too-long": {
    text:
      "One string literal can have about four million characters, far more than those of real files; perhaps a quote is " +
      "missing. A longer text is written as several strings one after the other, which MOF joins.",
    wrong: chart([longestLiteral + 1]),
    right: chart([longestLiteral / 2, longestLiteral / 2 + 1]),
  },
  "declaration-too-long": {
    text:
      "No end of the declaration was found within some sixteen million characters, so nothing of it can be made sense of. " +
      "Nearly always a brace or a quote is missing, and the rest of the file was taken for a part of it. A declaration that " +
      "is really that long has to be divided, such as into several instances.",
    wrong: chart(new Array(5).fill(longestDeclaration / 5)),
    right: chart(new Array(5).fill(10)),
  },
  "nesting-too-deep": {
    text:
      "Instances that stand in the values of instances go at most a hundred deep. Declare the inner ones by themselves with " +
      "an alias, and give the alias as the value.",
    wrong: nestedCrates(101),
    right: nestedCrates(2),
  },
  "too-many-errors": {
    text:
      "After a hundred syntax errors the rest of the file is not read. Mostly the file is no MOF, or one mistake near its " +
      "beginning makes all that follows unreadable. Mend the first errors and run again.",
    wrong: { files: { "example.mof": properties(101, "") }, commands: ["mofkit check --max-errors 0 example.mof"] },
    right: { files: { "example.mof": properties(101, ";") }, commands: ["mofkit check --max-errors 0 example.mof"] },
  },
});
