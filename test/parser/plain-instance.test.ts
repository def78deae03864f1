import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dialect, dialects } from "../../src/codes/dialects.ts";
import { initialState } from "../../src/parser/collecting-parser.ts";
import { MofParser } from "../../src/parser/mof-parser.ts";
import { TokenWindow } from "../../src/parser/token-window.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { describeDiagnostic } from "./support.ts";

const asItIs = new MofParser(true);
const byRules = new MofParser(true);
assert(typeof Reflect.get(byRules, "plainInstance") === "function");
Reflect.set(byRules, "plainInstance", () => undefined);

function read(parser: MofParser, text: string, isLast: boolean, dialect: Dialect): unknown {
  const window = new TokenWindow(sourceFromText(text), text, 0, isLast);
  const { diagnostics, plain: _, ...others } = parser.parse(window, initialState, dialect);
  return { ...JSON.parse(JSON.stringify(others)), diagnostics: diagnostics.map(describeDiagnostic) };
}

const oneOf = (...texts: string[]) => fc.constantFrom(...texts);

const word = oneOf("A", "B", "Name", "class", "of", "instance", "ref", "value", "uint8", "true");
const text = oneOf('"a"', '"b" "c"', '""', '"C:\\\\x"', '"\\x41\\n"', '"\\q"', "'x'", '"a" /* b */ "c"', '"open');
const number = oneOf("0", "1", "-5", "+7", "42", "0x1F", "017", "08", "101b", "1.5", "5.", "1e3", "1e", "-INF", "9z");
const scalar = fc.oneof(
  text,
  number,
  oneOf("true", "FALSE", "null", "$A", "$B1", "A", "A.B", "instance of C { X = 1; }"),
);
const value = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc.array(scalar, { maxLength: 4 }).map((values) => `{${values.join(", ")}}`),
  oneOf("", "{1, }", "{1,, 2}", "{{1}}"),
);
const property = fc
  .tuple(oneOf("", "", "", "", "[Q]"), word, oneOf("=", "=", "=", "=", ""), value, oneOf(";", ";", ";", ";", ";", ""))
  .map((parts) => parts.join(" "));
const declaration = fc
  .tuple(
    oneOf("", "", "", "[Q]"),
    oneOf(
      "instance of C",
      "INSTANCE OF c",
      "instance of C as $A",
      "instance of C as",
      "value of C as $B",
      "instance of",
    ),
    fc.array(property, { maxLength: 4 }),
    oneOf("};", "};", "};", "}", "", "});", "}; ;", "};\nclass D { uint8 P; };", '};\n#pragma namespace("x")'),
  )
  .map(([qualifiers, head, properties, end]) => `${qualifiers} ${head} { ${properties.join(" ")} ${end}`);
const file = fc.array(declaration, { minLength: 1, maxLength: 4 }).map((each) => each.join("\n"));

describe("plain instances that are read by their tokens at once", () => {
  it.each(dialects)("have the tree and the diagnostics of the grammar's rules in dialect %s", (dialect) => {
    fc.assert(
      fc.property(file, fc.boolean(), (mof, isLast) => {
        expect(read(asItIs, mof, isLast, dialect)).toEqual(read(byRules, mof, isLast, dialect));
      }),
      { numRuns: 400 },
    );
  });

  it("are read without a rule of the grammar", () => {
    const plain = new MofParser(true);
    Reflect.set(plain, "mofProduction", () => assert.fail("a rule was asked"));
    const mof = 'instance of C as $A { I = 1; T = "a" "b"; N = NULL; B = True; R = $B; L = {1.5, -2, "\\\\"}; };';
    expect(read(plain, mof, true, "dmtf")).toMatchObject({
      declarations: [{ properties: { length: 6 } }],
      diagnostics: [],
    });
  });
});
