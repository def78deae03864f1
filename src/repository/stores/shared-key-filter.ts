/** Slots of four bytes in the first part, and in the largest ones; each part in between has four times as many as the one before. */
const smallestPart = 2 ** 14;
const largestPart = 2 ** 22;

/** How many of the largest there are: 85 MB together with those before, for 16.8 million keys. */
const largestParts = 5;

/** How many of its slots a part fills: beyond, what is looked for is far from where it belongs. */
const fullness = 0.75;

/**
 * Says for certain that a key was not added, and of a key that was added that it may have been. It takes random hashes of 47 bits,
 * and of each keeps 32 in a place that the other 15 lead to: of ten million keys that were not added hardly one seems to have been,
 * and each that was takes 5 to 20 bytes. Beyond what {@link largestParts} hold every key may have been added.
 */
export class KeyFilter {
  readonly #largestPart: number;
  readonly #parts: Uint32Array[] = [];
  /** How many keys the last part still takes. */
  #room = 0;
  #count = 0;
  #isFull = false;

  /** @param largest slots of the largest parts */
  constructor(largest: number = largestPart) {
    this.#largestPart = largest;
  }

  /** How many keys were added. */
  get count(): number {
    return this.#count;
  }

  /** Whether it takes no more, so that every key may have been added. */
  get isFull(): boolean {
    return this.#isFull;
  }

  add(hash: number): void {
    this.#count++;
    if (this.#room === 0) this.#grow();
    if (this.#isFull) return;
    this.#room--;
    const part = this.#parts.at(-1) as Uint32Array;
    const mask = part.length - 1;
    let slot = hash & mask;
    while (part[slot] !== 0) slot = (slot + 1) & mask;
    part[slot] = markOf(hash);
  }

  mayHave(hash: number): boolean {
    for (let index = this.#parts.length - 1; index >= 0; index--) {
      if (isIn(this.#parts[index] as Uint32Array, hash)) return true;
    }
    return this.#isFull;
  }

  #grow(): void {
    if (this.#isFull) return;
    if (this.#parts.at(-largestParts)?.length === this.#largestPart) {
      this.#isFull = true;
      this.#parts.length = 0;
      return;
    }
    const slots = Math.min(this.#largestPart, smallestPart * 4 ** this.#parts.length);
    this.#parts.push(new Uint32Array(slots));
    this.#room = slots * fullness;
  }
}

function isIn(part: Uint32Array, hash: number): boolean {
  const mask = part.length - 1;
  const mark = markOf(hash);
  for (let slot = hash & mask; part[slot] !== 0; slot = (slot + 1) & mask) {
    if (part[slot] === mark) return true;
  }
  return false;
}

/** The upper 32 of the 47 bits; 0 is what an empty slot has. */
function markOf(hash: number): number {
  return Math.floor(hash / 2 ** 15) || 1;
}
