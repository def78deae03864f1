import { TemporaryFile } from "../source/temporary-file.ts";

/** The bytes of a page. */
export const pageBytes = 4096;

/**
 * Pages of bytes that begin as zeros, as many as there are. So many of them are in memory, each in the one frame that it may be in, and
 * the others in a file that has no name, which is made when the first page has to leave its frame.
 */
export class PageFrames {
  /** The frames, one behind the other. */
  readonly buffer: ArrayBuffer;
  readonly #name: string;
  readonly #mask: number;
  /** The page that is in each frame. */
  readonly #held: Int32Array;
  readonly #isChanged: Uint8Array;
  readonly #bytes: Uint8Array;
  #file: TemporaryFile | undefined;

  /**
   * @param name what the pages hold, for messages
   * @param frames a power of two
   */
  constructor(name: string, frames: number) {
    this.buffer = new ArrayBuffer(frames * pageBytes);
    this.#name = name;
    this.#mask = frames - 1;
    this.#held = Int32Array.from({ length: frames }, (_, frame) => frame);
    this.#isChanged = new Uint8Array(frames);
    this.#bytes = new Uint8Array(this.buffer);
  }

  /** The frame of a page, which stays in it until another page is asked for. Errors: `temporary-file-failed`. */
  load(page: number): number {
    const frame = page & this.#mask;
    if (this.#held[frame] !== page) this.#exchange(frame, page);
    return frame;
  }

  /** Takes note that the page in a frame was written. */
  noteChange(frame: number): void {
    this.#isChanged[frame] = 1;
  }

  #exchange(frame: number, page: number): void {
    this.#file ??= new TemporaryFile(this.#name);
    const bytes = this.#bytes.subarray(frame * pageBytes, (frame + 1) * pageBytes);
    if (this.#isChanged[frame] === 1) this.#file.write(bytes, (this.#held[frame] as number) * pageBytes);
    // What was never written is behind the end of the file or a hole in it.
    bytes.fill(0, this.#file.read(bytes, page * pageBytes));
    this.#held[frame] = page;
    this.#isChanged[frame] = 0;
  }

  /** Gives up the file. */
  close(): void {
    this.#file?.close();
    this.#file = undefined;
  }
}
