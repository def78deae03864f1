import { refuseMalformedKeys } from "../refuse-malformed-keys.ts";
import type { InstanceKey, InstanceRow, StoreWriter } from "../store.ts";
import { uuid, uuidArray } from "./postgres-arrays.ts";
import type { Row, Value } from "./postgres-connection.ts";
import { instanceBuffer, newInstanceBuffer, type PutInstance } from "./postgres-puts.ts";
import type { PostgresRowBuffer } from "./postgres-row-buffer.ts";
import { type KnownNamespace, PostgresSchemaWriter } from "./postgres-schema-writer.ts";
import { fromPostgresText, hashNumber, hashOf, toPostgresText } from "./postgres-text.ts";
import type { PostgresTransaction } from "./postgres-transaction.ts";
import { KeyFilter } from "./shared-key-filter.ts";

/** What the work of a transaction writes with: all that {@link PostgresSchemaWriter} writes, and instances in the same way. */
export class PostgresWriter extends PostgresSchemaWriter implements StoreWriter {
  /** Instances that were looked for or put before; no instance waits in both. */
  readonly #instances: PostgresRowBuffer<PutInstance>;
  readonly #newInstances: PostgresRowBuffer<PutInstance>;
  /** Instances that were put of key classes that had none before. */
  readonly #newKeys = new KeyFilter();
  /** Hashes of the keys that were looked for last, which are mostly those that are put next. */
  readonly #lookedFor = new Map<InstanceKey, string>();

  constructor(transaction: PostgresTransaction, schema: string) {
    super(transaction, schema);
    this.#instances = instanceBuffer(schema);
    this.#newInstances = newInstanceBuffer(schema);
  }

  override flush(): void {
    super.flush();
    this.#flushInstances();
  }

  override async getInstances(
    namespace: string,
    keys: readonly InstanceKey[],
  ): Promise<readonly (InstanceRow | undefined)[]> {
    this.checkUsable();
    const known = this.knownNamespace(namespace);
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
    this.checkUsable();
    if (!this.transaction.hasTables) return [];
    this.#flushInstances();
    this.transaction.makeIndexes();
    return this.transaction.askByIndex(text, values);
  }

  async putInstances(namespace: string, rows: readonly InstanceRow[]): Promise<void> {
    refuseMalformedKeys(rows);
    await this.prepareToWrite();
    const known = this.namespaceToPut(namespace);
    const oldKeyClasses = await this.#oldKeyClasses(known);
    for (const row of rows) {
      const { keyClass, key, className, body } = row;
      const hash = this.#lookedFor.get(row) ?? hashOf(namespace, keyClass, key);
      const classHash = this.#instanceClassHash(namespace, known, row);
      const isNew = !oldKeyClasses.has(keyClass) && this.#isNewKey(hashNumber(hash));
      const buffer = isNew || this.#newInstances.get(hash) !== undefined ? this.#newInstances : this.#instances;
      buffer.add(hash, { classHash, row }, key.length + body.length + className.length);
      if (!buffer.isFull) continue;
      buffer.flush(this.transaction);
      await this.transaction.makeRoom();
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
    this.#newInstances.flush(this.transaction);
    this.#instances.flush(this.transaction);
  }

  /** The hash of the class of an instance, of which a row is made that says that it has instances. */
  #instanceClassHash(namespace: string, known: KnownNamespace, { className, keyClass }: InstanceRow): string {
    const said = known.instanceClasses.get(className);
    if (said?.keyClass === keyClass) return said.hash;
    const hash = hashOf(namespace, className);
    this.transaction.send(
      `INSERT INTO ${this.schema}.instance_class VALUES ($1, $2, $3, $4)
      ON CONFLICT (hash) DO UPDATE SET key_class = excluded.key_class
      WHERE instance_class.key_class <> excluded.key_class`,
      [uuid(hash), uuid(known.hash), toPostgresText(className), toPostgresText(keyClass)],
    );
    known.instanceClasses.set(className, { hash, keyClass });
    return hash;
  }

  async deleteInstances(namespace: string, keys: readonly InstanceKey[]): Promise<void> {
    this.checkUsable();
    const sound = keys.filter(({ key }) => key.isWellFormed());
    if (sound.length === 0 || !this.transaction.namespaces.has(namespace)) return;
    await this.prepareToWrite();
    this.#flushInstances();
    const hashes = sound.map(({ keyClass, key }) => hashOf(namespace, keyClass, key));
    this.transaction.send(`DELETE FROM ${this.schema}.instance WHERE hash = ANY($1::uuid[])`, [uuidArray(hashes)]);
  }

  async deleteInstancesOf(namespace: string, className: string): Promise<void> {
    this.checkUsable();
    if (!this.transaction.namespaces.has(namespace)) return;
    await this.prepareToWrite();
    this.#flushInstances();
    this.transaction.makeIndexes();
    const hash = uuid(hashOf(namespace, className));
    this.transaction.send(`DELETE FROM ${this.schema}.instance WHERE class_hash = $1`, [hash]);
  }
}
