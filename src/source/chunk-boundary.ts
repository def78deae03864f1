import { type Encoding, isHighSurrogate, isLowSurrogate, isUtf16, type Utf16, utf16Unit } from "./encoding.ts";

/** How many bytes behind the wanted end of a chunk have to be known to cut it. */
export const boundaryLookahead = 3;

/**
 * Where a chunk that should end at byte `end` is cut: there or up to {@link boundaryLookahead} bytes later, so that no
 * character, surrogate pair or CRLF is torn apart. `bytes` begins at a whole character.
 */
export function chunkBoundary(bytes: Uint8Array, end: number, encoding: Encoding): number {
  if (end >= bytes.length) return bytes.length;
  if (isUtf16(encoding)) return utf16Boundary(bytes, end, encoding);
  let boundary = end;
  if (encoding === "utf-8") {
    const last = Math.min(bytes.length, end + boundaryLookahead);
    while (boundary < last && ((bytes[boundary] as number) & 0xc0) === 0x80) boundary++;
  }
  return bytes[boundary - 1] === 0x0d && bytes[boundary] === 0x0a ? boundary + 1 : boundary;
}

function utf16Boundary(bytes: Uint8Array, end: number, encoding: Utf16): number {
  const boundary = end + (end % 2);
  const before = utf16Unit(bytes, boundary - 2, encoding);
  const after = utf16Unit(bytes, boundary, encoding);
  const belongTogether = (isHighSurrogate(before) && isLowSurrogate(after)) || (before === 0x0d && after === 0x0a);
  return Math.min(bytes.length, belongTogether ? boundary + 2 : boundary);
}
