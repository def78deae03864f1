import { type ParsedBatch, type ParseOptions, parseBatches } from "../parser/parse.ts";
import type { ReadableSource } from "../source/readable-source.ts";

/** Where a load gets its sources and what is declared in them, so that several loads can share one reading. */
export interface SourceReader {
  /**
   * A source at its beginning.
   *
   * @param key what is opened: the path of a file, or what else tells it from others
   * @param open opens it; its errors are those of this method
   */
  open(key: string, open: () => ReadableSource): ReadableSource;
  /** As `open`, of what has to be waited for. */
  openStream(key: string, open: () => Promise<ReadableSource>): Promise<ReadableSource>;
  /** The declarations of a source that was opened here. */
  batches(source: ReadableSource, options: ParseOptions): AsyncIterable<ParsedBatch>;
  /** Reads by itself from now on, where it did so with others. */
  leave?(): void;
}

/** Reads for one load alone. */
const ownReader: SourceReader = {
  open: (_, open) => open(),
  openStream: (_, open) => open(),
  batches: parseBatches,
};

/** Who reads for a load with such options. */
export function readerOf({ reader = ownReader }: { readonly reader?: SourceReader }): SourceReader {
  return reader;
}
