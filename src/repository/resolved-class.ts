import type { CimClass, CimMethod, CimParameter, CimProperty, CimQualifier } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { convertValue } from "./convert-value.ts";
import type { QualifierDefinition, QualifierDefinitions } from "./qualifier-definitions.ts";

/** A qualifier as an element specifies it, with what its namespace knows of the name. */
export interface QualifierUse {
  readonly qualifier: CimQualifier;
  readonly definition: QualifierDefinition;
}

/** What the string or object of an element holds: instances of a class, or of any. */
export interface Embedding {
  /** As spelled; `undefined`: an object of any class. */
  readonly className: string | undefined;
}

/** A property as a class declares it. */
export interface ResolvedProperty {
  readonly kind: "property";
  readonly key: string;
  readonly declaration: CimProperty;
  readonly uses: readonly QualifierUse[];
  /** Which declaration of this name in its class it is, from 0: more than one only where a put will be refused. */
  readonly occurrence: number;
  /** The inherited declaration that this one replaces. */
  readonly overridden: ResolvedProperty | undefined;
  /** The class that introduced the property, as spelled. */
  readonly origin: string;
  readonly isKey: boolean;
  readonly embedding: Embedding | undefined;
  /** WMI's Not_Null or Indexed: the value is never NULL. */
  readonly notNull: boolean;
}

export interface ResolvedParameter {
  readonly kind: "parameter";
  readonly key: string;
  readonly declaration: CimParameter;
  readonly uses: readonly QualifierUse[];
  readonly occurrence: number;
  readonly embedding: Embedding | undefined;
  readonly method: ResolvedMethod;
}

/** A method as a class declares it. */
export interface ResolvedMethod {
  readonly kind: "method";
  readonly key: string;
  readonly declaration: CimMethod;
  readonly uses: readonly QualifierUse[];
  readonly occurrence: number;
  readonly overridden: ResolvedMethod | undefined;
  /** The class that introduced the method, as spelled. */
  readonly origin: string;
  readonly parameters: readonly ResolvedParameter[];
}

/**
 * A class with its inheritance worked out. It holds its own declaration and a link to its superclass; what is inherited is
 * found through the link and never copied, so that 10,000 subclasses of a big class cost what they declare themselves.
 */
export interface ResolvedClass {
  readonly kind: "class";
  readonly key: string;
  /** The local declaration. */
  readonly declaration: CimClass;
  readonly superclass: ResolvedClass | undefined;
  /** Part of the code and not of the repository. */
  readonly isSystem: boolean;
  readonly uses: readonly QualifierUse[];
  /** Own properties in the order of their declaration. */
  readonly properties: readonly ResolvedProperty[];
  readonly methods: readonly ResolvedMethod[];
  readonly propertiesByKey: ReadonlyMap<string, ResolvedProperty>;
  readonly methodsByKey: ReadonlyMap<string, ResolvedMethod>;
  /** All key properties, inherited ones first; shared with the superclass where nothing was added. */
  readonly keys: readonly ResolvedProperty[];
  /** The class that introduced the keys; its subtree shares one set of key values. */
  readonly keyClass: ResolvedClass | undefined;
  readonly isAbstract: boolean;
  readonly isTerminal: boolean;
  /** This and all below: kept along the hierarchy whatever the flavors are. */
  readonly isAssociation: boolean;
  readonly isIndication: boolean;
  readonly isSingleton: boolean;
}

/** Anything that carries qualifiers. */
export type ResolvedElement = ResolvedClass | ResolvedProperty | ResolvedMethod | ResolvedParameter;

const noUses: readonly QualifierUse[] = Object.freeze([]);
const noProperties: readonly ResolvedProperty[] = Object.freeze([]);
const noMethods: readonly ResolvedMethod[] = Object.freeze([]);
const noNames: ReadonlyMap<string, never> = new Map<string, never>();

