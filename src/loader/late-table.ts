import { TemporaryFile } from "../source/temporary-file.ts";
import { PagedTable } from "./paged-table.ts";

/** An entry is a hash of two words and a number. */
const entryBytes = 16;
const initialEntries = 1024;

/** How many entries are kept in memory, 1 MiB of them; from then on they go to a temporary file together. */
const keptEntries = 65_536;

/**
 * A table that is mostly never asked: what is set is only written down, one entry behind the other, and put in its place when a number
 * is asked for the first time. Of a million instances in a new repository none is; places in a {@link PagedTable} at once took 0.6 µs
 * each, and 3 more from the 700,000th on.
 */
export class LateTable {
  readonly #name: string;
  readonly #keptEntries: number;
  #words: Uint32Array;
  #numbers: Float64Array;
  #count = 0;
  #file: TemporaryFile | undefined;
  #blocksInFile = 0;
  #table: PagedTable | undefined;

  /**
   * @param name what the numbers tell, for messages
   * @param kept how many entries stay in memory
   */
  constructor(name: string, kept: number = keptEntries) {
    this.#name = name;
    this.#keptEntries = kept;
    const buffer = new ArrayBuffer(Math.min(kept, initialEntries) * entryBytes);
    this.#words = new Uint32Array(buffer);
    this.#numbers = new Float64Array(buffer);
  }

  /** The number that was set last for a hash, 0 where there is none. Errors: `temporary-file-failed`. */
  get(first: number, second: number): number {
    this.#table ??= this.#makeTable();
    return this.#table.get(first, second);
  }

  /**
   * Errors: `temporary-file-failed`.
   *
   * @param number anything but 0
   */
  set(first: number, second: number, number: number): void {
    if (this.#table !== undefined) {
      this.#table.set(first, second, number);
      return;
    }
    if (this.#count * 2 === this.#numbers.length) this.#makeRoom();
    const entry = this.#count++;
    this.#words[entry * 4] = first;
    this.#words[entry * 4 + 1] = second;
    this.#numbers[entry * 2 + 1] = number;
  }

  /** Gives up the file. */
  close(): void {
    this.#file?.close();
    this.#file = undefined;
    this.#table?.close();
  }

  #makeRoom(): void {
    const bytes = new Uint8Array(this.#numbers.buffer);
    if (this.#count >= this.#keptEntries) {
      this.#file ??= new TemporaryFile(this.#name);
      this.#file.append(bytes);
      this.#blocksInFile++;
      this.#count = 0;
      return;
    }
    const larger = new Uint8Array(Math.min(2 * this.#count, this.#keptEntries) * entryBytes);
    larger.set(bytes);
    this.#words = new Uint32Array(larger.buffer);
    this.#numbers = new Float64Array(larger.buffer);
  }

  #makeTable(): PagedTable {
    const table = new PagedTable(this.#name);
    const place = (words: Uint32Array, numbers: Float64Array, count: number): void => {
      for (let entry = 0; entry < count; entry++) {
        table.set(words[entry * 4] as number, words[entry * 4 + 1] as number, numbers[entry * 2 + 1] as number);
      }
    };
    if (this.#file !== undefined) {
      const bytes = new Uint8Array(this.#keptEntries * entryBytes);
      for (let block = 0; block < this.#blocksInFile; block++) {
        this.#file.read(bytes, block * bytes.length);
        place(new Uint32Array(bytes.buffer), new Float64Array(bytes.buffer), this.#keptEntries);
      }
      this.#file.close();
      this.#file = undefined;
    }
    place(this.#words, this.#numbers, this.#count);
    this.#words = new Uint32Array(0);
    this.#numbers = new Float64Array(0);
    return table;
  }
}
