import type { IToken } from "chevrotain";
import type { Comment } from "../ast/comments.ts";
import { tokenize } from "./lexer.ts";
import { endOf } from "./node-factories.ts";
import type { TokenWindow } from "./token-window.ts";

/** Which comments: all, none, or those that contain a text. */
export type WantedComments = boolean | { readonly containing: string };

/**
 * Few texts have a comment that is looked for by what it contains, so the text is searched first, and only for the last
 * characters of that: V8 searches for so few character by character, which takes 0.3 ms for CIM 2.49 and `kit-`; all of `mofkit-`
 * takes 3.5.
 */
const searchedLength = 4;

const lineEnd = /[\r\n]/;
const firstLine = /^[^\r\n]*/;

/** Whether a text has the end of its first line. */
export function hasLineEnd(text: string): boolean {
  return lineEnd.test(text);
}

/** What stands behind the end of what was read; together it holds at least the end of that line. */
export interface TextBehind {
  /** To the end of the window. */
  readonly rest: string;
  readonly next: string;
}

/**
 * The comments that are wanted of a window: those that end before an offset and, where the text behind it is given, those that
 * begin there on the same line.
 */
export function wantedComments(
  wanted: WantedComments,
  window: TokenWindow,
  end: number,
  behind?: TextBehind,
): Comment[] {
  if (wanted === false) return [];
  const containing = wanted === true ? "/" : wanted.containing;
  const comments = window.text.includes(containing.slice(-searchedLength)) ? commentsOf(window, end) : [];
  if (behind !== undefined) addCommentsBehind(behind, end, window, containing, comments);
  return wanted === true ? comments : comments.filter(({ text }) => text.includes(containing));
}

/** A comment of several lines that begins on this one is missed where it ends behind all this text. */
function addCommentsBehind(
  { rest, next }: TextBehind,
  end: number,
  window: TokenWindow,
  containing: string,
  comments: Comment[],
): void {
  const line = firstLine.exec(hasLineEnd(rest) ? rest : rest + next)?.[0] ?? "";
  if (!line.includes(containing)) return;
  const { comments: ofLine, openComment } = tokenize(line, end);
  for (const token of openComment === undefined ? ofLine : tokenize(rest + next, end).comments) {
    if (token.startOffset >= end + line.length) break;
    comments.push(commentOf(token, window));
  }
}

/** The comments of a window that end before an offset. */
function commentsOf(window: TokenWindow, end: number): Comment[] {
  const comments: Comment[] = [];
  for (const token of window.comments) {
    if (endOf(token) > end) break;
    comments.push(commentOf(token, window));
  }
  return comments;
}

function commentOf(token: IToken, window: TokenWindow): Comment {
  return {
    kind: token.image.startsWith("//") ? "LineComment" : "BlockComment",
    start: token.startOffset,
    end: endOf(token),
    text: token.image,
    ownLine: window.isFirstOnLine(token),
  };
}
