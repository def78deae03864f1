/** Bits for each key. With four of them set, one key in 400 that was not added seems to have been. */
const bitsPerKey = 16;

/** Bytes of the first part, and of the largest; each part in between is four times as large as the one before. */
const smallestPart = 2 ** 16;
const largestPart = 2 ** 24;

/**
 * Says for certain that a key was not added, and of a key that was added that it may have been (B. H. Bloom, 1970). It takes
 * random hashes of 47 bits and grows in parts with the keys, to 22 MB for 11 million of them; further ones fill the last part,
 * which only makes it less often certain.
 */
export class KeyFilter {
  readonly #parts: Uint32Array[] = [];
  /** How many keys the last part still takes. */
  #room = 0;

  add(hash: number): void {
    if (this.#room === 0) this.#grow();
    this.#room--;
    const part = this.#parts.at(-1) as Uint32Array;
    const mask = part.length * 32 - 1;
    const step = stepOf(hash);
    let bit = hash >>> 0;
    for (let count = 0; count < 4; count++) {
      const place = bit & mask;
      part[place >>> 5] = (part[place >>> 5] as number) | (1 << (place & 31));
      bit = (bit + step) >>> 0;
    }
  }

  mayHave(hash: number): boolean {
    for (let index = this.#parts.length - 1; index >= 0; index--) {
      if (isIn(this.#parts[index] as Uint32Array, hash)) return true;
    }
    return false;
  }

  #grow(): void {
    const bytes = Math.min(largestPart, smallestPart * 4 ** this.#parts.length);
    const last = this.#parts.at(-1);
    if (last?.byteLength === largestPart) {
      this.#room = Number.POSITIVE_INFINITY;
      return;
    }
    this.#parts.push(new Uint32Array(bytes / 4));
    this.#room = (bytes * 8) / bitsPerKey;
  }
}

function isIn(part: Uint32Array, hash: number): boolean {
  const mask = part.length * 32 - 1;
  const step = stepOf(hash);
  let bit = hash >>> 0;
  for (let count = 0; count < 4; count++) {
    const place = bit & mask;
    if (((part[place >>> 5] as number) & (1 << (place & 31))) === 0) return false;
    bit = (bit + step) >>> 0;
  }
  return true;
}

/** The upper 32 of the 47 bits, odd, so that the four places differ. */
function stepOf(hash: number): number {
  return (Math.floor(hash / 2 ** 15) | 1) >>> 0;
}
