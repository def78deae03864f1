import type { CimClass, CimInstance, CimPropertyValue, CimValue } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { ElementType } from "../cim/types.ts";
import type { Violation } from "../wbem/error.ts";
import { isDynamic } from "./providers/dynamic-class.ts";
import type { Embedding, ResolvedClass, ResolvedProperty } from "./resolved-class.ts";
import { instantiableClass } from "./rules/instantiable-class.ts";
import { type InstanceRule, Report } from "./rules/rule.ts";
import { valueType } from "./rules/typed-values.ts";

/** What stands before a value in JSON: `"Name":`, and `"Name":"` for one that is text. */
export interface BodyName {
  readonly plain: string;
  readonly quoted: string;
}

function bodyName(separator: string, name: string): BodyName {
  const plain = `${separator}${JSON.stringify(name)}:`;
  return { plain, quoted: `${plain}"` };
}

/** A property as instances see it. */
export interface InstanceProperty {
  /** Its place among the properties of the class, from 0. */
  readonly index: number;
  readonly key: string;
  /** As the class spells it. */
  readonly name: string;
  /** The type of its values. */
  readonly type: ElementType;
  readonly embedding: Embedding | undefined;
  /** What an instance has that sets nothing. */
  readonly default: CimValue;
  readonly isKey: boolean;
  /** Its place among the keys in canonical order; -1 where it is none. */
  readonly keyIndex: number;
  /** A key that gets a value of its own where an instance has none. */
  readonly isGenerated: boolean;
  /** What stands before its value in the body of a row, as the first and as a further one. */
  readonly bodyFirst: BodyName;
  readonly bodyNext: BodyName;
  readonly resolved: ResolvedProperty;
}

/** Other spellings of a property name that are remembered, for each property; real files use one or two. */
const rememberedSpellings = 4;

/** Everything that putting instances of one class needs, worked out once: a batch then costs one look-up for each value. */
export class InstanceTable {
  readonly resolved: ResolvedClass;
  readonly properties: readonly InstanceProperty[];
  /** The keys in the order of canonical paths: by folded name. */
  readonly keys: readonly InstanceProperty[];
  /** The keys that are real numbers, some of which no path can say. */
  readonly realKeys: readonly InstanceProperty[];
  /** Whether a key is a reference, whose spelling is not its identity. */
  readonly hasReferenceKey: boolean;
  /** The properties that cannot be NULL: keys, Not_Null, Indexed. */
  readonly required: readonly InstanceProperty[];
  /** Whether a property has an enumeration for its type. */
  readonly hasEnumerations: boolean;
  /** The instances come from a provider. */
  readonly isDynamic: boolean;
  /** Why there is no instance of this class by itself. */
  readonly refusals: readonly Violation[];
  /** The class with its keys and nothing else, which is what gives the keys of a path their types. */
  readonly keyDefinition: CimClass;
  /** Folded name of the class whose subtree shares the key values. */
  readonly keyClass: string;
  /** What the body of a row begins with: `{"className":"CIM_Thing","values":{`. */
  readonly bodyStart: string;
  readonly #bySpelling = new Map<string, InstanceProperty>();
  readonly #byKey = new Map<string, InstanceProperty>();
  #lastPlacement: Placement | undefined;

