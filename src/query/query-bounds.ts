import type { CimScalar } from "../cim/model.ts";
import type { ConditionType } from "./constant-forms.ts";
import type { QueryName } from "./nodes.ts";
import type { QueryBounds } from "./prepared-query.ts";

/** Collects what every object that matches a condition is known to be. Of two that contradict each other the first counts. */
export class BoundsCollector implements QueryBounds {
  readonly #equalities = new Map<string, CimScalar>();
  readonly #isaClasses: string[] = [];
  exactClass?: string;
  superclass?: string | null;
  dynasty?: string;
  relpath?: string;
  path?: string;

  get equalities(): ReadonlyMap<string, CimScalar> {
    return this.#equalities;
  }

  get isaClasses(): readonly string[] {
    return this.#isaClasses;
  }

  addEquality({ key }: QueryName, type: ConditionType, value: CimScalar): void {
    switch (key) {
      case "__class":
        this.exactClass ??= value as string;
        return;
      case "__superclass":
        if (this.superclass === undefined) this.superclass = value as string;
        return;
      case "__dynasty":
        this.dynasty ??= value as string;
        return;
      case "__relpath":
        this.relpath ??= value as string;
        return;
      case "__path":
        this.path ??= value as string;
        return;
      default:
    }
    // What is equal without being the same value cannot be looked up.
    const isSame = type !== "datetime" && type !== "real32" && type !== "real64" && !key.startsWith("__");
    if (isSame && !this.#equalities.has(key)) this.#equalities.set(key, value);
  }

  addNull({ key }: QueryName): void {
    if (key === "__superclass" && this.superclass === undefined) this.superclass = null;
  }

  addSubclassOf({ name }: QueryName): void {
    this.#isaClasses.push(name);
  }
}
