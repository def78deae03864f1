import type { ByteInput } from "./byte-input.ts";
import { isHighSurrogate } from "./encoding.ts";
import { fileError } from "./file-error.ts";
import { TemporaryFile } from "./temporary-file.ts";

/**
 * As many bytes of a stream are kept in memory to show lines of it again. A longer stream is kept in a temporary file, so
 * that memory does not grow with it.
 */
export const streamMemoryLimit = 16 * 1024 * 1024;

/** Bytes or text that arrive piece by piece: a stream of Node or of the web, or a generator. */
export type TextStream = AsyncIterable<string | Uint8Array>;

/**
 * A stream, such as standard input. Text is taken as UTF-8. All that arrived can be read again; beyond
 * {@link streamMemoryLimit} it is kept in a temporary file until the input is closed.
 */
export class StreamInput implements ByteInput {
  private readonly name: string;
  private readonly blocks: AsyncIterator<string | Uint8Array>;
  private readonly signal: AbortSignal | undefined;
  private kept: Buffer = Buffer.alloc(0);
  private file: TemporaryFile | undefined;
  private length = 0;
  private ended = false;
  private closed = false;
  /** The first half of a character whose second half comes with the next piece of text. */
  private surrogate = "";

  /** @param signal ends the wait for a sender that may never send again */
  constructor(name: string, stream: TextStream, signal?: AbortSignal) {
    this.name = name;
    this.blocks = stream[Symbol.asyncIterator]();
    this.signal = signal;
  }

  async arrive(end: number): Promise<void> {
    while (!this.ended && this.length < end) await this.receive();
  }

  read(target: Uint8Array, position: number): number {
    if (this.file !== undefined) return this.closed ? 0 : this.file.read(target, position);
    const bytes = this.kept.subarray(position, Math.min(this.length, position + target.length));
    target.set(bytes);
    return bytes.length;
  }

  end(): void {
    // Lets the sender know that nobody reads on. How that ends is of no interest to anyone.
    if (!this.ended) this.blocks.return?.().catch(() => undefined);
    this.ended = true;
  }

  close(): void {
    if (this.closed) return;
    this.end();
    this.closed = true;
    this.file?.close();
  }

  private async receive(): Promise<void> {
    let result: IteratorResult<string | Uint8Array>;
    try {
      result = await (this.signal ? unlessAborted(this.blocks.next(), this.signal) : this.blocks.next());
    } catch (error) {
      this.signal?.throwIfAborted();
      throw fileError(error, this.name);
    }
    if (result.done) {
      this.ended = true;
      if (this.surrogate !== "") this.keep(Buffer.from(this.surrogate));
    } else {
      this.keep(typeof result.value === "string" ? this.encode(result.value) : result.value);
    }
  }

  private encode(piece: string): Uint8Array {
    const text = this.surrogate + piece;
    this.surrogate = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.slice(-1) : "";
    return Buffer.from(text.slice(0, text.length - this.surrogate.length));
  }

  private keep(block: Uint8Array): void {
    const length = this.length + block.length;
    if (this.file === undefined && length > streamMemoryLimit) {
      this.file = new TemporaryFile(this.name);
      this.file.append(this.kept.subarray(0, this.length));
      this.kept = Buffer.alloc(0);
    }
    if (this.file !== undefined) {
      this.file.append(block);
    } else {
      if (length > this.kept.length) this.grow(length);
      this.kept.set(block, this.length);
    }
    this.length = length;
  }

  /** Doubles, so that each byte is copied about once however small the blocks are. */
  private grow(length: number): void {
    const larger = Buffer.allocUnsafe(Math.min(streamMemoryLimit, Math.max(length, this.kept.length * 2, 65_536)));
    larger.set(this.kept.subarray(0, this.length));
    this.kept = larger;
  }
}

/** What a promise brings, or a rejection with the reason of a signal that is aborted before. */
async function unlessAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
