import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeQuoted, decodeString } from "../../src/cim/string-literal.ts";
import { escapeText, quoteCharacter, quoteText, splitText } from "../../src/printer/mof-text.ts";
import { cimText } from "../cim/arbitraries.ts";

describe("text as a literal", () => {
  test.each([
    ["plain", "plain"],
    ['say "x"', 'say \\"x\\"'],
    ["it's", "it's"],
    ["C:\\temp", "C:\\\\temp"],
    ["\b\t\n\f\r", "\\b\\t\\n\\f\\r"],
    ["\0a", "\\x0000\\x0061"],
    ["\0 a", "\\x0000 a"],
    ["\u0001\u007f\u0085", "\\x0001\\x007F\\x0085"],
    ["é☺😀", "é☺😀"],
    ["\ud83d", "\\xD83D"],
    ["\ude00\ud83d", "\\xDE00\\xD83D"],
    ["\ufeff\u2028\u202e", "\\xFEFF\\x2028\\x202E"],
  ])("%j", (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  test("reads back, split or not", () => {
    fc.assert(
      fc.property(cimText, fc.integer({ min: 4, max: 30 }), (text, width) => {
        expect(decodeQuoted(quoteText(text))).toBe(text);
        expect(decodeString([{ text: quoteText(text) }], "dmtf3")).toBe(text);
        expect(decodeString(splitText(text, width).map((part) => ({ text: part })))).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  test("a character reads back", () => {
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      expect(decodeQuoted(quoteCharacter(character))).toBe(character);
    }
    expect([quoteCharacter("'"), quoteCharacter('"'), quoteCharacter("\\")]).toEqual(["'\\''", "'\"'", "'\\\\'"]);
  });
});

describe("splitting text", () => {
  test("ends a part behind a line end, or behind the last blank that fits", () => {
    expect(splitText("one two three\nfour", 12)).toEqual(['"one two "', '"three\\n"', '"four"']);
    expect(splitText("one  two", 7)).toEqual(['"one  "', '"two"']);
    expect(splitText("", 10)).toEqual(['""']);
    expect(splitText("\n\n", 10)).toEqual(['"\\n"', '"\\n"']);
  });

  test("leaves what has no blank in one piece", () => {
    expect(splitText(`x ${"y".repeat(30)} z`, 10)).toEqual(['"x "', `"${"y".repeat(30)} "`, '"z"']);
  });

  test("no part with several words is wider than asked for", () => {
    fc.assert(
      fc.property(cimText, fc.integer({ min: 4, max: 30 }), (text, width) => {
        for (const part of splitText(text, width))
          expect(part.length <= width || !/[ \n]+[^ \n"]/.test(part.slice(1, -1))).toBe(true);
      }),
    );
  });
});
