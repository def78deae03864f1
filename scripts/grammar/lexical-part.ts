import { flavorWords, policyWords, primitiveTypeWords, scopeWords } from "../../src/parser/keywords.ts";
import {
  Alias,
  Character,
  Comment,
  Identifier,
  keywordTokens,
  MultiLineString,
  Numeral,
  StringPart,
  WhiteSpace,
} from "../../src/parser/tokens.ts";
import { tokenName } from "./token-names.ts";

/** What a name in capitals stands for. */
export interface LexicalEntry {
  readonly name: string;
  readonly description: string;
  /** The regular expressions of the lexer; empty where words say it all. */
  readonly patterns: readonly RegExp[];
  /** What is one, for people; a test reads them. */
  readonly examples: readonly string[];
}

function entry(
  name: string,
  tokens: readonly { readonly PATTERN?: unknown }[],
  description: string,
  examples: readonly string[],
): LexicalEntry {
  return { name, description, patterns: tokens.map(({ PATTERN }) => PATTERN as RegExp), examples };
}

/** Tokens that are more than one word. */
export const lexicalTokens: readonly LexicalEntry[] = [
  entry(
    "IDENTIFIER",
    [Identifier],
    "A name: a letter or underscore, then letters, digits and underscores; from U+00A1 on also what is no white space, " +
      "control or general punctuation. Names compare without case. No word but TRUE, FALSE and NULL is reserved: where the " +
      "grammar has a keyword and a name would do as well, what follows decides.",
    ["CIM_ManagedElement", "__Namespace", "Class", "Größe"],
  ),
  entry(
    "STRING",
    [StringPart, MultiLineString],
    "Text in double quotes. Escapes: \\b \\t \\n \\f \\r \\\" \\' \\\\ and \\x with one to four hexadecimal digits, each part " +
      "decoded by itself. One that goes on over line ends is taken with a warning.",
    ['""', '"two\\nlines"', '"\\x263A"', '"say \\"so\\""'],
  ),
  entry("CHARACTER", [Character], "One UTF-16 code unit in apostrophes, with the escapes of strings.", [
    "'A'",
    "'\\n'",
    "'\\x41'",
    "'\\''",
  ]),
  entry(
    "NUMERAL",
    [Numeral],
    "An integer in base 10, 8 (a leading 0), 16 (0x) or 2 (a b behind the digits), or a real number; a sign belongs to it. " +
      "5. and 1e5 and a signed INF or NaN are numbers too.",
    ["0", "-5", "+7", "017", "0x1F", "-0X1f", "101b", "1.5", ".5", "-1.5e-3", "5.", "1e5", "-INF", "+NaN"],
  ),
  entry("ALIAS", [Alias], "A dollar sign and a name, without white space between them.", ["$Aurora", "$_1"]),
];

/** What stands between tokens. */
export const lexicalTrivia: readonly LexicalEntry[] = [
  entry("WHITE_SPACE", [WhiteSpace], "Space, tab, line feed, carriage return, vertical tab, form feed.", [
    " ",
    "\t\r\n",
  ]),
  entry("COMMENT", [Comment], "To the end of the line, or up to the first */; comments do not nest.", [
    "// to the end",
    "/* over\nlines */",
  ]),
];

/** An IDENTIFIER that has to be one of some words, or that means something by its place. */
export interface IdentifierRole {
  readonly name: string;
  readonly description: string;
  readonly words: readonly string[];
}

export const identifierRoles: readonly IdentifierRole[] = [
  { name: "className", description: "the name of a class or of what is declared like one", words: [] },
  { name: "flavor", description: "how a qualifier propagates", words: flavorWords },
  { name: "scope", description: "what a qualifier can stand on", words: scopeWords },
  { name: "policy", description: "whether a qualifier can change below (MOF 3)", words: policyWords },
];

/** PRIMITIVE_TYPE, which is any of these words. */
export const typeWords: readonly string[] = primitiveTypeWords;

/** Keywords that are one word each, by the name the grammar has for them. */
export const keywords: ReadonlyMap<string, string> = new Map(
  [...keywordTokens]
    .filter(([word]) => !typeWords.includes(word))
    .map(([word, { name }]) => {
      const token = tokenName(name);
      return [token.kind === "token" ? token.name : word.toUpperCase(), word];
    }),
);
