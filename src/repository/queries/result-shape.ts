import type { CimInstance, CimPropertyValue } from "../../cim/model.ts";
import { findSystemProperty, systemPropertyValue } from "../../cim/system-properties.ts";
import type { PropertyPath } from "../../query/nodes.ts";
import { type InstanceProperty, type InstanceTable, PlacedInstance } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { InstanceTables } from "./instance-tables.ts";
import { systemSourceOf } from "./system-values.ts";

/** What WBEM_FLAG_ENSURE_LOCATABLE promises of every object. */
const locatingProperties: readonly string[] = Object.freeze(["__PATH", "__RELPATH", "__SERVER"]);

export interface ShapeOptions {
  /** What was selected; absent for `*`. */
  readonly properties?: readonly PropertyPath[] | undefined;
  /** Only the keys. */
  readonly keysOnly?: boolean;
  /** With the system properties by which the object is found again. */
  readonly isLocatable: boolean;
}

/** What of a class is selected, worked out once for all its instances. */
interface Selection {
  readonly table: InstanceTable;
  readonly properties: readonly InstanceProperty[];
  readonly systemNames: readonly string[];
}

/**
 * The form that the results of a query have. Without a selection an instance is as `getInstance` gives it, so that it can
 * be put back; otherwise it has the selected properties in their order, with the default of the class where it sets none,
 * and behind them the keys that were not selected.
 */
export class ResultShape {
  readonly #view: NamespaceView;
  readonly #options: ShapeOptions;
  readonly #tables: InstanceTables;
  readonly #isWhole: boolean;
  #selection: Selection | undefined;

  constructor(view: NamespaceView, options: ShapeOptions) {
    this.#view = view;
    this.#options = options;
    this.#tables = new InstanceTables(view);
    this.#isWhole = options.properties === undefined && options.keysOnly !== true;
  }

  async shaped(instance: CimInstance): Promise<CimInstance> {
    if (this.#isWhole && !this.#options.isLocatable) return instance;
    return this.shapedBy(instance, await this.#tables.of(instance.className));
  }

  /** As {@link shaped} where the table of the class is at hand. */
  shapedBy(instance: CimInstance, table: InstanceTable): CimInstance {
    if (this.#isWhole && !this.#options.isLocatable) return instance;
    if (this.#selection?.table !== table) this.#selection = this.#select(table);
    const { properties, systemNames } = this.#selection;
    const shown: CimPropertyValue[] = this.#isWhole ? [...instance.properties] : valuesOf(instance, table, properties);
    if (systemNames.length > 0) {
      const source = systemSourceOf(this.#view, instance, table);
      for (const name of systemNames) shown.push({ name, value: systemPropertyValue(name, source) ?? null });
    }
    return this.#isWhole
      ? { ...instance, properties: shown }
      : { kind: "instance", className: instance.className, properties: shown };
  }

  /** An object of this form that is none of the repository: every value is the default of the class, and it has no path. */
  sample(table: InstanceTable): CimInstance {
    const className = table.resolved.declaration.name;
    const { properties, systemNames } = this.#select(table);
    const shown: CimPropertyValue[] = (this.#isWhole ? table.properties : properties).map((property) => {
      return { name: property.name, value: property.default };
    });
    const source = { ...systemSourceOf(this.#view, undefined, table) };
    for (const name of systemNames) shown.push({ name, value: systemPropertyValue(name, source) ?? null });
    return { kind: "instance", className, properties: shown };
  }

  #select(table: InstanceTable): Selection {
    const { properties: selected = [], isLocatable } = this.#options;
    const properties = new Set<InstanceProperty>();
    const systemNames = new Set<string>();
    for (const { names } of selected) {
      // Of a property within an embedded object the whole object is given.
      const system = findSystemProperty(names[0].name);
      if (system !== undefined) systemNames.add(system.name);
      const property = table.find(names[0].name);
      if (property !== undefined) properties.add(property);
    }
    for (const key of table.keys) properties.add(key);
    if (isLocatable) for (const name of locatingProperties) systemNames.add(name);
    return { table, properties: [...properties], systemNames: [...systemNames] };
  }
}

function valuesOf(
  instance: CimInstance,
  table: InstanceTable,
  properties: readonly InstanceProperty[],
): CimPropertyValue[] {
  const placed = new PlacedInstance(instance, table);
  return properties.map((property) => {
    const position = placed.positions[property.index] as number;
    const qualifiers = position === -1 ? undefined : instance.properties[position]?.qualifiers;
    const value = placed.valueOf(property);
    return { name: property.name, value, ...(qualifiers !== undefined && { qualifiers }) };
  });
}
