import { keyPropertiesOf } from "../cim/class-elements.ts";
import type { CimClass, CimInstance, CimPropertyValue, CimValue } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { Query } from "../query/nodes.ts";
import { parseQuery } from "../query/parse-query.ts";
import type { WbemServices } from "../wbem/services.ts";
import type { TableRow } from "./result-table.ts";

/** A class, worked out once for all its instances. */
interface KnownClass {
  /** All properties, each as an instance has it that does not set it. */
  readonly unset: readonly CimPropertyValue[];
  /** Places in {@link unset} by the folded names, and by those of the declaration. */
  readonly places: ReadonlyMap<string, number>;
  readonly keys: readonly string[];
}

/**
 * Shows what a query has found. An instance that came whole has only what it sets, so that it can be put back; it is shown
 * with every property of its class: those that it does not set with the default, or NULL, as where they are selected by name.
 */
export class ResultRows {
  readonly #services: WbemServices;
  readonly #query: Query | undefined;
  readonly #classes = new Map<string, KnownClass>();

  constructor(services: WbemServices, text: string) {
    const query = parseQuery(text);
    this.#services = services;
    this.#query = query.kind === "problems" ? undefined : query;
  }

  /** What is shown of a result; of an instance that came whole its class decides the order of the properties. */
  async shown(object: CimInstance | CimClass): Promise<CimInstance | CimClass> {
    if (object.kind === "class" || !this.#isWhole()) return object;
    const { unset, places } = await this.#classOf(object.className);
    const properties = [...unset];
    for (const property of object.properties) {
      const place = places.get(property.name) ?? places.get(foldName(property.name));
      if (place === undefined) properties.push(property);
      else properties[place] = property.value === undefined ? { ...property, ...unset[place] } : property;
    }
    return { ...object, properties };
  }

  /** What a row shows: of a class its name and superclass, of an instance its properties, the keys first where it came whole. */
  async rowOf(object: CimInstance | CimClass): Promise<TableRow> {
    const shown = await this.shown(object);
    if (shown.kind === "class") {
      return new Map<string, CimValue>([
        ["Class", shown.name],
        ["Superclass", shown.superclass ?? null],
      ]);
    }
    const row = new Map<string, CimValue>();
    if (this.#isWhole()) {
      if (this.#namesClass(shown.className)) row.set("__CLASS", shown.className);
      for (const key of (await this.#classOf(shown.className)).keys) row.set(key, null);
    }
    for (const { name, value } of shown.properties) row.set(name, value ?? null);
    return row;
  }

  #isWhole(): boolean {
    if (this.#query?.kind === "data") return this.#query.properties === undefined;
    return this.#query?.kind !== "schema" && this.#query?.keysOnly !== true;
  }

  /** Whether the query does not tell the class of an instance. */
  #namesClass(className: string): boolean {
    return this.#query?.kind !== "data" || this.#query.className.key !== foldName(className);
  }

  async #classOf(className: string): Promise<KnownClass> {
    let known = this.#classes.get(className);
    if (known === undefined) {
      const definition = await this.#services.getClass(className);
      const places = new Map<string, number>();
      definition.properties.forEach(({ name }, place) => {
        places.set(name, place).set(foldName(name), place);
      });
      known = {
        unset: definition.properties.map(({ name, value }) => ({ name, value: value ?? null })),
        places,
        keys: keyPropertiesOf(definition).map(({ name }) => name),
      };
      this.#classes.set(className, known);
    }
    return known;
  }
}
