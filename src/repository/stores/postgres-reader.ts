import type { RowCondition } from "../row-condition.ts";
import type { ClassRow, InstanceKey, InstanceRow, NamespaceRow, QualifierTypeRow, StoreReader } from "../store.ts";
import { textArray, uuid, uuidArray } from "./postgres-arrays.ts";
import { conditionSql } from "./postgres-conditions.ts";
import type { Row, Value } from "./postgres-connection.ts";
import { indexedKey } from "./postgres-layout.ts";
import { PostgresLookups } from "./postgres-lookups.ts";
import { fromPostgresText, hashOf, toPostgresText } from "./postgres-text.ts";

/** How many rows a batch of a scan has at most, and how many bytes their bodies: more only where one row has more. */
const batchRows = 1000;
const batchBytes = 1_000_000;

/**
 * The reading half of the port, a statement for each method and for each batch of a scan; look-ups of settings, namespaces and instances
 * that are asked for at the same time share one.
 */
export abstract class PostgresReader implements StoreReader {
  /** The schema's name as SQL writes it. */
  protected readonly schema: string;
  readonly #settings = new PostgresLookups((names: readonly string[]) => this.#findSettings(names));
  readonly #namespaces = new PostgresLookups((keys: readonly string[]) => this.#findNamespaces(keys));
  /** By namespace. */
  readonly #instances = new Map<string, PostgresLookups<InstanceKey, InstanceRow>>();

  constructor(schema: string) {
    this.schema = schema;
  }

  /** Asks one statement of one state; nothing is answered where there is no repository yet. */
  protected abstract ask(text: string, values: readonly Value[]): Promise<readonly Row[]>;

  /** As {@link ask}, for what would take long without its index. */
  protected abstract askByIndex(text: string, values: readonly Value[]): Promise<readonly Row[]>;

  async getSetting(name: string): Promise<string | undefined> {
    return (await this.#settings.get([name]))[0];
  }

  async #findSettings(names: readonly string[]): Promise<readonly (string | undefined)[]> {
    const sql = `SELECT name, value FROM ${this.schema}.setting WHERE name = ANY($1::pg_catalog.text[])`;
    const rows = await this.ask(sql, [textArray([...new Set(names)].map(toPostgresText))]);
    const found = new Map(rows.map(([name, value]) => [textIn(name), textIn(value)]));
    return names.map((name) => found.get(name));
  }

  async getNamespace(namespace: string): Promise<NamespaceRow | undefined> {
    return (await this.#namespaces.get([namespace]))[0];
  }

  async #findNamespaces(keys: readonly string[]): Promise<readonly (NamespaceRow | undefined)[]> {
    const sql = `SELECT key, path, generation FROM ${this.schema}.namespace WHERE hash = ANY($1::pg_catalog.uuid[])`;
    const rows = await this.ask(sql, [uuidArray([...new Set(keys)].map((key) => hashOf(key)))]);
    const found = new Map(rows.map(namespaceRow).map((row) => [row.key, row]));
    return keys.map((key) => found.get(key));
  }

  async listNamespaces(): Promise<readonly NamespaceRow[]> {
    const rows = await this.ask(`SELECT key, path, generation FROM ${this.schema}.namespace ORDER BY key`, []);
    return rows.map(namespaceRow);
  }

  async getClasses(namespace: string, keys: readonly string[]): Promise<readonly (ClassRow | undefined)[]> {
    if (keys.length === 0) return [];
    const rows = await this.ask(
      `SELECT key, superclass, body FROM ${this.schema}.class WHERE hash = ANY($1::pg_catalog.uuid[])`,
      [uuidArray(keys.map((key) => hashOf(namespace, key)))],
    );
    const found = new Map(rows.map((row) => [textIn(row[0]), classRow(row)]));
    return keys.map((key) => found.get(key));
  }

  async listSubclasses(namespace: string, superclass: string | null): Promise<readonly ClassRow[]> {
    const isUnder = superclass === null ? "superclass_hash IS NULL" : "superclass_hash = $2";
    const sql = `SELECT key, superclass, body FROM ${this.schema}.class
      WHERE namespace_hash = $1 AND ${isUnder} ORDER BY key`;
    const values = [uuid(hashOf(namespace))];
    if (superclass !== null) values.push(uuid(hashOf(namespace, superclass)));
    return (await this.ask(sql, values)).map(classRow);
  }

  async getQualifierTypes(
    namespace: string,
    keys: readonly string[],
  ): Promise<readonly (QualifierTypeRow | undefined)[]> {
    if (keys.length === 0) return [];
    const rows = await this.ask(
      `SELECT key, body FROM ${this.schema}.qualifier_type WHERE hash = ANY($1::pg_catalog.uuid[])`,
      [uuidArray(keys.map((key) => hashOf(namespace, key)))],
    );
    const found = new Map(rows.map((row) => [textIn(row[0]), qualifierTypeRow(row)]));
    return keys.map((key) => found.get(key));
  }

  async listQualifierTypes(namespace: string): Promise<readonly QualifierTypeRow[]> {
    const sql = `SELECT key, body FROM ${this.schema}.qualifier_type WHERE namespace_hash = $1 ORDER BY key`;
    return (await this.ask(sql, [uuid(hashOf(namespace))])).map(qualifierTypeRow);
  }

  async getInstances(namespace: string, keys: readonly InstanceKey[]): Promise<readonly (InstanceRow | undefined)[]> {
    if (keys.length === 0) return [];
    let lookups = this.#instances.get(namespace);
    if (lookups === undefined) {
      lookups = new PostgresLookups((wanted) => {
        const hashes = wanted.map(({ keyClass, key }) => hashOf(namespace, keyClass, key));
        return this.findInstances(wanted, hashes);
      });
      this.#instances.set(namespace, lookups);
    }
    return lookups.get(keys);
  }

