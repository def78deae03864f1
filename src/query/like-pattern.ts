import { foldName } from "../cim/names.ts";
import { maximumPatternLength } from "./limits.ts";

/** Why a text is no pattern. */
export interface PatternProblem {
  readonly kind: "problem";
  readonly reason: string;
}

/** Characters in brackets: whether a folded UTF-16 code unit is one of them. */
type CharacterSet = (code: number) => boolean;

/** What one character has to be: a folded code unit, one of a set, or anything. */
type Element = number | CharacterSet | "any";

/** What stands between two `%`. */
interface Segment {
  readonly elements: readonly Element[];
  /** The folded text where there are only plain characters, which the engine's own search finds. */
  readonly literal: string | undefined;
}

const percent = 0x25;
const hyphen = 0x2d;
const leftBracket = 0x5b;
const caret = 0x5e;
const underscore = 0x5f;
const finalSigma = "ς";

/**
 * A pattern of LIKE (Microsoft, "LIKE Operator"): `%` is any text, also none, `_` one character, `[a-f]` or `[abc]` one of
 * a set, `[^…]` one outside of it; `[_]`, `[%]` and `[[]` are the characters themselves. The whole text has to match,
 * without regard to case. A character is a UTF-16 code unit, as in WMI.
 *
 * Between two `%` the leftmost place is always a right one, so nothing is ever tried twice: the time is at most that of
 * the text times the longest part between two `%`, and for plain parts that of a text search.
 *
 * @example compileLike("CIM[_]%") // matches "CIM_System" and not "CIMX"
 */
export class LikePattern {
  readonly #segments: readonly Segment[];

  constructor(segments: readonly Segment[]) {
    this.#segments = segments;
  }

  /**
   * Plain text that every match has in it, folded: `start` at its beginning and `part` anywhere, the longest that stands between
   * two wildcards. Either can be empty.
   */
  get plainText(): { readonly start: string; readonly part: string } {
    const literals = this.#segments.map(({ literal = "" }) => literal);
    const part = literals.reduce((longest, literal) => (literal.length > longest.length ? literal : longest), "");
    return { start: literals[0] as string, part };
  }

  matches(text: string): boolean {
    const folded = foldText(text);
    const segments = this.#segments;
    const first = segments[0] as Segment;
    const last = segments[segments.length - 1] as Segment;
    if (segments.length === 1) return folded.length === first.elements.length && fits(first, folded, 0);
    if (!fits(first, folded, 0)) return false;
    const end = folded.length - last.elements.length;
    if (!fits(last, folded, end)) return false;
    let position = first.elements.length;
    for (let index = 1; index < segments.length - 1; index++) {
      const segment = segments[index] as Segment;
      const found = find(segment, folded, position, end);
      if (found < 0) return false;
      position = found + segment.elements.length;
    }
    return position <= end;
  }
}

/** A pattern from its text. */
export function compileLike(pattern: string): LikePattern | PatternProblem {
  if (pattern.length > maximumPatternLength) {
    return problem(`it has ${pattern.length} characters, more than ${maximumPatternLength}`);
  }
  const segments: Segment[] = [];
  let elements: Element[] = [];
  let plain = "";
  const endPlain = () => {
    const folded = foldText(plain);
    for (let index = 0; index < folded.length; index++) elements.push(folded.charCodeAt(index));
    plain = "";
  };
  for (let position = 0; position < pattern.length; ) {
    const code = pattern.charCodeAt(position);
    if (code === percent) {
      endPlain();
      // Several `%` in a row are one.
      if (elements.length > 0 || segments.length === 0) segments.push(segmentOf(elements));
      elements = [];
    } else if (code === underscore) {
      endPlain();
      elements.push("any");
    } else if (code === leftBracket) {
      endPlain();
      const close = pattern.indexOf("]", position + 1);
      if (close < 0) return problem("a `[` has no `]`");
      const set = setOf(pattern.slice(position + 1, close));
      if (typeof set === "object") return set;
      elements.push(set);
      position = close;
    } else {
      plain += pattern[position];
    }
    position++;
  }
  endPlain();
  segments.push(segmentOf(elements));
  return new LikePattern(segments);
}

function problem(reason: string): PatternProblem {
  return { kind: "problem", reason };
}

/** Folds text so that a part of it folds as the whole does: a sigma is the same at the end of a word. */
function foldText(text: string): string {
  const folded = foldName(text);
  return folded.includes(finalSigma) ? folded.replaceAll(finalSigma, "σ") : folded;
}

function segmentOf(elements: readonly Element[]): Segment {
  const isPlain = elements.every((element) => typeof element === "number");
  return { elements, literal: isPlain ? String.fromCharCode(...(elements as readonly number[])) : undefined };
}

/** The set that the text within brackets means. */
function setOf(text: string): CharacterSet | PatternProblem {
  const isNegated = text.charCodeAt(0) === caret;
  const ranges: (readonly [first: number, last: number])[] = [];
  for (let position = isNegated ? 1 : 0; position < text.length; position++) {
    const first = text.charCodeAt(position);
    let last = first;
    // A hyphen that begins or ends the set stands for itself.
    if (text.charCodeAt(position + 1) === hyphen && position + 2 < text.length) {
      position += 2;
      last = text.charCodeAt(position);
      if (last < first) return problem(`the range \`${text.slice(position - 2, position + 1)}\` ends before it begins`);
    }
    ranges.push([first, last]);
  }
  if (ranges.length === 0) return problem(`the set \`[${text}]\` is empty`);
  const holds = (code: number) => ranges.some(([first, last]) => code >= first && code <= last);
  return (code) => {
    const isMember = holds(code) || holds(String.fromCharCode(code).toUpperCase().charCodeAt(0));
    return isMember !== isNegated;
  };
}

/** Whether a segment matches just at a place. */
function fits({ literal, elements }: Segment, text: string, start: number): boolean {
  if (start < 0) return false;
  if (literal !== undefined) return text.startsWith(literal, start);
  if (start + elements.length > text.length) return false;
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index] as Element;
    if (element === "any") continue;
    const code = text.charCodeAt(start + index);
    if (typeof element === "number" ? element !== code : !element(code)) return false;
  }
  return true;
}

/** The leftmost place from `start` at which a segment matches; -1 where none ends before `end`, where plain text may go beyond. */
function find(segment: Segment, text: string, start: number, end: number): number {
  if (segment.literal !== undefined) return text.indexOf(segment.literal, start);
  const latest = end - segment.elements.length;
  for (let position = start; position <= latest; position++) if (fits(segment, text, position)) return position;
  return -1;
}
