import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dialect, dialects } from "../../src/codes/dialects.ts";
import { initialState } from "../../src/parser/collecting-parser.ts";
import { InstanceRuns } from "../../src/parser/instance-runs.ts";
import { maximumLiteralLength } from "../../src/parser/limits.ts";
import { MofParser } from "../../src/parser/mof-parser.ts";
import { type ParseResult, parse, parseAgain, parseText } from "../../src/parser/parse.ts";
import { TokenWindow } from "../../src/parser/token-window.ts";
import { sourceFromText } from "../../src/source/text-source.ts";
import { describeDiagnostic, sourceInPieces } from "./support.ts";

/** What was parsed, down to the order in which nodes name what they have. */
function told({ declarations, diagnostics, ...others }: ParseResult): unknown {
  return {
    ...others,
    declarations: declarations.map((declaration) => JSON.stringify(declaration)),
    diagnostics: diagnostics.map(describeDiagnostic),
  };
}

async function expectAsByTokens(mof: string, cuts: readonly number[], dialect: Dialect): Promise<void> {
  const inPieces = await parse(sourceInPieces(mof, cuts), { dialect });
  expect(told(inPieces)).toEqual(told(parseText(mof, sourceFromText(mof), { dialect })));
}

const oneOf = (...texts: string[]) => fc.constantFrom(...texts);

const usualValue = oneOf(
  ...[
    '"a"',
    '""',
    '"a; b }; instance of C {"',
    '"C:\\\\x \\"y\\" \\n"',
    '"20260101120000.000000+000"',
    '"ä // no comment"',
  ],
  ...[
    "0",
    "1",
    "-5",
    "+7",
    "4294967296",
    "0x1F",
    "017",
    "101b",
    "1.5",
    "-.5e-3",
    "TRUE",
    "False",
    "null",
    "NULL",
    "$A",
    "$B_1",
  ],
);
const unusualValue = oneOf(
  ...['"a" "b"', '"\\x41"', '"\\q"', '"\\x0"', '"two\nlines"', '"open', '"a" /* b */', "'x'", '"\\', '"'],
  ...[
    "08",
    "1e3",
    "5.",
    "9z",
    "1+2",
    "-INF",
    "INF",
    "true1",
    "nulls",
    "A.B",
    "$é",
    "$",
    "",
    "{}",
    "instance of C { X = 1; }",
  ],
);
const value = fc.oneof({ weight: 25, arbitrary: usualValue }, { weight: 1, arbitrary: unusualValue });

/** Forms of instances in which `@` stands for values. */
const form = oneOf(
  "instance of A { I = @; S = @; };\n",
  "instance of A { I = @; };\n",
  "instance of A\n{\n\tI=@;\n\tS = {@, @};\n};\n\n",
  "instance of A as $A { I = @; S = {@}; R = @; };\r\n",
  "INSTANCE OF B as $B\r\n{\r\n    Name = @;\r\n    Other = @ ;\r\n} ;\r\n",
  "instance of B{X=@;};",
  "instance of B{X={@,@};};",
);
/** Forms that are never read without tokens, or not without something to be said. */
const unusualForm = oneOf(
  "instance of A { I = @; /* why */ S = @; };\n",
  "instance of A { I = @; S = @; }; // why\n",
  "// before\ninstance of A { I = @; S = @; };\n",
  "instance of A {\fI = @; S = @; };\n",
  "\v instance of A { I = @; S = @; };\n",
  "instance of A { I = @; S = @; };;\n",
  "instance of A { I = @;; S = @; };\n",
  "instance of A { I = @; S = @; }\n",
  "instance of A { I = @ S = @; };\n",
  "instance of A { I = @; S; };\n",
  "instance of A { I = @; S = @; \n",
  "instance of Ä { I = @; };\n",
  "[Q] instance of A { I = @; S = @; };\n",
  "[Q]\n",
  "instance of A { [Q] I = @; S = @; };\n",
  "instance of A as@{ I = 1; };\n",
  "instance of A { };\n",
  "instance of A { I = (@); };\n",
  "value of A as $V { I = @; };\n",
  "class C { uint8 P = @; };\n",
  '#pragma namespace("x")\n',
  "} @@\n",
  "word [Q]\n",
  "word\n",
);
/** A few forms, many instances, and now and then something else. */
const file = fc
  .record({
    forms: fc.array(fc.oneof({ weight: 5, arbitrary: form }, { weight: 1, arbitrary: unusualForm }), {
      minLength: 1,
      maxLength: 3,
    }),
    others: fc.array(unusualForm, { minLength: 1, maxLength: 3 }),
    choices: fc.array(fc.nat(99), { maxLength: 40 }),
    values: fc.infiniteStream(value),
  })
  .map(({ forms, others, choices, values }) =>
    choices
      .map((choice) => {
        const chosen = choice > 89 ? others[choice % others.length] : forms[choice % forms.length];
        return (chosen as string).replaceAll("@", () => values.next().value as string);
      })
      .join(""),
  );

