import type { IToken, TokenType } from "chevrotain";
import {
  Alias,
  Character,
  Comment,
  Dot,
  Identifier,
  keywordTokens,
  lexedTokens,
  MultiLineString,
  Numeral,
  Slash,
  StringPart,
  UnexpectedCharacters,
  UnterminatedCharacter,
  UnterminatedComment,
  UnterminatedString,
  WhiteSpace,
} from "./tokens.ts";

/** A text in tokens. The parser changes the array while it parses and gives it back as it was. */
export interface TokenizedText {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  /** The comment without an end, where there is one. */
  readonly openComment: IToken | undefined;
}

const ascii = 128;

/** For each character of ASCII whether a text made from it is a whole token of a type: 1 or 0. */
function charactersOf(tokenType: TokenType, textOf: (character: string) => string): Uint8Array {
  const whole = new RegExp(`^(?:${(tokenType.PATTERN as RegExp).source})$`);
  return Uint8Array.from({ length: ascii }, (_, code) => Number(whole.test(textOf(String.fromCharCode(code)))));
}

const isSpace = charactersOf(WhiteSpace, (character) => character);
const beginsWord = charactersOf(Identifier, (character) => character);
const continuesWord = charactersOf(Identifier, (character) => `a${character}`);
const doubleQuote = '"'.charCodeAt(0);

/** Tokens that are one character each, by its code; `.` and `/` may also begin something longer. */
const punctuation: (TokenType | undefined)[] = new Array(ascii).fill(undefined);
for (const tokenType of lexedTokens) {
  const { PATTERN: pattern } = tokenType;
  if (typeof pattern === "string" && tokenType !== Dot && tokenType !== Slash) {
    punctuation[pattern.charCodeAt(0)] = tokenType;
  }
}

/** What a token may be that is read by its pattern. */
interface Candidate {
  readonly tokenType: TokenType;
  readonly pattern: RegExp;
}

/** In the order of `lexedTokens`, in which they are tried. */
function candidates(...tokenTypes: TokenType[]): readonly Candidate[] {
  return tokenTypes.map((tokenType) => {
    const { PATTERN: pattern } = tokenType;
    const source = typeof pattern === "string" ? `[${pattern}]` : (pattern as RegExp).source;
    return { tokenType, pattern: new RegExp(source, "y") };
  });
}

const otherCandidates = candidates(Identifier, UnexpectedCharacters);
const candidatesByCode: (readonly Candidate[])[] = new Array(ascii).fill(otherCandidates);
for (const [characters, list] of [
  ['"', candidates(StringPart, MultiLineString, UnterminatedString)],
  ["'", candidates(Character, UnterminatedCharacter)],
  ["/", candidates(Comment, UnterminatedComment, Slash)],
  ["$", candidates(Alias, UnexpectedCharacters)],
  [".", candidates(Numeral, Dot)],
  ["+-0123456789", candidates(Numeral, UnexpectedCharacters)],
] as const) {
  for (const character of characters) candidatesByCode[character.charCodeAt(0)] = list;
}

/** The token at an offset where no white space is. Its pattern's `lastIndex` is where it ends. */
function match(text: string, start: number): Candidate {
  for (const candidate of candidatesByCode[text.charCodeAt(start)] ?? otherCandidates) {
    candidate.pattern.lastIndex = start;
    if (candidate.pattern.test(text)) return candidate;
  }
  throw new Error(`no token begins with U+${text.charCodeAt(start).toString(16)}`);
}

const longestKeyword = Math.max(...[...keywordTokens.keys()].map((word) => word.length));
const letterMask = 31;
/**
 * Length and first letter that some keyword has, in any case. Of the 61,138 words of CIM 2.49 a quarter pass, nearly all of
 * them keywords; without this half would be lower-cased and looked up, which takes 5 ms more in a new process.
 */
const mayBeKeyword = new Uint8Array((longestKeyword + 1) << 5);
for (const word of keywordTokens.keys()) mayBeKeyword[(word.length << 5) | (word.charCodeAt(0) & letterMask)] = 1;

/** The keyword that a word is, or a name. */
function typeOfWord(word: string): TokenType {
  if (word.length > longestKeyword) return Identifier;
  if (mayBeKeyword[(word.length << 5) | (word.charCodeAt(0) & letterMask)] === 0) return Identifier;
  return keywordTokens.get(word.toLowerCase()) ?? Identifier;
}

const escapeOrLineEnd = /[\\\r\n]/g;

/** Where the next character stands that no string has which is read by hand. */
function endOfPlainText(text: string, start: number): number {
  escapeOrLineEnd.lastIndex = start;
  return escapeOrLineEnd.test(text) ? escapeOrLineEnd.lastIndex - 1 : text.length;
}

/**
 * Splits a text into tokens: those that Chevrotain's own lexer makes of `lexedTokens`, with keywords told apart afterwards.
 *
 * White space, words, punctuation and strings without escapes, which are nearly all of a text, are read by hand; all else by
 * the patterns of `tokens.ts`, which also say which characters these are. For CIM 2.49 that takes 24 to 30 ms in a new
 * process; Chevrotain's lexer takes 54 to 60, and 9 before that to be made.
 *
 * @param base the offset of the text in its source; it is added to every position
 */
export function tokenize(text: string, base: number): TokenizedText {
  const tokens: IToken[] = [];
  const comments: IToken[] = [];
  let openComment: IToken | undefined;
  const { length } = text;
  let plainEnd = -1;
  for (let start = 0, end = 0; start < length; start = end) {
    const code = text.charCodeAt(start);
    end = start + 1;
    if (isSpace[code] === 1) {
      // Indentation, mostly. Without a loop of its own it takes 4 to 8 ms more in a new process.
      while (end < length && isSpace[text.charCodeAt(end)] === 1) end++;
      continue;
    }
    let image: string | undefined;
    let tokenType = punctuation[code];
    if (tokenType !== undefined) {
      image = tokenType.PATTERN as string;
    } else if (beginsWord[code] === 1) {
      while (end < length && continuesWord[text.charCodeAt(end)] === 1) end++;
      if (end === length || text.charCodeAt(end) < ascii) {
        image = text.slice(start, end);
        tokenType = typeOfWord(image);
      }
    } else if (code === doubleQuote) {
      // Found by the engine's own search: a loop is slower until it is compiled.
      if (plainEnd < end) plainEnd = endOfPlainText(text, end);
      const closing = text.indexOf('"', end);
      if (closing >= 0 && closing < plainEnd) {
        end = closing + 1;
        tokenType = StringPart;
      }
    }
    if (tokenType === undefined) {
      const matched = match(text, start);
      end = matched.pattern.lastIndex;
      image = text.slice(start, end);
      tokenType = matched.tokenType === Identifier ? typeOfWord(image) : matched.tokenType;
    }
    image ??= text.slice(start, end);
    const token = { image, startOffset: base + start, tokenTypeIdx: tokenType.tokenTypeIdx as number, tokenType };
    if (tokenType === Comment) comments.push(token);
    else if (tokenType === UnterminatedComment) openComment = token;
    else tokens.push(token);
  }
  return { tokens, comments, openComment };
}
