import type { Identifier, Qualifier, QualifierFlavorsDeclaration, QualifierTypeDeclaration } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";

/** Flavors of which a qualifier has only one. */
const exclusive: readonly (readonly string[])[] = [
  ["tosubclass", "nottosubclass", "restricted"],
  ["toinstance", "nottoinstance", "restricted"],
  ["enableoverride", "disableoverride"],
];

/**
 * Which qualifiers are texts of a language, at a place in a file: those written `: Amended`, and all of a name that a
 * `Qualifier Name : Amended;` or a declared qualifier type above has made so.
 */
export class AmendedQualifiers {
  readonly #flavorsByName = new Map<string, readonly Identifier[]>();
  readonly #typesByName = new Map<string, readonly Identifier[]>();
  #snapshot: AmendedQualifiers | undefined;

  /** What is known now, whatever is declared later; the same object until something is. */
  get snapshot(): AmendedQualifiers {
    if (this.#snapshot === undefined) {
      this.#snapshot = new AmendedQualifiers();
      for (const [key, flavors] of this.#flavorsByName) this.#snapshot.#flavorsByName.set(key, flavors);
      for (const [key, flavors] of this.#typesByName) this.#snapshot.#typesByName.set(key, flavors);
    }
    return this.#snapshot;
  }

  /** Takes note of what a declaration says of all qualifiers of its name that follow. */
  declare({ kind, name, flavors }: QualifierFlavorsDeclaration | QualifierTypeDeclaration): void {
    this.#snapshot = undefined;
    const declared = kind === "QualifierTypeDeclaration" ? this.#typesByName : this.#flavorsByName;
    declared.set(foldName(name.name), flavors);
  }

  isAmended({ name, flavors }: Qualifier): boolean {
    const key = foldName(name.name);
    return [flavors, this.#flavorsByName.get(key), this.#typesByName.get(key)].some(saysAmended);
  }

  /** Whether a qualifier is a text without that its own words or those of a `Qualifier Name : …;` say so. */
  isAmendedByType({ name, flavors }: Qualifier): boolean {
    const key = foldName(name.name);
    if (saysAmended(flavors) || saysAmended(this.#flavorsByName.get(key))) return false;
    return saysAmended(this.#typesByName.get(key));
  }

  /** Whether subclasses have a qualifier too; what says nothing of it has WMI's default, not to propagate. */
  reachesSubclasses({ name, flavors }: Qualifier): boolean {
    const key = foldName(name.name);
    for (const words of [wordsOf(flavors), wordsOf(this.#flavorsByName.get(key))]) {
      if (words.has("tosubclass")) return true;
      if (words.has("restricted") || words.has("nottosubclass")) return false;
    }
    const type = this.#typesByName.get(key);
    return type !== undefined && !wordsOf(type).has("restricted");
  }

  /**
   * The flavors that a text has here without saying so itself, and would not have in another place: those to be written where
   * it goes there.
   */
  flavorsLostAt(qualifier: Qualifier, other: AmendedQualifiers): readonly string[] {
    const key = foldName(qualifier.name.name);
    const own = wordsOf(qualifier.flavors);
    const there = wordsOf(other.#flavorsByName.get(key));
    const said = this.#flavorsByName.get(key) ?? [];
    const lost = said.flatMap(({ name }) => {
      const word = foldName(name);
      const isOverruled = exclusive.some((words) => words.includes(word) && words.some((one) => own.has(one)));
      return own.has(word) || there.has(word) || isOverruled ? [] : [name];
    });
    return this.isAmendedByType(qualifier) && !other.isAmended(qualifier) ? [...lost, "Amended"] : lost;
  }
}

function saysAmended(flavors: readonly Identifier[] = []): boolean {
  return flavors.some(({ name }) => foldName(name) === "amended");
}

function wordsOf(flavors: readonly Identifier[] = []): ReadonlySet<string> {
  return new Set(flavors.map(({ name }) => foldName(name)));
}
