import type { Writable } from "node:stream";

/**
 * Results are handed to the stream in pieces of about this many characters: a write of its own for each line is slow, and what waits
 * longer gets old for V8.
 */
export const resultPieceLength = 16_384;

/** How a stream says that its reader has gone; Windows says EOF where others say EPIPE. */
const goneCodes: ReadonlySet<string | undefined> = new Set(["EPIPE", "EOF", "ERR_STREAM_DESTROYED"]);

/**
 * Text on its way to a stream. A reader that closes the pipe, as `head` does, or the terminal is no error: what follows is dropped, and
 * `closed` says so, that a command can stop making more of it.
 */
export class TextOutput {
  readonly #stream: Writable;
  readonly #pieceLength: number;
  #beforeFirst: (() => void) | undefined;
  #pending = "";
  #closed = false;
  #failure: Error | undefined;

  /** `pieceLength` 0 hands over every text at once, for messages that must not wait. */
  constructor(stream: Writable, pieceLength: number) {
    this.#stream = stream;
    this.#pieceLength = pieceLength;
    stream.on("error", (error: NodeJS.ErrnoException) => {
      this.#closed = true;
      // A terminal that was closed says EIO, which of a file is a failure.
      const isHungUp = error.code === "EIO" && "isTTY" in stream && stream.isTTY === true;
      if (!isHungUp && !goneCodes.has(error.code)) this.#failure = error;
    });
  }

  /** Nobody reads any more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Why writing failed, where it did: a full disk behind a redirection. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Has something done before the stream gets anything. */
  beforeFirst(act: () => void): void {
    this.#beforeFirst = act;
  }

  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= this.#pieceLength) this.#hand();
  }

  /** Resolves when more may be written without piling up in memory; await it between the parts of a long output. */
  async ready(): Promise<void> {
    // The stream's own word: who asks late may have missed that it drained.
    if (!this.#stream.writableNeedDrain || this.#closed) return;
    const events = ["drain", "close", "error"];
    await new Promise<void>((resolve) => {
      const done = () => {
        for (const event of events) this.#stream.off(event, done);
        resolve();
      };
      for (const event of events) this.#stream.on(event, done);
    });
  }

  /** Resolves when everything written so far has left the process or cannot. */
  async flush(): Promise<void> {
    this.#hand();
    if (this.#closed) return;
    await new Promise<void>((resolve) => this.#stream.write("", () => resolve()));
  }

  #hand(): void {
    const text = this.#pending;
    this.#pending = "";
    if (text === "" || this.#closed) return;
    this.#beforeFirst?.();
    this.#beforeFirst = undefined;
    this.#stream.write(text);
  }
}
