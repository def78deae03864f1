import type { IToken, TokenType } from "chevrotain";
import { isPreprocessorWord } from "./keywords.ts";
import { isWord, type TokenWindow } from "./token-window.ts";
import {
  Alias,
  Colon,
  Comma,
  Equals,
  Hash,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  PrimitiveType,
  RightBrace,
  RightBracket,
  RightParenthesis,
  Semicolon,
  UnterminatedString,
} from "./tokens.ts";

/**
 * Where reading goes on after a syntax error. Pure functions over the tokens: `start` is the index at which the broken
 * thing began, `error` the index of the token at which it could not go on, the result the index to go on at.
 *
 * A line that begins with the head of a declaration ends whatever was open, unless the declaration is a value, which
 * follows `=`, `,`, `(` or `{`. The end of a line alone means nothing: many files do not indent their members.
 */

/** Whether a declaration begins at `index` on a line of its own. */
function beginsDeclarationOnLine(window: TokenWindow, index: number): boolean {
  const token = window.at(index);
  if (token === undefined || (index > 0 && precedesValue(window.tokens[index - 1] as IToken))) return false;
  return window.isFirstOnLine(token) && window.beginsDeclaration(index);
}

function precedesValue({ tokenType }: IToken): boolean {
  return tokenType === Equals || tokenType === Comma || tokenType === LeftParenthesis || tokenType === LeftBrace;
}

/**
 * The braces that are open at a place. A `;` inside the braces of an array cannot be meant there, so it closes them; in a
 * block (the body of a class, of an inline instance, of a method as other languages have) it is one of many.
 */
class OpenBraces {
  private readonly blocks: boolean[] = [];
  private brackets = 0;

  get none(): boolean {
    return this.blocks.length === 0;
  }

  /** Takes note of a token, `previous` is the one before it; whether it closes an array. */
  pass(token: IToken, previous: IToken | undefined): boolean {
    switch (token.tokenType) {
      case LeftBrace:
        this.blocks.push(this.brackets === 0 && !(previous !== undefined && precedesValue(previous)));
        break;
      case RightBrace:
        return this.blocks.pop() === false;
      case LeftBracket:
        this.brackets++;
        break;
      case RightBracket:
        if (this.brackets > 0) this.brackets--;
        break;
      case Semicolon:
        this.brackets = 0;
        while (this.blocks.at(-1) === false) this.blocks.pop();
        break;
    }
    return false;
  }
}

/**
 * After an error in a member of a class or instance body: behind the `;` that ends the member, at the `}` that closes the
 * body, or at the next declaration.
 */
export function resumeInBody(window: TokenWindow, start: number, error: number): number {
  const braces = new OpenBraces();
  for (let index = start; ; index++) {
    const token = window.at(index);
    if (token === undefined) return index;
    if (index >= error && beginsDeclarationOnLine(window, index)) return index;
    if (index >= error && token.tokenType === RightBrace && braces.none) return index;
    braces.pass(token, window.tokens[index - 1]);
    if (index >= error && token.tokenType === Semicolon && braces.none) return index + 1;
    // It has the rest of its line, and with that most likely the end of the member.
    if (index >= error && token.tokenType === UnterminatedString && canBeginMember(window, index + 1)) return index + 1;
  }
}

/** After an error in an enumeration: at the comma, semicolon or brace that comes next, or at the next declaration. */
export function resumeInEnumeration(window: TokenWindow, error: number): number {
  let depth = 0;
  for (let index = error; ; index++) {
    const token = window.at(index);
    if (token === undefined || token.tokenType === Semicolon || beginsDeclarationOnLine(window, index)) return index;
    if (depth === 0 && (token.tokenType === Comma || token.tokenType === RightBrace)) return index;
    if (token.tokenType === LeftBrace) depth++;
    else if (token.tokenType === RightBrace) depth--;
  }
}

/** Whether the next declaration, or the next property of the class around it, stands where an enumeration has an element. */
export function endsEnumeration(window: TokenWindow, index: number): boolean {
  if (window.beginsDeclaration(index)) return true;
  const name = window.at(index + 1);
  return name !== undefined && beginsElement(window, index) && !window.isFirstOnLine(name);
}

/**
 * Behind the `)` of parameters with a `;` at `index` where a comma should be, and behind its own `;`; `undefined` where
 * no such parenthesis comes before the next `;` or brace, so that the parameters are not closed.
 */
export function behindParameters(window: TokenWindow, index: number): number | undefined {
  if (window.at(index)?.tokenType !== Semicolon) return undefined;
  for (let next = index + 1, depth = 0; ; next++) {
    switch (window.at(next)?.tokenType) {
      case LeftParenthesis:
        depth++;
        break;
      case RightParenthesis:
        if (depth === 0) return window.at(next + 1)?.tokenType === Semicolon ? next + 2 : next + 1;
        depth--;
        break;
      case Semicolon:
      case LeftBrace:
      case RightBrace:
      case undefined:
        return undefined;
    }
  }
}

/** Behind a qualifier list at `index` that ends a member instead of beginning one, and behind its `;`. */
export function behindQualifiers(window: TokenWindow, index: number): number | undefined {
  const closing = window.findClosingBracket(index);
  return closing !== undefined && window.at(closing + 1)?.tokenType === Semicolon ? closing + 2 : undefined;
}

