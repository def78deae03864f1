import { EOF, type IToken, type TokenType } from "chevrotain";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";
import { tokenize } from "./lexer.ts";
import { maximumNesting } from "./limits.ts";
import { endOf } from "./node-factories.ts";
import {
  As,
  Association,
  Class,
  Colon,
  Enumeration,
  Hash,
  Identifier,
  Include,
  Instance,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  MultiLineString,
  Of,
  Pragma,
  Qualifier,
  RightBrace,
  RightBracket,
  RightParenthesis,
  Semicolon,
  StringPart,
  Structure,
  UnterminatedString,
  ValueWord,
} from "./tokens.ts";

const controlZ = 26;

/** Whether a token may stand where a name is wanted: any word but TRUE, FALSE and NULL. */
export function isWord(token: IToken): boolean {
  const { tokenTypeIdx } = token;
  return tokenTypeIdx === Identifier.tokenTypeIdx || Identifier.categoryMatchesMap?.[tokenTypeIdx] === true;
}

/** What ends the search for the parenthesis that closes a directive. */
const closesDirective: ReadonlySet<TokenType | undefined> = new Set([
  RightParenthesis,
  Semicolon,
  LeftBrace,
  RightBrace,
  undefined,
]);

/**
 * A piece of a source in tokens, and what recovery asks about them by index. Offsets are those of the whole source.
 *
 * A window that is not the last of its source may end anywhere, so whatever looked beyond its end has to be decided again
 * with more text: `reachedEnd` tells.
 */
export class TokenWindow {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  /** A comment that the text ends before. */
  readonly openComment: IToken | undefined;
  /** How many tokens there are; the parser lengthens `tokens` while it works. */
  readonly count: number;
  /** Set when a question could only be answered by what comes after the window. */
  reachedEnd = false;
  /** A string at the end of the text that may go on behind it; it is none of `tokens`. */
  readonly openString: IToken | undefined;
  readonly source: Source;
  readonly text: string;
  readonly base: number;
  readonly final: boolean;
  /** Whether the last character of the text is one that is none of it. */
  readonly endsWithControlZ: boolean;

  /**
   * @param base the offset of `text` in its source
   * @param final whether the source ends where the text ends
   */
  constructor(source: Source, text: string, base: number, final: boolean) {
    // CP/M and DOS editors close a file with Ctrl-Z.
    this.endsWithControlZ = final && text.charCodeAt(text.length - 1) === controlZ;
    const { tokens, comments, openComment } = tokenize(this.endsWithControlZ ? text.slice(0, -1) : text, base);
    this.source = source;
    this.text = text;
    this.base = base;
    this.final = final;
    this.tokens = tokens;
    this.comments = comments;
    this.openComment = openComment;
    if (!final) {
      this.openString = dropUncertain(tokens, text, base);
      dropIncomplete(tokens);
    }
    this.count = tokens.length;
  }

  /** The token at an index, `undefined` at the end. */
  at(index: number): IToken | undefined {
    if (index < this.count) return this.tokens[index];
    this.reachedEnd = true;
    return undefined;
  }

  /** The first token. */
  get first(): IToken | undefined {
    return this.at(0);
  }

  place(start: number, end: number): Place {
    return { source: this.source, start, end };
  }

  /** The text from one offset to another. */
  slice(start: number, end: number): string {
    return this.text.slice(start - this.base, end - this.base);
  }

  /** Whether only white space stands before a token on its line. A window that is not the first begins behind a token. */
  isFirstOnLine(token: IToken): boolean {
    for (let index = token.startOffset - this.base - 1; index >= 0; index--) {
      switch (this.text.charAt(index)) {
        case " ":
        case "\t":
        case "\f":
        case "\v":
          continue;
        default:
          return /[\r\n]/.test(this.text.charAt(index));
      }
    }
    return this.base === 0;
  }

  /** Whether the tokens at `index` can only be the beginning of a declaration: keyword and what has to follow it. */
  beginsDeclaration(index: number): boolean {
    switch (this.at(index)?.tokenType) {
      case Class: {
        if (!this.isWordAt(index + 1)) return false;
        const third = this.at(index + 2)?.tokenType;
        return third === LeftBrace || third === Colon || third === As;
      }
      case Association:
      case Structure:
      case Enumeration: {
        if (!this.isWordAt(index + 1)) return false;
        const third = this.at(index + 2)?.tokenType;
        return third === LeftBrace || third === Colon;
      }
      case ValueWord:
      case Instance:
        return this.at(index + 1)?.tokenType === Of && this.isWordAt(index + 2);
      case Qualifier:
        return this.isWordAt(index + 1) && this.at(index + 2)?.tokenType === Colon;
      case Hash: {
        const directive = this.at(index + 1)?.tokenType;
        return directive === Pragma || directive === Include;
      }
      case LeftBracket: {
        const closing = this.findClosingBracket(index);
        if (closing === undefined || this.at(closing + 1)?.tokenType === LeftBracket) return false;
        return this.beginsDeclaration(closing + 1);
      }
      default:
        return false;
    }
  }

