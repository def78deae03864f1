import { EOF, type IToken } from "chevrotain";
import { shorten } from "../codes/shorten.ts";
import { suggest } from "../codes/suggest.ts";
import type { Span } from "./nodes.ts";
import { fault, type QueryFault, type SyntaxFailure } from "./query-failure.ts";
import { spanOf } from "./query-nodes.ts";
import {
  Comma,
  Equals,
  From,
  Is,
  Isa,
  LeftParenthesis,
  Like,
  Name,
  Not,
  Numeral,
  Operator,
  Path,
  RightParenthesis,
  Select,
  Semicolon,
  Sign,
  Star,
  Text,
  UnknownOperator,
  Where,
} from "./tokens.ts";
import { unknownOperator } from "./unknown-operator.ts";

/** Words of SQL that WQL has not, and what to do in their place. */
const unsupportedWords: ReadonlyMap<string, readonly [construct: string, hint: string]> = new Map([
  ["order", ["`ORDER BY`", "objects come by class and key; sort them in the program"]],
  ["group", ["`GROUP BY`", "count the objects in the program"]],
  ["having", ["`HAVING`", "judge the objects in the program"]],
  ["join", ["joins", "`ASSOCIATORS OF {path}` follows associations"]],
  ["inner", ["joins", "`ASSOCIATORS OF {path}` follows associations"]],
  ["outer", ["joins", "`ASSOCIATORS OF {path}` follows associations"]],
  ["left", ["joins", "`ASSOCIATORS OF {path}` follows associations"]],
  ["right", ["joins", "`ASSOCIATORS OF {path}` follows associations"]],
  ["full", ["joins", "`ASSOCIATORS OF {path}` follows associations"]],
  ["cross", ["joins", "`ASSOCIATORS OF {path}` follows associations"]],
  ["union", ["`UNION`", "ask two queries, or join the conditions by OR"]],
  ["limit", ["`LIMIT`", "stop reading after as many objects as are wanted"]],
  ["offset", ["`OFFSET`", "leave out the first objects as they are read"]],
  ["top", ["`TOP`", "stop reading after as many objects as are wanted"]],
  ["distinct", ["`DISTINCT`", "leave out in the program what comes twice"]],
  ["as", ["other names for properties or classes", "write the names as the class declares them"]],
  ["in", ["`IN`", 'join comparisons by OR: `Prop = "a" OR Prop = "b"`']],
  ["between", ["`BETWEEN`", "join two comparisons by AND: `Prop >= 1 AND Prop <= 9`"]],
  ["contains", ["`CONTAINS`", 'write `Prop LIKE "%text%"`']],
  ["matches", ["`MATCHES`", 'write `Prop LIKE "pattern"`, with `%` for any text and `_` for any character']],
  ["regexp", ["`REGEXP`", 'write `Prop LIKE "pattern"`, with `%` for any text and `_` for any character']],
  ["ilike", ["`ILIKE`", "`LIKE` does not regard case"]],
  ["exists", ["`EXISTS`", "ask for the objects, and see whether there are any"]],
  ["insert", ["`INSERT`", "queries only read; `putInstance` writes"]],
  ["update", ["`UPDATE`", "queries only read; `putInstance` writes"]],
  ["delete", ["`DELETE`", "queries only read; `deleteInstance` deletes"]],
  ["create", ["`CREATE`", "queries only read; `putClass` writes"]],
]);

const aggregates: ReadonlySet<string> = new Set(["count", "sum", "min", "max", "avg"]);

/** What may come next where a rule has several alternatives. */
const expectedByRule: Readonly<Record<string, string>> = {
  query: "`SELECT`, `ASSOCIATORS OF` or `REFERENCES OF`",
  selection: "`*` or the name of a property",
  className: "the name of a class",
  propertyPath: "the name of a property",
  negation: "a property and what it is compared with",
  comparison: "an operator",
  operator: "an operator",
  operand: "a constant",
  path: "a path in braces",
  associationClauses: "a clause",
  associationClause: "a name",
};

