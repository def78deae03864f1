import type { IToken } from "chevrotain";
import type { Comment } from "../ast/comments.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { Source } from "../source/types.ts";
import { findForeignText } from "./foreign-text.ts";
import { type InstanceRun, noRun } from "./instance-runs.ts";
import { pieceLength } from "./limits.ts";
import { endOf } from "./node-factories.ts";
import { PlainInstanceReader } from "./plain-instance.ts";
import { TokenWindow } from "./token-window.ts";
import { type WantedComments, wantedComments } from "./window-comments.ts";

/** A plain instance that is longer than a window. */
export interface LongInstance {
  /** The instance; or nothing, as long as the text is only the beginning of one. */
  readonly run: InstanceRun;
  readonly isWhole: boolean;
  /** Those that are wanted of what it takes, where it is whole. */
  readonly comments: readonly Comment[];
  readonly first: IToken;
  /** The string that the beginning of an instance ends in. */
  readonly openString: IToken | undefined;
}

/**
 * Reads the plain instance that a text begins with by tokens that are made piece by piece and let go of at once. So an array of
 * 5 MiB takes what its nodes take; the tokens of all of it would be several times as much.
 *
 * @param base the offset of the text in its source
 * @returns `undefined` where the text begins with anything else
 */
export function readLongInstance(
  source: Source,
  text: string,
  base: number,
  dialect: Dialect,
  wanted: WantedComments,
): LongInstance | undefined {
  const pieces = new TokenPieces(source, text, base, dialect, wanted);
  const reader = new PlainInstanceReader();
  const tokens = pieces.next();
  const [first] = tokens;
  const instance = reader.read(tokens, 0, dialect, () => pieces.next());
  if (instance !== undefined) pieces.leave(reader.next);
  const { comments, isForeign, isAtEnd, openString } = pieces;
  if (first === undefined || isForeign) return undefined;
  if (instance === undefined)
    return isAtEnd ? { run: openRun, isWhole: false, comments: [], first, openString } : undefined;
  const run = { instances: [instance], length: instance.end - base, isOpen: false };
  return { run, isWhole: true, comments, first, openString: undefined };
}

const openRun: InstanceRun = { ...noRun, isOpen: true };

/** The tokens of a text, some at a time. */
class TokenPieces {
  readonly comments: Comment[] = [];
  /** Whether the dialect has not what some of the text looks like. */
  isForeign = false;
  /** Whether more tokens were wanted than are certain. */
  isAtEnd = false;
  readonly #source: Source;
  readonly #text: string;
  readonly #base: number;
  readonly #dialect: Dialect;
  readonly #wanted: WantedComments;
  #piece: TokenWindow;

  constructor(source: Source, text: string, base: number, dialect: Dialect, wanted: WantedComments) {
    this.#source = source;
    this.#text = text;
    this.#base = base;
    this.#dialect = dialect;
    this.#wanted = wanted;
    this.#piece = this.#pieceAt(0, 0);
  }

  get openString(): IToken | undefined {
    return this.#piece.openString;
  }

  /** At least one token, or none at the end of the text. */
  next(): readonly IToken[] {
    const { tokens } = this.#piece;
    if (this.isAtEnd) return tokens;
    this.leave(tokens.length);
    const last = tokens.at(-1);
    const start = last === undefined ? 0 : endOf(last) - this.#base;
    let length = pieceLength;
    do {
      this.#piece = this.#pieceAt(start, length);
      length *= 2;
    } while (this.#piece.count === 0 && start + this.#piece.text.length < this.#text.length);
    this.isAtEnd = this.#piece.count === 0;
    return this.#piece.tokens;
  }

  /** Takes what belongs to the first tokens of the piece. */
  leave(count: number): void {
    const last = this.#piece.tokens[count - 1];
    if (last === undefined) return;
    // One by one: so many may be in a piece that they are no arguments of a call.
    for (const comment of wantedComments(this.#wanted, this.#piece, endOf(last))) this.comments.push(comment);
    this.isForeign ||= findForeignText(this.#piece, this.#dialect, 0, count - 1).length > 0;
  }

  #pieceAt(start: number, length: number): TokenWindow {
    return new TokenWindow(this.#source, this.#text.slice(start, start + length), this.#base + start, false);
  }
}
