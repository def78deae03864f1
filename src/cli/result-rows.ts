import { findProperty, keyPropertiesOf } from "../cim/class-elements.ts";
import type { CimClass, CimInstance, CimProperty, CimValue } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { Query } from "../query/nodes.ts";
import { parseQuery } from "../query/parse-query.ts";
import type { WbemServices } from "../wbem/services.ts";
import type { TableRow } from "./result-table.ts";

/** Makes rows of what a query has found. */
export class ResultRows {
  readonly #services: WbemServices;
  readonly #query: Query | undefined;
  readonly #definitions = new Map<string, CimClass>();

  constructor(services: WbemServices, text: string) {
    const query = parseQuery(text);
    this.#services = services;
    this.#query = query.kind === "problems" ? undefined : query;
  }

  /**
   * What a row shows: of a class its name and superclass; of an instance the properties that were selected, or where it
   * came whole its keys, what it sets, and the defaults of its class that it has in place of a value.
   */
  async rowOf(object: CimInstance | CimClass): Promise<TableRow> {
    if (object.kind === "class") {
      return new Map<string, CimValue>([
        ["Class", object.name],
        ["Superclass", object.superclass ?? null],
      ]);
    }
    const row = new Map<string, CimValue>();
    if (!this.#isWhole()) {
      for (const { name, value } of object.properties) row.set(name, value ?? null);
      return row;
    }
    const definition = await this.#definitionOf(object.className);
    if (this.#namesClass(object.className)) row.set("__CLASS", object.className);
    for (const property of keyPropertiesOf(definition)) add(row, object, property);
    for (const property of definition.properties) add(row, object, property);
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

  async #definitionOf(className: string): Promise<CimClass> {
    const key = foldName(className);
    let definition = this.#definitions.get(key);
    if (definition === undefined) {
      definition = await this.#services.getClass(className);
      this.#definitions.set(key, definition);
    }
    return definition;
  }
}

function add(row: Map<string, CimValue>, instance: CimInstance, property: CimProperty): void {
  const set = findProperty(instance.properties, property.name)?.value;
  const value = set === undefined ? property.value : set;
  if (value !== undefined && (set !== undefined || value !== null)) row.set(property.name, value);
}