/** Words that were probably misspelt, by the rule that met one. */
const wordsByRule: Readonly<Record<string, readonly string[]>> = {
  query: ["SELECT", "ASSOCIATORS", "REFERENCES"],
  comparison: ["LIKE", "ISA", "IS", "IS NULL", "NOT"],
  end: ["WHERE", "AND", "OR"],
};

/**
 * Says what is wrong where the parser could not go on: what people bring with them from SQL by its name, otherwise what was
 * found and what should be there.
 *
 * @param tokens all of the query, without those that Chevrotain adds
 */
export function explainFailure(failure: SyntaxFailure, tokens: readonly IToken[]): QueryFault {
  const index = failure.found.tokenType === EOF ? tokens.length : tokens.indexOf(failure.found);
  if (failure.found.tokenType === UnknownOperator) return unknownOperator(failure.found);
  return (
    explainEvents(tokens, index) ??
    explainSql(failure, tokens, index) ??
    explainArithmetic(failure, tokens, index) ??
    explainClassName(failure, tokens, index) ??
    explainComparison(failure, tokens, index) ??
    explainToken(failure, tokens, index)
  );
}

function wordAt(tokens: readonly IToken[], index: number): string {
  const token = tokens[index];
  return token?.tokenType === Name ? token.image.toLowerCase() : "";
}

/** `WITHIN n`, `GROUP WITHIN n`. */
function explainEvents(tokens: readonly IToken[], index: number): QueryFault | undefined {
  const word = wordAt(tokens, index);
  if (word !== "within" && !(word === "group" && wordAt(tokens, index + 1) === "within")) return undefined;
  return fault("event-query", { clause: word === "group" ? "GROUP WITHIN" : "WITHIN" }, spanAt(tokens, index));
}

function explainSql({ rule }: SyntaxFailure, tokens: readonly IToken[], index: number): QueryFault | undefined {
  const found = tokens[index];
  const previous = wordAt(tokens, index - 1);
  if (found?.tokenType === LeftParenthesis && previous !== "") {
    const word = `\`${tokens[index - 1]?.image}\``;
    const unsupported = unsupportedWords.get(previous);
    if (unsupported !== undefined) return unsupportedAt(unsupported, tokens, index - 1);
    const construct = aggregates.has(previous) ? `aggregates such as ${word}` : `functions such as ${word}`;
    return unsupportedAt([construct, "ask for the properties, and compute in the program"], tokens, index - 1);
  }
  const isNested = tokens[index - 1]?.tokenType === Select && tokens[index - 2]?.tokenType === LeftParenthesis;
  if (isNested)
    return unsupportedAt(["queries within queries", "ask two queries, one after the other"], tokens, index - 1);
  if (rule !== "className" && isComment(tokens, index))
    return unsupportedAt(["comments", "leave the comment out"], tokens, index);
  if (found?.image === "[") {
    return rule === "comparison"
      ? unsupportedAt(["elements of arrays", "choose among the objects in the program"], tokens, index)
      : unsupportedAt(["brackets around names", "write the name alone"], tokens, index);
  }
  const here = unsupportedWords.get(wordAt(tokens, index));
  if (here !== undefined) return unsupportedAt(here, tokens, index);
  // `SELECT DISTINCT Name`: the word itself was taken for a property.
  const before = unsupportedWords.get(previous);
  return before !== undefined && rule === "selectStatement" && index === 2
    ? unsupportedAt(before, tokens, index - 1)
    : undefined;
}

/** `--`, `//` and the beginning of a comment of C. */
function isComment(tokens: readonly IToken[], index: number): boolean {
  const first = tokens[index]?.image;
  const second = tokens[index + 1]?.image;
  return (first === "-" && second === "-") || (first === "/" && (second === "/" || second === "*"));
}