  /** Whether what begins at `index`, behind its qualifiers, can be declared inside a class or structure. */
  beginsNestedDeclaration(index: number): boolean {
    const closing = this.at(index)?.tokenType === LeftBracket ? this.findClosingBracket(index) : index - 1;
    if (closing === undefined) return false;
    const keyword = this.at(closing + 1)?.tokenType;
    return (keyword === Structure || keyword === Enumeration) && this.beginsDeclaration(closing + 1);
  }

  /**
   * The index of the `]` that closes the `[` at `index`, where one comes before the next `;`. It gives up on a nesting that
   * the parser refuses, so that a text of unclosed brackets is not read to its end for each of them.
   */
  findClosingBracket(index: number): number | undefined {
    for (let depth = 0; ; index++) {
      switch (this.at(index)?.tokenType) {
        case LeftBracket:
          if (++depth > maximumNesting) return undefined;
          break;
        case RightBracket:
          depth--;
          if (depth === 0) return index;
          break;
        case Semicolon:
        case undefined:
          return undefined;
      }
    }
  }

  /** The index behind the directives at `index`. */
  skipDirectives(index: number): number {
    while (this.at(index)?.tokenType === Hash) {
      index += 2;
      if (this.at(index - 1)?.tokenType === Pragma) index++;
      if (this.at(index)?.tokenType === LeftParenthesis) {
        do index++;
        while (!closesDirective.has(this.at(index)?.tokenType));
        if (this.at(index)?.tokenType === RightParenthesis) index++;
      }
      while (this.at(index)?.tokenType === StringPart) index++;
      if (this.at(index)?.tokenType === Semicolon) index++;
    }
    return index;
  }

  isWordAt(index: number): boolean {
    const token = this.at(index);
    return token !== undefined && isWord(token);
  }

  /** Where the line of an offset ends, with those after it as long as a backslash stands at the end of each. */
  endOfLogicalLine(offset: number): number {
    const lineEnd = /(?<!\\)(?:\r\n?|(?<!\\\r)\n)/g;
    lineEnd.lastIndex = offset - this.base;
    const match = lineEnd.exec(this.text);
    if (match !== null) return this.base + match.index;
    this.reachedEnd = true;
    return this.base + this.text.length;
  }

  /** Whether a token stands for the end of the text. */
  isEnd(token: IToken): boolean {
    return token.tokenType === EOF;
  }
}

/** Takes away the tokens at the end of a window that could be others if more text were known; returns a string of them. */
function dropUncertain(tokens: IToken[], text: string, base: number): IToken | undefined {
  const openString = findOpenString(tokens, text, base);
  if (openString !== undefined) return tokens.splice(openString)[0];
  const last = tokens[tokens.length - 1];
  if (last !== undefined && last.tokenType !== Semicolon && endOf(last) === base + text.length) tokens.pop();
  return undefined;
}

/** The index of a string that is not closed on its line, where the text ends before it is clear whether a later line does. */
function findOpenString(tokens: readonly IToken[], text: string, base: number): number | undefined {
  const last = tokens.findLastIndex(({ tokenType }) => stringTokens.has(tokenType));
  const token = tokens[last];
  if (token?.tokenType !== UnterminatedString) return undefined;
  if (text.slice(token.startOffset - base + 1).trim() !== "") return last;
  // This may be the quote that closes the string before it.
  const before = tokens.findLastIndex(({ tokenType }, index) => index < last && stringTokens.has(tokenType));
  return tokens[before]?.tokenType === UnterminatedString ? before : last;
}

/**
 * Ends a window behind the last declaration in it that seems to be whole, if there is one not far from its end. Without that
 * the parser would find out by an exception, which takes 60 µs, a tenth of the time for a window of instances.
 */
function dropIncomplete(tokens: IToken[]): void {
  const first = Math.max(1, tokens.length - searchedTokens);
  for (let index = tokens.length - 2; index >= first; index--) {
    if (tokens[index]?.tokenType !== Semicolon || tokens[index - 1]?.tokenType !== RightBrace) continue;
    if (!declarationBeginnings.has(tokens[index + 1]?.tokenType)) continue;
    tokens.length = index + 1;
    return;
  }
}

const searchedTokens = 4096;
const declarationBeginnings: ReadonlySet<TokenType | undefined> = new Set([
  Class,
  Instance,
  Qualifier,
  Hash,
  LeftBracket,
]);

const stringTokens: ReadonlySet<TokenType> = new Set([StringPart, MultiLineString, UnterminatedString]);
