import { keyPropertiesOf } from "./class-elements.ts";
import { CimDateTime } from "./datetime.ts";
import type { CimClass, CimInstance, CimProperty, CimScalar, CimValue } from "./model.ts";
import { sameName } from "./names.ts";
import type { KeyBinding, ObjectPath } from "./object-path.ts";
import { parseObjectPath } from "./parse-object-path.ts";
import { hasTrueQualifier } from "./qualifiers.ts";
import { type CimType, integerRange, isIntegerType, isWideInteger } from "./types.ts";

/**
 * The keys of an instance in canonical order: what it sets, else the default of its class. Empty for a singleton;
 * `undefined` where a key has no value and where the class has no keys.
 */
export function instanceKeys(instance: CimInstance, definition: CimClass): readonly KeyBinding[] | undefined {
  const properties = keyPropertiesOf(definition);
  if (properties.length === 0) return hasTrueQualifier(definition.qualifiers, "Singleton") ? [] : undefined;
  const keys: KeyBinding[] = [];
  for (const property of properties) {
    const value = propertyValue(instance, property);
    if (value === undefined || value === null || Array.isArray(value)) return undefined;
    keys.push({ name: property.name, value: value as CimScalar });
  }
  return keys;
}

/**
 * The path of an instance relative to its namespace, with the spelling of its class; `undefined` where
 * {@link instanceKeys} finds none.
 *
 * @example formatObjectPath(instancePath(instance, definition)) // CIM_Thing.Name="a"
 */
export function instancePath(instance: CimInstance, definition: CimClass): ObjectPath | undefined {
  const keys = instanceKeys(instance, definition);
  return keys && { kind: "path", className: definition.name, keys };
}

/** The value an instance has for a property of its class: what it sets, else the default; `undefined` for none. */
export function propertyValue(instance: CimInstance, property: CimProperty): CimValue | undefined {
  for (const { name, value } of instance.properties) {
    if (value !== undefined && sameName(name, property.name)) return value;
  }
  return property.value;
}

/** Why the keys of a path are not those of the class. */
export interface KeyProblem {
  readonly kind: "problem";
  /** What is wrong, as a clause for a message. */
  readonly reason: string;
}

/**
 * Gives the keys of a parsed path the names, order and types of the key properties of the class, so that they can be
 * folded and compared with those of an instance. Text becomes a datetime, a reference or a char16 where the class declares
 * one, and a number or boolean where it is as that is printed: WMI writes 64-bit keys in quotes. The path names every key of the class and nothing else.
 */
export function bindKeys(path: ObjectPath, definition: CimClass): readonly KeyBinding[] | KeyProblem {
  const properties = keyPropertiesOf(definition);
  const keys = path.keys ?? [];
  if (keys.length === 1 && keys[0]?.name === "" && properties.length === 1) {
    const bound = bindKey(properties[0] as CimProperty, keys[0].value);
    return "kind" in bound ? bound : [bound];
  }
  const bindings: KeyBinding[] = [];
  for (const property of properties) {
    const key = keys.find(({ name }) => sameName(name, property.name));
    if (key === undefined) return problem(`it has no value for the key \`${property.name}\` of \`${definition.name}\``);
    const bound = bindKey(property, key.value);
    if ("kind" in bound) return bound;
    bindings.push(bound);
  }
  const stranger = keys.find(({ name }) => !properties.some((property) => sameName(property.name, name)));
  if (stranger === undefined) return bindings;
  return problem(
    stranger.name === ""
      ? `\`${definition.name}\` has ${properties.length} keys, so the path has to name them`
      : `\`${stranger.name}\` is no key of \`${definition.name}\``,
  );
}

function problem(reason: string): KeyProblem {
  return { kind: "problem", reason };
}

function bindKey(property: CimProperty, value: CimScalar): KeyBinding | KeyProblem {
  const typed = keyValueAs(value, property.type);
  return typed === undefined
    ? problem(`the key \`${property.name}\` is of type \`${property.type}\``)
    : { name: property.name, value: typed };
}

function keyValueAs(value: CimScalar, type: CimType): CimScalar | undefined {
  if (isIntegerType(type)) {
    const integer = integerOf(value);
    const [minimum, maximum] = integerRange(type);
    if (integer === undefined || integer < minimum || integer > maximum) return undefined;
    return isWideInteger(type) ? integer : Number(integer);
  }
  switch (type) {
    case "boolean":
      return booleanOf(value);
    case "real32":
    case "real64":
      return realOf(value);
    case "string":
      return typeof value === "string" ? value : undefined;
    case "char16":
      return typeof value === "string" && value.length === 1 ? value : undefined;
    case "datetime":
      if (value instanceof CimDateTime) return value;
      return typeof value === "string" ? CimDateTime.parse(value) : undefined;
    case "reference":
      return referenceOf(value);
    case "object":
      return undefined;
  }
}

/** An integer in quotes as it is printed, so that a reference to it has one text, by which it is found. */
const quotedInteger = /^(?:0|-?[1-9]\d{0,19})$/;

function integerOf(value: CimScalar): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === "string" && quotedInteger.test(value) ? BigInt(value) : undefined;
}

function booleanOf(value: CimScalar): boolean | undefined {
  if (typeof value !== "string") return typeof value === "boolean" ? value : undefined;
  const word = value.toUpperCase();
  return word === "TRUE" ? true : word === "FALSE" ? false : undefined;
}

function realOf(value: CimScalar): number | undefined {
  if (typeof value !== "string") {
    return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
  }
  const number = Number(value);
  return Number.isFinite(number) && String(number) === value ? number : undefined;
}

function referenceOf(value: CimScalar): ObjectPath | undefined {
  if (typeof value === "string") {
    const path = parseObjectPath(value);
    return path.kind === "path" ? path : undefined;
  }
  return typeof value === "object" && value !== null && value.kind === "path" ? value : undefined;
}
