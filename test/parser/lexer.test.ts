import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type IToken, Lexer } from "chevrotain";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokenize } from "../../src/parser/lexer.ts";
import { MofParser } from "../../src/parser/mof-parser.ts";
import { commentGroup, Identifier, keywordTokens, lexedTokens, openCommentGroup } from "../../src/parser/tokens.ts";
import { corpusFolder, corpusTitle } from "../support/corpus.ts";

/** What `tokens.ts` says, read by Chevrotain, its validations included. */
const chevrotain = new Lexer(lexedTokens, { positionTracking: "onlyOffset", ensureOptimizations: true });

test("the tokens and the grammar pass Chevrotain's validations, which are off in use", () => {
  expect(chevrotain.lexerDefinitionErrors).toEqual([]);
  expect(() => new MofParser(false)).not.toThrow();
});

type PlainToken = readonly [type: string, index: number | undefined, offset: number, image: string];

function plain({ tokenType, tokenTypeIdx, startOffset, image }: IToken): PlainToken {
  return [tokenType.name, tokenTypeIdx, startOffset, image];
}

function tokensByChevrotain(text: string): unknown {
  const { tokens, groups, errors } = chevrotain.tokenize(text);
  expect(errors).toEqual([]);
  for (const token of tokens) {
    const keyword = token.tokenType === Identifier ? keywordTokens.get(token.image.toLowerCase()) : undefined;
    if (keyword !== undefined) Object.assign(token, { tokenType: keyword, tokenTypeIdx: keyword.tokenTypeIdx });
  }
  const [comments, openComments] = [groups[commentGroup] as IToken[], groups[openCommentGroup] as IToken[]];
  return { tokens: tokens.map(plain), comments: comments.map(plain), openComments: openComments.map(plain) };
}

function tokensByHand(text: string): unknown {
  const { tokens, comments, openComment } = tokenize(text, 0);
  const openComments = openComment === undefined ? [] : [openComment];
  return { tokens: tokens.map(plain), comments: comments.map(plain), openComments: openComments.map(plain) };
}

function expectSameTokens(text: string): void {
  expect(tokensByHand(text)).toEqual(tokensByChevrotain(text));
}

function textsBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.(?:mof|mfl)$/i.test(name)).map((name) => readFileSync(join(folder, name), "latin1"));
}

const samples = textsBelow(join(import.meta.dirname, "../../samples"));

