import { positionUnit } from "./byte-log.ts";
import { PageFrames, pageBytes } from "./page-frames.ts";

/** A slot is a hash and a position: 8 bytes. */
const slotsOfPage = pageBytes / 8;
const initialPages = 4;

/**
 * How many pages stay in memory: 32 MiB, for up to 2,900,000 entries. For more of them the others go to a temporary file, where an entry
 * takes 3 µs in place of 0.2.
 */
const keptPages = 8192;

/** The table is doubled when so much of it is taken; a page is full then once in very many. */
const highestLoad = 0.7;

/**
 * Positions in a `ByteLog` by hashes of 32 bits, in 32 MiB of memory or less and a file that has no name. Hashes of several texts may be
 * the same, so what stands at a position has to be looked at, and the next ones behind the hash, as `hash + 1`, too.
 */
export class PositionTable {
  readonly #name: string;
  /** All that may be in memory from the beginning, as what is not written yet takes none. */
  readonly #frames: PageFrames;
  readonly #slots: Uint32Array;
  #pages = initialPages;
  #taken = 0;

  /**
   * @param name what the positions are of, for messages
   * @param kept how many pages stay in memory, a power of two
   */
  constructor(name: string, kept: number = keptPages) {
    this.#name = name;
    this.#frames = new PageFrames(name, kept);
    this.#slots = new Uint32Array(this.#frames.buffer);
  }

  /** The position of a hash, 0 where there is none. Errors: `temporary-file-failed`. */
  get(hash: number): number {
    return (this.#slots[this.#slotOf(hash) * 2 + 1] as number) * positionUnit;
  }

  /**
   * Errors: `temporary-file-failed`.
   *
   * @param position anything but 0
   */
  set(hash: number, position: number): void {
    const unit = position / positionUnit;
    if (unit > 0xffff_ffff) throw new RangeError(`${this.#name} take more than 32 GiB`);
    if (this.#taken >= this.#pages * slotsOfPage * highestLoad) this.#grow();
    this.#put(hash, unit);
  }

  /** Gives up the file. */
  close(): void {
    this.#frames.close();
  }

  #put(hash: number, unit: number): void {
    const slot = this.#slotOf(hash);
    if (this.#slots[slot * 2 + 1] === 0) this.#taken++;
    this.#slots[slot * 2] = hash;
    this.#slots[slot * 2 + 1] = unit;
    this.#frames.noteChange(Math.floor(slot / slotsOfPage));
  }

  /**
   * The slot of a hash, or the free one where it belongs. Its page is that of its upper bits, so that pages stay in order when their
   * number is doubled; behind one that is full it is the next.
   */
  #slotOf(hash: number): number {
    const slots = this.#slots;
    for (let page = Math.floor((hash / 2 ** 32) * this.#pages); ; page = (page + 1) % this.#pages) {
      const base = this.#frames.load(page) * slotsOfPage;
      for (let step = 0; step < slotsOfPage; step++) {
        const slot = base + ((hash + step) & (slotsOfPage - 1));
        if (slots[slot * 2 + 1] === 0 || slots[slot * 2] === hash) return slot;
      }
    }
  }

  /**
   * Doubles the number of pages in place, from the last one on, so that what a page is divided into is empty by then. Two tables at a time
   * left 50 MiB behind, of a million entries.
   */
  #grow(): void {
    const pages = this.#pages;
    const others: number[] = [];
    this.#pages = 2 * pages;
    this.#taken = 0;
    for (let page = pages - 1; page >= 0; page--) {
      const frame = this.#frames.load(page);
      const from = frame * slotsOfPage * 2;
      const slots = this.#slots.slice(from, from + slotsOfPage * 2);
      this.#slots.fill(0, from, from + slotsOfPage * 2);
      this.#frames.noteChange(frame);
      for (let index = 0; index < slots.length; index += 2) {
        const [hash, unit] = [slots[index] as number, slots[index + 1] as number];
        if (unit === 0) continue;
        // What was in the page for want of a place in one before it comes last.
        if (Math.floor((hash / 2 ** 32) * pages) === page) this.#put(hash, unit);
        else others.push(hash, unit);
      }
    }
    for (let index = 0; index < others.length; index += 2) {
      this.#put(others[index] as number, others[index + 1] as number);
    }
  }
}
