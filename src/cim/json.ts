import { CimDateTime } from "./datetime.ts";
import type {
  ClassJson,
  ElementJson,
  InstanceJson,
  JsonScalar,
  JsonValue,
  MethodJson,
  ParameterJson,
  PropertyJson,
  QualifierJson,
  QualifierTypeJson,
} from "./json-types.ts";
import { parseNonFinite } from "./literals.ts";
import type {
  CimClass,
  CimInstance,
  CimMethod,
  CimParameter,
  CimProperty,
  CimPropertyValue,
  CimQualifier,
  CimScalar,
  CimValue,
  QualifierFlavor,
  QualifierType,
} from "./model.ts";
import { formatObjectPath } from "./object-path.ts";
import { parseObjectPath } from "./parse-object-path.ts";
import type { CimType, ElementType } from "./types.ts";

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const noFlavor: QualifierFlavor = Object.freeze({});

// --- values ---

/** A value as JSON. */
export function valueToJson(value: CimValue): JsonValue {
  if (!Array.isArray(value)) return scalarToJson(value as CimScalar);
  return isText(value) ? value : (value as readonly CimScalar[]).map(scalarToJson);
}

/** Whether values are their own JSON, as those of nearly all arrays are: CIM 2.49 has 44,000 in 8,500. */
function isText(values: readonly unknown[]): values is readonly string[] {
  for (const value of values) if (typeof value !== "string") return false;
  return true;
}

/** The value of a type that {@link valueToJson} wrote. Without a type, text is a string. */
export function valueFromJson(json: JsonValue, type: CimType | undefined): CimValue {
  return Array.isArray(json)
    ? (json as readonly JsonScalar[]).map((element) => scalarFromJson(element, type))
    : scalarFromJson(json as JsonScalar, type);
}

function scalarToJson(value: CimScalar): JsonScalar {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : realText(value);
    case "bigint":
      return String(value);
    default:
  }
  if (value === null) return null;
  switch (value.kind) {
    case "datetime":
      return value.text;
    case "path":
      return formatObjectPath(value);
    case "instance":
      return embeddedToJson(value);
    case "class":
      return classToJson(value);
  }
}

function realText(value: number): string {
  return Number.isNaN(value) ? "NaN" : value === 0 ? "-0" : value > 0 ? "INF" : "-INF";
}

function scalarFromJson(json: JsonScalar, type: CimType | undefined): CimScalar {
  if (typeof json === "string") return textFromJson(json, type);
  if (typeof json !== "object" || json === null) return json;
  return "className" in json ? instanceFromJson(json) : classFromJson(json);
}

function textFromJson(text: string, type: CimType | undefined): CimScalar {
  switch (type) {
    case "uint64":
    case "sint64":
      return BigInt(text);
    case "real32":
    case "real64":
      return parseNonFinite(text) ?? Number(text);
    case "datetime":
      return new CimDateTime(text);
    case "reference": {
      const path = parseObjectPath(text);
      if (path.kind === "path") return path;
      throw new SyntaxError(`stored reference ${text} is no object path: ${path.expected} at offset ${path.position}`);
    }
    default:
      return text;
  }
}

// --- instances ---

/**
 * An instance as JSON. Properties without a value, which have only qualifiers, come back behind the others.
 *
 * @example instanceToJson(instance) // { className: "CIM_Thing", values: { Name: "a", Size: "12" } }
 */
export function instanceToJson(instance: CimInstance): InstanceJson {
  const values: Record<string, JsonValue> = {};
  let propertyQualifiers: Record<string, readonly QualifierJson[]> | undefined;
  for (const property of instance.properties) {
    if (property.value !== undefined) setMember(values, property.name, valueToJson(property.value));
    if (property.value === undefined || property.qualifiers !== undefined) {
      propertyQualifiers ??= {};
      setMember(propertyQualifiers, property.name, (property.qualifiers ?? []).map(qualifierToJson));
    }
  }
  const json: Writable<InstanceJson> =
    instance.qualifiers === undefined
      ? { className: instance.className, values }
      : { className: instance.className, qualifiers: instance.qualifiers.map(qualifierToJson), values };
  if (propertyQualifiers !== undefined) json.propertyQualifiers = propertyQualifiers;
  return json;
}

/**
 * The instance that {@link instanceToJson} wrote. `typeOf` gives the declared type of a property; it is asked only for
 * those whose JSON holds text. An embedded instance needs none.
 */
