import type { MessageParameter } from "../codes/define.ts";
import type { Encoding } from "./encoding.ts";
import type { Source } from "./types.ts";

/** What is wrong with the encoding of a source that can be read all the same. */
export interface EncodingProblem {
  readonly code: "windows-1252-assumed" | "malformed-utf-8" | "malformed-utf-16" | "utf-16-without-mark";
  readonly parameters: Readonly<Record<string, MessageParameter>>;
  /** Where it begins, in UTF-16 code units of the decoded text. */
  readonly offset: number;
}

/** A source that is read from front to back. */
export interface ReadableSource extends Source {
  /**
   * How the bytes are read. It may change from `utf-8` to `windows-1252` while text that was ASCII so far is read on; of
   * standard input also later, and then for what follows only.
   */
  readonly encoding: Encoding;
  /** The first problem of encoding in the text read so far, for the reader to warn of. */
  readonly encodingProblem: EncodingProblem | undefined;
  /** How many bytes have been read so far; of text that is at hand, how many code units. */
  readonly bytes: number;
  /**
   * The next piece of text, `undefined` at the end. A piece ends anywhere but within a character, a surrogate pair or
   * CRLF. Errors: `file-read-failed`, `temporary-file-failed`.
   */
  nextChunk(): Promise<string | undefined>;
  /**
   * All of the text, where it is at hand in one piece of up to `longest` code units and none of it was read; it counts as read
   * then. `undefined`, or no such method: it is read by {@link nextChunk}. A small file is taken so, which needs no promise.
   */
  takeWhole?(longest: number): string | undefined;
  /**
   * Reads the source once more from its beginning, at the same offsets, also while it is read; before it is closed. Of a stream
   * that goes on, both readings get what arrives. Errors: those of opening it.
   */
  again(): Promise<ReadableSource>;
  /**
   * Ends reading and gives back files that are open. The text of a file is given up too, and the file is read again for a
   * place that is asked for later; where it was changed or deleted meanwhile, that place is as good as what is left. Of
   * standard input places can still be asked for, but one of more than 16 MiB is kept in a temporary file that goes away,
   * so close it when nothing is to be shown of it any more.
   */
  close(): void;
}