  /** The instances of keys by their hashes. */
  protected async findInstances(
    keys: readonly InstanceKey[],
    hashes: readonly string[],
  ): Promise<readonly (InstanceRow | undefined)[]> {
    const rows = await this.ask(
      `SELECT class.key_class, instance.key, class.key, instance.body
      FROM ${this.schema}.instance JOIN ${this.schema}.instance_class AS class ON class.hash = instance.class_hash
      WHERE instance.hash = ANY($1::pg_catalog.uuid[])`,
      [uuidArray(hashes)],
    );
    const found = new Map<string, InstanceRow[]>();
    for (const [keyClass, key, className, body] of rows) {
      const row = { keyClass: textIn(keyClass), key: textIn(key), className: textIn(className), body: textIn(body) };
      const others = found.get(row.key);
      if (others === undefined) found.set(row.key, [row]);
      else others.push(row);
    }
    return keys.map(({ keyClass, key }) => found.get(key)?.find((row) => row.keyClass === keyClass));
  }

  /**
   * Reads on behind the last key of the batch before, so that nothing is kept on the server in between. Bodies are counted
   * there and not sent, where they are too many for a batch.
   */
  async *scanInstances(
    namespace: string,
    className: string,
    condition?: RowCondition,
  ): AsyncGenerator<readonly InstanceRow[], void, undefined> {
    const keyClass = await this.keyClassOf(namespace, className);
    if (keyClass === undefined) return;
    const classHash = uuid(hashOf(namespace, className));
    let last: string | undefined;
    for (;;) {
      const values: Value[] = last === undefined ? [classHash] : [classHash, last];
      const rows = await this.askByIndex(this.#batchText(values, condition), values);
      last = rows.at(-1)?.[0] as string | undefined;
      const batch = rows.map(
        ([key, body]): InstanceRow => ({
          keyClass,
          key: textIn(key),
          className,
          body: textIn(body),
        }),
      );
      if (batch.length > 0) yield batch;
      if (last === undefined || isLastBatch(batch)) return;
    }
  }

  /** The class that introduces the keys of the instances of a class; `undefined` where it has had none. */
  protected async keyClassOf(namespace: string, className: string): Promise<string | undefined> {
    const sql = `SELECT key_class FROM ${this.schema}.instance_class WHERE hash = $1`;
    const [found] = await this.ask(sql, [uuid(hashOf(namespace, className))]);
    return found && textIn(found[0]);
  }

  /** @param values the class and the key to go on behind, to which those of the condition are added */
  #batchText(values: Value[], condition: RowCondition | undefined): string {
    const goesOn = values.length > 1;
    const behind = goesOn ? `AND "left"(key, ${indexedKey}) >= "left"($2, ${indexedKey}) AND key > $2` : "";
    const wanted = condition === undefined ? "" : `AND ${conditionSql(condition, values)}`;
    const order = `"left"(key, ${indexedKey}), key`;
    return `SELECT key, body
      FROM (
        SELECT key, body, sum(octet_length(body)) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING) AS total
        FROM (
          SELECT key, body FROM ${this.schema}.instance
          WHERE class_hash = $1 ${behind} ${wanted} ORDER BY ${order} LIMIT ${batchRows}
        ) AS batch
      ) AS counted
      WHERE total - octet_length(body) < ${batchBytes}
      ORDER BY ${order}`;
  }

  async hasInstances(namespace: string, classNames: readonly string[]): Promise<boolean> {
    if (classNames.length === 0) return false;
    const sql = `SELECT 1 FROM ${this.schema}.instance WHERE class_hash = ANY($1::pg_catalog.uuid[]) LIMIT 1`;
    const hashes = uuidArray(classNames.map((className) => hashOf(namespace, className)));
    return (await this.askByIndex(sql, [hashes])).length > 0;
  }

  async countInstances(namespace: string, className: string): Promise<number> {
    const sql = `SELECT count(*) FROM ${this.schema}.instance WHERE class_hash = $1`;
    // Before there are tables there is no row.
    const [counted] = await this.askByIndex(sql, [uuid(hashOf(namespace, className))]);
    return Number(counted?.[0] ?? 0);
  }

  async listInstanceClasses(namespace: string): Promise<readonly string[]> {
    const sql = `SELECT key FROM ${this.schema}.instance_class WHERE namespace_hash = $1`;
    return (await this.ask(sql, [uuid(hashOf(namespace))])).map(([key]) => textIn(key));
  }
}

/** Whether nothing can come behind it: neither its rows nor their bytes, three a UTF-16 unit at most, are as many as may be. */
function isLastBatch(batch: readonly InstanceRow[]): boolean {
  if (batch.length === batchRows) return false;
  let units = 0;
  for (const { body } of batch) units += body.length;
  return 3 * units < batchBytes;
}

function textIn(value: unknown): string {
  return fromPostgresText(value as string);
}

/** Of `key`, `path` and `generation`. */
export function namespaceRow([key, path, generation]: Row): NamespaceRow {
  return { key: textIn(key), path: textIn(path), generation: Number(generation) };
}

/** Of `key`, `superclass` and `body`. */
export function classRow([key, superclass, body]: Row): ClassRow {
  return { key: textIn(key), superclass: superclass === null ? null : textIn(superclass), body: textIn(body) };
}

function qualifierTypeRow([key, body]: Row): QualifierTypeRow {
  return { key: textIn(key), body: textIn(body) };
}
