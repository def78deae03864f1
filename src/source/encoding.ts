/** The encodings that are read. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export type Utf16 = "utf-16le" | "utf-16be";

export function isUtf16(encoding: Encoding): encoding is Utf16 {
  return encoding === "utf-16le" || encoding === "utf-16be";
}

/** The UTF-16 code unit at a byte offset; 0 where the bytes end. */
export function utf16Unit(bytes: Uint8Array, index: number, encoding: Utf16): number {
  const low = bytes[encoding === "utf-16le" ? index : index + 1];
  const high = bytes[encoding === "utf-16le" ? index + 1 : index];
  return high === undefined || low === undefined ? 0 : (high << 8) | low;
}

export function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

export function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}
