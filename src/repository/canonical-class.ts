import type {
  CimClass,
  CimMethod,
  CimParameter,
  CimProperty,
  CimQualifier,
  CimValue,
  QualifierFlavor,
  QualifierType,
} from "../cim/model.ts";
import { convertValue } from "./convert-value.ts";
import type { QualifierDefinition, QualifierDefinitions } from "./qualifier-definitions.ts";

/** The flavor of every use that leaves it to the declared type; one object for all of them. */
const openFlavor: QualifierFlavor = Object.freeze({});

/** What a qualifier written without a value means: TRUE, or the default of a declared type that is not boolean. */
function bareValue(type: QualifierType | undefined): CimValue {
  return type === undefined || (type.type === "boolean" && !type.isArray) ? true : (type.value ?? null);
}

function canonicalFlavor(flavor: QualifierFlavor, definition: QualifierDefinition): QualifierFlavor {
  const { overridable, toSubclass, toInstance, translatable, amended } = flavor;
  const nothing =
    overridable === undefined &&
    toSubclass === undefined &&
    toInstance === undefined &&
    translatable === undefined &&
    amended === undefined;
  if (nothing) return openFlavor;
  const other = definition.flavor;
  return {
    ...(overridable !== undefined && overridable !== other.overridable && { overridable }),
    ...(toSubclass !== undefined && toSubclass !== other.toSubclass && { toSubclass }),
    ...(toInstance !== undefined && toInstance !== other.toInstance && { toInstance }),
    ...(translatable !== undefined && translatable !== other.translatable && { translatable }),
    ...(amended !== undefined && amended !== other.amended && { amended }),
  };
}

function canonicalQualifier(qualifier: CimQualifier, definition: QualifierDefinition): CimQualifier {
  const declared = definition.type;
  const value = qualifier.value === undefined ? bareValue(declared) : qualifier.value;
  const flavor = canonicalFlavor(qualifier.flavor, definition);
  if (declared === undefined)
    return { name: qualifier.name, type: qualifier.type, isArray: qualifier.isArray, value, flavor };
  return {
    name: qualifier.name,
    type: declared.type,
    isArray: declared.isArray,
    value: qualifier.type === declared.type ? value : convertValue(value, declared.type),
    flavor,
  };
}

/**
 * Qualifiers in the form in which they are kept: what was propagated is left out, every qualifier has its value and the
 * type that was declared for it, and of its flavor only what the declared type does not say. So a use follows its
 * declaration when that changes, and what was read can be put back and is the same.
 */
export function canonicalQualifiers(
  qualifiers: readonly CimQualifier[],
  definitions: QualifierDefinitions,
): readonly CimQualifier[] {
  const result: CimQualifier[] = [];
  for (const qualifier of qualifiers) {
    if (qualifier.propagated !== true) result.push(canonicalQualifier(qualifier, definitions.find(qualifier.name)));
  }
  return result;
}

function canonicalProperty(property: CimProperty, definitions: QualifierDefinitions): CimProperty {
  const { classOrigin: _origin, propagated: _propagated, ...rest } = property;
  return { ...rest, qualifiers: canonicalQualifiers(property.qualifiers, definitions) };
}

function canonicalParameter(parameter: CimParameter, definitions: QualifierDefinitions): CimParameter {
  return { ...parameter, qualifiers: canonicalQualifiers(parameter.qualifiers, definitions) };
}

function canonicalMethod(method: CimMethod, definitions: QualifierDefinitions): CimMethod {
  return {
    name: method.name,
    returnType: method.returnType,
    qualifiers: canonicalQualifiers(method.qualifiers, definitions),
    parameters: method.parameters.map((parameter) => canonicalParameter(parameter, definitions)),
  };
}

/** The local declaration of a class that was put, in the form in which it is kept. */
export function canonicalClass(definition: CimClass, definitions: QualifierDefinitions): CimClass {
  const properties: CimProperty[] = [];
  for (const property of definition.properties) {
    if (property.propagated !== true) properties.push(canonicalProperty(property, definitions));
  }
  const methods: CimMethod[] = [];
  for (const method of definition.methods) {
    if (method.propagated !== true) methods.push(canonicalMethod(method, definitions));
  }
  return {
    kind: "class",
    name: definition.name,
    ...(definition.superclass !== undefined && { superclass: definition.superclass }),
    qualifiers: canonicalQualifiers(definition.qualifiers, definitions),
    properties,
    methods,
  };
}
