import { Character, Identifier, Numeral } from "../../src/parser/tokens.ts";
import { type Pattern, scoped } from "./textmate-patterns.ts";

/** A pattern of the lexer in the notation of Oniguruma, in which every editor that knows TextMate grammars reads it. */
function oniguruma({ PATTERN }: { readonly PATTERN?: unknown }): string {
  const { source } = PATTERN as RegExp;
  return source
    .replace(/\\u([\da-f]{4})/g, String.raw`\x{$1}`)
    .replaceAll(String.raw`[\w\x`, String.raw`[A-Za-z0-9_\x`);
}

/** An identifier, whole. */
export const identifier = String.raw`(?<![\w$])${oniguruma(Identifier)}`;

/** `$Name`; the dollar sign is a group. */
export const alias = String.raw`(?<![\w$])(\$)${oniguruma(Identifier)}`;

const escapes: readonly Pattern[] = [
  { match: String.raw`\\(?:[btnfr"'\\]|[xX][\da-fA-F]{1,4})`, name: scoped("constant.character.escape") },
  { match: String.raw`\\.`, name: scoped("invalid.illegal.escape") },
];

function quoted(quote: string, name: string): Pattern {
  return {
    begin: quote,
    beginCaptures: { 0: { name: scoped("punctuation.definition.string.begin") } },
    end: quote,
    endCaptures: { 0: { name: scoped("punctuation.definition.string.end") } },
    name: scoped(name),
    patterns: escapes,
  };
}

const datetime = String.raw`"(?:[\d*]{14}\.[\d*]{6}(?:[+-]\d{3}|:000))"`;

/** A string goes on over line ends, as the parser takes it; one that is a datetime says so. */
export const string: Pattern = {
  patterns: [
    { match: datetime, name: `${scoped("string.quoted.double")} ${scoped("constant.other.datetime")}` },
    quoted('"', "string.quoted.double"),
  ],
};

/** An apostrophe that is not closed on its line begins nothing. */
export const character: Pattern = {
  match: oniguruma(Character),
  name: scoped("string.quoted.single"),
  captures: { 0: { patterns: escapes } },
};

const end = String.raw`(?![\w.])`;
const begin = String.raw`(?<![\w.$])`;

function number(text: string, name: string): Pattern {
  return { match: `${begin}${text}${end}`, name: scoped(name) };
}

/** In the order in which they are tried: what none of them takes is a number that the parser refuses. */
export const numbers: readonly Pattern[] = [
  number(String.raw`[+-]?0[xX][\da-fA-F]+`, "constant.numeric.integer.hexadecimal"),
  number("[+-]?[01]+[bB]", "constant.numeric.integer.binary"),
  number(
    String.raw`(?:[+-]?(?:(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)|[+-](?i:inf|nan))`,
    "constant.numeric.float",
  ),
  number("[+-]?0[0-7]+", "constant.numeric.integer.octal"),
  number(String.raw`[+-]?(?:0|[1-9]\d*)`, "constant.numeric.integer.decimal"),
  { match: `${begin}(?:${oniguruma(Numeral)})`, name: scoped("invalid.illegal.number") },
];
