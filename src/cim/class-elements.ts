import type { CimClass, CimMethod, CimParameter, CimProperty, CimQualifier } from "./model.ts";
import { compareNames, sameName } from "./names.ts";
import { findQualifier, hasTrueQualifier } from "./qualifiers.ts";
import type { ElementType } from "./types.ts";

/** Key properties of classes that were asked for; a class is read-only, so they never change. */
const keyPropertiesByClass = new WeakMap<CimClass, readonly CimProperty[]>();

/** The properties of a class that are keys, in the order of their folded names. The class is one that was read. */
export function keyPropertiesOf(definition: CimClass): readonly CimProperty[] {
  let properties = keyPropertiesByClass.get(definition);
  if (properties === undefined) {
    properties = definition.properties
      .filter((property) => hasTrueQualifier(property.qualifiers, "Key"))
      .sort((left, right) => compareNames(left.name, right.name));
    keyPropertiesByClass.set(definition, properties);
  }
  return properties;
}

/** The property of a name, in any case. */
export function findProperty<Property extends { readonly name: string }>(
  properties: readonly Property[],
  name: string,
): Property | undefined {
  for (const property of properties) if (sameName(property.name, name)) return property;
  return undefined;
}

/**
 * The type of the values of an element. A string qualified `EmbeddedInstance("C")` holds instances of `C`, one qualified
 * `EmbeddedObject` any class or instance (DSP0004, 5.6.3.14); every other element holds what it declares.
 */
export function valueTypeOf(element: ElementType & { readonly qualifiers: readonly CimQualifier[] }): ElementType {
  if (element.type !== "string") return element;
  const embedded = findQualifier(element.qualifiers, "EmbeddedInstance")?.value;
  const isObject = typeof embedded === "string" || hasTrueQualifier(element.qualifiers, "EmbeddedObject");
  if (!isObject) return element;
  return {
    type: "object",
    isArray: element.isArray,
    ...(element.arraySize !== undefined && { arraySize: element.arraySize }),
    ...(typeof embedded === "string" && { className: embedded }),
  };
}

/**
 * What a class declares by itself: without the properties, methods and qualifiers that it inherits, and without the
 * marks of a class that was read, but for the one that it has localized qualifiers. Putting it back declares the same
 * class.
 */
export function localDeclaration(definition: CimClass): CimClass {
  return {
    kind: "class",
    name: definition.name,
    ...(definition.superclass !== undefined && { superclass: definition.superclass }),
    qualifiers: localQualifiers(definition.qualifiers),
    properties: definition.properties.filter(isLocal).map(localProperty),
    methods: definition.methods.filter(isLocal).map(localMethod),
    ...(definition.outer !== undefined && { outer: definition.outer }),
    ...(definition.nested !== undefined && { nested: definition.nested }),
    ...(definition.amended && { amended: definition.amended }),
  };
}

function isLocal(element: { readonly propagated?: boolean }): boolean {
  return element.propagated !== true;
}

function localQualifiers(qualifiers: readonly CimQualifier[]): readonly CimQualifier[] {
  return qualifiers.filter(isLocal).map(({ propagated: _, ...qualifier }) => qualifier);
}

function localProperty({ classOrigin: _, propagated: __, ...property }: CimProperty): CimProperty {
  return { ...property, qualifiers: localQualifiers(property.qualifiers) };
}

function localMethod({ classOrigin: _, propagated: __, ...method }: CimMethod): CimMethod {
  return {
    ...method,
    qualifiers: localQualifiers(method.qualifiers),
    parameters: method.parameters.map(localParameter),
  };
}

function localParameter(parameter: CimParameter): CimParameter {
  return { ...parameter, qualifiers: localQualifiers(parameter.qualifiers) };
}