/** A property by its folded name, own or inherited. */
export function findProperty(from: ResolvedClass | undefined, key: string): ResolvedProperty | undefined {
  for (let current = from; current !== undefined; current = current.superclass) {
    const found = current.propertiesByKey.get(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A method by its folded name, own or inherited. */
export function findMethod(from: ResolvedClass | undefined, key: string): ResolvedMethod | undefined {
  for (let current = from; current !== undefined; current = current.superclass) {
    const found = current.methodsByKey.get(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a class is `ancestor` or derives from it, by folded name. */
export function isClassOrSubclass(candidate: ResolvedClass, ancestor: string): boolean {
  for (let current: ResolvedClass | undefined = candidate; current !== undefined; current = current.superclass) {
    if (current.key === ancestor) return true;
  }
  return false;
}

/** Up to so many qualifiers an element is searched in order; more than any real one has. */
const linearSearchLimit = 16;

const usesByKey = new WeakMap<readonly QualifierUse[], ReadonlyMap<string, QualifierUse>>();

/** What an element specifies for a qualifier, by folded name; the first where it does so twice. */
export function findUse(uses: readonly QualifierUse[], key: string): QualifierUse | undefined {
  if (uses.length <= linearSearchLimit) {
    for (const use of uses) if (use.definition.key === key) return use;
    return undefined;
  }
  let byKey = usesByKey.get(uses);
  if (byKey === undefined) {
    byKey = new Map(uses.toReversed().map((use) => [use.definition.key, use]));
    usesByKey.set(uses, byKey);
  }
  return byKey.get(key);
}

function usesOf(qualifiers: readonly CimQualifier[], definitions: QualifierDefinitions): readonly QualifierUse[] {
  if (qualifiers.length === 0) return noUses;
  const uses: QualifierUse[] = [];
  for (const qualifier of qualifiers) {
    const definition = definitions.find(qualifier.name);
    uses.push({ qualifier: typedQualifier(qualifier, definition), definition });
  }
  return uses;
}

/** A qualifier with its declared type, which may have been declared after the class was stored. */
function typedQualifier(qualifier: CimQualifier, { type }: QualifierDefinition): CimQualifier {
  if (type === undefined || (qualifier.type === type.type && qualifier.isArray === type.isArray)) return qualifier;
  const { value } = qualifier;
  return {
    ...qualifier,
    type: type.type,
    isArray: type.isArray,
    ...(value !== undefined && { value: convertValue(value, type.type) }),
  };
}

function isTrue(uses: readonly QualifierUse[], key: string): boolean {
  return findUse(uses, key)?.qualifier.value === true;
}

/**
 * What a property or parameter embeds: by its type in WMI, by EmbeddedInstance and EmbeddedObject on a string in CIM. An
 * override that does not say so again embeds what the overridden one does.
 */
function embeddingOf(
  element: CimProperty | CimParameter,
  uses: readonly QualifierUse[],
  overridden: Embedding | undefined,
): Embedding | undefined {
  if (element.type === "object") return { className: element.className };
  if (element.type !== "string") return undefined;
  for (const { definition, qualifier } of uses) {
    if (definition.key === "embeddedinstance" && typeof qualifier.value === "string") {
      return { className: qualifier.value };
    }
    if (definition.key === "embeddedobject" && qualifier.value === true) return { className: undefined };
  }
  return overridden;
}

/** The number, from 1, of a further declaration of a name. */
function countRepeat(repeats: Map<string, number>, key: string): number {
  const occurrence = (repeats.get(key) ?? 0) + 1;
  repeats.set(key, occurrence);
  return occurrence;
}

function resolveProperties(
  declaration: CimClass,
  superclass: ResolvedClass | undefined,
  definitions: QualifierDefinitions,
  byKey: Map<string, ResolvedProperty>,
): readonly ResolvedProperty[] {
  const properties: ResolvedProperty[] = [];
  const repeats = new Map<string, number>();
  for (const property of declaration.properties) {
    const key = foldName(property.name);
    const uses = usesOf(property.qualifiers, definitions);
    const overridden = findProperty(superclass, key);
    const isFirst = !byKey.has(key);
    const resolved: ResolvedProperty = {
      kind: "property",
      key,
      declaration: property,
      uses,
      occurrence: isFirst ? 0 : countRepeat(repeats, key),
      overridden,
      origin: overridden === undefined ? declaration.name : overridden.origin,
      isKey: overridden?.isKey === true || isTrue(uses, "key"),
      embedding: embeddingOf(property, uses, overridden?.embedding),
      notNull: overridden?.notNull === true || isTrue(uses, "not_null") || isTrue(uses, "indexed"),
    };
    properties.push(resolved);
    if (isFirst) byKey.set(key, resolved);
  }
  return properties;
}

function resolveMethods(
  declaration: CimClass,
  superclass: ResolvedClass | undefined,
  definitions: QualifierDefinitions,
  byKey: Map<string, ResolvedMethod>,
): readonly ResolvedMethod[] {
  const methods: ResolvedMethod[] = [];
  const repeats = new Map<string, number>();
  const parameterNames = new Map<string, number>();
  for (const method of declaration.methods) {
    const key = foldName(method.name);
    const overridden = findMethod(superclass, key);
    const parameters: ResolvedParameter[] = [];
    const resolved: ResolvedMethod = {
      kind: "method",
      key,
      declaration: method,
      uses: usesOf(method.qualifiers, definitions),
      occurrence: byKey.has(key) ? countRepeat(repeats, key) : 0,
      overridden,
      origin: overridden === undefined ? declaration.name : overridden.origin,
      parameters,
    };
    parameterNames.clear();
    for (const parameter of method.parameters) {
      const parameterKey = foldName(parameter.name);
      const uses = usesOf(parameter.qualifiers, definitions);
      const occurrence = parameterNames.get(parameterKey) ?? 0;
      parameterNames.set(parameterKey, occurrence + 1);
      parameters.push({
        kind: "parameter",
        key: parameterKey,
        declaration: parameter,
        uses,
        occurrence,
        embedding: embeddingOf(parameter, uses, undefined),
        method: resolved,
      });
    }
    methods.push(resolved);
    if (!byKey.has(key)) byKey.set(key, resolved);
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
 * Works out a class from its local declaration and its superclass. Never fails: what is wrong with the declaration is for
 * the rules to say, so of elements with one name the first counts.
 */
export function resolveClass(
  declaration: CimClass,
  superclass: ResolvedClass | undefined,
  definitions: QualifierDefinitions,
  isSystem = false,
): ResolvedClass {
  const uses = usesOf(declaration.qualifiers, definitions);
  const hasProperties = declaration.properties.length > 0;
  const propertiesByKey = hasProperties ? new Map<string, ResolvedProperty>() : noNames;
  const properties = hasProperties
    ? resolveProperties(declaration, superclass, definitions, propertiesByKey as Map<string, ResolvedProperty>)
    : noProperties;
  const hasMethods = declaration.methods.length > 0;
  const methodsByKey = hasMethods ? new Map<string, ResolvedMethod>() : noNames;
  const methods = hasMethods
    ? resolveMethods(declaration, superclass, definitions, methodsByKey as Map<string, ResolvedMethod>)
    : noMethods;
  const keys = resolveKeys(superclass, properties, propertiesByKey);
  const resolved: ResolvedClass & { keyClass: ResolvedClass | undefined } = {
    kind: "class",
    key: foldName(declaration.name),
    declaration,
    superclass,
    isSystem,
    uses,
    properties,
    methods,
    propertiesByKey,
    methodsByKey,
    keys,
    keyClass: superclass?.keyClass,
    isAbstract: isTrue(uses, "abstract"),
    isTerminal: isTrue(uses, "terminal"),
    isAssociation: superclass?.isAssociation === true || isTrue(uses, "association"),
    isIndication: superclass?.isIndication === true || isTrue(uses, "indication"),
    isSingleton: superclass?.isSingleton === true || isTrue(uses, "singleton"),
  };
  if (keys.length > 0) resolved.keyClass ??= resolved;
  return resolved;
}
