import type { Place } from "../diagnostic.ts";
import { type Cell, cellsOf } from "./printable.ts";

/** A line of a source as it is shown, and which columns of it are marked. */
export interface CodeFrame {
  readonly lineNumber: number;
  /** The line, cut around the mark where it is longer than the room. */
  readonly text: string;
  /** How many columns stand before the mark. */
  readonly indent: number;
  /** How many columns are marked, at least 1. */
  readonly length: number;
}

/** Stands for what was cut off. */
const ellipsis = "...";

/** In a line that is cut, the text before the mark takes a third of the room. */
const textBeforeMark = 1 / 3;

/** With less room than this nothing could be recognised. */
const minimumRoom = 20;

/**
 * The first line of a place in at most `room` columns. A place of no length is marked by one column, which may stand
 * behind the end of the line; a place of several lines is marked to the end of the first.
 */
export function codeFrame(place: Place, room: number): CodeFrame {
  const available = Math.max(minimumRoom, room);
  const { source, start, end } = place;
  const { line: lineNumber, column } = source.locate(start);
  const { text, skipped, truncated } = source.line(start, 4 * available);
  const cells = cellsOf(text);
  const markStart = columnAt(cells, column - 1 - skipped);
  const markEnd = Math.max(markStart + 1, columnAt(cells, column - 1 - skipped + end - start));
  const lineEnd = columnAt(cells, text.length);
  const total = Math.max(lineEnd, markStart + 1);

  const from = Math.max(0, Math.min(markStart - Math.floor(available * textBeforeMark), total - available));
  const to = Math.min(total, from + available);
  const isCutBefore = from > 0 || skipped > 0;
  const isCutBehind = to < lineEnd || truncated;
  const first = isCutBefore ? from + ellipsis.length : from;
  const last = isCutBehind ? to - ellipsis.length : to;

  const shown = cells.filter((cell) => cell.column >= first && cell.column + cell.width <= last);
  // A character of two columns may have to go as well; blanks take its place.
  const gap = (shown[0]?.column ?? first) - first;
  const before = isCutBefore ? ellipsis + " ".repeat(gap) : "";
  const markFrom = Math.max(first, markStart);
  return {
    lineNumber,
    text: before + shown.map((cell) => cell.text).join("") + (isCutBehind ? ellipsis : ""),
    indent: markFrom - from,
    length: Math.max(1, Math.min(markEnd, last) - markFrom),
  };
}

/** The column where the code unit at `index` is shown; behind the last cell where the line ends before it. */
function columnAt(cells: readonly Cell[], index: number): number {
  let position = 0;
  for (const cell of cells) {
    position += cell.length;
    if (position > index) return cell.column;
  }
  const last = cells.at(-1);
  return last === undefined ? 0 : last.column + last.width;
}
