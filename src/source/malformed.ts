import { isHighSurrogate, isLowSurrogate, type Utf16, utf16Unit } from "./encoding.ts";

/** Where the first byte stands that is no part of well-formed UTF-8 (Unicode Standard, table 3-7), or -1. */
export function firstMalformedUtf8(bytes: Uint8Array): number {
  let index = 0;
  while (index < bytes.length) {
    const length = wellFormedLength(bytes, index);
    if (length === 0) return index;
    index += length;
  }
  return -1;
}

/** The length of the well-formed UTF-8 sequence at `index`, or 0. */
function wellFormedLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] as number;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = bytes[index + 1] ?? 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let offset = 2; offset < length; offset++) {
    if (((bytes[index + offset] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** The byte offset of the first surrogate without its other half, or of an odd last byte, or -1. */
export function firstMalformedUtf16(bytes: Uint8Array, encoding: Utf16): number {
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    const unit = utf16Unit(bytes, index, encoding);
    if (isLowSurrogate(unit)) return index;
    if (!isHighSurrogate(unit)) continue;
    if (!isLowSurrogate(utf16Unit(bytes, index + 2, encoding))) return index;
    index += 2;
  }
  return bytes.length % 2 === 0 ? -1 : bytes.length - 1;
}
