import type { CimQualifier, CimValue, QualifierFlavor, QualifierType } from "../cim/model.ts";
import { convertValue } from "./convert-value.ts";
import type { QualifierDefinition, QualifierDefinitions } from "./qualifier-definitions.ts";

/** What a qualifier written without a value means: TRUE, or the default of a declared type that is not boolean. */
function bareValue(type: QualifierType | undefined): CimValue {
  return type === undefined || (type.type === "boolean" && !type.isArray) ? true : (type.value ?? null);
}

function canonicalFlavor(flavor: QualifierFlavor, definition: QualifierDefinition): QualifierFlavor {
  const { overridable, toSubclass, toInstance, translatable, amended } = flavor;
  const isOpen =
    overridable === undefined &&
    toSubclass === undefined &&
    toInstance === undefined &&
    translatable === undefined &&
    amended === undefined;
  if (isOpen) return flavor;
  const other = definition.flavor;
  return {
    ...(overridable !== undefined && overridable !== other.overridable && { overridable }),
    ...(toSubclass !== undefined && toSubclass !== other.toSubclass && { toSubclass }),
    ...(toInstance !== undefined && toInstance !== other.toInstance && { toInstance }),
    ...(translatable !== undefined && translatable !== other.translatable && { translatable }),
    ...(amended !== undefined && amended !== other.amended && { amended }),
  };
}

/**
 * A qualifier in the form in which it is kept: with its value, with the type that was declared for it, and of its flavor
 * only what the declared type does not say. So a use follows its declaration when that changes, and what was read can be
 * put back and is the same. The qualifier itself where it has this form, as what a compiler hands on mostly has.
 */
export function canonicalQualifier(qualifier: CimQualifier, definition: QualifierDefinition): CimQualifier {
  const declared = definition.type;
  const { name, type, isArray, value } = qualifier;
  const flavor = canonicalFlavor(qualifier.flavor, definition);
  const isTyped =
    declared === undefined || qualifier.implied === true || (type === declared.type && isArray === declared.isArray);
  if (isTyped && value !== undefined && flavor === qualifier.flavor) return qualifier;
  if (qualifier.implied) return { name, type, isArray, value: value ?? true, flavor, implied: true };
  const known = value === undefined ? bareValue(declared) : value;
  return declared === undefined
    ? { name, type, isArray, value: known, flavor }
    : {
        name,
        type: declared.type,
        isArray: declared.isArray,
        value: type === declared.type ? known : convertValue(known, declared.type),
        flavor,
      };
}

/** Qualifiers in the form in which they are kept; what was propagated is left out. */
export function canonicalQualifiers(
  qualifiers: readonly CimQualifier[],
  definitions: QualifierDefinitions,
): readonly CimQualifier[] {
  return qualifiers
    .filter(({ propagated }) => propagated !== true)
    .map((qualifier) => canonicalQualifier(qualifier, definitions.find(qualifier.name)));
}
