import { PageFrames, pageBytes } from "./page-frames.ts";

/** A slot is a hash of two words and a number: 16 bytes. */
const slotsOfPage = pageBytes / 16;
const initialPages = 4;

/**
 * How many pages stay in memory: 16 MiB, for up to 700,000 entries. For more of them the others go to a temporary file, where an entry
 * takes 3 µs in place of 0.2.
 */
const keptPages = 4096;

/** The table is doubled when so much of it is taken; a page is full then once in a hundred thousand. */
const highestLoad = 0.7;

/** Pages of slots. */
class Pages {
  readonly #shift: number;
  readonly #frames: PageFrames;
  readonly words: Uint32Array;
  readonly numbers: Float64Array;
  readonly count: number;

  constructor(name: string, count: number, kept: number) {
    this.#frames = new PageFrames(name, Math.min(count, kept));
    this.count = count;
    this.#shift = 32 - Math.log2(count);
    this.words = new Uint32Array(this.#frames.buffer);
    this.numbers = new Float64Array(this.#frames.buffer);
  }

  /** The page of a hash: by its upper bits, so that pages stay in order when their number is doubled. */
  pageOf(first: number): number {
    return first >>> this.#shift;
  }

  /** The first slot of a page, which stays in its frame until another page is asked for. */
  load(page: number): number {
    return this.#frames.load(page) * slotsOfPage;
  }

  /** Takes note that a slot was written. */
  noteChange(slot: number): void {
    this.#frames.noteChange(Math.floor(slot / slotsOfPage));
  }

  close(): void {
    this.#frames.close();
  }
}

/**
 * Numbers by hashes of 64 bits, as many as there are, in 16 MiB of memory or less and a file that has no name. Two keys with one hash
 * are one key.
 */
export class PagedTable {
  readonly #name: string;
  readonly #keptPages: number;
  #pages: Pages;
  #taken = 0;

  /**
   * @param name what the numbers tell, for messages
   * @param kept how many pages stay in memory, a power of two
   */
  constructor(name: string, kept: number = keptPages) {
    this.#name = name;
    this.#keptPages = kept;
    this.#pages = new Pages(name, initialPages, kept);
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
    this.#pages = new Pages(this.#name, before.count * 2, this.#keptPages);
    this.#taken = 0;
    try {
      for (let page = 0; page < before.count; page++) {
        const base = before.load(page);
        for (let slot = base; slot < base + slotsOfPage; slot++) {
          const number = before.numbers[slot * 2 + 1] as number;
          if (number !== 0) this.set(before.words[slot * 4] as number, before.words[slot * 4 + 1] as number, number);
        }
      }
    } finally {
      before.close();
    }
  }
}
