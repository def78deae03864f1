import { sortByKey } from "../../cim/code-point-order.ts";
import { refuseMalformedKeys } from "../refuse-malformed-keys.ts";
import type { ClassRow, InstanceKey, InstanceRow, NamespaceRow, QualifierTypeRow, StoreWriter } from "../store.ts";
import { uuid, uuidArray } from "./postgres-arrays.ts";
import type { Row, Value } from "./postgres-connection.ts";
import {
  classBuffer,
  instanceBuffer,
  newInstanceBuffer,
  type PutInstance,
  type PutSchemaRow,
  qualifierTypeBuffer,
} from "./postgres-puts.ts";
import { type ClassAhead, PostgresReadAhead, readAheadBytes, readAheadClasses } from "./postgres-read-ahead.ts";
import { classRow, PostgresReader } from "./postgres-reader.ts";
import type { PostgresRowBuffer } from "./postgres-row-buffer.ts";
import { fromPostgresText, hashNumber, hashOf, toPostgresText } from "./postgres-text.ts";
import type { PostgresTransaction } from "./postgres-transaction.ts";
import { KeyFilter } from "./shared-key-filter.ts";

/** What a transaction knows of a namespace without asking. */
interface KnownNamespace {
  readonly hash: string;
  /** Whether it came in this transaction, so that all its rows did. */
  readonly isNew: boolean;
  /** Hashes of the classes and qualifier types that were put, of a new namespace. */
  readonly putNames: Set<string>;
  /** The classes of one that is not new. */
  readonly classes: PostgresReadAhead;
  /** Key classes that had instances before; `undefined`: not asked yet. */
  oldKeyClasses: Promise<ReadonlySet<string>> | undefined;
  /** Hashes of classes of which the row is there that says so, by class and key class. */
  readonly instanceClasses: Map<string, string>;
}

/**
 * What the work of a transaction writes with. Rows are gathered and go out by the thousand while the work goes on; what the
 * transaction itself wrote, and what was not there before it, it knows without asking.
 */
export class PostgresWriter extends PostgresReader implements StoreWriter {
  readonly #transaction: PostgresTransaction;
  readonly #known = new Map<string, KnownNamespace>();
  readonly #classes: PostgresRowBuffer<PutSchemaRow<ClassRow>>;
  readonly #qualifierTypes: PostgresRowBuffer<PutSchemaRow<QualifierTypeRow>>;
  /** Instances that were looked for or put before; no instance waits in both. */
  readonly #instances: PostgresRowBuffer<PutInstance>;
  readonly #newInstances: PostgresRowBuffer<PutInstance>;
  /** Instances that were put of key classes that had none before. */
  #newKeys = new KeyFilter();
  /** Hashes of the keys that were looked for last, which are mostly those that are put next. */
  readonly #lookedFor = new Map<InstanceKey, string>();
  #isEnded = false;

  constructor(transaction: PostgresTransaction, schema: string) {
    super(schema);
    this.#transaction = transaction;
    this.#classes = classBuffer(schema);
    this.#qualifierTypes = qualifierTypeBuffer(schema);
    this.#instances = instanceBuffer(schema);
    this.#newInstances = newInstanceBuffer(schema);
  }

  /** Ends the use of the writer. */
  end(): void {
    this.#isEnded = true;
  }

  /** Sends what is gathered. */
  flush(): void {
    this.#classes.flush(this.#transaction);
    this.#qualifierTypes.flush(this.#transaction);
    this.#flushInstances();
  }

  protected override async ask(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    this.#checkUsable();
    return this.#transaction.hasTables ? this.#transaction.ask(text, values) : [];
  }

  #checkUsable(): void {
    if (this.#isEnded) throw new Error("a writer was used after its transaction had ended");
    this.#transaction.throwFailure();
  }

