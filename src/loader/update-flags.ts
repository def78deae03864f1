import { foldName } from "../cim/names.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_UPDATE_FORCE_MODE,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_UPDATE_SAFE_MODE,
} from "../wbem/flags.ts";

/** What `#pragma classflags` and `#pragma instanceflags` may say, by the words of Microsoft's pages. */
const flagsByWord = {
  classflags: new Map([
    ["createonly", WBEM_FLAG_CREATE_ONLY],
    ["updateonly", WBEM_FLAG_UPDATE_ONLY],
    ["safeupdate", WBEM_FLAG_UPDATE_SAFE_MODE],
    ["forceupdate", WBEM_FLAG_UPDATE_FORCE_MODE],
  ]),
  instanceflags: new Map([
    ["createonly", WBEM_FLAG_CREATE_ONLY],
    ["updateonly", WBEM_FLAG_UPDATE_ONLY],
  ]),
};

export type FlagsPragma = keyof typeof flagsByWord;

/** The words a flags pragma knows, in the order of Microsoft's pages. */
export function flagWords(pragma: FlagsPragma): readonly string[] {
  return [...flagsByWord[pragma].keys()];
}

/** One word or number of a flags pragma as its bits; `undefined` when it is neither a word nor a sum of its bits. */
export function flagOfWord(pragma: FlagsPragma, word: string): number | undefined {
  const words = flagsByWord[pragma];
  const known = words.get(foldName(word));
  if (known !== undefined) return known;
  if (!/^(?:0|[1-9]\d*|0x[\da-f]+)$/i.test(word)) return undefined;
  const bits = Number(word);
  const all = [...words.values()].reduce((sum, flag) => sum | flag, 0);
  return (bits & ~all) === 0 && bits <= all ? bits : undefined;
}

/**
 * Two flags that cannot hold at once: createonly goes with no other, and an update is safe or forced. `undefined` when the
 * flags agree.
 */
export function contradictionIn(pragma: FlagsPragma, flags: number): readonly [string, string] | undefined {
  const set = [...flagsByWord[pragma]].filter(([, flag]) => (flags & flag) !== 0).map(([word]) => word);
  const [first, second] = set;
  if (first === undefined || second === undefined) return undefined;
  if (first === "createonly") return [first, second];
  return set.includes("safeupdate") && set.includes("forceupdate") ? ["safeupdate", "forceupdate"] : undefined;
}
