import { abstractSuperclass } from "./abstract-superclass.ts";
import { acyclicDerivation } from "./acyclic-derivation.ts";
import { applicableQualifier } from "./applicable-qualifier.ts";
import { associationReferences } from "./association-references.ts";
import { constantKind } from "./constant-kind.ts";
import { declaredQualifier } from "./declared-qualifier.ts";
import { enumeratedInstanceValues, enumeratedValues } from "./enumerated-values.ts";
import { enumerationDerivation } from "./enumeration-derivation.ts";
import { enumerationElements } from "./enumeration-elements.ts";
import { extensibleSuperclass } from "./extensible-superclass.ts";
import { finiteKeys } from "./finite-keys.ts";
import { instanceQualifiers } from "./instance-qualifiers.ts";
import { keyPlacement } from "./key-placement.ts";
import { keyStructure } from "./key-structure.ts";
import { keyType } from "./key-type.ts";
import { keylessSingleton } from "./keyless-singleton.ts";
import { knownElementClasses } from "./known-element-classes.ts";
import { knownOuterClass } from "./known-outer-class.ts";
import { knownProperties } from "./known-properties.ts";
import { knownQualifierType } from "./known-qualifier-type.ts";
import { knownSuperclass } from "./known-superclass.ts";
import { knownTypes } from "./known-types.ts";
import { localeOfClass } from "./locale-of-namespace.ts";

import { methodSignature } from "./method-signature.ts";
import { nameLength } from "./name-length.ts";
import { neutralValueMap } from "./neutral-value-map.ts";
import { nonNullValues } from "./non-null-values.ts";
import { oneValuePerProperty } from "./one-value-per-property.ts";
import { overrideName } from "./override-name.ts";
import { overrideType } from "./override-type.ts";
import { propertyCount } from "./property-count.ts";
import { qualifierFlavor } from "./qualifier-flavor.ts";
import { qualifierOverride } from "./qualifier-override.ts";
import { qualifierScope } from "./qualifier-scope.ts";
import type { ClassRule, InstanceRule, QualifierTypeRule } from "./rule.ts";
import { structureFeatures } from "./structure-features.ts";
import { structureSuperclass } from "./structure-superclass.ts";
import { typedInstanceValues } from "./typed-instance-values.ts";
import { typedQualifierDefault } from "./typed-qualifier-default.ts";
import { typedValues } from "./typed-values.ts";
import { uniqueNames } from "./unique-names.ts";
import { validNames } from "./valid-names.ts";

/** The laws of classes, in the order in which what they find is reported. */
export const classRules: readonly ClassRule[] = [
  validNames,
  knownTypes,
  nameLength,
  propertyCount,
  knownSuperclass,
  acyclicDerivation,
  uniqueNames,
  extensibleSuperclass,
  constantKind,
  structureSuperclass,
  structureFeatures,
  enumerationDerivation,
  enumerationElements,
  knownOuterClass,
  abstractSuperclass,
  associationReferences,
  keylessSingleton,
  keyPlacement,
  keyStructure,
  keyType,
  knownElementClasses,
  overrideType,
  overrideName,
  methodSignature,
  declaredQualifier,
  qualifierScope,
  qualifierFlavor,
  qualifierOverride,
  applicableQualifier,
  typedValues,
  enumeratedValues,
  neutralValueMap,
  localeOfClass,
];

/** The laws that a qualifier has to obey because of its declared type: those that a change of the type may break. */
export const qualifierUseRules: readonly ClassRule[] = [
  qualifierScope,
  qualifierFlavor,
  qualifierOverride,
  typedValues,
];

/** The laws of instances. Those of their class and of their keys, which need the store, are asked apart from these. */
export const instanceRules: readonly InstanceRule[] = [
  knownProperties,
  oneValuePerProperty,
  typedInstanceValues,
  enumeratedInstanceValues,
  nonNullValues,
  finiteKeys,
  instanceQualifiers,
];

/** The laws of declared qualifier types. */
export const qualifierTypeRules: readonly QualifierTypeRule[] = [knownQualifierType, typedQualifierDefault];
