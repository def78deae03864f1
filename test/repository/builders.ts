import type {
  CimClass,
  CimInstance,
  CimMethod,
  CimParameter,
  CimProperty,
  CimQualifier,
  CimValue,
  QualifierFlavor,
  QualifierScope,
  QualifierType,
} from "../../src/cim/model.ts";
import { type ElementType, type IntrinsicType, intrinsicTypes } from "../../src/cim/types.ts";

/** A type as MOF writes it: `string`, `uint8[]`, `uint8[4]`, `A ref`, `object`, `A` (an embedded object). */
export function typeOf(text: string): ElementType {
  const [, name = "", array, size] = /^(.*?)(\[(\d*)\])?$/.exec(text) as RegExpExecArray;
  const isArray = array !== undefined;
  const arraySize = size ? { arraySize: Number(size) } : {};
  if (name.endsWith(" ref")) {
    const className = name.slice(0, -4);
    return { type: "reference", isArray, ...arraySize, ...(className !== "object" && { className }) };
  }
  if (intrinsicTypes.includes(name as IntrinsicType)) return { type: name as IntrinsicType, isArray, ...arraySize };
  return { type: "object", isArray, ...arraySize, ...(name !== "object" && { className: name }) };
}

function naturalType(value: CimValue): Pick<CimQualifier, "type" | "isArray"> {
  const isArray = Array.isArray(value);
  const first = isArray ? (value[0] ?? "") : value;
  const type = typeof first === "boolean" ? "boolean" : typeof first === "number" ? "sint32" : "string";
  return { type, isArray };
}

/** A qualifier as a compiler hands it on: bare without a value, its type from the value. */
export function qualifier(name: string, value?: CimValue, flavor: QualifierFlavor = {}): CimQualifier {
  return value === undefined
    ? { name, type: "boolean", isArray: false, flavor }
    : { name, ...naturalType(value), value, flavor };
}

type QualifierList = readonly (string | CimQualifier)[];

/** Qualifiers from bare names and full qualifiers. */
export function qualifiers(list: QualifierList = []): readonly CimQualifier[] {
  return list.map((one) => (typeof one === "string" ? qualifier(one) : one));
}

/** A property from `type name`, such as `string K`, `uint8[] Data`, `A ref R`. */
export function property(text: string, list: QualifierList = [], value?: CimValue): CimProperty {
  const at = text.lastIndexOf(" ");
  return {
    name: text.slice(at + 1),
    ...typeOf(text.slice(0, at)),
    qualifiers: qualifiers(list),
    ...(value !== undefined && { value }),
  };
}

/** The property that nearly every class of these tests is identified by. */
export function key(text = "string K"): CimProperty {
  return property(text, ["Key"]);
}

export function parameter(text: string, list: QualifierList = ["In"], value?: CimValue): CimParameter {
  return property(text, list, value);
}

/** A method from `type name`; `void` for none. */
export function method(text: string, parameters: readonly CimParameter[] = [], list: QualifierList = []): CimMethod {
  const [type = "", name = ""] = text.split(" ");
  return { name, returnType: type === "void" ? "void" : typeOf(type), qualifiers: qualifiers(list), parameters };
}

interface ClassParts {
  readonly qualifiers?: QualifierList;
  readonly properties?: readonly CimProperty[];
  readonly methods?: readonly CimMethod[];
}

/** A class from `Name` or `Name : Superclass`. */
export function cimClass(text: string, parts: ClassParts = {}): CimClass {
  const [name = "", superclass] = text.split(" : ");
  return {
    kind: "class",
    name,
    ...(superclass !== undefined && { superclass }),
    qualifiers: qualifiers(parts.qualifiers),
    properties: parts.properties ?? [],
    methods: parts.methods ?? [],
  };
}

export function instance(className: string, values: Readonly<Record<string, CimValue>>): CimInstance {
  return {
    kind: "instance",
    className,
    properties: Object.entries(values).map(([name, value]) => ({ name, value })),
  };
}

/** A qualifier type from `Name : type`. */
export function qualifierType(
  text: string,
  scopes: readonly QualifierScope[] = ["any"],
  flavor: QualifierFlavor = {},
  value?: CimValue,
): QualifierType {
  const [name = "", type = ""] = text.split(" : ");
  const { isArray, type: intrinsic } = typeOf(type);
  return {
    kind: "qualifier",
    name,
    type: intrinsic as IntrinsicType,
    isArray,
    scopes,
    flavor,
    ...(value !== undefined && { value }),
  };
}

/** The flavor of most qualifier types of CIM that are facts: DisableOverride, ToSubclass. */
export const fixed: QualifierFlavor = { overridable: false, toSubclass: true };

/** Key, Association, Abstract, Override and Description as CIM declares them. */
export const standardQualifiers: readonly QualifierType[] = [
  qualifierType("Key : boolean", ["property", "reference"], fixed, false),
  qualifierType("Association : boolean", ["association"], fixed, false),
  qualifierType("Abstract : boolean", ["class", "association", "indication"], { toSubclass: false }, false),
  qualifierType("Override : string", ["property", "reference", "method"], { toSubclass: false }),
  qualifierType("Description : string", ["any"], { translatable: true }),
];
