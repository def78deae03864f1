import { foldName } from "../cim/names.ts";

const firstSeed = 0x2545f491;
const firstPrime = 0x9e3779b1;
const secondPrime = 0x85ebca77;

/** Finishes a hash: every bit of the input reaches every bit of the result. */
function scramble(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x21f0aaad);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}

/** A hash of 32 bits of a name, the same for all its spellings. One of ASCII is folded in place, which spares a text. */
export function hashName(name: string): number {
  let hash = firstSeed;
  for (let index = 0; index < name.length; index++) {
    let unit = name.charCodeAt(index);
    if (unit >= 0x80) return hashFolded(foldName(name));
    if (unit >= 0x41 && unit <= 0x5a) unit += 0x20;
    hash = Math.imul(hash ^ unit, firstPrime);
  }
  return scramble(hash);
}

function hashFolded(key: string): number {
  let hash = firstSeed;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), firstPrime);
  return scramble(hash);
}

/** A hash of 64 bits, in two words that stay until the next text, so that a hash costs no object. */
export class TextHash {
  first = 0;
  second = 0;

  /** Hashes a text by itself. */
  begin(text: string): void {
    this.goOn(firstSeed, 0x6c078965, text);
  }

  /** Hashes a text behind another one, of which the hash is given. */
  goOn(first: number, second: number, text: string): void {
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      first = Math.imul(first ^ unit, firstPrime);
      second = Math.imul(second ^ unit, secondPrime);
      second = (second << 13) | (second >>> 19);
    }
    this.first = scramble(first);
    this.second = scramble(second);
  }
}
