import type { Dialect } from "../codes/dialects.ts";

const backslash = 0x5c;

/** How many hexadecimal digits `\x` takes at most: a UTF-16 code unit (DSP0004, annex A). */
const maximumHexDigits = 4;
/** The same in `dmtf3`: a character (DSP0221, "String values"). */
const maximumHexDigitsOfDmtf3 = 6;
const maximumCodePoint = 0x10ffff;

/**
 * The text of a string: its parts, each decoded by itself, joined. So an escape never reaches into the next part, but
 * two halves of a surrogate pair that are written as two escapes make one character.
 *
 * @param dialect decides how many digits an escape takes
 */
export function decodeString(parts: readonly { readonly text: string }[], dialect: Dialect = "auto"): string {
  const digits = dialect === "dmtf3" ? maximumHexDigitsOfDmtf3 : maximumHexDigits;
  if (parts.length === 1) return decodeQuoted((parts[0] as { readonly text: string }).text, digits);
  let text = "";
  for (const part of parts) text += decodeQuoted(part.text, digits);
  return text;
}

/**
 * The text of one quoted literal, `"…"` or `'…'`, given with its quotes: `\b \t \n \f \r \" \' \\`, and `\x` or `\X` with
 * one to four hexadecimal digits, as many as there are. Any other escape stays as it is written, which is what WMI
 * does; whether it is allowed is for the parser to say.
 *
 * @param digits how many hexadecimal digits there may be instead of four
 */
export function decodeQuoted(literal: string, digits = maximumHexDigits): string {
  const end = literal.length - 1;
  let position = literal.indexOf("\\");
  if (position < 0) return literal.slice(1, end);
  let text = "";
  let from = 1;
  while (position >= 0 && position + 1 < end) {
    const escaped = simpleEscape(literal.charCodeAt(position + 1));
    let next = position + 2;
    if (escaped !== undefined) {
      text += literal.slice(from, position) + escaped;
      from = next;
    } else if ((literal.charCodeAt(position + 1) | 0x20) === 0x78) {
      let unit = 0;
      const limit = Math.min(end, next + digits);
      for (; next < limit; next++) {
        const digit = hexDigit(literal.charCodeAt(next));
        if (digit < 0) break;
        unit = unit * 16 + digit;
      }
      if (next > position + 2 && unit <= maximumCodePoint) {
        text += literal.slice(from, position) + String.fromCodePoint(unit);
        from = next;
      }
    }
    position = literal.indexOf("\\", next);
  }
  return text + literal.slice(from, end);
}

function simpleEscape(code: number): string | undefined {
  switch (code) {
    case 0x22:
      return '"';
    case 0x27:
      return "'";
    case backslash:
      return "\\";
    case 0x62:
      return "\b";
    case 0x66:
      return "\f";
    case 0x6e:
      return "\n";
    case 0x72:
      return "\r";
    case 0x74:
      return "\t";
    default:
      return undefined;
  }
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
