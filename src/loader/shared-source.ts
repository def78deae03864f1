import type { Encoding } from "../source/encoding.ts";
import type { EncodingProblem, ReadableSource } from "../source/readable-source.ts";
import type { Position, SourceLine } from "../source/types.ts";

/** A source that is closed when the last one has closed it to whom it was lent. */
export class SharedSource implements ReadableSource {
  readonly name: string;
  declare readonly path?: string;
  readonly #source: ReadableSource;
  #holders = 1;

  /** Held by who makes it. */
  constructor(source: ReadableSource) {
    this.name = source.name;
    if (source.path !== undefined) this.path = source.path;
    this.#source = source;
  }

  /** Lends it once more. */
  lend(): this {
    this.#holders++;
    return this;
  }

  close(): void {
    this.#holders--;
    if (this.#holders === 0) this.#source.close();
  }

  get length(): number {
    return this.#source.length;
  }

  get encoding(): Encoding {
    return this.#source.encoding;
  }

  get encodingProblem(): EncodingProblem | undefined {
    return this.#source.encodingProblem;
  }

  get bytes(): number {
    return this.#source.bytes;
  }

  nextChunk(): Promise<string | undefined> {
    return this.#source.nextChunk();
  }

  again(): Promise<ReadableSource> {
    return this.#source.again();
  }

  locate(offset: number): Position {
    return this.#source.locate(offset);
  }

  line(offset: number, width: number): SourceLine {
    return this.#source.line(offset, width);
  }
}
