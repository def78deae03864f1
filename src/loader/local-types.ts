import { nestedName } from "../cim/class-kinds.ts";
import type { CimClass } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";

/** What local names mean in a class and its instances: types that it declares in its body, or that a class above it does. */
export class LocalTypes {
  static readonly none = new LocalTypes(new Map());
  /** The names under which types are kept, by folded local name. */
  readonly #kept: ReadonlyMap<string, string>;

  private constructor(kept: ReadonlyMap<string, string>) {
    this.#kept = kept;
  }

  /** Those of a class; the inherited ones themselves where it declares none. */
  static of({ name, nested = [] }: Pick<CimClass, "name" | "nested">, inherited: LocalTypes): LocalTypes {
    if (nested.length === 0) return inherited;
    const kept = new Map(inherited.#kept);
    for (const local of nested) kept.set(foldName(local), nestedName(name, local));
    return new LocalTypes(kept);
  }

  /** Whether no local name means anything. */
  get isEmpty(): boolean {
    return this.#kept.size === 0;
  }

  /** The name under which a local type is kept; `undefined` where the name is no local one. */
  find(name: string): string | undefined {
    return this.isEmpty ? undefined : this.#kept.get(foldName(name));
  }
}
