import { PageFrames, pageBytes } from "./page-frames.ts";
import { PlainData } from "./plain-data.ts";

/** How many pages stay in memory: 2 MiB. */
const keptPages = 512;

/** Numbers, and records of plain data, behind each other in 2 MiB of memory and a file that has no name. */
export class PagedBytes {
  readonly #frames: PageFrames;
  readonly #bytes: Uint8Array;
  readonly #numbers: Float64Array;
  readonly #data = new PlainData();
  #end = 0;

  /** @param name what the bytes hold, for messages */
  constructor(name: string) {
    this.#frames = new PageFrames(name, keptPages);
    this.#bytes = new Uint8Array(this.#frames.buffer);
    this.#numbers = new Float64Array(this.#frames.buffer);
  }

  /** Where what is added next begins, a multiple of 8. */
  get end(): number {
    return this.#end;
  }

  /** Adds a place for numbers, all of them 0, and gives its position; that of each number is 8 behind the one before. */
  addNumbers(count: number): number {
    const position = this.#end;
    this.#end += count * 8;
    return position;
  }

  /** The number at a position; 0 where none was set. */
  getNumber(position: number): number {
    const frame = this.#frames.load(Math.floor(position / pageBytes));
    return this.#numbers[(frame * pageBytes + (position % pageBytes)) / 8] as number;
  }

  setNumber(position: number, number: number): void {
    const frame = this.#frames.load(Math.floor(position / pageBytes));
    this.#numbers[(frame * pageBytes + (position % pageBytes)) / 8] = number;
    this.#frames.noteChange(frame);
  }

  /** Adds a record, which {@link getRecord} gives with everything that it is made of, and gives its position. */
  addRecord(record: unknown): number {
    const bytes = this.#data.encode(record);
    const position = this.addNumbers(1 + Math.ceil(bytes.length / 8));
    this.setNumber(position, bytes.length);
    this.#eachPart(position + 8, bytes.length, (from, start, end, frame) => {
      this.#bytes.set(bytes.subarray(from, from + end - start), start);
      this.#frames.noteChange(frame);
    });
    return position;
  }

  /** The record at a position, anew each time. */
  getRecord(position: number): unknown {
    return this.#data.decode(this.getNumber(position), (bytes) => {
      this.#eachPart(position + 8, bytes.length, (from, start, end) => {
        bytes.set(this.#bytes.subarray(start, end), from);
      });
    });
  }

  /** Where what comes behind a record begins. */
  endOfRecord(position: number): number {
    return position + 8 + Math.ceil(this.getNumber(position) / 8) * 8;
  }

  /** Gives up the file. */
  close(): void {
    this.#frames.close();
  }

  /**
   * Goes through bytes page by page.
   *
   * @param visit gets how many bytes come before, and where in the frames the part starts and ends
   */
  #eachPart(
    position: number,
    length: number,
    visit: (from: number, start: number, end: number, frame: number) => void,
  ): void {
    for (let from = 0; from < length; ) {
      const at = position + from;
      const frame = this.#frames.load(Math.floor(at / pageBytes));
      const part = Math.min(length - from, pageBytes - (at % pageBytes));
      const start = frame * pageBytes + (at % pageBytes);
      visit(from, start, start + part, frame);
      from += part;
    }
  }
}
