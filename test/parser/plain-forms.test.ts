import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dialect, dialects } from "../../src/codes/dialects.ts";
import { initialState } from "../../src/parser/collecting-parser.ts";
import { MofParser } from "../../src/parser/mof-parser.ts";
import { TokenWindow } from "../../src/parser/token-window.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { describeDiagnostic } from "./support.ts";

/** What reads the forms that nearly all declarations have, by the tokens at once; without it the rules of the grammar do. */
const shortWays = ["plainQualifier", "plainProperty", "plainClass", "plainInclude", "nextString"] as const;

const asItIs = new MofParser(true);
const byRules = new MofParser(true);
for (const name of shortWays) {
  assert(typeof Reflect.get(byRules, name) === "function", `the parser has no ${name}`);
  Reflect.set(byRules, name, () => undefined);
}

function read(parser: MofParser, text: string, isLast: boolean, dialect: Dialect): unknown {
  const window = new TokenWindow(sourceFromText(text), text, 0, isLast);
  const { diagnostics, ...others } = parser.parse(window, initialState, dialect);
  return { ...JSON.parse(JSON.stringify(others)), diagnostics: diagnostics.map(describeDiagnostic) };
}

const oneOf = (...texts: string[]) => fc.constantFrom(...texts);

/** Words that are names, and words that are keywords elsewhere, which may be names too. */
const word = oneOf(
  "A",
  "Key",
  "Description",
  "ref",
  "REF",
  "class",
  "of",
  "string",
  "uint8",
  "null",
  "true",
  "as",
  "any",
);
const text = oneOf('"a"', '"b" "c"', '""', '"\\n"', '"\\q"', "'x'", '"a" /* b */ "c"', '"""many"""', '"open');
const scalar = fc.oneof(text, oneOf("1", "-5", "0x1F", "08", "1.5", "1e", "101b", "true", "FALSE", "null", "$A", "A"));
const list = fc.array(scalar, { maxLength: 3 }).map((values) => `{${values.join(", ")}}`);
const value = fc.oneof(
  fc.constant(""),
  scalar.map((one) => `(${one})`),
  text.map((one) => `(${one})`),
  list,
  fc.array(text, { minLength: 1, maxLength: 3 }).map((values) => `{${values.join(",")}}`),
  oneOf("()", "{}", "(1, 2)", '({"a"})', '{"a",}'),
);
const flavors = fc.oneof(
  { weight: 4, arbitrary: fc.constant("") },
  oneOf(": Amended", ": ToSubclass Amended", "Amended", ":"),
);
const qualifier = fc.tuple(word, value, flavors).map((parts) => parts.join(" "));
const qualifiers = fc.oneof(
  fc.constant(""),
  fc
    .tuple(fc.array(qualifier, { maxLength: 4 }), oneOf("", "", ","))
    .map(([each, comma]) => `[${each.join(", ")}${comma}]`),
);
const type = oneOf(
  "string",
  "uint8",
  "sint64",
  "integer",
  "octetstring",
  "object",
  "A REF",
  "A ref",
  "void",
  "A",
  "ref",
);
const behind = oneOf(
  "",
  "",
  "[]",
  "[2]",
  "[0x2]",
  ' = "a"',
  "= 5",
  "= {1}",
  "= null",
  "()",
  "(uint8 P)",
  "([In] string P[])",
);
const member = fc.tuple(qualifiers, type, word, behind, oneOf(";", ";", ";", "", ",")).map((parts) => parts.join(" "));
const kind = oneOf("class", "structure", "class", "association");
const superclass = fc.oneof(
  fc.constant(""),
  word.map((name) => `: ${name}`),
);
const classLike = fc
  .tuple(qualifiers, kind, word, superclass, fc.array(member, { maxLength: 4 }))
  .map(([before, kind, name, above, members]) => `${before} ${kind} ${name} ${above} {\n${members.join("\n")}\n};`);
const file = fc.oneof(text, oneOf('"a\\b.mof"', "a", "1"));
const directive = fc
  .tuple(oneOf("#pragma include", "#pragma include", "# pragma include", "#include", "#pragma locale"), file)
  .map(([begin, path]) => `${begin} (${path})`);
const declaration = fc.oneof({ weight: 4, arbitrary: classLike }, directive);

/** Every piece that a text is made of, and something else in the place of one, or before it. */
const disturbance = fc.tuple(
  fc.nat(),
  oneOf(
    "",
    ",",
    "]",
    "[",
    ";",
    "}",
    "{",
    "(",
    ")",
    ":",
    "=",
    "class",
    '"a"',
    "1",
    "// c\n",
    "/* c */",
    '#pragma include ("a")\n',
    "§",
  ),
  fc.boolean(),
);
const disturbed = fc
  .tuple(fc.array(declaration, { minLength: 1, maxLength: 3 }), fc.array(disturbance, { maxLength: 3 }))
  .map(([declarations, changes]) => {
    const pieces = declarations.join("\n").split(/(\s+|[[\](){},;])/);
    for (const [at, piece, isMore] of changes) {
      const index = at % pieces.length;
      pieces[index] = isMore ? piece + pieces[index] : piece;
    }
    return pieces.join("");
  });

describe("forms that are read by their tokens at once", () => {
  it.each(dialects)("give the tree and the diagnostics of the grammar's rules in dialect %s", (dialect) => {
    fc.assert(
      fc.property(disturbed, fc.boolean(), (mof, isLast) => {
        expect(read(asItIs, mof, isLast, dialect)).toEqual(read(byRules, mof, isLast, dialect));
      }),
      { numRuns: 200 },
    );
  });
});