export function instanceFromJson(json: InstanceJson, typeOf?: (property: string) => CimType | undefined): CimInstance {
  const properties: CimPropertyValue[] = [];
  const { propertyQualifiers } = json;
  for (const name in json.values) {
    const member = json.values[name] as JsonValue;
    const type = holdsText(member) ? typeIn(json, name, typeOf) : undefined;
    const value = valueFromJson(member, type);
    const qualifiers = propertyQualifiers === undefined ? undefined : memberOf(propertyQualifiers, name);
    properties.push(
      qualifiers === undefined ? { name, value } : { name, value, qualifiers: qualifiers.map(qualifierFromJson) },
    );
  }
  for (const name in propertyQualifiers) {
    if (Object.hasOwn(json.values, name)) continue;
    properties.push({ name, qualifiers: (memberOf(propertyQualifiers, name) ?? []).map(qualifierFromJson) });
  }
  const { className } = json;
  return json.qualifiers === undefined
    ? { kind: "instance", className, properties }
    : { kind: "instance", className, properties, qualifiers: json.qualifiers.map(qualifierFromJson) };
}

function embeddedToJson(instance: CimInstance): InstanceJson {
  let types: Record<string, CimType> | undefined;
  for (const { name, value } of instance.properties) {
    const type = value === undefined ? undefined : textualType(value);
    if (type === undefined) continue;
    types ??= {};
    setMember(types, name, type);
  }
  const json = instanceToJson(instance);
  return types === undefined ? json : { ...json, types };
}

/** The type of a value that JSON shows as text although it is none. */
function textualType(value: CimValue): CimType | undefined {
  if (Array.isArray(value)) {
    for (const element of value as readonly CimScalar[]) {
      const type = textualType(element);
      if (type !== undefined) return type;
    }
    return undefined;
  }
  switch (typeof value) {
    case "bigint":
      return value < 0n ? "sint64" : "uint64";
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? undefined : "real64";
    case "object":
      if (value === null) return undefined;
      if ((value as { kind: string }).kind === "path") return "reference";
      return (value as { kind: string }).kind === "datetime" ? "datetime" : undefined;
    default:
      return undefined;
  }
}

function typeIn(
  json: InstanceJson,
  name: string,
  typeOf: ((property: string) => CimType | undefined) | undefined,
): CimType | undefined {
  if (typeOf !== undefined) return typeOf(name);
  return json.types === undefined ? undefined : memberOf(json.types, name);
}

function holdsText(json: JsonValue): boolean {
  return typeof json === "string" || Array.isArray(json);
}

/** Sets a member by a name that comes from outside: `__proto__` too is only a name. */
function setMember<Value>(record: Record<string, Value>, name: string, value: Value): void {
  if (name === "__proto__") {
    Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
  } else record[name] = value;
}

/** A member by a name that comes from outside: what every object inherits is none. */
function memberOf<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

// --- classes ---

/** A class as JSON, local or as it was read. */
export function classToJson(definition: CimClass): ClassJson {
  const json: Writable<ClassJson> = { name: definition.name };
  if (definition.superclass !== undefined) json.superclass = definition.superclass;
  if (definition.outer !== undefined) json.outer = definition.outer;
  if (definition.nested !== undefined && definition.nested.length > 0) json.nested = definition.nested;
  if (definition.qualifiers.length > 0) json.qualifiers = definition.qualifiers.map(qualifierToJson);
  if (definition.properties.length > 0) json.properties = definition.properties.map(propertyToJson);
  if (definition.methods.length > 0) json.methods = definition.methods.map(methodToJson);
  return json;
}

/** The class that {@link classToJson} wrote. */
export function classFromJson(json: ClassJson): CimClass {
  const definition: Writable<CimClass> = {
    kind: "class",
    name: json.name,
    qualifiers: json.qualifiers?.map(qualifierFromJson) ?? [],
    properties: json.properties?.map(propertyFromJson) ?? [],
    methods: json.methods?.map(methodFromJson) ?? [],
  };
  if (json.superclass !== undefined) definition.superclass = json.superclass;
  if (json.outer !== undefined) definition.outer = json.outer;
  if (json.nested !== undefined) definition.nested = json.nested;
  return definition;
}

function qualifierToJson(qualifier: CimQualifier): QualifierJson {
  const json: Writable<QualifierJson> = { name: qualifier.name, type: qualifier.type };
  if (qualifier.isArray) json.array = true;
  if (qualifier.value !== undefined) json.value = valueToJson(qualifier.value);
  const flavor = flavorToJson(qualifier.flavor);
  if (flavor !== undefined) json.flavor = flavor;
  if (qualifier.implied) json.implied = true;
  if (qualifier.propagated) json.propagated = true;
  return json;
}

function qualifierFromJson(json: QualifierJson): CimQualifier {
  const qualifier: Writable<CimQualifier> = {
    name: json.name,
    type: json.type,
    isArray: json.array === true,
    flavor: json.flavor ?? noFlavor,
  };
  if (json.value !== undefined) qualifier.value = valueFromJson(json.value, json.type);
  if (json.implied === true) qualifier.implied = true;
  if (json.propagated === true) qualifier.propagated = true;
  return qualifier;
}

