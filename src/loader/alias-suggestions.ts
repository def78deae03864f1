import { foldName } from "../cim/names.ts";
import { suggest } from "../codes/suggest.ts";
import type { AliasTable } from "./aliases.ts";

/**
 * How many names of aliases unknown ones are compared with in a compile unit, at 0.2 to 2 µs each: enough for a hint to each
 * of 500 mistakes among 2,000 aliases. A search that was begun goes to its end. Behind that there are no hints.
 */
export const aliasComparisonLimit = 1_000_000;

/** The aliases that unknown ones were probably meant to be, in a table that changes no more. */
export class AliasSuggestions {
  readonly #aliases: AliasTable;
  readonly #known = new Map<string, string | undefined>();
  #comparisons = 0;

  constructor(aliases: AliasTable) {
    this.#aliases = aliases;
  }

  /** The alias that was probably meant; `undefined` where none is near, or the limit is reached. */
  find(name: string): string | undefined {
    const key = foldName(name);
    const known = this.#known.get(key);
    if (known !== undefined || this.#known.has(key)) return known;
    if (this.#comparisons >= aliasComparisonLimit) return undefined;
    this.#comparisons += this.#aliases.count;
    const suggestion = suggest(name, this.#aliases.names());
    this.#known.set(key, suggestion);
    return suggestion;
  }
}
