import { describe, expect, test } from "vitest";
import { sameExpression } from "../../scripts/grammar/compare-expressions.ts";
import { formatExpression, parseExpression } from "../../scripts/grammar/ebnf.ts";
import type { Productions } from "../../scripts/grammar/expression.ts";
import { compareGrammars } from "../../scripts/grammar/grammar-document.ts";
import type { Production } from "../../scripts/grammar/rule-comments.ts";

const productions: Productions = new Map(
  Object.entries({ pair: "A B", either: "A | B", list: "A [ list ]" }).map(([name, text]) => [
    name,
    parseExpression(text),
  ]),
);

describe("the same, written otherwise", () => {
  test.each([
    ["A | B | C", "C | ( A | B )"],
    ["( A | B ) C", "A C | B C"],
    ["A B | A C", "A ( B | C )"],
    ["A [ B ]", "A | A B"],
    ["[ A ] | B", "[ A | B ]"],
    ["{ [ A ] }", "[ { A } ]"],
    ["[ A X ] A", "A [ X A ]"],
    ['A { "," [ A ] }', 'A { "," A } [ "," ]'],
    ["pair C", "A B C"],
    ["either | C", "A | B | C"],
    ["A (* remark *) B", "A B"],
  ])("%s and %s", (left, right) => {
    expect(sameExpression(parseExpression(left), parseExpression(right), productions)).toBe(true);
    expect(sameExpression(parseExpression(right), parseExpression(left), productions)).toBe(true);
  });
});

describe("not the same", () => {
  test.each([
    ["A", "B"],
    ["A B", "B A"],
    ["A", "[ A ]"],
    ["A", "{ A }"],
    ["{ A }", "[ A ]"],
    ["A { A }", "{ A }"],
    ["( A | B ) C", "A | B C"],
    ["A", '"A"'],
    ["pair", "A C"],
    ["list", "A [ A ]"],
    ['A { "," A }', 'A { "," [ A ] }'],
    ["A [ B C ]", "A [ B ] C"],
  ])("%s and %s", (left, right) => {
    expect(sameExpression(parseExpression(left), parseExpression(right), productions)).toBe(false);
    expect(sameExpression(parseExpression(right), parseExpression(left), productions)).toBe(false);
  });
});

test("a rule that does something else than its comment is named with both", () => {
  const commented = new Map<string, Production>([
    ["rule", { name: "rule", expression: parseExpression('[ flavor ] "x"'), note: "", section: "Rules" }],
  ]);
  expect(compareGrammars(new Map([["rule", parseExpression('[ IDENTIFIER ] "x"')]]), commented)).toEqual([]);
  expect(compareGrammars(new Map([["rule", parseExpression('IDENTIFIER "x"')]]), commented)).toEqual([
    { rule: "rule", comment: '[ flavor ] "x"', recorded: 'IDENTIFIER "x"' },
  ]);
});

test("an expression is written as it is read", () => {
  const text = '[ a ] ( B | "{" { c "," } ) (* WMI *) | D';
  expect(formatExpression(parseExpression(text))).toBe(text);
});

test.each(["", "( A", "A ]", "A || B", "a; b"])("%s is no expression", (text) => {
  expect(() => parseExpression(text)).toThrow();
});
