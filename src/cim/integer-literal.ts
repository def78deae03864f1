/**
 * How many digits of an integer are kept, leading zeros not counted. 64 bits have 64 digits in binary; what is longer is
 * out of every range, and making a `bigint` of a million digits takes 0.2 s.
 */
export const maximumIntegerDigits = 100;

const minus = 0x2d;
const plus = 0x2b;
const zero = 0x30;

/**
 * The value of an integer literal of MOF in any of its bases, with or without a sign: `12`, `0x1F`, `017`, `101b`. A
 * `number` while it is safe, a `bigint` beyond; `undefined` where the text is no such literal (`08`, `2b`). A literal
 * of more than {@link maximumIntegerDigits} digits comes back as its first ones, which is out of every range as well.
 */
export function parseInteger(text: string): number | bigint | undefined {
  const start = text.charCodeAt(0) === minus || text.charCodeAt(0) === plus ? 1 : 0;
  const last = text.length - 1;
  if (last < start) return undefined;
  if (text.charCodeAt(start) === zero && last > start) {
    if ((text.charCodeAt(start + 1) | 0x20) === 0x78) return parseDigits(text, start + 2, text.length, 16, "0x");
    if ((text.charCodeAt(last) | 0x20) !== 0x62) return parseDigits(text, start + 1, text.length, 8, "0o");
  }
  return (text.charCodeAt(last) | 0x20) === 0x62
    ? parseDigits(text, start, last, 2, "0b")
    : parseDigits(text, start, text.length, 10, "");
}

/**
 * The value of an integer as it stands in a string, where WMI writes 64-bit integers: decimal, also with leading zeros,
 * or hexadecimal; `undefined` for any other text.
 */
export function parseQuotedInteger(text: string): number | bigint | undefined {
  const start = text.charCodeAt(0) === minus || text.charCodeAt(0) === plus ? 1 : 0;
  return text.charCodeAt(start) === zero && (text.charCodeAt(start + 1) | 0x20) === 0x78
    ? parseDigits(text, start + 2, text.length, 16, "0x")
    : parseDigits(text, start, text.length, 10, "");
}

function parseDigits(
  text: string,
  start: number,
  end: number,
  base: number,
  prefix: string,
): number | bigint | undefined {
  if (start >= end) return undefined;
  let value = 0;
  for (let index = start; index < end; index++) {
    const digit = digitOf(text.charCodeAt(index));
    if (digit < 0 || digit >= base) return undefined;
    value = value * base + digit;
  }
  const isNegative = text.charCodeAt(0) === minus;
  if (value <= Number.MAX_SAFE_INTEGER) return isNegative && value !== 0 ? -value : value;
  let from = start;
  while (text.charCodeAt(from) === zero) from++;
  const magnitude = BigInt(prefix + text.slice(from, Math.min(end, from + maximumIntegerDigits)));
  return isNegative ? -magnitude : magnitude;
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
