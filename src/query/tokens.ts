import { createToken, Lexer, type TokenType } from "chevrotain";

/** The tokens of WQL. Patterns have no complement set at their start, so that Chevrotain finds them by the first character. */

const WhiteSpace = createToken({ name: "WhiteSpace", pattern: /[ \t\n\r\f\v]+/, group: Lexer.SKIPPED });

/** A word: the characters that a CIM name may have. */
export const Name = createToken({
  name: "Name",
  pattern:
    /[A-Za-z_\u00a1-\u167f\u1681-\u1fff\u2070-\u2fff\u3001-\ufefe\uff00-\uffef][\w\u00a1-\u167f\u1681-\u1fff\u2070-\u2fff\u3001-\ufefe\uff00-\uffef]*/,
  label: "a name",
});

/** A word that shapes a query, and still is a name where the position wants one. */
function keyword(word: string): TokenType {
  return createToken({ name: word, pattern: Lexer.NA, categories: [Name], label: `\`${word}\`` });
}

/** A word that is never the name of a property. */
function reservedWord(word: string): TokenType {
  return createToken({ name: word, pattern: Lexer.NA, label: `\`${word}\`` });
}

export const Select = keyword("SELECT");
export const From = keyword("FROM");
export const Where = keyword("WHERE");
export const Associators = keyword("ASSOCIATORS");
export const References = keyword("REFERENCES");
export const Of = keyword("OF");
export const Is = keyword("IS");
export const Like = keyword("LIKE");
export const Isa = keyword("ISA");
export const And = reservedWord("AND");
export const Or = reservedWord("OR");
export const Not = reservedWord("NOT");
export const Null = reservedWord("NULL");
export const True = reservedWord("TRUE");
export const False = reservedWord("FALSE");

/** What a word becomes, by its folded form. */
export const keywords: ReadonlyMap<string, TokenType> = new Map(
  [Select, From, Where, Associators, References, Of, Is, Like, Isa, And, Or, Not, Null, True, False].map((token) => [
    token.name.toLowerCase(),
    token,
  ]),
);

/** The body of a text may have any character, line ends included; a query is short, so the stack is no concern. */
export const Text = createToken({
  name: "Text",
  pattern: /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|'[^'\\]*(?:\\[\s\S][^'\\]*)*'/,
  label: "text in quotes",
});
export const UnterminatedText = createToken({ name: "UnterminatedText", pattern: /["'][\s\S]*/, label: "text" });

/** Digits and what clings to them, `0x1F`, `1.5e-3`, but also `12b`, which is told apart later. */
export const Numeral = createToken({
  name: "Numeral",
  pattern: /[+-]?\.?\d(?:[eE][+-]?(?=\d)|[\w.])*/,
  label: "a number",
});

/** A path in braces; within quotes a brace is text. */
export const Path = createToken({
  name: "Path",
  pattern: /\{(?:[^{}"']|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')*\}/,
  label: "a path in braces",
});
export const UnterminatedPath = createToken({ name: "UnterminatedPath", pattern: /\{[\s\S]*/, label: "a path" });

/** Operators of other languages, and those of WQL with their characters in the wrong order. */
export const UnknownOperator = createToken({
  name: "UnknownOperator",
  pattern: /==+|=[<>~]|<=>|<<|>>|![<>~]|~=?|\^=?|&&?|\|\|?|:=|!(?!=)/,
  label: "an operator",
});
export const Equals = createToken({ name: "Equals", pattern: "=", label: "`=`" });
/** The operators of a comparison but `=` and LIKE. */
export const Operator = createToken({ name: "Operator", pattern: /<>|<=|>=|!=|<|>/, label: "an operator" });

function punctuation(name: string, pattern: string): TokenType {
  return createToken({ name, pattern, label: `\`${pattern}\`` });
}

export const LeftParenthesis = punctuation("LeftParenthesis", "(");
export const RightParenthesis = punctuation("RightParenthesis", ")");
export const Comma = punctuation("Comma", ",");
export const Dot = punctuation("Dot", ".");
export const Star = punctuation("Star", "*");
export const Semicolon = punctuation("Semicolon", ";");
/** Only in what is refused: arithmetic, paths without braces, arrays. */
export const Sign = createToken({ name: "Sign", pattern: /[-+/\\:[\]]/, label: "a sign" });

/** In the order in which they are tried. */
export const lexedTokens: TokenType[] = [
  WhiteSpace,
  Name,
  Text,
  UnterminatedText,
  Numeral,
  Path,
  UnterminatedPath,
  UnknownOperator,
  Operator,
  Equals,
  Comma,
  Dot,
  LeftParenthesis,
  RightParenthesis,
  Star,
  Semicolon,
  Sign,
];

/** What the parser can meet. */
export const parsedTokens: TokenType[] = [...lexedTokens.slice(1), ...keywords.values()];
