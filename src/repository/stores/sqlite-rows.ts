import { hash } from "node:crypto";
import type { ClassRow, InstanceKey, InstanceRow, NamespaceRow, QualifierTypeRow } from "../store.ts";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.ts";
import { storeError } from "./sqlite-errors.ts";
import { instancesPerClass, largestClassId } from "./sqlite-layout.ts";

/** Where an instance is: its hash, and its `id` or 0 where there is none. */
interface Location {
  readonly keyClassId: number;
  readonly hash: number;
  id: number;
}

/** The instances of a class by key, as they were when a scan began: `id` and hash of each. */
export interface InstanceList {
  readonly ids: readonly number[];
  readonly hashes: readonly number[];
}

/** How many rows a batch of a scan has at most, and how many UTF-16 units their bodies. */
const batchRows = 1000;
const batchUnits = 1_000_000;

/** How many locations are remembered from looking instances up to putting them; more than a batch. */
const rememberedLocations = 10_000;

/**
 * Rows of one connection. Everything happens at once, and on the state that the connection sees: whoever calls has begun a
 * transaction, and calls {@link forget} when another begins. Errors are those of the driver.
 *
 * Numbers of namespaces and classes are remembered, and where an instance was found, because who puts an instance has just
 * looked for it: hashing takes 0.9 microseconds, a look-up one.
 */
export class SqliteRows {
  readonly #database: SqliteDatabase;
  readonly #repository: string;
  readonly #statements = new Map<string, SqliteStatement>();
  readonly #namespaceIds = new Map<string, number>();
  readonly #classIds = new Map<number, Map<string, number>>();
  readonly #classKeys = new Map<number, string>();
  readonly #lastIds = new Map<number, number>();
  readonly #locations = new Map<string, Location>();

  constructor(database: SqliteDatabase, repository: string) {
    this.#database = database;
    this.#repository = repository;
  }

  /** Forgets what is remembered of a state that may have passed. */
  forget(): void {
    this.#namespaceIds.clear();
    this.#classIds.clear();
    this.#classKeys.clear();
    this.#lastIds.clear();
    this.#locations.clear();
  }

  getSetting(name: string): string | undefined {
    const row = this.#prepare("SELECT value FROM setting WHERE name = ?").get(name);
    return row?.value as string | undefined;
  }

