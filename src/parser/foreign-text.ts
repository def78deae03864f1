import type { IToken } from "chevrotain";
import type { Dialect } from "../codes/dialects.ts";
import { endOf } from "./node-factories.ts";
import { isWord, type TokenWindow } from "./token-window.ts";
import { Alias } from "./tokens.ts";

/** Characters that a dialect has not where they stand. */
export interface ForeignText {
  readonly code: "white-space-not-in-dialect" | "non-ascii-name-not-in-dialect";
  readonly start: number;
  readonly end: number;
  /** The name that the characters are in, else nothing. */
  readonly name: string;
}

const foreignWhiteSpace = /[\f\v]/;
const comments = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g;

/** Finds what a dialect has not in the tokens from one index to another, and in the text before each. */
export function findForeignText(window: TokenWindow, dialect: Dialect, first: number, last: number): ForeignText[] {
  const found: ForeignText[] = [];
  const isAscii = dialect === "dmtf3";
  if (!isAscii && dialect !== "dmtf") return found;
  let previousEnd = first > 0 ? endOf(window.tokens[first - 1] as IToken) : window.base;
  for (let index = first; index <= last; index++) {
    const token = window.tokens[index] as IToken;
    const { image, startOffset: start } = token;
    const end = start + image.length;
    const between = start > previousEnd ? window.slice(previousEnd, start) : "";
    if (foreignWhiteSpace.test(between)) addWhiteSpace(found, between, previousEnd);
    previousEnd = end;
    if (isAscii && /[^\x20-\x7e]/.test(image) && (isWord(token) || token.tokenType === Alias)) {
      found.push({ code: "non-ascii-name-not-in-dialect", start, end, name: image });
    }
  }
  return found;
}

function addWhiteSpace(found: ForeignText[], between: string, offset: number): void {
  const withoutComments = between.replace(comments, (comment) => " ".repeat(comment.length));
  for (const { index, 0: characters } of withoutComments.matchAll(/[\f\v]+/g)) {
    const start = offset + index;
    found.push({ code: "white-space-not-in-dialect", start, end: start + characters.length, name: "" });
  }
}
