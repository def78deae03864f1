import type { CimClass, CimMethod, CimParameter, CimProperty, CimQualifier } from "../cim/model.ts";
import type { QualifierDefinition } from "./qualifier-definitions.ts";

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
  /** It replaces an inherited declaration, or has the qualifier that says so. */
  readonly isOverride: boolean;
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
  /** As that of a property. */
  readonly isOverride: boolean;
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
  /** This and all below have no keys and are only embedded. */
  readonly isStructure: boolean;
  /** Stands for an enumeration of MOF 3; its properties are the elements. */
  readonly isEnumeration: boolean;
}

/** Anything that carries qualifiers. */
export type ResolvedElement = ResolvedClass | ResolvedProperty | ResolvedMethod | ResolvedParameter;

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

/** A class and everything it declares that can carry qualifiers. */
export function* elementsOf(resolved: ResolvedClass): Generator<ResolvedElement> {
  yield resolved;
  yield* resolved.properties;
  for (const method of resolved.methods) {
    yield method;
    yield* method.parameters;
  }
}

/** The names of the classes above one, nearest first. */
export function derivationOf({ superclass }: ResolvedClass): readonly string[] {
  const names: string[] = [];
  for (let above = superclass; above !== undefined; above = above.superclass) names.push(above.declaration.name);
  return names;
}

/** How many classes are above one. */
export function depthOf({ superclass }: ResolvedClass): number {
  let depth = 0;
  for (let above = superclass; above !== undefined; above = above.superclass) depth++;
  return depth;
}
