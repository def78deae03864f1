import { createToken, Lexer, type TokenType } from "chevrotain";
import { primitiveTypeWords } from "./keywords.ts";
import { maximumLiteralLength } from "./limits.ts";

/**
 * The tokens of MOF. Comments go into a group of their own, so that the parser never sees them. What is wrong is a
 * token too: the parser stops at it, and what follows from it is not reported.
 *
 * Patterns that Chevrotain can index by their first character and that cannot run away: no complement set at the start,
 * no nested quantifier.
 *
 * All tokens that the parser meets name the same things in the same order, also where there is nothing to name: then they
 * share one hidden class, which takes 7 ms off the 164 for CIM 2.49 in a new process.
 */

export const WhiteSpace = createToken({ name: "WhiteSpace", pattern: /[ \t\n\r\f\v]+/, group: Lexer.SKIPPED });

/**
 * A word. DSP0004 2.x allows U+0080 to U+FFEF in names; of these the control characters, white space, the byte order mark
 * and general punctuation (typographic quotes and dashes) are left out, because there they are always slips.
 */
export const Identifier = createToken({
  name: "Identifier",
  pattern:
    /[A-Za-z_\u00a1-\u167f\u1681-\u1fff\u2070-\u2fff\u3001-\ufefe\uff00-\uffef][\w\u00a1-\u167f\u1681-\u1fff\u2070-\u2fff\u3001-\ufefe\uff00-\uffef]*/,
  categories: [],
  label: "name",
});

/** A word that shapes a declaration, and still is a name where the position wants one. */
function keyword(name: string, label: string): TokenType {
  return createToken({ name, pattern: Lexer.NA, categories: [Identifier], label });
}

export const Class = keyword("Class", "class");
export const Instance = keyword("Instance", "instance");
export const Of = keyword("Of", "of");
export const As = keyword("As", "as");
export const Ref = keyword("Ref", "ref");
export const Qualifier = keyword("Qualifier", "qualifier");
export const Scope = keyword("Scope", "scope");
export const Flavor = keyword("Flavor", "flavor");
export const Policy = keyword("Policy", "policy");
export const Association = keyword("Association", "association");
export const Structure = keyword("Structure", "structure");
export const Enumeration = keyword("Enumeration", "enumeration");
export const ValueWord = keyword("ValueWord", "value");
export const ObjectWord = keyword("ObjectWord", "object");
export const Void = keyword("Void", "void");
export const Pragma = keyword("Pragma", "pragma");
export const Include = keyword("Include", "include");
/** `uint32` and the other types of the language. */
export const PrimitiveType = keyword("PrimitiveType", "type");

/** TRUE or FALSE. Never a name. */
export const BooleanWord = createToken({ name: "BooleanWord", pattern: Lexer.NA, categories: [], label: "boolean" });
/** NULL. Never a name. */
export const NullWord = createToken({ name: "NullWord", pattern: Lexer.NA, categories: [], label: "null" });

/**
 * One `"…"`. The textbook form `"(?:[^"\\]|\\.)*"` throws "Maximum call stack size exceeded" on 16 MB; this one needs a
 * stack entry only for each escape, and their number is bounded.
 */
export const StringPart = createToken({
  name: "StringPart",
  pattern: new RegExp(String.raw`"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*){0,${maximumLiteralLength / 2}}"`),
  categories: [],
  label: "string",
});
/**
 * A string that goes on over line ends, as configuration documents of DSC have them. Whether the next quote closes such a
 * string or opens another one, because the first was forgotten to be closed, shows in what stands around it: a quote
 * that opens follows `(`, `,`, `{` or `=`, and one that closes comes before `,`, `;`, `)`, `}`, `]` or another string.
 */
export const MultiLineString = createToken({
  name: "MultiLineString",
  pattern: new RegExp(
    String.raw`"[^"\\]*(?:\\[\s\S][^"\\]*){0,${maximumLiteralLength / 2}}"(?<![(,{=][ \t]*")(?=\s*[,;)}\]]|\s+")`,
  ),
  categories: [StringPart],
  label: "string",
});
/** A string that its line ends before a quote does, or one that is too long. */
export const UnterminatedString = createToken({
  name: "UnterminatedString",
  pattern: /"[^\r\n]*/,
  categories: [],
  label: "string",
});

