/** A character as a terminal shows it. */
export interface Cell {
  readonly text: string;
  /** The column where it begins, from 0. */
  readonly column: number;
  /** How many columns it takes. */
  readonly width: number;
  /** How many UTF-16 code units of the source it stands for. */
  readonly length: number;
}

/** Tabs go to the next multiple of so many columns. */
const tabWidth = 4;

const printableAscii = /^[ -~]*$/;

/**
 * Text in which every character is seen, so that text from elsewhere can neither drive a terminal nor hide anything.
 *
 * @example printable("\u001b[2J") // "<U+001B>[2J"
 */
export function printable(text: string): string {
  if (printableAscii.test(text)) return text;
  // Controls, bidirectional overrides, other format characters, lone surrogates: what has no picture of its own.
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, codePointName);
}

/** Splits a line of a source into what a terminal shows; tabs become blanks. */
export function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const character of line) {
    const text = character === "\t" ? " ".repeat(tabWidth - (column % tabWidth)) : printable(character);
    const width = text === character ? widthOf(character) : text.length;
    cells.push({ text, column, width, length: character.length });
    column += width;
  }
  return cells;
}

function widthOf(character: string): number {
  if (printableAscii.test(character)) return 1;
  if (isZeroWidth(character)) return 0;
  return isDoubleWidth(character) ? 2 : 1;
}

// The expressions with properties stand in functions, because each takes 0.3 ms to make and most runs show no such character.

/** Marks that are drawn over the character before them, and the Hangul vowels and finals that join into one syllable. */
function isZeroWidth(character: string): boolean {
  return /[\p{Mn}\p{Me}\u1160-\u11ff]/u.test(character);
}

/**
 * Characters of two columns (Unicode Standard Annex #11, wide and fullwidth). The two regional indicators of a flag take
 * two columns together, so each counts as one.
 */
function isDoubleWidth(character: string): boolean {
  return /(?![\u{1f1e6}-\u{1f1ff}])[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u.test(
    character,
  );
}

function codePointName(character: string): string {
  return `<U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}>`;
}
