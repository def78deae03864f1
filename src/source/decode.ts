import { isAscii } from "node:buffer";
import type { Encoding } from "./encoding.ts";

/**
 * The text of whole characters. What is malformed becomes U+FFFD: a byte sequence that is no UTF-8, half a surrogate
 * pair, an odd last byte of UTF-16.
 */
export function decode(bytes: Buffer, encoding: Encoding): string {
  switch (encoding) {
    case "utf-8":
      return bytes.toString(isAscii(bytes) ? "latin1" : "utf8");
    case "windows-1252":
      return decodeWindows1252(bytes);
    case "utf-16le":
      return decodeUtf16(bytes);
    case "utf-16be":
      return decodeUtf16(swapBytePairs(bytes));
  }
}

function decodeUtf16(bytes: Buffer): string {
  const text = bytes.toString("utf16le").toWellFormed();
  return bytes.length % 2 === 0 ? text : `${text}\ufffd`;
}

/** A copy; an odd last byte stays where it is. */
function swapBytePairs(bytes: Buffer): Buffer {
  const swapped = Buffer.from(bytes);
  swapped.subarray(0, bytes.length & ~1).swap16();
  return swapped;
}

/**
 * The characters of bytes 0x80 to 0x9F, where Windows-1252 differs from ISO 8859-1. The five bytes that it leaves
 * undefined are the control characters of ISO 8859-1, as in the Encoding Standard (index windows-1252) and in Windows.
 */
const windows1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (character) => windows1252[character.charCodeAt(0) - 0x80] as string);
}
