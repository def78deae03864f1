/**
 * Code units that are written as escapes: what MOF cannot hold as it is, and what a terminal or an editor acts upon
 * instead of showing it (controls, line separators, marks of direction, byte order mark, halves of surrogate pairs).
 */
const unshowable =
  /["\\\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const unshowableWithDigits = new RegExp(`(${unshowable.source})([\\da-fA-F]*)`, "g");

const namedEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\f", "\\f"],
  ["\r", "\\r"],
]);

/**
 * Text with escapes (DSP0004, annex A), without quotes. Hexadecimal escapes have four digits, so that in MOF 2 none runs on;
 * in MOF 3 there may be six (DSP0221), so digits that follow one are escaped too.
 */
export function escapeText(text: string): string {
  return unshowable.test(text) ? text.replace(unshowableWithDigits, escapeUnit) : text;
}

function escapeUnit(_match: string, unit: string, digits: string): string {
  const named = namedEscapes.get(unit);
  return named === undefined ? hexadecimal(unit) + Array.from(digits, hexadecimal).join("") : named + digits;
}

function hexadecimal(unit: string): string {
  return `\\x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Text as one literal. */
export function quoteText(text: string): string {
  return `"${escapeText(text)}"`;
}

/** A char16 as a literal. */
export function quoteCharacter(character: string): string {
  return character === "'" ? "'\\''" : character === '"' ? "'\"'" : `'${escapeText(character)}'`;
}

/**
 * Text as adjacent literals of at most `width` columns each, quotes included. A literal ends behind a line end of the
 * text, or behind the last blank that fits; text without blanks is not split, so that a path or a key stays in one piece.
 */
export function splitText(text: string, width: number): readonly string[] {
  const parts: string[] = [];
  const room = width - 2;
  let part = "";
  for (const piece of text.match(/[^ \n]*(?:\n| +|$)/g) ?? []) {
    if (piece === "") continue;
    const escaped = escapeText(piece);
    if (part !== "" && part.length + escaped.length > room) {
      parts.push(`"${part}"`);
      part = "";
    }
    part += escaped;
    if (piece.endsWith("\n")) {
      parts.push(`"${part}"`);
      part = "";
    }
  }
  if (part !== "" || parts.length === 0) parts.push(`"${part}"`);
  return parts;
}