  constructor(resolved: ResolvedClass) {
    this.resolved = resolved;
    const keys = resolved.keys.toSorted((left, right) => (left.key < right.key ? -1 : 1));
    const keyIndexes = new Map(keys.map(({ key }, index) => [key, index]));
    const properties: InstanceProperty[] = [];
    for (let current: ResolvedClass | undefined = resolved; current !== undefined; current = current.superclass) {
      for (const property of current.properties) {
        if (this.#byKey.has(property.key)) continue;
        const prepared = prepare(property, properties.length, keyIndexes);
        properties.push(prepared);
        this.#byKey.set(prepared.key, prepared);
        this.#bySpelling.set(prepared.name, prepared);
      }
    }
    this.properties = properties;
    this.keys = keys.map(({ key }) => this.#byKey.get(key) as InstanceProperty);
    this.realKeys = this.keys.filter(({ type }) => type.type === "real32" || type.type === "real64");
    this.hasReferenceKey = this.keys.some(({ type }) => type.type === "reference");
    this.required = properties.filter((property) => property.isKey || property.resolved.notNull);
    this.hasEnumerations = properties.some(({ type }) => type.enumeration !== undefined);
    this.isDynamic = isDynamic(resolved);
    this.refusals = refusalsOf(resolved);
    this.keyClass = (resolved.keyClass ?? resolved).key;
    this.keyDefinition = keyDefinitionOf(resolved);
    this.bodyStart = `{"className":${JSON.stringify(resolved.declaration.name)},"values":{`;
  }

  /** Instances that come one after another mostly set the same properties: comparing their names spares the look-ups. */
  place(instance: CimInstance): Placement {
    if (this.#lastPlacement === undefined || !isPlacedBy(instance, this.#lastPlacement)) {
      this.#lastPlacement = placementOf(instance, this);
    }
    return this.#lastPlacement;
  }

  get propertyNames(): readonly string[] {
    return this.properties.map(({ name }) => name);
  }

  find(name: string): InstanceProperty | undefined {
    const known = this.#bySpelling.get(name);
    if (known !== undefined) return known;
    const found = this.#byKey.get(foldName(name));
    if (found !== undefined && this.#bySpelling.size < this.properties.length * (1 + rememberedSpellings)) {
      this.#bySpelling.set(name, found);
    }
    return found;
  }
}

function prepare(property: ResolvedProperty, index: number, keyIndexes: ReadonlyMap<string, number>): InstanceProperty {
  const { key, declaration, embedding, isKey } = property;
  return {
    index,
    key,
    name: declaration.name,
    type: valueType(declaration, embedding),
    embedding,
    default: declaration.value ?? null,
    isKey,
    keyIndex: keyIndexes.get(key) ?? -1,
    isGenerated: isKey && declaration.type === "string" && !declaration.isArray && embedding === undefined,
    bodyFirst: bodyName("", declaration.name),
    bodyNext: bodyName(",", declaration.name),
    resolved: property,
  };
}

function refusalsOf(resolved: ResolvedClass): readonly Violation[] {
  const report = new Report();
  instantiableClass.checkInstanceClass(resolved, report);
  return report.violations;
}

function keyDefinitionOf({ declaration, keys }: ResolvedClass): CimClass {
  const key = { name: "Key", type: "boolean", isArray: false, value: true, flavor: {} } as const;
  return {
    kind: "class",
    name: declaration.name,
    qualifiers: [],
    properties: keys.map((property) => ({ ...property.declaration, qualifiers: [key] })),
    methods: [],
  };
}

/** Where the values of an instance belong: the same for all instances that set the same properties in the same order. */
export interface Placement {
  /** The names of the properties as the instance spells them. */
  readonly names: readonly string[];
  readonly slots: readonly (InstanceProperty | undefined)[];
  readonly positions: Int32Array;
  /** The laws that can be broken, once somebody has asked for them. */
  rules: readonly InstanceRule[] | undefined;
}

/** Looks the values of an instance up in the table of its class. */
function placementOf({ properties }: CimInstance, table: InstanceTable): Placement {
  const names: string[] = [];
  const slots: (InstanceProperty | undefined)[] = [];
  const positions = new Int32Array(table.properties.length).fill(-1);
  for (let position = 0; position < properties.length; position++) {
    const { name } = properties[position] as CimPropertyValue;
    const slot = table.find(name);
    names.push(name);
    slots.push(slot);
    if (slot !== undefined && positions[slot.index] === -1) positions[slot.index] = position;
  }
  return { names, slots, positions, rules: undefined };
}

function isPlacedBy({ properties }: CimInstance, { names }: Placement): boolean {
  if (properties.length !== names.length) return false;
  for (let position = 0; position < names.length; position++) {
    if ((properties[position] as CimPropertyValue).name !== names[position]) return false;
  }
  return true;
}

/** An instance whose values have been looked up in the table of its class. */
export class PlacedInstance {
  readonly instance: CimInstance;
  readonly table: InstanceTable;
  readonly placement: Placement;
  /** What each value of the instance is a value of, in the same order; `undefined` where the class has no such property. */
  readonly slots: readonly (InstanceProperty | undefined)[];
  /** For each property of the class the place of its first value in the instance, or -1. */
  readonly positions: Int32Array;

  constructor(instance: CimInstance, table: InstanceTable) {
    const placement = table.place(instance);
    this.instance = instance;
    this.table = table;
    this.placement = placement;
    this.slots = placement.slots;
    this.positions = placement.positions;
  }

  /** Whether the instance sets a property to a value that is not NULL. */
  sets(property: InstanceProperty): boolean {
    const position = this.positions[property.index] as number;
    return position !== -1 && (this.instance.properties[position] as CimPropertyValue).value != null;
  }

  /** What the instance has for a property: what it sets, else the default of the class. */
  valueOf(property: InstanceProperty): CimValue {
    const position = this.positions[property.index] as number;
    const value = position === -1 ? undefined : (this.instance.properties[position] as CimPropertyValue).value;
    return value === undefined ? property.default : value;
  }
}

const tables = new WeakMap<ResolvedClass, InstanceTable>();

/** The table of a class, made on first use. */
export function instanceTableOf(resolved: ResolvedClass): InstanceTable {
  let table = tables.get(resolved);
  if (table === undefined) {
    table = new InstanceTable(resolved);
    tables.set(resolved, table);
  }
  return table;
}
