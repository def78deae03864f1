import { type Encoding, isUtf16, utf16Unit } from "./encoding.ts";

/** What the first bytes of a source say about all of it. */
export interface Signature {
  readonly encoding: Encoding | "binary-mof" | "utf-32";
  /** How many bytes the byte order mark takes. */
  readonly markLength: number;
}

/** As many bytes of the beginning are looked at to tell text from other data. */
export const signatureLength = 8192;

/** UTF-16 without a byte order mark is recognised by at most and at least this many bytes. */
const evidenceMaximum = 256;
const evidenceMinimum = 4;

/**
 * Encoding by byte order mark. Without a mark it is UTF-8, which the bytes that follow may disprove, or UTF-16 where that
 * is evident: nearly all MOF is ASCII, so every second byte is NUL. Binary MOF begins with `FOMB`.
 */
export function signatureOf(head: Uint8Array): Signature {
  const [first, second, third, fourth] = head;
  if (first === 0x46 && second === 0x4f && third === 0x4d && fourth === 0x42) {
    return { encoding: "binary-mof", markLength: 0 };
  }
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", markLength: 3 };
  if (first === 0xff && second === 0xfe) {
    return third === 0 && fourth === 0
      ? { encoding: "utf-32", markLength: 4 }
      : { encoding: "utf-16le", markLength: 2 };
  }
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", markLength: 2 };
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return { encoding: "utf-32", markLength: 4 };
  if (second === 0 && isEvidentUtf16(head, 1)) return { encoding: "utf-16le", markLength: 0 };
  if (first === 0 && isEvidentUtf16(head, 0)) return { encoding: "utf-16be", markLength: 0 };
  return { encoding: "utf-8", markLength: 0 };
}

/** Whether three quarters of the high bytes, which stand at `high`, `high + 2`, …, are NUL. */
function isEvidentUtf16(head: Uint8Array, high: 0 | 1): boolean {
  const length = Math.min(head.length, evidenceMaximum) & ~1;
  if (length < evidenceMinimum) return false;
  let zeros = 0;
  for (let index = high; index < length; index += 2) {
    if (head[index] === 0) zeros++;
  }
  return zeros * 8 >= length * 3;
}

/** Where the first NUL character stands in the first {@link signatureLength} bytes, or -1. Text has none. */
export function firstNul(head: Uint8Array, encoding: Encoding): number {
  const searched = head.length > signatureLength ? head.subarray(0, signatureLength) : head;
  if (!isUtf16(encoding)) return searched.indexOf(0);
  for (let index = 0; index + 1 < searched.length; index += 2) {
    if (utf16Unit(searched, index, encoding) === 0) return index;
  }
  return -1;
}
