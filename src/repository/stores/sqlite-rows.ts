import type { InstanceKey, InstanceRow } from "../store.ts";
import { KeyFilter } from "./shared-key-filter.ts";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.ts";
import { storeError } from "./sqlite-errors.ts";
import { classIdOf, firstId, lastId, SqliteInstanceScans } from "./sqlite-instance-scans.ts";
import { hashKey } from "./sqlite-key-hash.ts";
import { createKeyHashIndex, instancesPerClass, largestClassId } from "./sqlite-layout.ts";
import type { Row } from "./sqlite-schema-rows.ts";

/** Where an instance is: its hash, and its `id` or 0 where there is none. */
interface Location {
  readonly keyClassId: number;
  readonly hash: number;
  id: number;
}

/** How many locations are remembered from looking instances up to putting them: about a batch. */
const rememberedLocations = 2000;

/** With so many new instances it is sooner to make the index at the end than to keep it. */
const manyInstances = 1000;
/**
 * With how many times more new instances the index is left out again that was made before the end, because something was looked for
 * that may be there: so all that is made before takes at most a third of what is made at the end.
 */
const growthToPostpone = 4;
/** Pages in memory while there is no index, in KiB: without it rows come in order, and to make it sorts within as much. */
const cacheWithoutIndex = 16 * 1024;

/**
 * Rows of one connection. Everything happens at once, and on the state that the connection sees: whoever calls has begun a
 * transaction, and calls {@link forget} when another begins. Errors are those of the driver.
 *
 * Where an instance was found is remembered, because who puts one has just looked for it: a look-up takes a microsecond.
 */
export class SqliteRows extends SqliteInstanceScans {
  readonly #repository: string;
  readonly #lastIds = new Map<number, number>();
  readonly #locations = new Map<string, Location>();
  /**
   * Numbers of key classes that came in this transaction, so that every instance of theirs did, and the hashes of those
   * instances: one that is not among them need not be looked for, which would take a fifth of the time of a put.
   */
  readonly #newKeyClasses = new Set<number>();
  #newKeys = new KeyFilter();
  /** With how many of them the index is left out. */
  #postponedFrom = manyInstances;
  /** The cache with the index, in what `PRAGMA cache_size` says; `undefined` while the index is there. */
  #cacheWithIndex: number | undefined;
  /** The key class of the instance put last by {@link putInstance}, which is mostly that of the next. */
  #lastNamespace = "";
  #lastKeyClass = "";
  #lastKeyClassId = 0;
  /** Where {@link getInstance} looked last. */
  #lastKey = "";
  #lastLocation: Location | undefined;
  #insertStatement: SqliteStatement | undefined;
  #updateStatement: SqliteStatement | undefined;
  #findStatement: SqliteStatement | undefined;

  constructor(database: SqliteDatabase, repository: string) {
    super(database);
    this.#repository = repository;
  }

