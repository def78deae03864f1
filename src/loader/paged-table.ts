import { TemporaryFile } from "../source/temporary-file.ts";

/** A slot is a hash of two words and a number: 16 bytes. */
const slotsOfPage = 256;
const pageBytes = slotsOfPage * 16;
const initialPages = 4;

/**
 * How many pages stay in memory: 16 MiB, for up to 700,000 entries. For more of them the others go to a temporary file, where an entry
 * takes 3 µs in place of 0.2.
 */
const keptPages = 4096;

/** The table is doubled when so much of it is taken; a page is full then once in a hundred thousand. */
const highestLoad = 0.7;

/** Pages of slots, each with a frame in memory or, where another page has that, in a file. */
class Pages {
  readonly #shift: number;
  readonly #frameMask: number;
  /** The page that is in each frame. */
  readonly #held: Int32Array;
  readonly #isChanged: Uint8Array;
  readonly #bytes: Uint8Array;
  readonly words: Uint32Array;
  readonly numbers: Float64Array;
  readonly count: number;
  #file: TemporaryFile | undefined;

  constructor(count: number, kept: number) {
    const frames = Math.min(count, kept);
    const buffer = new ArrayBuffer(frames * pageBytes);
    this.count = count;
    this.#shift = 32 - Math.log2(count);
    this.#frameMask = frames - 1;
    this.#held = Int32Array.from({ length: frames }, (_, frame) => frame);
    this.#isChanged = new Uint8Array(frames);
    this.#bytes = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.numbers = new Float64Array(buffer);
  }

  /** The page of a hash: by its upper bits, so that pages stay in order when their number is doubled. */
  pageOf(first: number): number {
    return first >>> this.#shift;
  }

  /** The first slot of a page, which stays in its frame until another page is asked for. */
  load(page: number): number {
    const frame = page & this.#frameMask;
    if (this.#held[frame] !== page) this.#exchange(frame, page);
    return frame * slotsOfPage;
  }

  /** Takes note that a slot was written. */
  noteChange(slot: number): void {
    this.#isChanged[Math.floor(slot / slotsOfPage)] = 1;
  }

  #exchange(frame: number, page: number): void {
    this.#file ??= new TemporaryFile("the places of declarations");
    const bytes = this.#bytes.subarray(frame * pageBytes, (frame + 1) * pageBytes);
    if (this.#isChanged[frame] === 1) this.#file.write(bytes, (this.#held[frame] as number) * pageBytes);
    // What was never written is behind the end of the file or a hole in it.
    bytes.fill(0, this.#file.read(bytes, page * pageBytes));
    this.#held[frame] = page;
    this.#isChanged[frame] = 0;
  }

  close(): void {
    this.#file?.close();
    this.#file = undefined;
  }
}

/**
 * Numbers by hashes of 64 bits, as many as there are, in 16 MiB of memory and a file that has no name. Two keys with one hash are
 * one key.
 */
export class PagedTable {
  readonly #keptPages: number;
  #pages: Pages;
  #taken = 0;

  /** @param kept how many pages stay in memory, a power of two */
  constructor(kept: number = keptPages) {
    this.#keptPages = kept;
    this.#pages = new Pages(initialPages, kept);
  }

  /** The number of a hash, 0 where there is none. */
  get(first: number, second: number): number {
    return this.#pages.numbers[this.#slotOf(first, second) * 2 + 1] as number;
  }

  /** @param number anything but 0 */
  set(first: number, second: number, number: number): void {
    if (this.#taken >= this.#pages.count * slotsOfPage * highestLoad) this.#grow();
    const slot = this.#slotOf(first, second);
    const { words, numbers } = this.#pages;
    if (numbers[slot * 2 + 1] === 0) this.#taken++;
    words[slot * 4] = first;
    words[slot * 4 + 1] = second;
    numbers[slot * 2 + 1] = number;
    this.#pages.noteChange(slot);
  }

  /** Gives up the file. */
  close(): void {
    this.#pages.close();
  }

  /** The slot of a hash, or the free one where it belongs; behind a page that is full in the next. */
  #slotOf(first: number, second: number): number {
    const pages = this.#pages;
    const { words, numbers } = pages;
    for (let page = pages.pageOf(first); ; page = (page + 1) % pages.count) {
      const base = pages.load(page);
      for (let step = 0; step < slotsOfPage; step++) {
        const slot = base + ((second + step) & (slotsOfPage - 1));
        if (numbers[slot * 2 + 1] === 0) return slot;
        if (words[slot * 4] === first && words[slot * 4 + 1] === second) return slot;
      }
    }
  }

  #grow(): void {
    const before = this.#pages;
    this.#pages = new Pages(before.count * 2, this.#keptPages);
    this.#taken = 0;
    for (let page = 0; page < before.count; page++) {
      const base = before.load(page);
      for (let slot = base; slot < base + slotsOfPage; slot++) {
        const number = before.numbers[slot * 2 + 1] as number;
        if (number !== 0) this.set(before.words[slot * 4] as number, before.words[slot * 4 + 1] as number, number);
      }
    }
    before.close();
  }
}
