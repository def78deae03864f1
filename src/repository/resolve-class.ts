import type { CimClass, CimMethod, CimParameter, CimProperty, CimQualifier } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { canonicalQualifier } from "./canonical-qualifiers.ts";
import { fact, type QualifierDefinitions } from "./qualifier-definitions.ts";
import {
  type Embedding,
  findMethod,
  findProperty,
  findUse,
  type QualifierUse,
  type ResolvedClass,
  type ResolvedMethod,
  type ResolvedParameter,
  type ResolvedProperty,
} from "./resolved-class.ts";

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const noUses: readonly QualifierUse[] = Object.freeze([]);
const noProperties: readonly ResolvedProperty[] = Object.freeze([]);
const noMethods: readonly ResolvedMethod[] = Object.freeze([]);
const noParameters: readonly ResolvedParameter[] = Object.freeze([]);
const noNames: ReadonlyMap<string, never> = new Map<string, never>();

/** What an element specifies itself, each qualifier in canonical form. */
function usesOf(qualifiers: readonly CimQualifier[], definitions: QualifierDefinitions): readonly QualifierUse[] {
  if (qualifiers.length === 0) return noUses;
  const uses: QualifierUse[] = [];
  for (const qualifier of qualifiers) {
    if (qualifier.propagated === true) continue;
    const definition = definitions.find(qualifier.name);
    uses.push({ qualifier: canonicalQualifier(qualifier, definition), definition });
  }
  return uses;
}

/** The qualifiers of some uses; the given array where it holds just them. */
function qualifiersOf(uses: readonly QualifierUse[], given: readonly CimQualifier[]): readonly CimQualifier[] {
  let same = uses.length === given.length;
  for (let index = 0; same && index < uses.length; index++) same = uses[index]?.qualifier === given[index];
  return same ? given : uses.map(({ qualifier }) => qualifier);
}

/** The facts that some uses state, as bits. */
function factsOf(uses: readonly QualifierUse[]): number {
  let facts = 0;
  for (const { definition, qualifier } of uses) {
    if (definition.fact === 0) continue;
    // Others may have a qualifier of the name by which enumerations are marked.
    const holds = definition.fact === fact.enumeration ? qualifier.implied : qualifier.value === true;
    if (holds || (definition.fact & (fact.embeds | fact.override)) !== 0) facts |= definition.fact;
  }
  return facts;
}

/**
 * What a property or parameter embeds: by its type in WMI, by EmbeddedInstance and EmbeddedObject on a string in CIM. An
 * override that does not say so again embeds what the overridden one does.
 */
function embeddingOf(
  element: CimProperty | CimParameter,
  uses: readonly QualifierUse[],
  facts: number,
  overridden: Embedding | undefined,
): Embedding | undefined {
  if (element.type === "object") return { className: element.className };
  if (element.type !== "string") return undefined;
  if ((facts & fact.embeds) === 0) return overridden;
  const className = findUse(uses, "embeddedinstance")?.qualifier.value;
  if (typeof className === "string") return { className };
  return findUse(uses, "embeddedobject")?.qualifier.value === true ? { className: undefined } : overridden;
}

/** The number, from 1, of a further declaration of a name. */
function countRepeat(repeats: Map<string, number>, key: string): number {
  const occurrence = (repeats.get(key) ?? 0) + 1;
  repeats.set(key, occurrence);
  return occurrence;
}

/** A property or parameter in the form in which it is kept: without the marks of one that was read. */
function canonicalElement(element: CimProperty, uses: readonly QualifierUse[]): CimProperty {
  const qualifiers = qualifiersOf(uses, element.qualifiers);
  const isCanonical =
    qualifiers === element.qualifiers && element.classOrigin === undefined && element.propagated === undefined;
  if (isCanonical) return element;
  const { name, type, isArray, arraySize, className, enumeration, octetString, value } = element;
  return {
    name,
    type,
    isArray,
    ...(arraySize !== undefined && { arraySize }),
    ...(className !== undefined && { className }),
    ...(enumeration !== undefined && { enumeration }),
    ...(octetString && { octetString }),
    qualifiers,
    ...(value !== undefined && { value }),
  };
}

function resolveProperties(
  definition: CimClass,
  superclass: ResolvedClass | undefined,
  definitions: QualifierDefinitions,
  byKey: Map<string, ResolvedProperty>,
): readonly ResolvedProperty[] {
  const properties: ResolvedProperty[] = [];
  const repeats = new Map<string, number>();
  for (const property of definition.properties) {
    if (property.propagated === true) continue;
    const key = foldName(property.name);
    const uses = usesOf(property.qualifiers, definitions);
    const overridden = findProperty(superclass, key);
    const isFirst = !byKey.has(key);
    const facts = factsOf(uses);
    const resolved: ResolvedProperty = {
      kind: "property",
      key,
      declaration: canonicalElement(property, uses),
      uses,
      occurrence: isFirst ? 0 : countRepeat(repeats, key),
      overridden,
      isOverride: overridden !== undefined || (facts & fact.override) !== 0,
      origin: overridden === undefined ? definition.name : overridden.origin,
      isKey: overridden?.isKey === true || (facts & fact.key) !== 0,
      embedding: embeddingOf(property, uses, facts, overridden?.embedding),
      notNull: overridden?.notNull === true || (facts & fact.notNull) !== 0,
    };
    properties.push(resolved);
    if (isFirst) byKey.set(key, resolved);
  }
  return properties;
}

