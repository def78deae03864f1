import { hash } from "node:crypto";

/** The characters that are written as two. */
const escaped = /[\0\x01]/g;
const escapes = /\x01([\x01\x02])/g;

/**
 * Text as PostgreSQL takes it, which has no U+0000: that is U+0001 U+0001, and U+0001 is U+0001 U+0002, so that texts keep
 * their order. Neither is in anything that JSON wrote.
 */
export function toPostgresText(text: string): string {
  if (!text.includes("\0") && !text.includes("\x01")) return text;
  return text.replace(escaped, (character) => (character === "\0" ? "\x01\x01" : "\x01\x02"));
}

/** Undoes {@link toPostgresText}. */
export function fromPostgresText(text: string): string {
  if (!text.includes("\x01")) return text;
  return text.replace(escapes, (_, second) => (second === "\x01" ? "\0" : "\x01"));
}

/**
 * What a row is found by: 128 bits of the SHA-256 of all that names it, as 16 characters of one byte each. With so many bits
 * of a cryptographic hash nobody makes two names that share them; an index of them takes names of any length, and rows go
 * evenly to the machines of a cluster.
 *
 * @param names what is not the last of them cannot run into the next, because its length is hashed too
 */
export function hashOf(...names: readonly string[]): string {
  const last = names.length - 1;
  let text = "";
  for (let index = 0; index < last; index++) text += `${(names[index] as string).length}:${names[index]}`;
  return hash("sha256", text + names[last], "binary").slice(0, 16);
}

/** 47 of the 128 bits as a number. */
export function hashNumber(hashed: string): number {
  const high = ((hashed.charCodeAt(0) & 0x7f) << 16) | (hashed.charCodeAt(1) << 8) | hashed.charCodeAt(2);
  const low = (hashed.charCodeAt(3) << 16) | (hashed.charCodeAt(4) << 8) | hashed.charCodeAt(5);
  return high * 0x1000000 + low;
}