  async #prepareToWrite(): Promise<void> {
    this.#checkUsable();
    await this.#transaction.prepareToWrite();
    await this.#transaction.makeRoom();
  }

  #knownNamespace(namespace: string): KnownNamespace {
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

  #namespaceToPut(namespace: string): KnownNamespace {
    if (!this.#transaction.namespaces.has(namespace)) {
      throw new Error(`rows were put into namespace ${namespace}, which does not exist`);
    }
    return this.#knownNamespace(namespace);
  }

  override async getSetting(name: string): Promise<string | undefined> {
    this.#checkUsable();
    return this.#transaction.settings.get(name);
  }

  async putSetting(name: string, value: string): Promise<void> {
    await this.#prepareToWrite();
    this.#transaction.settings.set(name, value);
    this.#transaction.send(
      `INSERT INTO ${this.schema}.setting VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [toPostgresText(name), toPostgresText(value)],
    );
  }

  override async getNamespace(namespace: string): Promise<NamespaceRow | undefined> {
    this.#checkUsable();
    return this.#transaction.namespaces.get(namespace);
  }

  override async listNamespaces(): Promise<readonly NamespaceRow[]> {
    this.#checkUsable();
    return sortByKey([...this.#transaction.namespaces.values()]);
  }

  async putNamespace(row: NamespaceRow): Promise<void> {
    await this.#prepareToWrite();
    const { key, path, generation } = row;
    const isNew = !this.#transaction.namespaces.has(key);
    if (isNew) this.#known.set(key, { ...this.#knownNamespace(key), isNew, oldKeyClasses: Promise.resolve(new Set()) });
    this.#transaction.namespaces.set(key, row);
    this.#transaction.send(
      `INSERT INTO ${this.schema}.namespace VALUES ($1, $2, $3, $4)
      ON CONFLICT (hash) DO UPDATE SET path = excluded.path, generation = excluded.generation`,
      [uuid(hashOf(key)), toPostgresText(key), toPostgresText(path), generation],
    );
  }

  async deleteNamespace(namespace: string): Promise<void> {
    this.#checkUsable();
    if (!this.#transaction.namespaces.has(namespace)) return;
    await this.#prepareToWrite();
    this.flush();
    this.#transaction.makeIndexes();
    const hash = uuid(hashOf(namespace));
    this.#transaction.send(
      `DELETE FROM ${this.schema}.instance WHERE class_hash IN
        (SELECT hash FROM ${this.schema}.instance_class WHERE namespace_hash = $1)`,
      [hash],
    );
    for (const table of ["instance_class", "qualifier_type", "class"]) {
      this.#transaction.send(`DELETE FROM ${this.schema}.${table} WHERE namespace_hash = $1`, [hash]);
    }
    this.#transaction.send(`DELETE FROM ${this.schema}.namespace WHERE hash = $1`, [hash]);
    this.#transaction.namespaces.delete(namespace);
    this.#known.delete(namespace);
  }

  override async getClasses(namespace: string, keys: readonly string[]): Promise<readonly (ClassRow | undefined)[]> {
    const find = (asked: readonly string[]) => this.#findClasses(namespace, asked);
    return this.#getSchemaRows(namespace, keys, this.#classes, find);
  }

  async #findClasses(namespace: string, keys: readonly string[]): Promise<readonly (ClassRow | undefined)[]> {
    const { isNew, classes } = this.#knownNamespace(namespace);
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
    this.#checkUsable();
    const known = this.#knownNamespace(namespace);
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
    this.#checkUsable();
    this.#classes.flush(this.#transaction);
    return super.listSubclasses(namespace, superclass);
  }

  override async listQualifierTypes(namespace: string): Promise<readonly QualifierTypeRow[]> {
    this.#checkUsable();
    this.#qualifierTypes.flush(this.#transaction);
    return super.listQualifierTypes(namespace);
  }

  async putClasses(namespace: string, rows: readonly ClassRow[]): Promise<void> {
    await this.#prepareToWrite();
    this.#noteClasses(
      namespace,
      rows.map(({ key }) => key),
    );
    await this.#putSchemaRows(namespace, rows, this.#classes);
  }

  async putQualifierTypes(namespace: string, rows: readonly QualifierTypeRow[]): Promise<void> {
    await this.#prepareToWrite();
    await this.#putSchemaRows(namespace, rows, this.#qualifierTypes);
  }

  async #putSchemaRows<Put extends { readonly key: string; readonly body: string }>(
    namespace: string,
    rows: readonly Put[],
    buffer: PostgresRowBuffer<PutSchemaRow<Put>>,
  ): Promise<void> {
    const known = this.#namespaceToPut(namespace);
    for (const row of rows) {
      const hash = hashOf(namespace, row.key);
      if (known.isNew) known.putNames.add(hash);
      buffer.add(hash, { namespace, namespaceHash: known.hash, row }, row.key.length + row.body.length);
      if (!buffer.isFull) continue;
      buffer.flush(this.#transaction);
      await this.#transaction.makeRoom();
    }
  }

  #noteClasses(namespace: string, keys: readonly string[]): void {
    const { isNew, classes } = this.#knownNamespace(namespace);
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
    this.#checkUsable();
    if (keys.length === 0 || !this.#transaction.namespaces.has(namespace)) return;
    await this.#prepareToWrite();
    buffer.flush(this.#transaction);
    const hashes = keys.map((key) => hashOf(namespace, key));
    this.#transaction.send(`DELETE FROM ${this.schema}.${table} WHERE hash = ANY($1::uuid[])`, [uuidArray(hashes)]);
  }

  override async getInstances(
    namespace: string,
    keys: readonly InstanceKey[],
  ): Promise<readonly (InstanceRow | undefined)[]> {
    this.#checkUsable();
    const known = this.#knownNamespace(namespace);
    const oldKeyClasses = await this.#oldKeyClasses(known);
    this.#lookedFor.clear();
    const asked: InstanceKey[] = [];
    const hashes: string[] = [];
    const rows = keys.map((key): InstanceRow | undefined => {
      if (!key.key.isWellFormed()) return undefined;
      const hash = hashOf(namespace, key.keyClass, key.key);
      this.#lookedFor.set(key, hash);
      if (!oldKeyClasses.has(key.keyClass) && !this.#newKeys.mayHave(hashNumber(hash))) return undefined;
      const waiting = this.#newInstances.get(hash) ?? this.#instances.get(hash);
      if (waiting !== undefined) return waiting.row;
      asked.push(key);
      hashes.push(hash);
      return undefined;
    });
    if (asked.length === 0) return rows;
    const found = new Map((await this.findInstances(asked, hashes)).map((row, index) => [asked[index], row]));
    return rows.map((row, index) => row ?? found.get(keys[index] as InstanceKey));
  }

  /** The key classes of which there were instances, which take one statement a transaction. */
  #oldKeyClasses(known: KnownNamespace): Promise<ReadonlySet<string>> {
    const sql = `SELECT DISTINCT key_class FROM ${this.schema}.instance_class WHERE namespace_hash = $1`;
    known.oldKeyClasses ??= this.ask(sql, [uuid(known.hash)]).then(
      (rows) => new Set(rows.map(([keyClass]) => fromPostgresText(keyClass as string))),
    );
    return known.oldKeyClasses;
  }

  protected override async askByIndex(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    this.#checkUsable();
    if (!this.#transaction.hasTables) return [];
    this.#flushInstances();
    this.#transaction.makeIndexes();
    return this.#transaction.askByIndex(text, values);
  }

  async putInstances(namespace: string, rows: readonly InstanceRow[]): Promise<void> {
    refuseMalformedKeys(rows);
    await this.#prepareToWrite();
    const known = this.#namespaceToPut(namespace);
    const oldKeyClasses = await this.#oldKeyClasses(known);
    for (const row of rows) {
      const { keyClass, key, className, body } = row;
      const hash = this.#lookedFor.get(row) ?? hashOf(namespace, keyClass, key);
      const classHash = this.#instanceClassHash(namespace, known, row);
      const isNew = !oldKeyClasses.has(keyClass) && this.#isNewKey(hashNumber(hash));
      const buffer = isNew || this.#newInstances.get(hash) !== undefined ? this.#newInstances : this.#instances;
      buffer.add(hash, { classHash, row }, key.length + body.length + className.length);
      if (!buffer.isFull) continue;
      buffer.flush(this.#transaction);
      await this.#transaction.makeRoom();
    }
  }

  /** Whether a key of a key class that had no instances before is certainly put for the first time. */
  #isNewKey(hash: number): boolean {
    if (this.#newKeys.mayHave(hash)) return false;
    this.#newKeys.add(hash);
    return true;
  }

  /** Sends the instances that are gathered. */
  #flushInstances(): void {
    this.#newInstances.flush(this.#transaction);
    this.#instances.flush(this.#transaction);
  }

  /** The hash of the class of an instance, of which a row is made that says that it has instances. */
  #instanceClassHash(namespace: string, known: KnownNamespace, { className, keyClass }: InstanceRow): string {
    const said = known.instanceClasses.get(className);
    if (said !== undefined) return said;
    const hash = hashOf(namespace, className);
    this.#transaction.send(
      `INSERT INTO ${this.schema}.instance_class VALUES ($1, $2, $3, $4)
      ON CONFLICT (hash) DO UPDATE SET key_class = excluded.key_class
      WHERE instance_class.key_class <> excluded.key_class`,
      [uuid(hash), uuid(known.hash), toPostgresText(className), toPostgresText(keyClass)],
    );
    known.instanceClasses.set(className, hash);
    return hash;
  }

  async deleteInstances(namespace: string, keys: readonly InstanceKey[]): Promise<void> {
    this.#checkUsable();
    const sound = keys.filter(({ key }) => key.isWellFormed());
    if (sound.length === 0 || !this.#transaction.namespaces.has(namespace)) return;
    await this.#prepareToWrite();
    this.#flushInstances();
    const hashes = sound.map(({ keyClass, key }) => hashOf(namespace, keyClass, key));
    this.#transaction.send(`DELETE FROM ${this.schema}.instance WHERE hash = ANY($1::uuid[])`, [uuidArray(hashes)]);
  }

  async deleteInstancesOf(namespace: string, className: string): Promise<void> {
    this.#checkUsable();
    if (!this.#transaction.namespaces.has(namespace)) return;
    await this.#prepareToWrite();
    this.#flushInstances();
    this.#transaction.makeIndexes();
    const hash = uuid(hashOf(namespace, className));
    this.#transaction.send(`DELETE FROM ${this.schema}.instance WHERE class_hash = $1`, [hash]);
  }
}
