import type { CimDateTime } from "./datetime.ts";
import type { ObjectPath } from "./object-path.ts";
import type { CimType, ElementType, IntrinsicType } from "./types.ts";

/**
 * One value: `boolean`; `string` (also char16, one UTF-16 unit); `number` for integers up to 32 bits and reals; `bigint`
 * for 64-bit integers; {@link CimDateTime}; {@link ObjectPath} for a reference; {@link CimInstance} or {@link CimClass}
 * for an embedded object; `null`.
 */
export type CimScalar = boolean | string | number | bigint | CimDateTime | ObjectPath | CimInstance | CimClass | null;

/** A value as an element holds it. An array may hold nulls; a null array is not an empty one. */
export type CimValue = CimScalar | readonly CimScalar[];

/**
 * How a qualifier propagates. In what is put, an absent field was not specified and the declared qualifier type or the
 * dialect's default decides; in what is read, every field is there.
 */
export interface QualifierFlavor {
  /** EnableOverride (true) or DisableOverride (false). */
  readonly overridable?: boolean;
  /** ToSubclass (true) or Restricted, NotToSubclass (false). */
  readonly toSubclass?: boolean;
  /** ToInstance (true) or NotToInstance (false); WMI and MOF before 2.3. */
  readonly toInstance?: boolean;
  /** Translatable. */
  readonly translatable?: boolean;
  /** Amended: the value is localizable text (WMI). */
  readonly amended?: boolean;
}

/** A qualifier of a class, property, method, parameter or instance. */
export interface CimQualifier {
  readonly name: string;
  /** The type of the value; in what is put, the natural type of the literal where no type was declared. */
  readonly type: IntrinsicType;
  readonly isArray: boolean;
  /** Absent in what is put when the qualifier was written bare, `[Q]`: TRUE, or the declared default. */
  readonly value?: CimValue;
  readonly flavor: QualifierFlavor;
  /**
   * Nobody wrote it: it says in the terms of CIM 2 what the declaration says in the words of MOF 3, as Association does
   * for `association`. It needs no declared type.
   */
  readonly implied?: boolean;
  /** In what is read: it comes from the superclass or the overridden element and was not specified here. */
  readonly propagated?: boolean;
}

/** A property; a reference is one of type `reference`. */
export interface CimProperty extends ElementType {
  readonly name: string;
  readonly qualifiers: readonly CimQualifier[];
  /** The default. Absent: none was given. `null`: NULL was written. */
  readonly value?: CimValue;
  /** In what is read: the class that introduced the property. */
  readonly classOrigin?: string;
  /** In what is read: it is inherited and not redeclared here. */
  readonly propagated?: boolean;
}

export interface CimParameter extends ElementType {
  readonly name: string;
  readonly qualifiers: readonly CimQualifier[];
  /** The default (WMI and MOF 3). */
  readonly value?: CimValue;
}

/** A method of a class. */
export interface CimMethod {
  readonly name: string;
  /** `void` where the method returns nothing (WMI and MOF 3). */
  readonly returnType: ElementType | "void";
  readonly qualifiers: readonly CimQualifier[];
  readonly parameters: readonly CimParameter[];
  /** In what is read: the class that introduced the method. */
  readonly classOrigin?: string;
  /** In what is read: it is inherited and not redeclared here. */
  readonly propagated?: boolean;
}

/**
 * A class. What is put holds the local declaration; what is read also holds everything inherited, each such element
 * marked `propagated`. Propagated elements of a class that is put are ignored, so a class that was read can be put back.
 */
export interface CimClass {
  readonly kind: "class";
  readonly name: string;
  readonly superclass?: string;
  readonly qualifiers: readonly CimQualifier[];
  readonly properties: readonly CimProperty[];
  readonly methods: readonly CimMethod[];
  /** The class in whose body it is declared (MOF 3); see `nestedName`. */
  readonly outer?: string;
  /** The local names of the structures and enumerations declared in its body (MOF 3), in their order. */
  readonly nested?: readonly string[];
  /**
   * In what is read: with localized qualifiers, from a connection with a locale and with `WBEM_FLAG_USE_AMENDED_QUALIFIERS`.
   * Such a class is put with that flag only; the mark is no part of what is stored, printed or compared.
   */
  readonly amended?: true;
}

/** The value of one property of an instance. */
export interface CimPropertyValue {
  readonly name: string;
  /** Absent: only qualifiers were written, the value is the default of the class. */
  readonly value?: CimValue;
  /** Qualifiers of the property in this instance (WMI); absent where there are none. */
  readonly qualifiers?: readonly CimQualifier[];
}

/** An instance, stored or embedded. Properties that are not listed have the default of their class, else NULL. */
export interface CimInstance {
  readonly kind: "instance";
  readonly className: string;
  readonly properties: readonly CimPropertyValue[];
  /** Qualifiers of the instance (WMI); absent where there are none. */
  readonly qualifiers?: readonly CimQualifier[];
  /** In what is read: with localized qualifiers, as `amended` of a class says. */
  readonly amended?: true;
}

/** The kinds of element a qualifier may stand on (DSP0004, qualifier scopes; DSP0221); `any` is all of them. */
export const qualifierScopes = [
  "class",
  "association",
  "indication",
  "property",
  "reference",
  "method",
  "parameter",
  "schema",
  "instance",
  "qualifier",
  "structure",
  "enumeration",
  "enumerationvalue",
  "qualifiertype",
  "any",
] as const;

/** One of {@link qualifierScopes}. */
export type QualifierScope = (typeof qualifierScopes)[number];

/** A declared qualifier type. */
export interface QualifierType {
  readonly kind: "qualifier";
  readonly name: string;
  readonly type: IntrinsicType;
  readonly isArray: boolean;
  readonly arraySize?: number;
  /** The enumeration whose values it has (MOF 3). */
  readonly enumeration?: string;
  /** The default; absent or `null`: NULL. */
  readonly value?: CimValue;
  readonly scopes: readonly QualifierScope[];
  readonly flavor: QualifierFlavor;
}

/** Anything a namespace holds that has a name of its own. */
export type CimObject = CimClass | CimInstance | QualifierType;

export type { CimType };