describe("the tokens are those that Chevrotain's lexer makes", () => {
  test.skipIf(corpusFolder === undefined)(`of real files${corpusTitle}`, () => {
    for (const text of textsBelow(corpusFolder as string)) expectSameTokens(text);
  });

  test("of every character behind and before others", () => {
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      expectSameTokens(`${character}a${character} "${character}" $${character}`);
    }
  });

  const pieces = [
    ...[..."{}()[],;:=.#/\\\"'$+-*@! \t\f\v\r\n\0_aZ019xXbBeE"],
    ...[
      "//",
      "/*",
      "*/",
      '\\"',
      "\r\n",
      "1e+5",
      "-inf",
      "+NaN",
      "0x1F",
      "CLASS",
      "uint32",
      "\u017f",
      "\u212a",
      "é",
      "\u2028",
    ],
    ...["\u00a0", "\ufeff", "\ud83d", "\udc4d", "\u1680"],
  ];
  const soup = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary" })), { maxLength: 40 });

  test("of character soup", () => {
    const property = fc.property(soup, (parts) => expectSameTokens(parts.join("")));
    fc.assert(property, { numRuns: 3000 });
  });

  test("of soup within a text", () => {
    const property = fc.property(
      fc.constantFrom(...samples),
      fc.nat(),
      fc.nat({ max: 40 }),
      soup,
      (text, at, count, parts) => {
        const start = at % text.length;
        expectSameTokens(text.slice(0, start) + parts.join("") + text.slice(start + count));
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  test("wherever a text is cut", () => {
    const text = [...samples].sort((left, right) => left.length - right.length)[0] as string;
    for (let at = 0; at <= text.length; at++) {
      expectSameTokens(text.slice(0, at));
      expectSameTokens(text.slice(at));
    }
  });
});

function typesOf(text: string): string[] {
  return tokenize(text, 0).tokens.map(({ tokenType, image }) => `${tokenType.name} ${image}`);
}

describe("tokens", () => {
  test("words in any case become what the grammar needs, others stay names", () => {
    expect(typesOf("Class INSTANCE uInT8 True null Key classes clas nul")).toEqual([
      "Class Class",
      "Instance INSTANCE",
      "PrimitiveType uInT8",
      "BooleanWord True",
      "NullWord null",
      "Identifier Key",
      "Identifier classes",
      "Identifier clas",
      "Identifier nul",
    ]);
  });

  test("a number takes all that clings to it", () => {
    expect(typesOf("0x1F 12b 08 1.5e-3 -5 +.5 5. 1e+5 0x1e+5 -INF 5x 1.2.3")).toEqual([
      "Numeral 0x1F",
      "Numeral 12b",
      "Numeral 08",
      "Numeral 1.5e-3",
      "Numeral -5",
      "Numeral +.5",
      "Numeral 5.",
      "Numeral 1e+5",
      "Numeral 0x1e+5",
      "Numeral -INF",
      "Numeral 5x",
      "Numeral 1.2.3",
    ]);
  });

  test("names reach beyond ASCII, but not over white space, quotes and controls", () => {
    expect(typesOf("Größe 日本 a\u00a0b a\u2028b \u201cx\u201d a\u0085b \ufffd")).toEqual([
      "Identifier Größe",
      "Identifier 日本",
      "Identifier a",
      "UnexpectedCharacters \u00a0",
      "Identifier b",
      "Identifier a",
      "UnexpectedCharacters \u2028",
      "Identifier b",
      "UnexpectedCharacters \u201c",
      "Identifier x",
      "UnexpectedCharacters \u201d",
      "Identifier a",
      "UnexpectedCharacters \u0085",
      "Identifier b",
      "UnexpectedCharacters \ufffd",
    ]);
  });

  test("a run of characters that begin nothing is one token", () => {
    expect(typesOf("\u0000\u0001@@! a")).toEqual(["UnexpectedCharacters \u0000\u0001@@!", "Identifier a"]);
  });

  test("a quote that is not closed on its line closes on a later one only where it cannot open a string", () => {
    const kinds = (text: string) => tokenize(text, 0).tokens.map(({ tokenType }) => tokenType.name);
    expect(kinds('"a\nb";')).toEqual(["MultiLineString", "Semicolon"]);
    expect(kinds('"a\n"')).toEqual(["UnterminatedString", "UnterminatedString"]);
    expect(kinds('"a\n" "b" }')).toEqual(["MultiLineString", "StringPart", "RightBrace"]);
    expect(kinds('"a;\nX = "b";')).toEqual(["UnterminatedString", "Identifier", "Equals", "StringPart", "Semicolon"]);
    expect(kinds('"a)]\n[D("b")]')[0]).toBe("UnterminatedString");
    expect(kinds('{ "a, \n "b", "c" }')[1]).toBe("UnterminatedString");
    expect(kinds('"a\\"\nb\\\n"  )')).toEqual(["MultiLineString", "RightParenthesis"]);
  });

  test("every character is in a token, in a comment or white space", () => {
    const text = 'class /* a */ A { // b\n [K("x\\"y")] uint8 X = 0x1; } \u0000 $a \'c\' "d';
    const { tokens, comments, openComment } = tokenize(text, 0);
    const all = [...tokens, ...comments].sort((left, right) => left.startOffset - right.startOffset);
    let end = 0;
    for (const { startOffset, image } of all) {
      expect(text.slice(end, startOffset).trim()).toBe("");
      expect(text.slice(startOffset, startOffset + image.length)).toBe(image);
      end = startOffset + image.length;
    }
    expect(text.slice(end)).toBe("");
    expect(openComment).toBeUndefined();
  });

  test("positions count from the beginning of the source", () => {
    const { tokens, comments, openComment } = tokenize("a /* b */ c /* d", 100);
    expect([...tokens, ...comments, openComment].map((token) => token?.startOffset)).toEqual([100, 110, 102, 112]);
  });
});
