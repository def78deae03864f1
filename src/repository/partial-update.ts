import type { CimInstance, CimPropertyValue, CimScalar, CimValue } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { formatKeys, type KeyBinding } from "../cim/object-path.ts";
import { findSystemProperty } from "../cim/system-properties.ts";
import { suggest } from "../codes/suggest.ts";
import type { WbemContext } from "../wbem/context.ts";
import { type Violation, violation } from "../wbem/error.ts";
import { WBEM_FLAG_UPDATE_ONLY } from "../wbem/flags.ts";
import { type ExtensionFamily, readExtensions } from "./context-extensions.ts";
import { type InstanceProperty, type InstanceTable, PlacedInstance } from "./instance-table.ts";
import { checkWellFormed } from "./refuse-malformed-keys.ts";
import { oneValuePerProperty } from "./rules/one-value-per-property.ts";
import { Report, type RuleContext, reportValue } from "./rules/rule.ts";

const propertyList = "__PUT_EXT_PROPERTIES";
const strictNulls = "__PUT_EXT_STRICT_NULLS";

const putExtensions: ExtensionFamily = {
  prefix: "__PUT_EXT",
  announcement: "__PUT_EXTENSIONS",
  request: "__PUT_EXT_CLIENT_REQUEST",
  // A put into the store is all or nothing, with ATOMIC and without.
  switches: [strictNulls, "__PUT_EXT_ATOMIC"],
  list: propertyList,
  unsupported: "unsupported-put-extension",
};

/** An update of some properties only. */
export interface PartialUpdate {
  /** The names of the properties that are updated, as they were spelled. */
  readonly listed: readonly string[];
  /** NULL in the instance is written; otherwise the property keeps its value. */
  readonly strictNulls: boolean;
}

/**
 * What the context of a put asks for (Microsoft, "Making a partial-instance update"); `undefined`: all properties are
 * written, as without a context.
 *
 * @throws `WbemError` `WBEM_E_INVALID_CONTEXT`, `WBEM_E_UNSUPPORTED_PUT_EXTENSION`
 */
export function partialUpdateOf(context: WbemContext | null, flags: number): PartialUpdate | undefined {
  const extensions = readExtensions(context, putExtensions, () => {
    return (flags & WBEM_FLAG_UPDATE_ONLY) === 0 ? violation("partial-update-may-create", {}) : undefined;
  });
  if (extensions?.listed === undefined) return undefined;
  return { listed: extensions.listed, strictNulls: extensions.on.has(foldName(strictNulls)) };
}

/** The keys by which the instance of a partial update is found, or what is wrong with them. */
export function partialKeys(
  placed: PlacedInstance,
  context: RuleContext,
): { readonly keys: readonly KeyBinding[]; readonly text: string } | Report {
  const report = new Report();
  const keys: KeyBinding[] = [];
  const { table } = placed;
  oneValuePerProperty.checkInstance(placed, false, context, report);
  for (const property of table.keys) {
    const { name, type, embedding } = property;
    const value = placed.valueOf(property);
    if (value === null) {
      report.add(violation("null-key", { property: name, class: table.resolved.declaration.name }, { property: name }));
    } else {
      reportValue(value, type, embedding, () => ({ property: name }), context, report);
      keys.push({ name, value: value as CimScalar });
    }
  }
  if (report.violations.length > 0) return report;
  const text = formatKeys(keys);
  return checkWellFormed(keys, text, report) ? { keys, text } : report;
}

/** The properties of a class that an update lists, or what is wrong with the list. A name that is repeated counts once. */
export function listedProperties(update: PartialUpdate, table: InstanceTable): ReadonlySet<InstanceProperty> | Report {
  const report = new Report();
  const listed = new Set<InstanceProperty>();
  const className = table.resolved.declaration.name;
  for (const name of new Set(update.listed)) {
    const property = table.find(name);
    if (property !== undefined) listed.add(property);
    else if (findSystemProperty(name) !== undefined) {
      report.add(violation("system-property-listed", { name: propertyList, property: name }));
    } else {
      const suggestion = suggest(name, table.propertyNames);
      const parameters = { name: propertyList, property: name, class: className };
      const more = { related: className, ...(suggestion !== undefined && { suggestion }) };
      report.add(violation("unknown-listed-property", parameters, {}, more));
    }
  }
  return report.violations.length > 0 ? report : listed;
}

/** What a partial update looks at of an instance: its keys and the listed properties. */
export function listedValues(
  given: CimInstance,
  table: InstanceTable,
  listed: ReadonlySet<InstanceProperty>,
): PlacedInstance {
  const properties = given.properties.filter(({ name }) => {
    const property = table.find(name);
    return property !== undefined && (property.isKey || listed.has(property));
  });
  return new PlacedInstance({ ...given, properties }, table);
}

/** A stored instance with the listed properties of another one, and what was left as it was. */
export interface MergedInstance {
  readonly instance: CimInstance;
  readonly warnings: readonly Violation[];
}

/**
 * The stored instance with the listed properties as `given` has them: what it does not set has the default of the class,
 * and NULL is written with strict nulls alone. Everything else stays, qualifiers of the instance and keys included.
 */
export function mergeListed(
  stored: CimInstance,
  given: PlacedInstance,
  listed: ReadonlySet<InstanceProperty>,
  update: PartialUpdate,
): MergedInstance {
  const { table } = given;
  const warnings: Violation[] = [];
  const changed = new Map<InstanceProperty, CimPropertyValue | undefined>();
  for (const property of listed) {
    if (given.valueOf(property) === null && !update.strictNulls) {
      const before = valueIn(stored, table, property);
      if (before === null) continue;
      warnings.push(violation("null-not-written", { property: property.name }, { property: property.name }));
      continue;
    }
    changed.set(property, given.instance.properties[given.positions[property.index] as number]);
  }
  const properties: CimPropertyValue[] = [];
  for (const before of stored.properties) {
    const property = table.find(before.name) as InstanceProperty;
    const after = changed.has(property) ? changed.get(property) : before;
    changed.delete(property);
    if (after !== undefined) properties.push(after);
  }
  for (const added of changed.values()) if (added !== undefined) properties.push(added);
  return { instance: { ...stored, properties }, warnings };
}

function valueIn(instance: CimInstance, table: InstanceTable, property: InstanceProperty): CimValue {
  return new PlacedInstance(instance, table).valueOf(property);
}
