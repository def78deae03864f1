import type { Identifier, Qualifier, QualifierFlavorsDeclaration, QualifierTypeDeclaration } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";

/**
 * Which qualifiers are texts of a language, at a place in a text: those written `: Amended`, and all of a name that a
 * `Qualifier Name : Amended;` or a declared qualifier type above has made so.
 */
export class AmendedQualifiers {
  readonly #flavorsByName = new Map<string, ReadonlySet<string>>();
  readonly #typesByName = new Map<string, ReadonlySet<string>>();

  /** Takes note of what a declaration says of all qualifiers of its name that follow. */
  declare({ kind, name, flavors }: QualifierFlavorsDeclaration | QualifierTypeDeclaration): void {
    const declared = kind === "QualifierTypeDeclaration" ? this.#typesByName : this.#flavorsByName;
    declared.set(foldName(name.name), wordsOf(flavors));
  }

  isAmended({ name, flavors }: Qualifier): boolean {
    if (wordsOf(flavors).has("amended")) return true;
    const key = foldName(name.name);
    return this.#flavorsByName.get(key)?.has("amended") === true || this.#typesByName.get(key)?.has("amended") === true;
  }

  /** Whether a qualifier is a text without that its own words or those of a `Qualifier Name : …;` say so. */
  isAmendedByType(qualifier: Qualifier): boolean {
    if (!this.isAmended(qualifier) || wordsOf(qualifier.flavors).has("amended")) return false;
    return this.#flavorsByName.get(foldName(qualifier.name.name))?.has("amended") !== true;
  }

  /** Whether subclasses have a qualifier too; what says nothing of it has WMI's default, not to propagate. */
  reachesSubclasses({ name, flavors }: Qualifier): boolean {
    const key = foldName(name.name);
    for (const words of [wordsOf(flavors), this.#flavorsByName.get(key)]) {
      if (words === undefined) continue;
      if (words.has("tosubclass")) return true;
      if (words.has("restricted") || words.has("nottosubclass")) return false;
    }
    const type = this.#typesByName.get(key);
    return type !== undefined && !type.has("restricted");
  }
}

function wordsOf(flavors: readonly Identifier[]): ReadonlySet<string> {
  return new Set(flavors.map(({ name }) => foldName(name)));
}
