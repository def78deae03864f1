import type { CimScalar } from "../cim/model.ts";
import type { ConstantForms } from "./constant-forms.ts";
import type { LikePattern } from "./like-pattern.ts";
import type { ComparisonOperator, PropertyPath, QueryName } from "./nodes.ts";

/**
 * A query that has been checked against its class and can be evaluated: `matches(prepared, object, environment)`. Made by
 * `prepareDataQuery` and `prepareSchemaQuery`.
 */
export interface PreparedQuery {
  /** Absent where every object matches. */
  readonly condition?: PreparedCondition;
  /** What objects must be for the condition to hold, so that they can be looked up. */
  readonly bounds: QueryBounds;
}

/**
 * By folded name, properties of the object itself and the value, of their declared type, that each has. Text, char16 and
 * references are equal without case, which a look-up in a repository with exact keys would miss; datetimes are left out,
 * because one time can be written in many ways.
 */
export type Equalities = ReadonlyMap<string, CimScalar>;

/** How many ways to match a query are told apart. */
export const maximumAlternatives = 100;

/**
 * What follows from a condition for every object that matches it. Nothing of it replaces the evaluation: objects that
 * were found by it still go through `matches`.
 */
export interface QueryBounds {
  /**
   * The ways in which an object can match, each with what is `=` something then: every object goes at least one of them. A
   * chain of AND is one way, and every OR divides those in which it stands; where that makes more than
   * {@link maximumAlternatives}, it is left out.
   */
  readonly alternatives: readonly Equalities[];
  /** `__CLASS = "X"`: objects of exactly this class. */
  readonly exactClass?: string;
  /** `__this ISA "X"`: objects of each of these classes or of classes derived from it. */
  readonly isaClasses: readonly string[];
  /** `__SUPERCLASS = "X"`, `null` for `__SUPERCLASS IS NULL`. */
  readonly superclass?: string | null;
  /** `__DYNASTY = "X"`: the root of the hierarchy. */
  readonly dynasty?: string;
  /** `__RELPATH = "…"`, as written. */
  readonly relpath?: string;
  /** `__PATH = "…"`, as written. */
  readonly path?: string;
}

/** A condition whose constants have been converted and whose patterns have been compiled. */
export type PreparedCondition =
  | { readonly kind: "and" | "or"; readonly conditions: readonly PreparedCondition[] }
  | { readonly kind: "not"; readonly condition: PreparedCondition }
  | PreparedComparison
  | {
      readonly kind: "like";
      readonly property: PropertyPath;
      readonly pattern: LikePattern;
    }
  | { readonly kind: "null-test"; readonly property: PropertyPath; readonly isNegated: boolean }
  | { readonly kind: "isa"; readonly property: PropertyPath; readonly className: QueryName };

export interface PreparedComparison {
  readonly kind: "comparison";
  readonly property: PropertyPath;
  readonly operator: Exclude<ComparisonOperator, "LIKE">;
  readonly forms: ConstantForms;
}
