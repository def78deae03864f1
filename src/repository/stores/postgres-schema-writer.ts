import { sortByKey } from "../../cim/code-point-order.ts";
import type { ClassRow, NamespaceRow, QualifierTypeRow } from "../store.ts";
import { uuid, uuidArray } from "./postgres-arrays.ts";
import type { Row, Value } from "./postgres-connection.ts";
import { classBuffer, type PutSchemaRow, qualifierTypeBuffer } from "./postgres-puts.ts";
import { type ClassAhead, PostgresReadAhead, readAheadBytes, readAheadClasses } from "./postgres-read-ahead.ts";
import { classRow, PostgresReader } from "./postgres-reader.ts";
import type { PostgresRowBuffer } from "./postgres-row-buffer.ts";
import { fromPostgresText, hashOf, toPostgresText } from "./postgres-text.ts";
import type { PostgresTransaction } from "./postgres-transaction.ts";

/** What a transaction knows of a namespace without asking. */
export interface KnownNamespace {
  readonly hash: string;
  /** Whether it came in this transaction, so that all its rows did. */
  readonly isNew: boolean;
  /** Hashes of the classes and qualifier types that were put, of a new namespace. */
  readonly putNames: Set<string>;
  /** The classes of one that is not new. */
  readonly classes: PostgresReadAhead;
  /** Key classes that had instances before; `undefined`: not asked yet. */
  oldKeyClasses: Promise<ReadonlySet<string>> | undefined;
  /** Classes of which the row is there that says that they have instances: their hash, and the key class that it names. */
  readonly instanceClasses: Map<string, { readonly hash: string; readonly keyClass: string }>;
}

/**
 * Settings, namespaces, classes and qualifier types, as a transaction writes them. Rows are gathered and go out by the thousand while the
 * work goes on; what the transaction itself wrote, and what was not there before it, it knows without asking.
 */
export abstract class PostgresSchemaWriter extends PostgresReader {
  protected readonly transaction: PostgresTransaction;
  readonly #known = new Map<string, KnownNamespace>();
  readonly #classes: PostgresRowBuffer<PutSchemaRow<ClassRow>>;
  readonly #qualifierTypes: PostgresRowBuffer<PutSchemaRow<QualifierTypeRow>>;
  #isEnded = false;

  constructor(transaction: PostgresTransaction, schema: string) {
    super(schema);
    this.transaction = transaction;
    this.#classes = classBuffer(schema);
    this.#qualifierTypes = qualifierTypeBuffer(schema);
  }

  /** Ends the use of the writer. */
  end(): void {
    this.#isEnded = true;
  }

  /** Sends what is gathered. */
  flush(): void {
    this.#classes.flush(this.transaction);
    this.#qualifierTypes.flush(this.transaction);
  }

  protected override async ask(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    this.checkUsable();
    return this.transaction.hasTables ? this.transaction.ask(text, values) : [];
  }