/** After an error in a directive: behind the parenthesis that closes it, or on the next line where there is none. */
export function resumeAfterDirective(window: TokenWindow, error: number): number {
  for (let index = error; ; index++) {
    switch (window.at(index)?.tokenType) {
      case RightParenthesis:
        return window.at(index + 1)?.tokenType === Semicolon ? index + 2 : index + 1;
      case Semicolon:
      case Hash:
      case undefined:
        return nextLine(window, error - 1);
      default:
        if (beginsDeclarationOnLine(window, index)) return nextLine(window, error - 1);
    }
  }
}

/**
 * After a directive that is none of MOF: on the next line, and behind more of the C preprocessor that follow at once, as
 * one cause needs one message.
 */
export function resumeAfterForeignDirective(window: TokenWindow, start: number): number {
  let index = start;
  do index = nextLine(window, index);
  while (window.at(index)?.tokenType === Hash && isPreprocessorWord(window.at(index + 1)?.image ?? ""));
  return index;
}

/** The index of the first token on the line after that of a token; a backslash at its end continues a line. */
function nextLine(window: TokenWindow, index: number): number {
  const end = window.endOfLogicalLine((window.at(index) as IToken).startOffset);
  do index++;
  while ((window.at(index)?.startOffset ?? end) < end);
  return index;
}

/**
 * After an error in the head of a declaration or between declarations: behind its end, or at the next declaration. `start`
 * is the index of its keyword.
 */
export function resumeAtDeclaration(window: TokenWindow, start: number, error: number): number {
  const braces = new OpenBraces();
  for (let index = start; ; index++) {
    const token = window.at(index);
    if (token === undefined) return index;
    if ((index > start || index >= error) && beginsDeclarationOnLine(window, index)) return index;
    const closesArray = braces.pass(token, window.tokens[index - 1]);
    if (index < error || !braces.none) continue;
    if (token.tokenType === Semicolon) return index + 1;
    if (token.tokenType === RightBrace && !closesArray) return behindBraces(window, index + 1);
  }
}

/**
 * The index of the `{` that opens the body of a declaration whose head is broken at `error`; `undefined` where something
 * else comes first than what heads are made of, as then it may not be MOF at all.
 */
export function bodyBehindHead(window: TokenWindow, error: number): number | undefined {
  for (let index = error; ; index++) {
    const token = window.at(index);
    if (token?.tokenType === LeftBrace) return index;
    if (token === undefined || beginsDeclarationOnLine(window, index)) return undefined;
    if (!isWord(token) && token.tokenType !== Colon && token.tokenType !== Comma && token.tokenType !== Alias) {
      return undefined;
    }
  }
}

/** Behind the `;` of a closing brace and further closing braces, as braces that do not match come together. */
function behindBraces(window: TokenWindow, index: number): number {
  for (;;) {
    const type = window.at(index)?.tokenType;
    if (type !== RightBrace && (type !== Semicolon || window.at(index - 1)?.tokenType !== RightBrace)) return index;
    index++;
  }
}

/**
 * After an error in a qualifier list: behind its `]`, or, where that is missing, at the element that the list was for.
 * `undefined` where neither comes before the next `;`.
 */
export function resumeAfterQualifiers(window: TokenWindow, error: number): number | undefined {
  let element: number | undefined;
  for (let index = error; ; index++) {
    const token = window.at(index);
    if (token === undefined || token.tokenType === Semicolon) return element;
    if (index > error && window.isFirstOnLine(token) && token.tokenType === Hash) return element;
    if (token.tokenType === RightBracket && window.isWordAt(index + 1)) return index + 1;
    if (token.tokenType !== LeftBracket && window.beginsDeclaration(index)) return index;
    if (element === undefined && beginsElement(window, index)) element = index;
  }
}

/** Whether type and name of an element stand at `index`: `uint32 X`, or two words at the beginning of a line. */
export function beginsElement(window: TokenWindow, index: number): boolean {
  const token = window.at(index);
  if (token === undefined || !window.isWordAt(index + 1)) return false;
  return token.tokenType === PrimitiveType || (isWord(token) && window.isFirstOnLine(token));
}

/** Whether a member of a class or instance body can begin at `index`. */
export function canBeginMember(window: TokenWindow, index: number): boolean {
  const token = window.at(index);
  if (token === undefined) return false;
  if (token.tokenType === LeftBracket || token.tokenType === RightBrace) return true;
  if (!isWord(token)) return false;
  return token.tokenType === PrimitiveType ? window.isWordAt(index + 1) : window.isFirstOnLine(token);
}

/**
 * The index behind the `}` at `index`, and its `;`, where members follow so that it is one too many; `undefined` where it
 * closes the body.
 */
export function resumeBehindStrayBrace(window: TokenWindow, index: number): number | undefined {
  const next = window.at(index + 1)?.tokenType === Semicolon ? index + 2 : index + 1;
  const token = window.at(next);
  if (token === undefined || window.beginsDeclaration(next)) return undefined;
  if (token.tokenType === LeftBracket) {
    const closing = window.findClosingBracket(next);
    return closing !== undefined && window.isWordAt(closing + 1) ? next : undefined;
  }
  if (!isWord(token)) return undefined;
  if (window.at(next + 1)?.tokenType === Equals) return next;
  const third = window.at(next + 2)?.tokenType;
  return window.isWordAt(next + 1) && third !== undefined && followsFeatureName.has(third) ? next : undefined;
}

const followsFeatureName: ReadonlySet<TokenType> = new Set([Semicolon, Equals, LeftBracket, LeftParenthesis]);
