import type { Dialect } from "../codes/dialects.ts";

/** What literals look like inside: the parser only reports what is malformed, their values are made elsewhere. */

/** Something wrong with an escape; `start` and `end` count from the beginning of the literal. */
export interface EscapeProblem {
  readonly code: "unknown-escape" | "malformed-escape" | "escape-out-of-range" | "null-character";
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const integer = /^[+-]?(?:0[xX][\da-fA-F]+|[01]+[bB]|0[0-7]*|[1-9]\d*)$/;
/** With the C forms that WMI takes, `5.` and `1e5`, and with infinity and NaN where they have a sign. */
const real = /^[+-]?(?:(?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|[iI][nN][fF]|[nN][aA][nN])$/;

/** Whether a numeral is an integer: decimal, octal `017`, hexadecimal `0x1F` or binary `101b`, with or without a sign. */
export function isInteger(text: string): boolean {
  return isPlainDecimal(text) || integer.test(text);
}

/** Whether a numeral is digits that do not begin with 0, as nearly all are; the pattern takes several times as long. */
function isPlainDecimal(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first < 0x31 || first > 0x39) return false;
  for (let index = 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/** Whether a numeral is a real number. */
export function isReal(text: string): boolean {
  return real.test(text);
}

/** The number of elements that fits into a `uint32`, as lengths do elsewhere in CIM. */
const maximumArraySize = 0xffffffff;

/** Whether an integer can be the size of an array. */
export function isArraySize(text: string): boolean {
  if (text.startsWith("-")) return false;
  const digits = text.replace("+", "");
  const size =
    /[bB]$/.test(digits) && !/^0[xX]/.test(digits)
      ? Number(`0b${digits.slice(0, -1)}`)
      : Number(/^0\d/.test(digits) ? `0o${digits}` : digits);
  return size >= 1 && size <= maximumArraySize;
}

/** What no dialect, or only WMI's, has of the reals that are read. */
export function judgeReal(text: string): "real-not-in-dialect" | "infinity-not-in-dialect" | undefined {
  if (/[nN]/.test(text)) return "infinity-not-in-dialect";
  return /\.\d/.test(text) ? undefined : "real-not-in-dialect";
}

/** What to know about a numeral that is neither integer nor real. */
export function explainNumeral(text: string): string | undefined {
  if (/^[+-]?0\d+$/.test(text)) return "a number that begins with 0 is octal and has only the digits 0 to 7";
  if (/^[+-]?\d+[bB]$/.test(text)) return "a number that ends with b is binary and has only the digits 0 and 1";
  if (/^[+-]?0[xX]/.test(text)) return "hexadecimal digits follow 0x: 0 to 9 and A to F";
  if (text.includes("_")) return "digits stand without separators";
  if (/^[+-]?[\d.]+[eE][+-]?$/.test(text)) return "digits follow the e of an exponent";
  if (/^[+-]?[\d.]+[a-zA-Z]+$/.test(text)) return "a number has no suffix";
  return undefined;
}

const knownEscapes = "btnfr\"'\\";
const hexadecimalDigits = /[\da-fA-F]{0,4}/y;
const hexadecimalDigitsOfDmtf3 = /[\da-fA-F]{0,6}/y;
const maximumCodePoint = 0x10ffff;

/**
 * Finds what is wrong with the escapes of a string or character literal. Good are `\b \t \n \f \r \" \' \\` and `\x` with
 * one to four hexadecimal digits (DSP0004, string escapes), or one to six in `dmtf3` (DSP0221).
 *
 * @example findEscapeProblems('"a\\q"') // [{ code: "unknown-escape", start: 2, end: 4, text: "\\q" }]
 */
export function findEscapeProblems(literal: string, dialect: Dialect = "auto"): EscapeProblem[] {
  const digitPattern = dialect === "dmtf3" ? hexadecimalDigitsOfDmtf3 : hexadecimalDigits;
  const problems: EscapeProblem[] = [];
  for (let start = literal.indexOf("\\"); start >= 0; start = literal.indexOf("\\", start)) {
    const character = literal.charAt(start + 1);
    let end = start + 2;
    let code: EscapeProblem["code"] | undefined;
    if (character === "x" || character === "X") {
      digitPattern.lastIndex = end;
      const digits = digitPattern.exec(literal)?.[0] ?? "";
      end += digits.length;
      if (digits === "") code = "malformed-escape";
      else if (Number.parseInt(digits, 16) === 0) code = "null-character";
      else if (Number.parseInt(digits, 16) > maximumCodePoint) code = "escape-out-of-range";
    } else if (!knownEscapes.includes(character)) {
      code = "unknown-escape";
    }
    if (code !== undefined) problems.push({ code, start, end, text: literal.slice(start, end) });
    start = end;
  }
  return problems;
}

const escapes = /\\(?:[xX][\da-fA-F]{1,4}|[\s\S])/g;

/** What to know about a character literal that does not hold one UTF-16 code unit; `undefined` where it does. */
export function explainCharacter(literal: string): string | undefined {
  const content = literal.slice(1, -1);
  for (const { code, text } of findEscapeProblems(literal)) {
    if (code === "unknown-escape") return `\`${text}\` is no escape`;
    if (code === "malformed-escape") return `one to four hexadecimal digits follow \`${text}\``;
  }
  const units = content.replace(escapes, "x");
  if (units.length === 1) return undefined;
  if (units.length === 0) return "a character stands between the apostrophes";
  if ([...units].length === 1) return "a char16 holds one UTF-16 code unit, and this character takes two";
  return "a text stands in double quotes";
}