function resolveParameters(
  method: CimMethod,
  resolved: ResolvedMethod,
  definitions: QualifierDefinitions,
): readonly ResolvedParameter[] {
  if (method.parameters.length === 0) return noParameters;
  const parameters: ResolvedParameter[] = [];
  const repeats = new Map<string, number>();
  for (const parameter of method.parameters) {
    const key = foldName(parameter.name);
    const uses = usesOf(parameter.qualifiers, definitions);
    parameters.push({
      kind: "parameter",
      key,
      declaration: canonicalElement(parameter, uses),
      uses,
      occurrence: countRepeat(repeats, key) - 1,
      embedding: embeddingOf(parameter, uses, factsOf(uses), undefined),
      method: resolved,
    });
  }
  return parameters;
}

/** The elements in the form in which they are kept; the given array where it holds just them. */
function declarationsOf<Element>(
  resolved: readonly { readonly declaration: Element }[],
  given: readonly Element[],
): readonly Element[] {
  let same = resolved.length === given.length;
  for (let index = 0; same && index < resolved.length; index++) same = resolved[index]?.declaration === given[index];
  return same ? given : resolved.map(({ declaration }) => declaration);
}

function resolveMethods(
  definition: CimClass,
  superclass: ResolvedClass | undefined,
  definitions: QualifierDefinitions,
  byKey: Map<string, ResolvedMethod>,
): readonly ResolvedMethod[] {
  const methods: ResolvedMethod[] = [];
  const repeats = new Map<string, number>();
  for (const method of definition.methods) {
    if (method.propagated === true) continue;
    const key = foldName(method.name);
    const uses = usesOf(method.qualifiers, definitions);
    const overridden = findMethod(superclass, key);
    const isFirst = !byKey.has(key);
    const resolved: Writable<ResolvedMethod> = {
      kind: "method",
      key,
      declaration: method,
      uses,
      occurrence: isFirst ? 0 : countRepeat(repeats, key),
      overridden,
      isOverride: overridden !== undefined || (factsOf(uses) & fact.override) !== 0,
      origin: overridden === undefined ? definition.name : overridden.origin,
      parameters: noParameters,
    };
    resolved.parameters = resolveParameters(method, resolved, definitions);
    resolved.declaration = {
      name: method.name,
      returnType: method.returnType,
      qualifiers: qualifiersOf(uses, method.qualifiers),
      parameters: declarationsOf(resolved.parameters, method.parameters),
    };
    methods.push(resolved);
    if (isFirst) byKey.set(key, resolved);
  }
  return methods;
}

/** The keys of a class: those of its superclass as far as it does not redeclare them, then its own. */
function resolveKeys(
  superclass: ResolvedClass | undefined,
  properties: readonly ResolvedProperty[],
  byKey: ReadonlyMap<string, ResolvedProperty>,
): readonly ResolvedProperty[] {
  const inherited = superclass === undefined ? noProperties : superclass.keys;
  let own = false;
  for (const property of properties) own ||= property.isKey;
  if (!own) return inherited;
  const keys = inherited.map((property) => byKey.get(property.key) ?? property);
  for (const property of properties) {
    const isNew = property.occurrence === 0 && property.overridden?.isKey !== true;
    if (property.isKey && isNew) keys.push(property);
  }
  return keys;
}

/**
 * Works out a class from what was put or stored and its superclass, and brings its declaration into the form in which it
 * is kept. Never fails: what is wrong with the declaration is for the rules to say, so of elements with one name the first
 * counts.
 */
export function resolveClass(
  definition: CimClass,
  superclass: ResolvedClass | undefined,
  definitions: QualifierDefinitions,
  isSystem = false,
): ResolvedClass {
  const uses = usesOf(definition.qualifiers, definitions);
  const facts = factsOf(uses);
  const hasProperties = definition.properties.length > 0;
  const propertiesByKey = hasProperties ? new Map<string, ResolvedProperty>() : noNames;
  const properties = hasProperties
    ? resolveProperties(definition, superclass, definitions, propertiesByKey as Map<string, ResolvedProperty>)
    : noProperties;
  const hasMethods = definition.methods.length > 0;
  const methodsByKey = hasMethods ? new Map<string, ResolvedMethod>() : noNames;
  const methods = hasMethods
    ? resolveMethods(definition, superclass, definitions, methodsByKey as Map<string, ResolvedMethod>)
    : noMethods;
  const keys = resolveKeys(superclass, properties, propertiesByKey);
  const { outer, nested } = definition;
  const resolved: Writable<ResolvedClass> = {
    kind: "class",
    key: foldName(definition.name),
    declaration: {
      kind: "class",
      name: definition.name,
      ...(definition.superclass !== undefined && { superclass: definition.superclass }),
      qualifiers: qualifiersOf(uses, definition.qualifiers),
      properties: declarationsOf(properties, definition.properties),
      methods: declarationsOf(methods, definition.methods),
      ...(outer !== undefined && { outer }),
      ...(nested !== undefined && { nested }),
    },
    superclass,
    isSystem,
    uses,
    properties,
    methods,
    propertiesByKey,
    methodsByKey,
    keys,
    keyClass: superclass?.keyClass,
    isAbstract: (facts & fact.abstract) !== 0,
    isTerminal: (facts & fact.terminal) !== 0,
    isAssociation: superclass?.isAssociation === true || (facts & fact.association) !== 0,
    isIndication: superclass?.isIndication === true || (facts & fact.indication) !== 0,
    isSingleton: superclass?.isSingleton === true || (facts & fact.singleton) !== 0,
    isStructure: superclass?.isStructure === true || (facts & fact.structure) !== 0,
    isEnumeration: (facts & fact.enumeration) !== 0,
  };
  if (keys.length > 0) resolved.keyClass ??= resolved;
  return resolved;
}
