import type { ObjectPath } from "../cim/object-path.ts";

/**
 * The tree of a WQL query: what the text says. Plain readonly objects; places are offsets into the query in UTF-16 code
 * units, `end` exclusive. Nothing is looked up in a schema: `prepareDataQuery` and `prepareSchemaQuery` do that.
 *
 * Source: Microsoft, "WQL (SQL for WMI)".
 */
export type Query = DataQuery | SchemaQuery | AssociatorsQuery | ReferencesQuery;

/** Where a part of a query stands. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A name as written, with the form under which it is compared. */
export interface QueryName extends Span {
  readonly name: string;
  /** `foldName(name)`. */
  readonly key: string;
}

/** A property, or with more than one name a property within embedded objects: `Prop.Sub`. */
export interface PropertyPath extends Span {
  readonly names: readonly [QueryName, ...QueryName[]];
}

/** `SELECT * | p1, p2 FROM Class [WHERE condition]`: instances of the class and its subclasses. */
export interface DataQuery extends Span {
  readonly kind: "data";
  /** Absent for `*`. */
  readonly properties?: readonly PropertyPath[];
  readonly className: QueryName;
  readonly condition?: Condition;
}

/** `SELECT * FROM meta_class [WHERE condition]`: classes. */
export interface SchemaQuery extends Span {
  readonly kind: "schema";
  readonly condition?: Condition;
}

/** A path in braces, as `parseObjectPath` reads it. */
export interface QueryPath extends Span {
  readonly path: ObjectPath;
}

/** `ASSOCIATORS OF {path} [WHERE clauses]`. With `schemaOnly` the path names a class, otherwise an instance. */
export interface AssociatorsQuery extends Span {
  readonly kind: "associators";
  readonly source: QueryPath;
  /** Only through associations of this class or a class derived from it. */
  readonly assocClass?: QueryName;
  /** Only objects of this class or a class derived from it. */
  readonly resultClass?: QueryName;
  /** The property of the association that refers to the source. */
  readonly role?: QueryName;
  /** The property of the association that refers to the result. */
  readonly resultRole?: QueryName;
  /** A qualifier that the class of the result has. */
  readonly requiredQualifier?: QueryName;
  /** A qualifier that the class of the association has. */
  readonly requiredAssocQualifier?: QueryName;
  /** The classes of the results in place of the results. Never together with `resultClass` or `schemaOnly`. */
  readonly classDefsOnly: boolean;
  /** Results with their keys only. */
  readonly keysOnly: boolean;
  /** The source is a class and the results are classes. */
  readonly schemaOnly: boolean;
}

/** `REFERENCES OF {path} [WHERE clauses]`: the associations themselves. */
export interface ReferencesQuery extends Span {
  readonly kind: "references";
  readonly source: QueryPath;
  /** Only associations of this class or a class derived from it. */
  readonly resultClass?: QueryName;
  /** The property of the association that refers to the source. */
  readonly role?: QueryName;
  /** A qualifier that the class of the association has. */
  readonly requiredQualifier?: QueryName;
  /** The classes of the associations in place of them. Never together with `resultClass` or `schemaOnly`. */
  readonly classDefsOnly: boolean;
  /** Associations with their keys only. */
  readonly keysOnly: boolean;
  /** The source is a class and the results are classes. */
  readonly schemaOnly: boolean;
}

/** What stands behind WHERE. Parentheses show only in the shape of the tree; they belong to the span of what is in them. */
export type Condition = AndCondition | OrCondition | NotCondition | Comparison | NullTest | IsaTest;

/** Two or more conditions joined by AND. */
export interface AndCondition extends Span {
  readonly kind: "and";
  readonly conditions: readonly Condition[];
}

/** Two or more conditions joined by OR. */
export interface OrCondition extends Span {
  readonly kind: "or";
  readonly conditions: readonly Condition[];
}

export interface NotCondition extends Span {
  readonly kind: "not";
  readonly condition: Condition;
}

/** `!=` is `<>`. */
export type ComparisonOperator = "=" | "<>" | "<" | "<=" | ">" | ">=" | "LIKE";

/** A property against a constant; `5 < Prop` has been turned to `Prop > 5`. */
export interface Comparison extends Span {
  readonly kind: "comparison";
  readonly property: PropertyPath;
  readonly operator: ComparisonOperator;
  readonly constant: Constant;
}

/** `Prop IS NULL`, negated `Prop IS NOT NULL`. */
export interface NullTest extends Span {
  readonly kind: "null-test";
  readonly property: PropertyPath;
  readonly isNegated: boolean;
}

/** `Prop ISA "Class"` for an embedded object, `__this ISA "Class"` for the object itself. */
export interface IsaTest extends Span {
  readonly kind: "isa";
  readonly property: PropertyPath;
  readonly className: QueryName;
}

/** A constant with its natural value; what it is for a property depends on the type of that. */
export type Constant = StringConstant | NumberConstant | BooleanConstant;

export interface StringConstant extends Span {
  readonly kind: "string";
  /** Without quotes and escapes. */
  readonly value: string;
}

/** An integer, a `bigint` beyond the safe ones, or a real. */
export interface NumberConstant extends Span {
  readonly kind: "integer" | "real";
  readonly value: number | bigint;
}

export interface BooleanConstant extends Span {
  readonly kind: "boolean";
  readonly value: boolean;
}