function unsupportedAt(
  [construct, hint]: readonly [string, string],
  tokens: readonly IToken[],
  index: number,
): QueryFault {
  return fault("unsupported-in-query", { construct }, spanAt(tokens, index), hint);
}

/** Behind an operand a sign, a star or a number with a sign, all but brackets and paths. */
function explainArithmetic({ rule }: SyntaxFailure, tokens: readonly IToken[], index: number): QueryFault | undefined {
  const found = tokens[index];
  if (found === undefined || (rule !== "comparison" && rule !== "parenthesis" && !isInCondition(tokens, index))) {
    return undefined;
  }
  const isSign = found.tokenType === Sign && /[-+/]/.test(found.image);
  if (isSign && rule === "operand" && found.image !== "/") {
    return unexpected("a constant", tokens, index, "a sign stands right before its number");
  }
  const isSignedNumber = found.tokenType === Numeral && /^[-+]/.test(found.image);
  if (!isSign && !isSignedNumber && found.tokenType !== Star) return undefined;
  const hint = "compute the constant before, and compare the property itself";
  return fault("unsupported-in-query", { construct: "arithmetic" }, spanAt(tokens, index), hint);
}

function isInCondition(tokens: readonly IToken[], index: number): boolean {
  return tokens.slice(0, index).some(({ tokenType }) => tokenType === Where);
}

/** `FROM a, b`, `FROM ns:Class`, `FROM Class c`. */
function explainClassName({ rule }: SyntaxFailure, tokens: readonly IToken[], index: number): QueryFault | undefined {
  const from = tokens.findLastIndex(({ tokenType }, place) => place < index && tokenType === From);
  const found = tokens[index];
  if (from < 0 || found === undefined || isInCondition(tokens, index)) return undefined;
  if (rule === "className" && (found.tokenType === Text || found.tokenType === Path)) {
    return unexpected("the name of a class", tokens, index, "write it without quotes or braces");
  }
  if (found.tokenType === Comma) {
    const hint = "ask for a class from which both derive, or ask two queries";
    return fault("unsupported-in-query", { construct: "queries of several classes" }, spanAt(tokens, index), hint);
  }
  if (!/^[:/\\]$/.test(found.image)) return undefined;
  let last = from + 1;
  while (last + 1 < tokens.length && [Sign, Name].some((type) => tokens[last + 1]?.tokenType === type)) last++;
  const words = tokens.slice(from + 1, last + 1);
  const className = words.findLast(({ tokenType }) => tokenType !== Sign)?.image ?? "Class";
  const namespace = words
    .map(({ image }) => image)
    .join("")
    .slice(0, -className.length)
    .replace(/[:/\\]$/, "");
  const span = { start: spanAt(tokens, from + 1).start, end: spanAt(tokens, last).end };
  return fault("query-across-namespaces", { namespace: shorten(namespace), className: shorten(className) }, span);
}

/** `Prop NOT LIKE "x"`, text without quotes in several words. */
function explainComparison({ rule }: SyntaxFailure, tokens: readonly IToken[], index: number): QueryFault | undefined {
  const found = tokens[index];
  const previous = tokens[index - 1];
  if (found === undefined || previous === undefined) return undefined;
  if (rule === "comparison" && found.tokenType === Not) {
    const operator = tokens[index + 1]?.image.toUpperCase() ?? "LIKE";
    return fault("misplaced-not", { property: shorten(previous.image), operator }, spanAt(tokens, index));
  }
  return undefined;
}

