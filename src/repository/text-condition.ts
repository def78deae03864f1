import type { RowCondition } from "./row-condition.ts";

/** Characters of ASCII in their folded form that another one folds to as well: U+212A KELVIN SIGN, and within U+0130. */
const kelvin = "\u212a";
const dottedCapital = "\u0130";

/** More conditions than this are not handed on, so that statements stay within the limits of every database. */
export const maximumLeaves = 50;

export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/**
 * What a body contains in which a text stands however it is spelled: the text itself, and characters by which it can have
 * another form.
 *
 * @param text of ASCII, folded
 * @param isPart whether it can be a part of a word
 */
export function alternatives(text: string, isPart = false): readonly string[] {
  return [text, ...(text.includes("k") ? [kelvin] : []), ...(isPart ? [dottedCapital] : [])];
}

/** A condition for bodies in which one of some folded texts stands; `undefined` where they are no texts to be looked for. */
export function containsAny(texts: readonly string[]): RowCondition | undefined {
  if (!texts.every(isAscii)) return undefined;
  const all = [...new Set(texts.flatMap((text) => alternatives(text)))];
  return all.length > maximumLeaves ? undefined : { kind: "contains", texts: all };
}
