import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatExpression, parseExpression } from "../../scripts/grammar/ebnf.ts";
import type { Expression } from "../../scripts/grammar/expression.ts";
import { identifierRoles, keywords, lexicalTokens, lexicalTrivia } from "../../scripts/grammar/lexical-part.ts";
import { drawRailroad } from "../../scripts/grammar/railroad.ts";
import { commentedProductions } from "../../scripts/grammar/rule-comments.ts";
import { tokenName } from "../../scripts/grammar/token-names.ts";
import { tokenize } from "../../src/parser/lexer.ts";
import { parseWhole } from "../parser/support.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "grammar/index.html"), "utf8");
const ebnf = readFileSync(join(root, "grammar/mof.ebnf"), "utf8");
const productions = [...commentedProductions(root).keys()];
const articles = [...page.matchAll(/<article id="([^"]+)"/g)].map(([, name]) => name as string);

test("the page needs nothing but itself", () => {
  expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:/);
});

test("every link leads somewhere, every id is there once, and every diagram says what it shows", () => {
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string);
  expect(new Set(ids).size).toBe(ids.length);
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id as string);
  expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  const labels = [...page.matchAll(/<svg aria-labelledby="([^"]+)"/g)].flatMap(([, label]) =>
    (label as string).split(" "),
  );
  expect(labels.filter((label) => !ids.includes(label))).toEqual([]);
  expect(labels).toEqual(articles.flatMap((name) => [`${name}-title`, `${name}-text`]));
});

test("every production that a comment of the parser has is on the page and in the file", () => {
  expect(articles.toSorted()).toEqual(productions.toSorted());
  expect(productions.filter((name) => !new RegExp(`^${name} =`, "m").test(ebnf))).toEqual([]);
});

test("the file can be read: each production up to its semicolon is an expression of names that it defines", () => {
  const text = ebnf.replace(/\(\*[\s\S]*?\*\)/g, "").replace(/\? \/.*\/ \?/g, '"pattern"');
  const definitions = [...text.matchAll(/^(\w+) =\s*((?:"[^"]*"|[^";])+?) ;$/gm)];
  const names = new Set(definitions.map(([, name]) => name as string));
  const entries = [...lexicalTokens, ...lexicalTrivia, ...identifierRoles].map(({ name }) => name);
  const expected = [...productions, ...entries, ...keywords.keys(), "PRIMITIVE_TYPE"];
  expect([...names].toSorted()).toEqual(expected.toSorted());
  for (const [, name, expression] of definitions) {
    const written = formatExpression(parseExpression((expression as string).replace(/\s+/g, " ")));
    const used = written.replace(/"[^"]*"/g, " ").match(/\w+/g) ?? [];
    expect(
      used.filter((word) => !names.has(word)),
      `names in ${name}`,
    ).toEqual([]);
  }
});

describe("examples of tokens", () => {
  test.each(lexicalTokens.flatMap(({ name, examples }) => examples.map((example) => [name, example] as const)))(
    "%s: %s",
    (name, example) => {
      const { tokens } = tokenize(example, 0);
      expect(tokens.map(({ image }) => image)).toEqual([example]);
      const token = tokenName(tokens[0]?.tokenType.name as string);
      const found = token.kind === "token" ? token.name : "";
      expect(found === name || (name === "IDENTIFIER" && /^[A-Z]+$/.test(found))).toBe(true);
    },
  );

  test.each(lexicalTrivia.flatMap(({ examples }) => examples))(
    "nothing but white space and comments: %j",
    (example) => {
      expect(tokenize(example, 0).tokens).toEqual([]);
    },
  );

  test("the numbers are numbers and the characters are characters", () => {
    const examples = lexicalTokens.flatMap(({ name, examples }) =>
      /NUMERAL|CHARACTER|STRING/.test(name) ? examples : [],
    );
    expect(parseWhole(`instance of A { P = { ${examples.join(", ")} }; };`).diagnostics).toEqual([]);
  });
});

describe("a diagram", () => {
  const draw = (text: string) =>
    drawRailroad(parseExpression(text), (part: Expression) => ({
      kind: "token",
      text: "name" in part ? part.name : "?",
    }));

  test("shows each part once, a list with its separator in the way back", () => {
    const names = (text: string) => [...draw(text).content.matchAll(/<text[^>]*>([^<]*)</g)].map(([, name]) => name);
    expect(names("A [ B ] { C } ( D | E )")).toEqual(["A", "B", "C", "D", "E"]);
    expect(names("A { SEPARATOR A }")).toEqual(["A", "SEPARATOR"]);
  });

  test("grows down with alternatives, up with what can be left out, and goes on in another row where it is wide", () => {
    const [one, two, optional] = [draw("A"), draw("A | B"), draw("[ A ]")];
    expect(two.height).toBeGreaterThan(one.height);
    expect(optional.height).toBeGreaterThan(one.height);
    const long = draw(Array.from({ length: 30 }, (_, index) => `LONG_NAME_${index}`).join(" "));
    expect(long.width).toBeLessThan(1000);
    expect(long.height).toBeGreaterThan(4 * one.height);
  });

  test("stays within its own size", () => {
    const { width, height, content } = draw("A | [ B { C } ] { D | E F } G | { H }");
    for (const [, x, y, boxWidth, boxHeight] of content.matchAll(
      /x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="(\d+)"/g,
    )) {
      expect(Number(x) + Number(boxWidth)).toBeLessThan(width);
      expect(Number(y) + Number(boxHeight)).toBeLessThan(height);
      expect(Number(y)).toBeGreaterThanOrEqual(0);
    }
  });
});
