import fc from "fast-check";
import { endOf } from "../../src/parser/node-factories.ts";
import { TokenWindow } from "../../src/parser/token-window.ts";
import { sourceFromText } from "../../src/source/text-source.ts";

/** One change to the tokens of a text; `at` counts round and round. */
export interface Change {
  readonly kind: "delete" | "repeat" | "swap" | "insert";
  readonly at: number;
  /** What is inserted. */
  readonly piece: string;
}

/** What upsets a parser most. */
const hostilePieces = [
  "{",
  "}",
  "(",
  ")",
  "[",
  "]",
  ";",
  ",",
  ":",
  "=",
  ".",
  '"',
  "'",
  "/*",
  "*/",
  "//",
  "#",
  "$",
  "\\",
  "\n",
  "\r",
  "class ",
  "\nclass A {",
  " instance of B ",
  " value of B {",
  "\nQualifier ",
  "\nenumeration E : uint8 {",
  "\nstructure S {",
  "#pragma ",
  "\u0000",
  "\u00a0",
  "\u001a",
  "5",
  "-",
  '"x"',
  "NULL",
];

export const hostilePiece: fc.Arbitrary<string> = fc.constantFrom(...hostilePieces);

/** One to so many changes of the kinds that are given. */
export function changesOf(most: number, ...kinds: readonly Change["kind"][]): fc.Arbitrary<Change[]> {
  const change = fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(), piece: hostilePiece });
  return fc.array(change, { minLength: 1, maxLength: most });
}

/** A text with its tokens changed. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  const pieces = piecesOf(text);
  for (const { kind, at: position, piece } of changes) {
    const at = position % Math.max(pieces.length, 1);
    if (kind === "delete") pieces.splice(at, 1);
    else if (kind === "repeat") pieces.splice(at, 0, pieces[at] ?? "");
    else if (kind === "insert") pieces.splice(at, 0, piece);
    else pieces.splice(at, 2, ...pieces.slice(at, at + 2).reverse());
  }
  return pieces.join("");
}

/** The pieces of a text: each token with what stands before it, and what stands behind the last. */
function piecesOf(text: string): string[] {
  const { tokens } = new TokenWindow(sourceFromText(text), text, 0, true);
  const ends = tokens.map(endOf);
  const pieces = ends.map((end, index) => text.slice(index === 0 ? 0 : ends[index - 1], end));
  return [...pieces, text.slice(ends.at(-1) ?? 0)];
}
