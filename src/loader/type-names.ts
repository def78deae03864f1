import { nestedName } from "../cim/class-kinds.ts";
import { sameName } from "../cim/names.ts";
import type { LocalTypes } from "./local-types.ts";

/** Gives the local types of a class; `undefined` where there is no such class or it has to be fetched first. */
export interface LocalTypeSource {
  localTypesOf(className: string): LocalTypes | undefined;
}

/** Where the local names of structures and enumerations mean something: the body of a class, or its instances. */
export interface LocalNames {
  /** The name under which a local type is kept; `undefined` where the name is no local one. */
  localType(name: string, types: LocalTypeSource): string | undefined;
}

/**
 * A class whose body is read. A name means what the class declares itself, else what its superclasses do, else what is
 * declared around it, else what the namespace holds.
 */
export class BodyNames implements LocalNames {
  /** The name under which the class is kept. */
  readonly name: string;
  /** As {@link name}, of the superclass. */
  readonly superclass: string | undefined;
  /** The local names that the body declares. */
  readonly nested: readonly string[];
  readonly outer: BodyNames | undefined;

  constructor(name: string, superclass: string | undefined, nested: readonly string[], outer: BodyNames | undefined) {
    this.name = name;
    this.superclass = superclass;
    this.nested = nested;
    this.outer = outer;
  }

  /** Whether something is so of a class where local names may come from: this one, those around it, their superclasses. */
  isAnyOf(is: (name: string) => boolean): boolean {
    return is(this.name) || (this.superclass !== undefined && is(this.superclass)) || this.outer?.isAnyOf(is) === true;
  }

  localType(name: string, types: LocalTypeSource): string | undefined {
    const local = this.nested.find((nested) => sameName(nested, name));
    if (local !== undefined) return nestedName(this.name, local);
    const above = this.superclass === undefined ? undefined : types.localTypesOf(this.superclass);
    return above?.find(name) ?? this.outer?.localType(name, types);
  }
}

/** An instance that stands as a value: a name means what it does in the class of the instance, else what it does around it. */
export class EmbeddedNames implements LocalNames {
  readonly #own: LocalNames;
  readonly #outer: LocalNames;

  constructor(own: LocalNames, outer: LocalNames) {
    this.#own = own;
    this.#outer = outer;
  }

  localType(name: string, types: LocalTypeSource): string | undefined {
    return this.#own.localType(name, types) ?? this.#outer.localType(name, types);
  }
}