function flavorToJson(flavor: QualifierFlavor): QualifierFlavor | undefined {
  for (const _ in flavor) return flavor;
  return undefined;
}

function typeToJson<Json extends Pick<Writable<ElementJson>, "array" | "className" | "enumeration" | "octetString">>(
  json: Json,
  element: ElementType,
): void {
  if (element.isArray) json.array = element.arraySize ?? true;
  if (element.className !== undefined) json.className = element.className;
  if (element.enumeration !== undefined) json.enumeration = element.enumeration;
  if (element.octetString) json.octetString = true;
}

function typeFromJson(element: Writable<ElementType>, json: Omit<ElementJson, "type">): void {
  if (typeof json.array === "number") element.arraySize = json.array;
  if (json.className !== undefined) element.className = json.className;
  if (json.enumeration !== undefined) element.enumeration = json.enumeration;
  if (json.octetString === true) element.octetString = true;
}

function propertyToJson(property: CimProperty): PropertyJson {
  const json: Writable<PropertyJson> = parameterToJson(property);
  if (property.classOrigin !== undefined) json.classOrigin = property.classOrigin;
  if (property.propagated) json.propagated = true;
  return json;
}

function propertyFromJson(json: PropertyJson): CimProperty {
  const property: Writable<CimProperty> = parameterFromJson(json);
  if (json.classOrigin !== undefined) property.classOrigin = json.classOrigin;
  if (json.propagated === true) property.propagated = true;
  return property;
}

function parameterToJson(parameter: CimParameter): ParameterJson {
  const json: Writable<ParameterJson> = { name: parameter.name, type: parameter.type };
  typeToJson(json, parameter);
  if (parameter.qualifiers.length > 0) json.qualifiers = parameter.qualifiers.map(qualifierToJson);
  if (parameter.value !== undefined) json.value = valueToJson(parameter.value);
  return json;
}

function parameterFromJson(json: ParameterJson): CimParameter {
  const parameter: Writable<CimParameter> = {
    name: json.name,
    type: json.type,
    isArray: json.array !== undefined,
    qualifiers: json.qualifiers?.map(qualifierFromJson) ?? [],
  };
  typeFromJson(parameter, json);
  if (json.value !== undefined) parameter.value = valueFromJson(json.value, json.type);
  return parameter;
}

function methodToJson(method: CimMethod): MethodJson {
  const { returnType } = method;
  const json: Writable<MethodJson> = { name: method.name, type: returnType === "void" ? "void" : returnType.type };
  if (returnType !== "void") typeToJson(json, returnType);
  if (method.qualifiers.length > 0) json.qualifiers = method.qualifiers.map(qualifierToJson);
  if (method.parameters.length > 0) json.parameters = method.parameters.map(parameterToJson);
  if (method.classOrigin !== undefined) json.classOrigin = method.classOrigin;
  if (method.propagated) json.propagated = true;
  return json;
}

function methodFromJson(json: MethodJson): CimMethod {
  const method: Writable<CimMethod> = {
    name: json.name,
    returnType: json.type === "void" ? "void" : returnTypeFromJson(json.type, json),
    qualifiers: json.qualifiers?.map(qualifierFromJson) ?? [],
    parameters: json.parameters?.map(parameterFromJson) ?? [],
  };
  if (json.classOrigin !== undefined) method.classOrigin = json.classOrigin;
  if (json.propagated === true) method.propagated = true;
  return method;
}

function returnTypeFromJson(type: CimType, json: MethodJson): ElementType {
  const element: Writable<ElementType> = { type, isArray: json.array !== undefined };
  typeFromJson(element, json);
  return element;
}

// --- qualifier types ---

/** A qualifier type as JSON. */
export function qualifierTypeToJson(type: QualifierType): QualifierTypeJson {
  const json: Writable<QualifierTypeJson> = { name: type.name, type: type.type, scopes: type.scopes };
  typeToJson(json, type);
  if (type.value !== undefined) json.value = valueToJson(type.value);
  const flavor = flavorToJson(type.flavor);
  if (flavor !== undefined) json.flavor = flavor;
  return json;
}

/** The qualifier type that {@link qualifierTypeToJson} wrote. */
export function qualifierTypeFromJson(json: QualifierTypeJson): QualifierType {
  const type: Writable<QualifierType> = {
    kind: "qualifier",
    name: json.name,
    type: json.type,
    isArray: json.array !== undefined,
    scopes: json.scopes,
    flavor: json.flavor ?? noFlavor,
  };
  if (typeof json.array === "number") type.arraySize = json.array;
  if (json.enumeration !== undefined) type.enumeration = json.enumeration;
  if (json.value !== undefined) type.value = valueFromJson(json.value, json.type);
  return type;
}
