import type { QualifierFlavor, QualifierType } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { suggest } from "../codes/suggest.ts";

/** A flavor with every field decided. */
export type CompleteFlavor = Readonly<Required<QualifierFlavor>>;

/** What CIM says of a declared qualifier type that leaves a flavor open (DSP0004, qualifier flavors). */
const declaredDefault: CompleteFlavor = Object.freeze({
  overridable: true,
  toSubclass: true,
  toInstance: false,
  translatable: false,
  amended: false,
});

/** What WMI says of a qualifier, which it never declares: overridable and not propagated. */
const undeclaredDefault: CompleteFlavor = Object.freeze({ ...declaredDefault, toSubclass: false });

/** What qualifiers say that decides how a class is resolved; bits, so that one pass over an element's uses finds them all. */
export const fact = Object.freeze({
  key: 1,
  notNull: 2,
  embeds: 4,
  abstract: 8,
  terminal: 16,
  association: 32,
  indication: 64,
  singleton: 128,
  structure: 256,
  enumeration: 512,
  override: 1024,
});

const factsByKey: ReadonlyMap<string, number> = new Map([
  ["key", fact.key],
  ["not_null", fact.notNull],
  ["indexed", fact.notNull],
  ["embeddedinstance", fact.embeds],
  ["embeddedobject", fact.embeds],
  ["abstract", fact.abstract],
  ["terminal", fact.terminal],
  ["association", fact.association],
  ["indication", fact.indication],
  ["singleton", fact.singleton],
  ["structure", fact.structure],
  ["enumeration", fact.enumeration],
  ["override", fact.override],
]);

/** What a namespace knows of a qualifier name: its declared type, if there is one, and the flavor of a use that names none. */
export interface QualifierDefinition {
  readonly key: string;
  readonly type: QualifierType | undefined;
  readonly flavor: CompleteFlavor;
  /** The bit of {@link fact} that the qualifier stands for; 0 for nearly all. */
  readonly fact: number;
}

/** Fills the open fields of a flavor; the result is shared where nothing was written. */
export function completeFlavor(flavor: QualifierFlavor, other: CompleteFlavor): CompleteFlavor {
  const overridable = flavor.overridable ?? other.overridable;
  const toSubclass = flavor.toSubclass ?? other.toSubclass;
  const toInstance = flavor.toInstance ?? other.toInstance;
  const translatable = flavor.translatable ?? other.translatable;
  const amended = flavor.amended ?? other.amended;
  const same =
    overridable === other.overridable &&
    toSubclass === other.toSubclass &&
    toInstance === other.toInstance &&
    translatable === other.translatable &&
    amended === other.amended;
  return same ? other : { overridable, toSubclass, toInstance, translatable, amended };
}

/** The qualifier types of a namespace, by any spelling of their names. */
export class QualifierDefinitions {
  /** The declared types by folded name. */
  readonly types: ReadonlyMap<string, QualifierType>;
  readonly #byKey = new Map<string, QualifierDefinition>();
  /** By name as spelled: folding 30,000 uses of 70 names again and again costs more than all other look-ups. */
  readonly #bySpelling = new Map<string, QualifierDefinition>();
  readonly #suggestions = new Map<string, string | undefined>();

  /** @param types a map is taken as it is, by folded name */
  constructor(types: Iterable<QualifierType> | ReadonlyMap<string, QualifierType>) {
    this.types =
      types instanceof Map
        ? types
        : new Map(Array.from(types as Iterable<QualifierType>, (type) => [foldName(type.name), type]));
  }

  find(name: string): QualifierDefinition {
    const known = this.#bySpelling.get(name);
    if (known !== undefined) return known;
    const key = foldName(name);
    let definition = this.#byKey.get(key);
    if (definition === undefined) {
      const type = this.types.get(key);
      const flavor = type ? completeFlavor(type.flavor, declaredDefault) : undeclaredDefault;
      definition = { key, type, flavor, fact: factsByKey.get(key) ?? 0 };
      this.#byKey.set(key, definition);
    }
    this.#bySpelling.set(name, definition);
    return definition;
  }

  /** The declared qualifier that was probably meant. */
  suggest(name: string): string | undefined {
    const known = this.#suggestions.get(name);
    if (known !== undefined || this.#suggestions.has(name)) return known;
    const suggestion = suggest(
      name,
      Array.from(this.types.values(), (type) => type.name),
    );
    this.#suggestions.set(name, suggestion);
    return suggestion;
  }
}