/** `'c'` with any content; whether it is one character is checked later, for a better message. */
export const Character = createToken({
  name: "Character",
  pattern: /'[^'\\\r\n]*(?:\\[^\r\n][^'\\\r\n]*){0,1000}'/,
  categories: [],
  label: "character",
});
export const UnterminatedCharacter = createToken({
  name: "UnterminatedCharacter",
  pattern: /'[^\r\n]*/,
  categories: [],
  label: "character",
});

/** Digits and what clings to them: `0x1F`, `101b`, `1.5e-3`, but also `12b` and `08`, which are told apart later. */
export const Numeral = createToken({
  name: "Numeral",
  pattern: /[+-]?(?:\.?\d(?:[eE][+-]?(?=\d)|[\w.]){0,4096})|[+-](?:[iI][nN][fF]|[nN][aA][nN])(?!\w)/,
  categories: [],
  label: "number",
});

/** `$Name`, one token: no white space after the dollar sign. */
export const Alias = createToken({
  name: "Alias",
  pattern:
    /\$[A-Za-z_\u00a1-\u167f\u1681-\u1fff\u2070-\u2fff\u3001-\ufefe\uff00-\uffef][\w\u00a1-\u167f\u1681-\u1fff\u2070-\u2fff\u3001-\ufefe\uff00-\uffef]*/,
  categories: [],
  label: "alias",
});

function punctuation(name: string, pattern: string): TokenType {
  return createToken({ name, pattern, categories: [], label: pattern });
}

export const LeftBrace = punctuation("LeftBrace", "{");
export const RightBrace = punctuation("RightBrace", "}");
export const LeftParenthesis = punctuation("LeftParenthesis", "(");
export const RightParenthesis = punctuation("RightParenthesis", ")");
export const LeftBracket = punctuation("LeftBracket", "[");
export const RightBracket = punctuation("RightBracket", "]");
export const Comma = punctuation("Comma", ",");
export const Semicolon = punctuation("Semicolon", ";");
export const Colon = punctuation("Colon", ":");
export const Equals = punctuation("Equals", "=");
export const Dot = punctuation("Dot", ".");
export const Hash = punctuation("Hash", "#");
/** Only in an object path without quotes. */
export const Slash = punctuation("Slash", "/");

export const commentGroup = "comments";
/** The lazy form takes constant stack space, the unrolled one an entry for each star. */
export const Comment = createToken({
  name: "Comment",
  pattern: /\/\/[^\r\n]*|\/\*[\s\S]*?\*\//,
  group: commentGroup,
});

export const openCommentGroup = "openComments";
/** A comment without its closing star and slash; it runs to the end of the text. */
export const UnterminatedComment = createToken({
  name: "UnterminatedComment",
  pattern: /\/\*[\s\S]*/,
  group: openCommentGroup,
});

/** A run of characters that begin no token. */
export const UnexpectedCharacters = createToken({
  name: "UnexpectedCharacters",
  pattern: /[\x00-\x08\x0e-\x1f!%&*<>?@\\^`|~\x7f-\xa0\u1680\u2000-\u206f\u3000\ufeff\ufff0-\uffff]+|[$+-]/,
  categories: [],
  label: "unexpected characters",
});

/** In the order in which they are tried. */
export const lexedTokens: TokenType[] = [
  WhiteSpace,
  Identifier,
  StringPart,
  MultiLineString,
  UnterminatedString,
  Comma,
  LeftParenthesis,
  RightParenthesis,
  Semicolon,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  Numeral,
  Equals,
  Colon,
  Comment,
  UnterminatedComment,
  Slash,
  Alias,
  Character,
  UnterminatedCharacter,
  Dot,
  Hash,
  UnexpectedCharacters,
];

/** What a word becomes where the grammar needs more than "a name". */
export const keywordTokens: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  ["class", Class],
  ["instance", Instance],
  ["of", Of],
  ["as", As],
  ["ref", Ref],
  ["qualifier", Qualifier],
  ["scope", Scope],
  ["flavor", Flavor],
  ["policy", Policy],
  ["association", Association],
  ["structure", Structure],
  ["enumeration", Enumeration],
  ["value", ValueWord],
  ["object", ObjectWord],
  ["void", Void],
  ["pragma", Pragma],
  ["include", Include],
  ["true", BooleanWord],
  ["false", BooleanWord],
  ["null", NullWord],
  ...primitiveTypeWords.map((word): [string, TokenType] => [word, PrimitiveType]),
]);

/** What the parser can meet. */
export const parsedTokens: TokenType[] = [
  ...lexedTokens.filter(({ GROUP }) => GROUP === undefined),
  ...new Set(keywordTokens.values()),
];
