import { dialectMessages } from "../../src/codes/dialect-messages.ts";
import type { NamedDialect } from "../../src/codes/dialects.ts";
import { dialectExplanations } from "../../src/codes/explanations/dialect-explanations.ts";

/** A construct that not all dialects have. */
export interface DialectRow {
  /** The words of its code: "bare object path". */
  readonly construct: string;
  readonly code: string;
  /** The dialects in which it is an error. */
  readonly refusedIn: readonly NamedDialect[];
  readonly explanation: string;
}

/** The letters in remarks of the grammar, and what they stand for. */
export const dialectLetters: readonly (readonly [letter: string, meaning: string])[] = [
  ["2", "DMTF's MOF 2.x (DSP0004), dialect dmtf"],
  ["3", "DMTF's MOF 3.0 (DSP0221), dialect dmtf3"],
  ["W", "Microsoft's WMI, dialect wmi"],
  ["O", "OMI"],
  ["X", "no specification, and taken all the same"],
];

export const dialectRows: readonly DialectRow[] = Object.entries(dialectMessages.table).map(([code, { errorIn }]) => ({
  construct: code.replace(/-not-in-dialect$/, "").replaceAll("-", " "),
  code,
  refusedIn: errorIn,
  explanation: dialectExplanations[code as keyof typeof dialectMessages.table].text,
}));