function explainToken({ rule, expected }: SyntaxFailure, tokens: readonly IToken[], index: number): QueryFault {
  const found = tokens[index];
  if (found?.tokenType === Semicolon) {
    return unexpected("the end of the query", tokens, index, "leave it out: one query is asked at a time");
  }
  if (rule === "end") {
    if (found?.tokenType === RightParenthesis) {
      return unexpected(expectedAtEnd(tokens, index), tokens, index, "no parenthesis is open here");
    }
    const hint = hintAtEnd(tokens, index) ?? meant(tokens, index, wordsByRule.end ?? []);
    return unexpected(expectedAtEnd(tokens, index), tokens, index, hint);
  }
  if (expected !== undefined && expected !== Name) {
    const isOpen = expected === RightParenthesis;
    const label = isOpen ? "`AND`, `OR` or `)`" : (expected.LABEL ?? expected.name);
    const candidates = isOpen ? ["AND", "OR"] : [expected.name];
    return unexpected(label, tokens, index, meant(tokens, index, candidates) ?? hintFor(expected.name, found));
  }
  const words = expectedByRule[rule] ?? "a name";
  if (rule === "operand" && isBeforeOperator(tokens, index))
    return unexpected(expectedByRule.negation as string, tokens, index);
  return unexpected(words, tokens, index, meant(tokens, index, wordsByRule[rule] ?? []) ?? hintFor("", found));
}

function hintAtEnd(tokens: readonly IToken[], index: number): string | undefined {
  if (isDoubledQuote(tokens, index)) return "a quote within a text is written behind a backslash";
  return tokens[index]?.tokenType === Comma ? "comparisons are joined by AND or OR" : undefined;
}

/** Whether a text follows another at once, as SQL writes a quote within a text. */
function isDoubledQuote(tokens: readonly IToken[], index: number): boolean {
  const [previous, found] = tokens.slice(index - 1, index + 1);
  return previous?.tokenType === Text && found?.tokenType === Text && spanOf(previous).end === found.startOffset;
}

/** Whether an operand was the first of its comparison: nothing that compares stands before it. */
function isBeforeOperator(tokens: readonly IToken[], index: number): boolean {
  const previous = tokens[index - 1]?.tokenType;
  return ![Equals, Operator, Like, Isa, Is].some((type) => type === previous);
}

function hintFor(expected: string, found: IToken | undefined): string | undefined {
  if (found?.tokenType === LeftParenthesis) return "leave the parentheses out: only conditions stand in them";
  if (found?.tokenType === Text && expected === "") return "names stand without quotes";
  if (found?.tokenType === Star) return "`*` stands alone: `SELECT * FROM Class`";
  if (expected === "NULL") return "`IS` asks for NULL only; compare with `=`";
  if (expected === "Equals" && found?.tokenType === Operator) return "a clause has `=` and nothing else";
  if (expected === "OF") return "a path in braces follows: `ASSOCIATORS OF {path}`";
  return undefined;
}

/** What may follow a query that is complete up to here. */
function expectedAtEnd(tokens: readonly IToken[], index: number): string {
  if (tokens[0]?.tokenType.name !== "SELECT") {
    return isInCondition(tokens, index) ? "a clause or the end of the query" : "`WHERE` or the end of the query";
  }
  return isInCondition(tokens, index) ? "`AND`, `OR` or the end of the query" : "`WHERE` or the end of the query";
}

function meant(tokens: readonly IToken[], index: number, words: readonly string[]): string | undefined {
  const found = tokens[index];
  if (found === undefined || found.tokenType !== Name) return undefined;
  const word = suggest(found.image, words);
  return word && `did you mean \`${word}\`?`;
}

function unexpected(expected: string, tokens: readonly IToken[], index: number, hint?: string): QueryFault {
  const found = tokens[index];
  const shown = found === undefined ? "the end of the query" : `\`${shorten(found.image)}\``;
  return fault("unexpected-in-query", { expected, found: shown }, spanAt(tokens, index), hint);
}

/** The place of a token; behind the last one, the end of that. */
function spanAt(tokens: readonly IToken[], index: number): Span {
  const token = tokens[index];
  if (token !== undefined) return spanOf(token);
  const last = tokens.at(-1);
  const end = last === undefined ? 0 : spanOf(last).end;
  return { start: end, end };
}