  putSetting(name: string, value: string): void {
    this.#prepare("INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value").run(
      name,
      value,
    );
  }

  getNamespace(namespace: string): NamespaceRow | undefined {
    const row = this.#prepare("SELECT key, path, generation FROM namespace WHERE key = ?").get(namespace);
    return row && namespaceRow(row);
  }

  listNamespaces(): readonly NamespaceRow[] {
    return this.#prepare("SELECT key, path, generation FROM namespace ORDER BY key").all().map(namespaceRow);
  }

  putNamespace({ key, path, generation }: NamespaceRow): void {
    this.#prepare(
      "INSERT INTO namespace (key, path, generation) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET path = excluded.path, generation = excluded.generation",
    ).run(key, path, generation);
  }

  deleteNamespace(namespace: string): void {
    const id = this.#namespaceId(namespace);
    if (id === undefined) return;
    const classIds = this.#prepare("SELECT id FROM instance_class WHERE namespace_id = ?").all(id);
    for (const row of classIds) this.#deleteInstancesOf(row.id as number);
    this.#prepare("DELETE FROM instance_class WHERE namespace_id = ?").run(id);
    this.#prepare("DELETE FROM qualifier_type WHERE namespace_id = ?").run(id);
    this.#prepare("DELETE FROM class WHERE namespace_id = ?").run(id);
    this.#prepare("DELETE FROM namespace WHERE id = ?").run(id);
    this.forget();
  }

  getClasses(namespace: string, keys: readonly string[]): readonly (ClassRow | undefined)[] {
    const id = this.#namespaceId(namespace);
    if (id === undefined) return keys.map(() => undefined);
    const statement = this.#prepare("SELECT key, superclass, body FROM class WHERE namespace_id = ? AND key = ?");
    return keys.map((key) => {
      const row = statement.get(id, key);
      return row && classRow(row);
    });
  }

  listSubclasses(namespace: string, superclass: string | null): readonly ClassRow[] {
    const id = this.#namespaceId(namespace);
    if (id === undefined) return [];
    return this.#prepare(
      "SELECT key, superclass, body FROM class WHERE namespace_id = ? AND superclass IS ? ORDER BY key",
    )
      .all(id, superclass)
      .map(classRow);
  }

  putClasses(namespace: string, rows: readonly ClassRow[]): void {
    const id = this.#namespaceIdToPut(namespace);
    const statement = this.#prepare(
      "INSERT INTO class VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET superclass = excluded.superclass, body = excluded.body",
    );
    for (const { key, superclass, body } of rows) statement.run(id, key, superclass, body);
  }

  deleteClasses(namespace: string, keys: readonly string[]): void {
    const id = this.#namespaceId(namespace);
    if (id === undefined) return;
    const statement = this.#prepare("DELETE FROM class WHERE namespace_id = ? AND key = ?");
    for (const key of keys) statement.run(id, key);
  }

  getQualifierTypes(namespace: string, keys: readonly string[]): readonly (QualifierTypeRow | undefined)[] {
    const id = this.#namespaceId(namespace);
    if (id === undefined) return keys.map(() => undefined);
    const statement = this.#prepare("SELECT key, body FROM qualifier_type WHERE namespace_id = ? AND key = ?");
    return keys.map((key) => {
      const row = statement.get(id, key);
      return row && qualifierTypeRow(row);
    });
  }

  listQualifierTypes(namespace: string): readonly QualifierTypeRow[] {
    const id = this.#namespaceId(namespace);
    if (id === undefined) return [];
    return this.#prepare("SELECT key, body FROM qualifier_type WHERE namespace_id = ? ORDER BY key")
      .all(id)
      .map(qualifierTypeRow);
  }

  putQualifierTypes(namespace: string, rows: readonly QualifierTypeRow[]): void {
    const id = this.#namespaceIdToPut(namespace);
    const statement = this.#prepare(
      "INSERT INTO qualifier_type VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
    );
    for (const { key, body } of rows) statement.run(id, key, body);
  }

  deleteQualifierTypes(namespace: string, keys: readonly string[]): void {
    const id = this.#namespaceId(namespace);
    if (id === undefined) return;
    const statement = this.#prepare("DELETE FROM qualifier_type WHERE namespace_id = ? AND key = ?");
    for (const key of keys) statement.run(id, key);
  }

  getInstances(namespace: string, keys: readonly InstanceKey[]): readonly (InstanceRow | undefined)[] {
    const namespaceId = this.#namespaceId(namespace);
    if (namespaceId === undefined) return keys.map(() => undefined);
    if (this.#locations.size + keys.length > rememberedLocations) this.#locations.clear();
    const statement = this.#prepare("SELECT body FROM instance WHERE id = ?");
    return keys.map(({ keyClass, key }) => {
      const keyClassId = this.#classId(namespaceId, keyClass);
      if (keyClassId === undefined || !key.isWellFormed()) return undefined;
      const { id } = this.#locate(keyClassId, key);
      if (id === 0) return undefined;
      const row = statement.get(id);
      return row && { keyClass, key, className: this.#classKey(classIdOf(id)), body: row.body as string };
    });
  }

  listInstances(namespace: string, className: string): InstanceList {
    const ids: number[] = [];
    const hashes: number[] = [];
    const classId = this.#findClassId(namespace, className);
    if (classId !== undefined) {
      const statement = this.#prepare("SELECT id, key_hash FROM instance WHERE id BETWEEN ? AND ? ORDER BY key");
      for (const row of statement.iterate(firstId(classId), lastId(classId))) {
        ids.push(row.id as number);
        hashes.push(row.key_hash as number);
      }
    }
    return { ids, hashes };
  }

  /**
   * The instances of a list from a place on that are still there, at most a batch of them.
   *
   * @returns the rows and the place after them
   */
  readInstances(list: InstanceList, from: number): { rows: readonly InstanceRow[]; next: number } {
    const statement = this.#prepare("SELECT key_class_id, key, body FROM instance WHERE id = ? AND key_hash = ?");
    const rows: InstanceRow[] = [];
    let units = 0;
    let next = from;
    while (next < list.ids.length && rows.length < batchRows && units < batchUnits) {
      const id = list.ids[next] as number;
      const row = statement.get(id, list.hashes[next] as number);
      next++;
      if (row === undefined) continue;
      const body = row.body as string;
      units += body.length;
      rows.push({
        keyClass: this.#classKey(row.key_class_id as number),
        key: row.key as string,
        className: this.#classKey(classIdOf(id)),
        body,
      });
    }
    return { rows, next };
  }

  hasInstances(namespace: string, classNames: readonly string[]): boolean {
    const statement = this.#prepare("SELECT 1 FROM instance WHERE id BETWEEN ? AND ? LIMIT 1");
    return classNames.some((className) => {
      const classId = this.#findClassId(namespace, className);
      return classId !== undefined && statement.get(firstId(classId), lastId(classId)) !== undefined;
    });
  }

  putInstances(namespace: string, rows: readonly InstanceRow[]): void {
    const namespaceId = this.#namespaceIdToPut(namespace);
    const insert = this.#prepare("INSERT INTO instance VALUES (?, ?, ?, ?, ?)");
    const update = this.#prepare("UPDATE instance SET body = ? WHERE id = ?");
    const remove = this.#prepare("DELETE FROM instance WHERE id = ?");
    if (this.#locations.size + rows.length > rememberedLocations) this.#locations.clear();
    for (const { keyClass, key, className, body } of rows) {
      const keyClassId = this.#classIdToPut(namespaceId, keyClass);
      const classId = className === keyClass ? keyClassId : this.#classIdToPut(namespaceId, className);
      const location = this.#locate(keyClassId, key);
      if (location.id !== 0 && classIdOf(location.id) === classId) {
        update.run(body, location.id);
        continue;
      }
      if (location.id !== 0) remove.run(location.id);
      location.id = this.#nextId(classId);
      insert.run(location.id, keyClassId, location.hash, key, body);
    }
  }

  deleteInstances(namespace: string, keys: readonly InstanceKey[]): void {
    const namespaceId = this.#namespaceId(namespace);
    if (namespaceId === undefined) return;
    const statement = this.#prepare("DELETE FROM instance WHERE id = ?");
    for (const { keyClass, key } of keys) {
      const keyClassId = this.#classId(namespaceId, keyClass);
      if (keyClassId === undefined || !key.isWellFormed()) continue;
      const location = this.#locate(keyClassId, key);
      if (location.id !== 0) statement.run(location.id);
      location.id = 0;
    }
  }

  deleteInstancesOf(namespace: string, className: string): void {
    const classId = this.#findClassId(namespace, className);
    if (classId !== undefined) this.#deleteInstancesOf(classId);
  }

  #deleteInstancesOf(classId: number): void {
    this.#prepare("DELETE FROM instance WHERE id BETWEEN ? AND ?").run(firstId(classId), lastId(classId));
    this.#locations.clear();
  }

  #prepare(sql: string): SqliteStatement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #namespaceId(namespace: string): number | undefined {
    const known = this.#namespaceIds.get(namespace);
    if (known !== undefined) return known;
    const id = this.#prepare("SELECT id FROM namespace WHERE key = ?").get(namespace)?.id as number | undefined;
    if (id !== undefined) this.#namespaceIds.set(namespace, id);
    return id;
  }

  #namespaceIdToPut(namespace: string): number {
    const id = this.#namespaceId(namespace);
    if (id === undefined) throw new Error(`rows were put into namespace ${namespace}, which does not exist`);
    return id;
  }

  #findClassId(namespace: string, className: string): number | undefined {
    const namespaceId = this.#namespaceId(namespace);
    return namespaceId === undefined ? undefined : this.#classId(namespaceId, className);
  }

  #classId(namespaceId: number, key: string): number | undefined {
    let ids = this.#classIds.get(namespaceId);
    if (ids === undefined) {
      ids = new Map();
      this.#classIds.set(namespaceId, ids);
    }
    const known = ids.get(key);
    if (known !== undefined) return known;
    const row = this.#prepare("SELECT id FROM instance_class WHERE namespace_id = ? AND key = ?").get(namespaceId, key);
    const id = row?.id as number | undefined;
    if (id !== undefined) ids.set(key, id);
    return id;
  }

  #classIdToPut(namespaceId: number, key: string): number {
    const known = this.#classId(namespaceId, key);
    if (known !== undefined) return known;
    const id = this.#prepare("INSERT INTO instance_class (namespace_id, key) VALUES (?, ?)").run(namespaceId, key)
      .lastInsertRowid as number;
    if (id > largestClassId) throw this.#tooManyRows();
    this.#classIds.get(namespaceId)?.set(key, id);
    return id;
  }

  #classKey(id: number): string {
    let key = this.#classKeys.get(id);
    if (key === undefined) {
      key = this.#prepare("SELECT key FROM instance_class WHERE id = ?").get(id)?.key as string;
      this.#classKeys.set(id, key);
    }
    return key;
  }

  /** The next number for an instance of a class. It is not given again in this transaction, so a scan cannot confuse rows. */
  #nextId(classId: number): number {
    let last = this.#lastIds.get(classId);
    if (last === undefined) {
      const statement = this.#prepare("SELECT max(id) AS id FROM instance WHERE id BETWEEN ? AND ?");
      last = (statement.get(firstId(classId), lastId(classId))?.id ?? firstId(classId)) as number;
    }
    const next = last + 1;
    if (next > lastId(classId)) throw this.#tooManyRows();
    this.#lastIds.set(classId, next);
    return next;
  }

  #locate(keyClassId: number, key: string): Location {
    const known = this.#locations.get(key);
    if (known !== undefined && known.keyClassId === keyClassId) return known;
    const keyHash = Number.parseInt(hash("sha256", `${keyClassId}:${key}`).slice(0, 13), 16);
    const statement = this.#prepare("SELECT id FROM instance WHERE key_hash = ? AND key = ? AND key_class_id = ?");
    const id = (statement.get(keyHash, key, keyClassId)?.id ?? 0) as number;
    const location = { keyClassId, hash: keyHash, id };
    this.#locations.set(key, location);
    return location;
  }

  #tooManyRows(): Error {
    return storeError("too-many-rows", {
      repository: this.#repository,
      classes: largestClassId,
      instances: instancesPerClass - 1,
    });
  }
}

function classIdOf(instanceId: number): number {
  return Math.floor(instanceId / instancesPerClass);
}

/** The number below all instances of a class; instances count from the next. */
function firstId(classId: number): number {
  return classId * instancesPerClass;
}

function lastId(classId: number): number {
  return classId * instancesPerClass + (instancesPerClass - 1);
}

type Row = Readonly<Record<string, unknown>>;

function namespaceRow({ key, path, generation }: Row): NamespaceRow {
  return { key: key as string, path: path as string, generation: generation as number };
}

function classRow({ key, superclass, body }: Row): ClassRow {
  return { key: key as string, superclass: superclass as string | null, body: body as string };
}

function qualifierTypeRow({ key, body }: Row): QualifierTypeRow {
  return { key: key as string, body: body as string };
}
