/** A place in a source, both numbers counted from 1; a column is one UTF-16 code unit, a tab counts as one. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The line of a source that an offset lies on. */
export interface SourceLine {
  /** The text without its line end. At most the length that was asked for, cut around the offset. */
  readonly text: string;
  /** How many code units of the line stand before `text`, because it was cut. */
  readonly skipped: number;
  /** Whether the line goes on behind `text`. */
  readonly truncated: boolean;
}

/**
 * Decoded text that can be asked for places. Offsets are UTF-16 code units from the beginning of the decoded text, a
 * byte order mark not counted. Lines and columns are computed only when asked for.
 */
export interface Source {
  /** What people see: the path as it was given, or `<stdin>`. */
  readonly name: string;
  /** The resolved path, absent when the text does not come from a file. Includes are found relative to it. */
  readonly path?: string;
  /** The number of code units read so far; the whole length once the source has been read to its end. */
  readonly length: number;
  /** Where an offset lies. Lines end with LF, CRLF or a lone CR. */
  locate(offset: number): Position;
  /** The line on which an offset lies, at most `width` code units of it around the offset. */
  line(offset: number, width: number): SourceLine;
}
