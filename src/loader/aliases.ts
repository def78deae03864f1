import type { InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import type { CimInstance } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";

/** An instance that is only a value, in the source it stands in. */
export interface PlacedLiteral {
  readonly declaration: InstanceDeclaration | StructureValueDeclaration;
  readonly source: Source;
  /** What was said of it, so that it is not said again for each use of its alias. */
  readonly said: Set<string>;
}

/** What `as $Name` stands for, as far as it is known. */
export interface AliasedObject {
  /** As it was declared, without the dollar sign. */
  readonly name: string;
  /** The alias in the declaration; `undefined` where the declaration cannot be read. */
  readonly place: Place | undefined;
  /** The path of the namespace that the object is in. */
  readonly namespace: string;
  readonly isClass: boolean;
  /** Relative to the namespace; `null`: the object has none; `undefined`: not known yet. */
  path: ObjectPath | null | undefined;
  /** The instance itself, for properties that embed it; `undefined`: not known yet, or the object is a class. */
  value: CimInstance | undefined;
  /** Whether a property embeds the instance. */
  isEmbedded: boolean;
  /** Where the instance is written, if it is only a value: what is wrong with it shows where it is used. */
  literal: PlacedLiteral | undefined;
  /** The instance was put by itself and refused, so that all that is wrong with it has been said. */
  isRefused: boolean;
  /** The declaration was refused, so that nothing is said about uses of the alias. */
  failed: boolean;
}

/** The aliases of a compile unit: an input with everything it includes. Names compare without regard to case. */
export interface AliasTable {
  find(name: string): AliasedObject | undefined;
  add(object: AliasedObject): void;
  /** The names as they were declared, for suggestions. */
  names(): Iterable<string>;
}

/** An alias table on the heap. */
export class AliasMap implements AliasTable {
  readonly #objects = new Map<string, AliasedObject>();

  find(name: string): AliasedObject | undefined {
    return this.#objects.get(foldName(name));
  }

  add(object: AliasedObject): void {
    this.#objects.set(foldName(object.name), object);
  }

  *names(): Iterable<string> {
    for (const { name } of this.#objects.values()) yield name;
  }
}