describe("instances that are read by the form of those before them", () => {
  it.each(dialects)("are what their tokens give, wherever the text is cut, in dialect %s", async (dialect) => {
    await fc.assert(
      fc.asyncProperty(file, fc.array(fc.nat(1500), { minLength: 1, maxLength: 12 }), async (mof, cuts) => {
        await expectAsByTokens(mof, cuts, dialect);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["instance of A as $b { I = NULL; S = 08; L = {1, 2}; }; // why\n", "word [Q]\n", "@\n"])(
    "are what their tokens give with every cut in and behind `%s`",
    async (other) => {
      const usual = 'instance of A as $a { I = 1; S = "x"; L = {1, 2}; };\n';
      const text = `${usual.repeat(2)}${other}${usual.repeat(2)}word\n${usual}`;
      for (let cut = 2 * usual.length; cut <= 3 * usual.length + other.length; cut++) {
        await expectAsByTokens(text, [usual.length, 2 * usual.length, cut], "auto");
      }
    },
  );

  const parser = new MofParser(true);

  /** What is known once the tokens of a text are read. */
  function runsAfter(...texts: string[]): InstanceRuns {
    const runs = new InstanceRuns();
    for (const text of texts) {
      const window = new TokenWindow(sourceFromText(text), text, 0, true);
      runs.learn(runs.read("", 0), window, parser.parse(window, initialState, "auto").plain);
    }
    return runs;
  }

  const lengthOfRun = (runs: InstanceRuns, text: string) => runs.read(text, 0).instances.length;

  it("need no tokens, whatever kinds their values have", () => {
    const runs = runsAfter('instance of A as $a { I = 1; S = "x"; L = { 1, 2 }; };');
    const text = `
      instance of A as $b { I = NULL; S = "\\\\ \\" ä"; L = { TRUE, 0x1F }; };
      instance of A as $c { I = $a; S = -1.5; L = { "", +7 }; };`;
    expect(runs.read(text, 0)).toMatchObject({ instances: { length: 2 }, length: text.length });
  });

  it("may have one of several forms", () => {
    const runs = runsAfter("instance of A { I = 1; };", "instance of B { I = 1; };", "instance of A { I = {1}; };");
    expect(lengthOfRun(runs, "instance of A { I = 2; };instance of A { I = {2}; };instance of B { I = 2; };")).toBe(3);
  });

  it("end before what has none", () => {
    const runs = runsAfter("instance of A { I = 1; };");
    const known = "instance of A { I = 2; };";
    for (const other of [
      "instance of B { I = 2; };",
      "instance of A { I = 2; S = 1; };",
      "/**/",
      "instance of A {I = 2; };",
    ])
      expect(runs.read(known + other + known, 0)).toMatchObject({ instances: { length: 1 }, length: known.length });
  });

  it("say whether more text has to come", () => {
    const runs = runsAfter("instance of A { I = {1}; };");
    const known = "instance of A { I = {2}; };";
    expect(runs.read(`${known}\ninstance of A { I = {2}`, 0).isOpen).toBe(true);
    expect(runs.read(`${known}\ninstance of B { I = {2}; };`, 0).isOpen).toBe(false);
    expect(runs.read("instance of A { I", 0).isOpen).toBe(false);
  });

  it("are left to tokens where a literal may be too long, or a number is very long", () => {
    const runs = runsAfter('instance of A { S = ""; };');
    expect(lengthOfRun(runs, `instance of A { S = "${"x".repeat(maximumLiteralLength / 2)}"; };`)).toBe(1);
    expect(lengthOfRun(runs, `instance of A { S = "${"x".repeat(maximumLiteralLength)}"; };`)).toBe(0);
    expect(lengthOfRun(runs, `instance of A { S = "${'\\"'.repeat(maximumLiteralLength / 4)}"; };`)).toBe(0);
    expect(lengthOfRun(runs, `instance of A { S = ${"9".repeat(5000)}; };`)).toBe(0);
  });

  it("take the place of forms that came long before, once those have been worth their making", () => {
    const forms = Array.from({ length: 40 }, (_, index) => `instance of A${index} { I = 1; };`);
    const runs = runsAfter(...forms);
    expect(forms.filter((text) => lengthOfRun(runs, text) === 1)).toEqual(forms.slice(0, 16));
    expect(lengthOfRun(runs, (forms[3] as string).repeat(100))).toBe(100);
    const text = forms[39] as string;
    const window = new TokenWindow(sourceFromText(text), text, 0, true);
    runs.learn(runs.read("", 0), window, parser.parse(window, initialState, "auto").plain);
    expect(lengthOfRun(runs, text)).toBe(1);
  });

  it("leave the text behind them to tokens by the declaration, and by more and more where that is in vain", () => {
    const unknown = "instance of B { I = 1; };\n";
    const text = unknown.repeat(1000);
    const runs = runsAfter("instance of A { I = 1; };");
    const lengths: number[] = [];
    for (let count = 0; count < 8; count++) {
      const end = runs.endOfTokens(text, 0);
      lengths.push(end);
      runs.learn(runs.read(text, 0), new TokenWindow(sourceFromText(text), text.slice(0, end), 0, false), undefined);
    }
    expect(lengths).toEqual([...lengths].sort((left, right) => left - right));
    expect(lengths[0]).toBeLessThan(1000);
    expect(lengths.at(-1)).toBe(text.length);
  });

  it("are the same where a declaration is parsed again", () => {
    const mof =
      'instance of A { I = 1; S = "x"; };\nclass A { uint8 I; };\ninstance of A { I = 2; S = NULL; };\n'.repeat(2);
    const source = sourceFromText(mof);
    const { declarations } = parseText(mof, source);
    const again = declarations.map(({ start, end }) => parseAgain(mof.slice(start, end), start, source, "auto"));
    expect(again).toEqual(declarations);
  });
});
