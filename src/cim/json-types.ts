import type { QualifierFlavor, QualifierScope } from "./model.ts";
import type { CimType, IntrinsicType } from "./types.ts";

/**
 * The model as JSON: for storage and for people's scripts. It is exact, the order of members is fixed, and what is absent
 * or at its default is left out. What JSON has no form for is text, which the declared type tells from a string: 64-bit
 * integers in decimal, `INF`, `-INF`, `NaN` and `-0`, datetimes, and references as canonical paths.
 */
export type JsonScalar = boolean | string | number | null | InstanceJson | ClassJson;
/** A value as an element holds it: one, or an array of them. */
export type JsonValue = JsonScalar | readonly JsonScalar[];

/** An instance; the types of its values are those that its class declares. */
export interface InstanceJson {
  readonly className: string;
  readonly qualifiers?: readonly QualifierJson[];
  /** By name, in the order of the instance; properties that have only qualifiers are not here. */
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly propertyQualifiers?: Readonly<Record<string, readonly QualifierJson[]>>;
  /**
   * Only of embedded instances, whose class may be any: the types of the values that are text for want of another form.
   */
  readonly types?: Readonly<Record<string, CimType>>;
}

/** A qualifier of a class, an element or an instance. */
export interface QualifierJson {
  readonly name: string;
  readonly type: IntrinsicType;
  readonly array?: true;
  readonly value?: JsonValue;
  readonly flavor?: QualifierFlavor;
  readonly implied?: true;
  readonly propagated?: true;
}

/** What properties and parameters share. */
export interface ElementJson {
  readonly name: string;
  readonly type: CimType;
  /** The size of `[n]`; `true` for `[]`. */
  readonly array?: true | number;
  readonly className?: string;
  readonly enumeration?: string;
  readonly octetString?: true;
  readonly qualifiers?: readonly QualifierJson[];
  readonly value?: JsonValue;
}

/** Where an element of a class that was read comes from. */
export interface OriginJson {
  readonly classOrigin?: string;
  readonly propagated?: true;
}

/** A property of a class; a reference is one of type `reference`. */
export interface PropertyJson extends ElementJson, OriginJson {}

/** A parameter of a method. */
export type ParameterJson = ElementJson;

/** A method of a class. */
export interface MethodJson extends Omit<ElementJson, "type" | "value">, OriginJson {
  /** Of what is returned. */
  readonly type: CimType | "void";
  readonly parameters?: readonly ParameterJson[];
}

/** A class: its declaration, and where it was read with them, the elements that it inherits. */
export interface ClassJson {
  readonly name: string;
  readonly superclass?: string;
  readonly outer?: string;
  readonly nested?: readonly string[];
  readonly qualifiers?: readonly QualifierJson[];
  readonly properties?: readonly PropertyJson[];
  readonly methods?: readonly MethodJson[];
}

/** A declared qualifier type. */
export interface QualifierTypeJson {
  readonly name: string;
  readonly type: IntrinsicType;
  readonly array?: true | number;
  readonly enumeration?: string;
  readonly value?: JsonValue;
  readonly scopes: readonly QualifierScope[];
  readonly flavor?: QualifierFlavor;
}