  protected checkUsable(): void {
    if (this.#isEnded) throw new Error("a writer was used after its transaction had ended");
    this.transaction.throwFailure();
  }

  protected async prepareToWrite(): Promise<void> {
    this.checkUsable();
    await this.transaction.prepareToWrite();
    await this.transaction.makeRoom();
  }

  /** What is known of a namespace, whether it is there or not. */
  protected knownNamespace(namespace: string): KnownNamespace {
    let known = this.#known.get(namespace);
    if (known === undefined) {
      known = {
        hash: hashOf(namespace),
        isNew: false,
        putNames: new Set(),
        classes: new PostgresReadAhead(() => this.#readClasses(namespace)),
        oldKeyClasses: undefined,
        instanceClasses: new Map(),
      };
      this.#known.set(namespace, known);
    }
    return known;
  }

  /** What is known of a namespace into which rows are put. */
  protected namespaceToPut(namespace: string): KnownNamespace {
    if (!this.transaction.namespaces.has(namespace)) {
      throw new Error(`rows were put into namespace ${namespace}, which does not exist`);
    }
    return this.knownNamespace(namespace);
  }

  override async getSetting(name: string): Promise<string | undefined> {
    this.checkUsable();
    return this.transaction.settings.get(name);
  }

  async putSetting(name: string, value: string): Promise<void> {
    await this.prepareToWrite();
    this.transaction.settings.set(name, value);
    this.transaction.send(
      `INSERT INTO ${this.schema}.setting VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [toPostgresText(name), toPostgresText(value)],
    );
  }

  override async getNamespace(namespace: string): Promise<NamespaceRow | undefined> {
    this.checkUsable();
    return this.transaction.namespaces.get(namespace);
  }

  override async listNamespaces(): Promise<readonly NamespaceRow[]> {
    this.checkUsable();
    return sortByKey([...this.transaction.namespaces.values()]);
  }

  async putNamespace(row: NamespaceRow): Promise<void> {
    await this.prepareToWrite();
    const { key, path, generation } = row;
    const isNew = !this.transaction.namespaces.has(key);
    if (isNew) this.#known.set(key, { ...this.knownNamespace(key), isNew, oldKeyClasses: Promise.resolve(new Set()) });
    this.transaction.namespaces.set(key, row);
    this.transaction.send(
      `INSERT INTO ${this.schema}.namespace VALUES ($1, $2, $3, $4)
      ON CONFLICT (hash) DO UPDATE SET path = excluded.path, generation = excluded.generation`,
      [uuid(hashOf(key)), toPostgresText(key), toPostgresText(path), generation],
    );
  }

  async deleteNamespace(namespace: string): Promise<void> {
    this.checkUsable();
    if (!this.transaction.namespaces.has(namespace)) return;
    await this.prepareToWrite();
    this.flush();
    this.transaction.makeIndexes();
    const hash = uuid(hashOf(namespace));
    this.transaction.send(
      `DELETE FROM ${this.schema}.instance WHERE class_hash IN
        (SELECT hash FROM ${this.schema}.instance_class WHERE namespace_hash = $1)`,
      [hash],
    );
    for (const table of ["instance_class", "qualifier_type", "class"]) {
      this.transaction.send(`DELETE FROM ${this.schema}.${table} WHERE namespace_hash = $1`, [hash]);
    }
    this.transaction.send(`DELETE FROM ${this.schema}.namespace WHERE hash = $1`, [hash]);
    this.transaction.namespaces.delete(namespace);
    this.#known.delete(namespace);
  }

  override async getClasses(namespace: string, keys: readonly string[]): Promise<readonly (ClassRow | undefined)[]> {
    const find = (asked: readonly string[]) => this.#findClasses(namespace, asked);
    return this.#getSchemaRows(namespace, keys, this.#classes, find);
  }

  async #findClasses(namespace: string, keys: readonly string[]): Promise<readonly (ClassRow | undefined)[]> {
    const { isNew, classes } = this.knownNamespace(namespace);
    if (isNew) return super.getClasses(namespace, keys);
    const ahead = new Map<string, ClassRow | null | undefined>();
    for (const key of keys) ahead.set(key, await classes.find(key));
    const others = keys.filter((key) => ahead.get(key) === undefined);
    const found = await super.getClasses(namespace, others);
    for (const [index, key] of others.entries()) ahead.set(key, found[index]);
    return keys.map((key) => ahead.get(key) ?? undefined);
  }

  /** Bodies are counted on the server and not sent, where they are too much. */
  async #readClasses(namespace: string): Promise<readonly ClassAhead[]> {
    const rows = await this.ask(
      `SELECT key, superclass, CASE WHEN total <= ${readAheadBytes} THEN body END
      FROM (
        SELECT key, superclass, body, sum(octet_length(body)) OVER (ROWS UNBOUNDED PRECEDING) AS total
        FROM ${this.schema}.class WHERE namespace_hash = $1 LIMIT ${readAheadClasses}
      ) AS counted`,
      [uuid(hashOf(namespace))],
    );
    return rows.map((row) => ({
      key: fromPostgresText(row[0] as string),
      row: row[2] === null ? undefined : classRow(row),
    }));
  }

  override async getQualifierTypes(
    namespace: string,
    keys: readonly string[],
  ): Promise<readonly (QualifierTypeRow | undefined)[]> {
    const find = (asked: readonly string[]) => super.getQualifierTypes(namespace, asked);
    return this.#getSchemaRows(namespace, keys, this.#qualifierTypes, find);
  }

  /** Rows that wait, rows that cannot be there, and the others as they are found. */
  async #getSchemaRows<Found extends { readonly key: string }>(
    namespace: string,
    keys: readonly string[],
    buffer: PostgresRowBuffer<PutSchemaRow<Found>>,
    find: (keys: readonly string[]) => Promise<readonly (Found | undefined)[]>,
  ): Promise<readonly (Found | undefined)[]> {
    this.checkUsable();
    const known = this.knownNamespace(namespace);
    const asked: string[] = [];
    const rows = keys.map((key) => {
      const hash = hashOf(namespace, key);
      const waiting = buffer.get(hash);
      if (waiting !== undefined) return waiting.row.key === key ? waiting.row : undefined;
      if (!known.isNew || known.putNames.has(hash)) asked.push(key);
      return undefined;
    });
    if (asked.length === 0) return rows;
    const found = new Map((await find(asked)).map((row, index) => [asked[index], row]));
    return rows.map((row, index) => row ?? found.get(keys[index]));
  }

  override async listSubclasses(namespace: string, superclass: string | null): Promise<readonly ClassRow[]> {
    this.checkUsable();
    this.#classes.flush(this.transaction);
    return super.listSubclasses(namespace, superclass);
  }

  override async listQualifierTypes(namespace: string): Promise<readonly QualifierTypeRow[]> {
    this.checkUsable();
    this.#qualifierTypes.flush(this.transaction);
    return super.listQualifierTypes(namespace);
  }

  async putClasses(namespace: string, rows: readonly ClassRow[]): Promise<void> {
    await this.prepareToWrite();
    this.#noteClasses(
      namespace,
      rows.map(({ key }) => key),
    );
    await this.#putSchemaRows(namespace, rows, this.#classes);
  }

  async putQualifierTypes(namespace: string, rows: readonly QualifierTypeRow[]): Promise<void> {
    await this.prepareToWrite();
    await this.#putSchemaRows(namespace, rows, this.#qualifierTypes);
  }

  async #putSchemaRows<Put extends { readonly key: string; readonly body: string }>(
    namespace: string,
    rows: readonly Put[],
    buffer: PostgresRowBuffer<PutSchemaRow<Put>>,
  ): Promise<void> {
    const known = this.namespaceToPut(namespace);
    for (const row of rows) {
      const hash = hashOf(namespace, row.key);
      if (known.isNew) known.putNames.add(hash);
      buffer.add(hash, { namespace, namespaceHash: known.hash, row }, row.key.length + row.body.length);
      if (!buffer.isFull) continue;
      buffer.flush(this.transaction);
      await this.transaction.makeRoom();
    }
  }

  #noteClasses(namespace: string, keys: readonly string[]): void {
    const { isNew, classes } = this.knownNamespace(namespace);
    if (!isNew) for (const key of keys) classes.change(key);
  }

  async deleteClasses(namespace: string, keys: readonly string[]): Promise<void> {
    this.#noteClasses(namespace, keys);
    await this.#deleteSchemaRows(namespace, keys, this.#classes, "class");
  }

  async deleteQualifierTypes(namespace: string, keys: readonly string[]): Promise<void> {
    await this.#deleteSchemaRows(namespace, keys, this.#qualifierTypes, "qualifier_type");
  }

  async #deleteSchemaRows(
    namespace: string,
    keys: readonly string[],
    buffer:
      | PostgresRowBuffer<never>
      | PostgresRowBuffer<PutSchemaRow<ClassRow>>
      | PostgresRowBuffer<PutSchemaRow<QualifierTypeRow>>,
    table: "class" | "qualifier_type",
  ): Promise<void> {
    this.checkUsable();
    if (keys.length === 0 || !this.transaction.namespaces.has(namespace)) return;
    await this.prepareToWrite();
    buffer.flush(this.transaction);
    const hashes = keys.map((key) => hashOf(namespace, key));
    this.transaction.send(`DELETE FROM ${this.schema}.${table} WHERE hash = ANY($1::uuid[])`, [uuidArray(hashes)]);
  }
}
