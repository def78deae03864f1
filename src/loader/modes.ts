import { parseInteger, parseQuotedInteger } from "../cim/integer-literal.ts";
import { foldName } from "../cim/names.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_UPDATE_FORCE_MODE,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_UPDATE_SAFE_MODE,
} from "../wbem/flags.ts";

/** What says how declarations meet what is there already, from its place on; `-class:` and `-instance:` say it from outside. */
export type FlagsPragma = "classflags" | "instanceflags";

/** The flags with which classes and instances are put. */
export type Flags = Record<FlagsPragma, number>;

/** One word of a flags pragma. */
interface Mode {
  readonly word: string;
  /** The bit of the word, which may be written in its place. */
  readonly flag: number;
  /** The words that may be given together with it. */
  readonly goesWith: readonly string[];
}

/**
 * Every mode there is. What a declaration ends in under each, by what is there already; without a mode as under `0`:
 *
 * | classflags  | no such class | class alone | with subclasses           | with instances, its own or those of subclasses |
 * |-------------|---------------|-------------|---------------------------|------------------------------------------------|
 * | 0           | created       | updated     | WBEM_E_CLASS_HAS_CHILDREN | WBEM_E_CLASS_HAS_INSTANCES                     |
 * | createonly  | created       | WBEM_E_ALREADY_EXISTS, an equal class too                                              |
 * | updateonly  | WBEM_E_NOT_FOUND | as under 0, safeupdate or forceupdate, with which it may be combined                |
 * | safeupdate  | created       | updated     | updated, unless a subclass conflicts | updated, where no instance rests on what changes |
 * | forceupdate | created       | updated     | updated; a qualifier that conflicts is dropped from the subclass | as under safeupdate |
 *
 * | instanceflags | no such instance | instance there                               |
 * |---------------|------------------|----------------------------------------------|
 * | 0             | created          | replaced                                     |
 * | createonly    | created          | WBEM_E_ALREADY_EXISTS, an equal instance too |
 * | updateonly    | WBEM_E_NOT_FOUND | replaced                                     |
 *
 * An equal class is unchanged in every mode of updates, and unimportant qualifiers, as Description, change in all of them. (Microsoft,
 * "mofcomp", "pragma classflags", "pragma instanceflags", "IWbemServices::PutClass", "IWbemServices::PutInstance")
 */
const modes: Readonly<Record<FlagsPragma, readonly Mode[]>> = {
  classflags: [
    { word: "createonly", flag: WBEM_FLAG_CREATE_ONLY, goesWith: [] },
    { word: "updateonly", flag: WBEM_FLAG_UPDATE_ONLY, goesWith: ["safeupdate", "forceupdate"] },
    { word: "safeupdate", flag: WBEM_FLAG_UPDATE_SAFE_MODE, goesWith: ["updateonly"] },
    { word: "forceupdate", flag: WBEM_FLAG_UPDATE_FORCE_MODE, goesWith: ["updateonly"] },
  ],
  instanceflags: [
    { word: "createonly", flag: WBEM_FLAG_CREATE_ONLY, goesWith: [] },
    { word: "updateonly", flag: WBEM_FLAG_UPDATE_ONLY, goesWith: [] },
  ],
};

/** The words a flags pragma knows, in the order of Microsoft's pages. */
export function flagWords(pragma: FlagsPragma): readonly string[] {
  return modes[pragma].map(({ word }) => word);
}

/** The bits of a word, in any case; `undefined` where the pragma knows no such word. */
export function flagOfWord(pragma: FlagsPragma, word: string): number | undefined {
  const name = foldName(word);
  return modes[pragma].find((mode) => mode.word === name)?.flag;
}

/**
 * What is written for bits instead of words: a literal of MOF, or in a string a number that is decimal or hexadecimal;
 * `undefined` where it is no number, or has other bits than the pragma knows.
 */
export function flagsOfNumber(pragma: FlagsPragma, text: string, isQuoted: boolean): number | undefined {
  const bits = isQuoted ? parseQuotedInteger(text) : parseInteger(text);
  const known = modes[pragma].reduce((sum, { flag }) => sum | flag, 0);
  return typeof bits === "number" && bits >= 0 && bits <= known && (bits & ~known) === 0 ? bits : undefined;
}

/** Two words whose bits cannot hold at once; `undefined` when all that are set agree. */
export function contradictionIn(pragma: FlagsPragma, flags: number): readonly [string, string] | undefined {
  const set = modes[pragma].filter(({ flag }) => (flags & flag) !== 0);
  for (const [index, { word, goesWith }] of set.entries()) {
    const other = set.slice(index + 1).find((one) => !goesWith.includes(one.word));
    if (other) return [word, other.word];
  }
  return undefined;
}