  override forget(): void {
    super.forget();
    this.#lastIds.clear();
    this.#locations.clear();
    this.#lastLocation = undefined;
    this.#lastKeyClass = "";
    if (this.#newKeyClasses.size > 0) this.#newKeys = new KeyFilter();
    this.#newKeyClasses.clear();
    this.#postponedFrom = manyInstances;
    this.#restoreCache();
  }

  /** Makes what was left for the end of a transaction; called before it is committed. */
  finish(): void {
    if (this.#cacheWithIndex === undefined) return;
    this.prepareOnce(createKeyHashIndex).run();
    this.#restoreCache();
    this.#postponedFrom = growthToPostpone * this.#newKeys.count;
  }

  /**
   * Leaves the index of hashes to be made at once, where every instance is one of this transaction: the filter knows them all, so nothing
   * is looked for that is not there. A million rows take 2.9 s of processor time in place of 5.0, and 16 MB of pages in place of 64.
   */
  #postponeIndex(): void {
    this.#postponedFrom = Number.POSITIVE_INFINITY;
    if (this.#newKeys.isFull) return;
    const classIds = this.allRows("SELECT id FROM instance_class");
    if (!classIds.every(([id]) => this.#newKeyClasses.has(id as number))) return;
    this.prepareOnce("DROP INDEX instance_key_hash").run();
    this.#cacheWithIndex = this.getRow("PRAGMA cache_size")?.[0] as number;
    this.#setCache(-cacheWithoutIndex);
  }

  #restoreCache(): void {
    if (this.#cacheWithIndex !== undefined) this.#setCache(this.#cacheWithIndex);
    this.#cacheWithIndex = undefined;
  }

  #setCache(size: number): void {
    this.prepareOnce(`PRAGMA cache_size = ${size}`).run();
  }

  getInstances(namespace: string, keys: readonly InstanceKey[]): readonly (InstanceRow | undefined)[] {
    const namespaceId = this.namespaceId(namespace);
    if (namespaceId === undefined) return keys.map(() => undefined);
    if (this.#locations.size + keys.length > rememberedLocations) this.#locations.clear();
    return keys.map(({ keyClass, key }) => {
      const keyClassId = this.classId(namespaceId, keyClass);
      if (keyClassId === undefined || !key.isWellFormed()) return undefined;
      const keyHash = hashKey(keyClassId, key);
      const row = this.#findInstance(keyClassId, key, keyHash);
      const id = row === undefined ? 0 : (row[0] as number);
      this.#locations.set(key, { keyClassId, hash: keyHash, id });
      return row && { keyClass, key, className: this.classKey(classIdOf(id)), body: row[3] as string };
    });
  }

  /** One instance, without the lists that {@link getInstances} makes. Where it was looked for is remembered. */
  getInstance(namespace: string, { keyClass, key }: InstanceKey): InstanceRow | undefined {
    const keyClassId =
      keyClass === this.#lastKeyClass && namespace === this.#lastNamespace
        ? this.#lastKeyClassId
        : this.findClassId(namespace, keyClass);
    if (keyClassId === undefined || !key.isWellFormed()) return undefined;
    const keyHash = hashKey(keyClassId, key);
    const row = this.#findInstance(keyClassId, key, keyHash);
    const id = row === undefined ? 0 : (row[0] as number);
    this.#lastKey = key;
    this.#lastLocation = { keyClassId, hash: keyHash, id };
    return row && { keyClass, key, className: this.classKey(classIdOf(id)), body: row[3] as string };
  }

  /** One instance, which {@link getInstance} has mostly been asked for just before. */
  putInstance(namespace: string, row: InstanceRow): void {
    if (row.keyClass !== this.#lastKeyClass || namespace !== this.#lastNamespace) {
      this.#lastKeyClassId = this.#classIdToPut(this.namespaceIdToPut(namespace), row.keyClass);
      this.#lastKeyClass = row.keyClass;
      this.#lastNamespace = namespace;
    }
    const keyClassId = this.#lastKeyClassId;
    const isKnown = this.#lastKey === row.key && this.#lastLocation?.keyClassId === keyClassId;
    const location = isKnown ? (this.#lastLocation as Location) : this.#locate(keyClassId, row.key);
    this.#lastLocation = undefined;
    if (this.#locations.size > 0) this.#locations.delete(row.key);
    this.#putAt(location, namespace, keyClassId, row);
  }

  putInstances(namespace: string, rows: readonly InstanceRow[]): void {
    const namespaceId = this.namespaceIdToPut(namespace);
    this.#lastLocation = undefined;
    for (const row of rows) {
      const keyClassId = this.#classIdToPut(namespaceId, row.keyClass);
      this.#putAt(this.#locate(keyClassId, row.key), namespace, keyClassId, row);
    }
    if (this.#locations.size > rememberedLocations) this.#locations.clear();
  }

  #putAt(location: Location, namespace: string, keyClassId: number, row: InstanceRow): void {
    const { keyClass, key, className, body } = row;
    const classId =
      className === keyClass ? keyClassId : this.#classIdToPut(this.namespaceIdToPut(namespace), className);
    if (location.id !== 0 && classIdOf(location.id) === classId) {
      this.#updateInstance.run(body, location.id);
      return;
    }
    if (location.id !== 0) this.prepare("DELETE FROM instance WHERE id = ?").run(location.id);
    location.id = this.#nextId(classId);
    if (this.#newKeyClasses.has(keyClassId)) {
      this.#newKeys.add(location.hash);
      if (this.#newKeys.count >= this.#postponedFrom) this.#postponeIndex();
    }
    // What `run` returns takes 0.25 of its 2.5 microseconds to make; `get` returns nothing.
    this.#insertInstance.get(location.id, keyClassId, location.hash, key, body);
  }

  get #insertInstance(): SqliteStatement {
    this.#insertStatement ??= this.prepare("INSERT INTO instance VALUES (?, ?, ?, ?, ?)");
    return this.#insertStatement;
  }

  get #updateInstance(): SqliteStatement {
    this.#updateStatement ??= this.prepare("UPDATE instance SET body = ? WHERE id = ?");
    return this.#updateStatement;
  }

  deleteInstances(namespace: string, keys: readonly InstanceKey[]): void {
    const namespaceId = this.namespaceId(namespace);
    if (namespaceId === undefined) return;
    const statement = this.prepare("DELETE FROM instance WHERE id = ?");
    this.#lastLocation = undefined;
    for (const { keyClass, key } of keys) {
      const keyClassId = this.classId(namespaceId, keyClass);
      if (keyClassId === undefined || !key.isWellFormed()) continue;
      const location = this.#locate(keyClassId, key);
      if (location.id !== 0) statement.run(location.id);
      location.id = 0;
    }
  }

  deleteInstancesOf(namespace: string, className: string): void {
    const classId = this.findClassId(namespace, className);
    if (classId !== undefined) this.#deleteInstancesOf(classId);
  }

  protected override deleteInstancesIn(namespaceId: number): void {
    // With the namespace all is forgotten that could stand in for it.
    this.finish();
    const classIds = this.allRows("SELECT id FROM instance_class WHERE namespace_id = ?", namespaceId);
    for (const [classId] of classIds) this.#deleteInstancesOf(classId as number);
    this.prepare("DELETE FROM instance_class WHERE namespace_id = ?").run(namespaceId);
  }

  #deleteInstancesOf(classId: number): void {
    this.prepare("DELETE FROM instance WHERE id BETWEEN ? AND ?").run(firstId(classId), lastId(classId));
    this.#locations.clear();
    this.#lastLocation = undefined;
  }

  #classIdToPut(namespaceId: number, key: string): number {
    const known = this.classId(namespaceId, key);
    if (known !== undefined) return known;
    const id = this.prepare("INSERT INTO instance_class (namespace_id, key) VALUES (?, ?)").run(namespaceId, key)
      .lastInsertRowid as number;
    if (id > largestClassId) throw this.#tooManyRows();
    this.rememberClassId(namespaceId, key, id);
    this.#newKeyClasses.add(id);
    return id;
  }

  /** The next number for an instance of a class. It is not given again in this transaction, so a scan cannot confuse rows. */
  #nextId(classId: number): number {
    let last = this.#lastIds.get(classId);
    if (last === undefined) {
      const sql = "SELECT max(id) FROM instance WHERE id BETWEEN ? AND ?";
      last = (this.getRow(sql, firstId(classId), lastId(classId))?.[0] ?? firstId(classId)) as number;
    }
    const next = last + 1;
    if (next > lastId(classId)) throw this.#tooManyRows();
    this.#lastIds.set(classId, next);
    return next;
  }

  #locate(keyClassId: number, key: string): Location {
    const known = this.#locations.get(key);
    if (known !== undefined && known.keyClassId === keyClassId) return known;
    const keyHash = hashKey(keyClassId, key);
    const id = (this.#findInstance(keyClassId, key, keyHash)?.[0] ?? 0) as number;
    const location = { keyClassId, hash: keyHash, id };
    this.#locations.set(key, location);
    return location;
  }

  /**
   * The `id`, key class, key and body of an instance. Looks for the hash alone first, because handing over the key takes
   * longer than finding nothing.
   */
  #findInstance(keyClassId: number, key: string, keyHash: number): Row | undefined {
    if (this.#newKeyClasses.has(keyClassId) && !this.#newKeys.mayHave(keyHash)) return undefined;
    this.finish();
    this.#findStatement ??= this.prepare("SELECT id, key_class_id, key, body FROM instance WHERE key_hash = ?");
    const row = this.#findStatement.get(keyHash) as Row | undefined;
    if (row === undefined || (row[2] === key && row[1] === keyClassId)) return row;
    const sql = "SELECT id, key_class_id, key, body FROM instance WHERE key_hash = ? AND key = ? AND key_class_id = ?";
    return this.getRow(sql, keyHash, key, keyClassId);
  }

  #tooManyRows(): Error {
    return storeError("too-many-rows", {
      repository: this.#repository,
      classes: largestClassId,
      instances: instancesPerClass - 1,
    });
  }
}
