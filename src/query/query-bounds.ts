import type { CimScalar } from "../cim/model.ts";
import type { ConditionType } from "./constant-forms.ts";
import type { Comparison, Condition, QueryName } from "./nodes.ts";
import { type Equalities, maximumAlternatives, type QueryBounds } from "./prepared-query.ts";

/** Of an object that can match in any way nothing is known. */
const anyWay: readonly Equalities[] = Object.freeze([new Map()]);

/** Collects what every object that matches a condition is known to be. Of two that contradict each other the first counts. */
export class BoundsCollector implements QueryBounds {
  readonly #equalities = new Map<Condition, Equalities>();
  readonly #isaClasses: string[] = [];
  exactClass?: string;
  superclass?: string | null;
  dynasty?: string;
  relpath?: string;
  path?: string;
  alternatives: readonly Equalities[] = anyWay;

  get isaClasses(): readonly string[] {
    return this.#isaClasses;
  }

  /** @param isRequired whether every object that matches the query fulfils the comparison */
  addEquality(comparison: Comparison, type: ConditionType, value: CimScalar, isRequired: boolean): void {
    const [{ key }] = comparison.property.names;
    if (key.startsWith("__")) {
      if (isRequired) this.#addSystemEquality(key, value);
      return;
    }
    // What is equal without being the same value cannot be looked up.
    const isSame = type !== "datetime" && type !== "real32" && type !== "real64";
    if (isSame) this.#equalities.set(comparison, new Map([[key, value]]));
  }

  #addSystemEquality(key: string, value: CimScalar): void {
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
  }

  /** Takes the whole condition, once its comparisons are known. */
  complete(condition: Condition): void {
    this.alternatives = this.#waysOf(condition);
  }

  #waysOf(condition: Condition): readonly Equalities[] {
    switch (condition.kind) {
      case "comparison": {
        const equality = this.#equalities.get(condition);
        return equality === undefined ? anyWay : [equality];
      }
      case "or": {
        const ways: Equalities[] = [];
        for (const part of condition.conditions) {
          const more = this.#waysOf(part);
          if (more === anyWay || ways.length + more.length > maximumAlternatives) return anyWay;
          ways.push(...more);
        }
        return ways;
      }
      case "and": {
        let ways = anyWay;
        for (const part of condition.conditions) {
          const more = this.#waysOf(part);
          if (ways === anyWay) ways = more;
          else if (more !== anyWay && ways.length * more.length <= maximumAlternatives) {
            ways = ways.flatMap((way) => more.map((other) => new Map([...other, ...way])));
          }
        }
        return ways;
      }
      default:
        return anyWay;
    }
  }

  addNull({ key }: QueryName): void {
    if (key === "__superclass" && this.superclass === undefined) this.superclass = null;
  }

  addSubclassOf({ name }: QueryName): void {
    this.#isaClasses.push(name);
  }
}
