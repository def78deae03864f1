import type { RowCondition } from "../row-condition.ts";
import type { InstanceRow } from "../store.ts";
import { batchRows, batchUnits, emptyList, type FoundInstances, type InstanceList } from "./sqlite-batches.ts";
import { conditionSql } from "./sqlite-conditions.ts";
import { instancesPerClass } from "./sqlite-layout.ts";
import { type Row, SqliteSchemaRows } from "./sqlite-schema-rows.ts";

/**
 * How many a batch has that comes out of an open statement: few enough that V8 seldom takes them for old objects, which stay until all
 * of the heap is collected. Of a dump of a million 100 took up to 10 MiB more.
 */
const openBatchRows = 20;

/** The instances of one connection, class by class; the numbers of classes are remembered, until {@link forget} is called. */
export abstract class SqliteInstanceScans extends SqliteSchemaRows {
  /** By the number of a namespace. */
  readonly #classIds = new Map<number, Map<string, number>>();
  readonly #classKeys = new Map<number, string>();

  override forget(): void {
    super.forget();
    this.#classIds.clear();
    this.#classKeys.clear();
  }

  /** Where the instances of a class are. */
  listInstances(namespace: string, className: string, condition?: RowCondition): InstanceList {
    const classId = this.findClassId(namespace, className);
    if (classId === undefined) return emptyList;
    let numbers = new Float64Array(2 * batchRows);
    let used = 0;
    for (const row of this.#iterateInstances("id, key_hash", classId, condition)) {
      if (used === numbers.length) {
        const larger = new Float64Array(2 * used);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[used++] = row[0] as number;
      numbers[used++] = row[1] as number;
    }
    return { numbers, count: used / 2 };
  }

  /**
   * The instances of a list from a place on that are still there, at most a batch of them.
   *
   * @returns the rows and the place after them
   */
  readInstances(list: InstanceList, from: number): { rows: readonly InstanceRow[]; next: number } {
    const statement = this.prepare("SELECT key_class_id, key, body FROM instance WHERE id = ? AND key_hash = ?");
    const rows: InstanceRow[] = [];
    let units = 0;
    let next = from;
    while (next < list.count && rows.length < batchRows && units < batchUnits) {
      const id = list.numbers[2 * next] as number;
      const row = statement.get(id, list.numbers[2 * next + 1] as number) as Row | undefined;
      next++;
      if (row === undefined) continue;
      const body = row[2] as string;
      units += body.length;
      const className = this.classKey(classIdOf(id));
      rows.push({ keyClass: this.classKey(row[0] as number), key: row[1] as string, className, body });
    }
    return { rows, next };
  }

  /**
   * The instances of a class by key, a batch at a time, out of one statement that stays open until the last: for a connection that sees
   * one state from beginning to end. A million with keys in random order take 1.6 s of processor time, and 6.2 s where each is found
   * again through {@link listInstances}.
   */
  *scanInstances(
    namespace: string,
    className: string,
    condition?: RowCondition,
  ): Generator<readonly InstanceRow[], void, undefined> {
    const classId = this.findClassId(namespace, className);
    if (classId === undefined) return;
    let rows: InstanceRow[] = [];
    let units = 0;
    for (const row of this.#iterateInstances("key_class_id, key, body", classId, condition)) {
      const body = row[2] as string;
      units += body.length;
      rows.push({ keyClass: this.classKey(row[0] as number), key: row[1] as string, className, body });
      if (rows.length < openBatchRows && units < batchUnits) continue;
      yield rows;
      rows = [];
      units = 0;
    }
    if (rows.length > 0) yield rows;
  }

  /**
   * The instances of a part of a class that fulfil a condition, in no order; one that is too many for a batch ends it.
   *
   * @param from 0, or what the part before said to be the next
   * @param length how many may be looked at
   */
  findInstances(
    namespace: string,
    className: string,
    condition: RowCondition,
    from: number,
    length: number,
  ): FoundInstances {
    const classId = this.findClassId(namespace, className);
    if (classId === undefined) return { rows: [], next: undefined };
    const first = Math.max(from, firstId(classId));
    const last = Math.min(first + length - 1, lastId(classId));
    const values: string[] = [];
    const sql = `SELECT key_class_id, key, body FROM instance WHERE id BETWEEN ? AND ? AND ${conditionSql(condition, values)}`;
    const rows: InstanceRow[] = [];
    let units = 0;
    for (const row of this.prepareOnce(sql).iterate(first, last, ...values) as unknown as Iterable<Row>) {
      const body = row[2] as string;
      units += body.length;
      rows.push({ keyClass: this.classKey(row[0] as number), key: row[1] as string, className, body });
      if (rows.length > batchRows || units > batchUnits) break;
    }
    const next = this.getRow("SELECT min(id) FROM instance WHERE id BETWEEN ? AND ?", last + 1, lastId(classId))?.[0];
    return { rows, next: (next ?? undefined) as number | undefined };
  }

  /** Columns of the instances of a class, sorted by key: outside of memory where there is much. */
  #iterateInstances(columns: string, classId: number, condition: RowCondition | undefined): Iterable<Row> {
    const values: string[] = [];
    const wanted = condition === undefined ? "" : `AND ${conditionSql(condition, values)} `;
    const sql = `SELECT ${columns} FROM instance WHERE id BETWEEN ? AND ? ${wanted}ORDER BY key`;
    // Each has a statement of its own, because several scans may go on at once.
    return this.prepareOnce(sql).iterate(firstId(classId), lastId(classId), ...values) as unknown as Iterable<Row>;
  }

  hasInstances(namespace: string, classNames: readonly string[]): boolean {
    const sql = "SELECT 1 FROM instance WHERE id BETWEEN ? AND ? LIMIT 1";
    return classNames.some((className) => {
      const classId = this.findClassId(namespace, className);
      return classId !== undefined && this.getRow(sql, firstId(classId), lastId(classId)) !== undefined;
    });
  }

  countInstances(namespace: string, className: string): number {
    const classId = this.findClassId(namespace, className);
    if (classId === undefined) return 0;
    const sql = "SELECT count(*) FROM instance WHERE id BETWEEN ? AND ?";
    return this.getRow(sql, firstId(classId), lastId(classId))?.[0] as number;
  }

  listInstanceClasses(namespace: string): readonly string[] {
    const id = this.namespaceId(namespace);
    if (id === undefined) return [];
    return this.allRows("SELECT key FROM instance_class WHERE namespace_id = ?", id).map(([key]) => key as string);
  }

  /** The number of a class; `undefined` where it has had no instances. */
  protected findClassId(namespace: string, className: string): number | undefined {
    const namespaceId = this.namespaceId(namespace);
    return namespaceId === undefined ? undefined : this.classId(namespaceId, className);
  }

  protected classId(namespaceId: number, key: string): number | undefined {
    let ids = this.#classIds.get(namespaceId);
    if (ids === undefined) {
      ids = new Map();
      this.#classIds.set(namespaceId, ids);
    }
    const known = ids.get(key);
    if (known !== undefined) return known;
    const row = this.getRow("SELECT id FROM instance_class WHERE namespace_id = ? AND key = ?", namespaceId, key);
    const id = row?.[0] as number | undefined;
    if (id !== undefined) ids.set(key, id);
    return id;
  }

  /** Notes the number that a class was given. */
  protected rememberClassId(namespaceId: number, key: string, id: number): void {
    this.#classIds.get(namespaceId)?.set(key, id);
  }

  protected classKey(id: number): string {
    let key = this.#classKeys.get(id);
    if (key === undefined) {
      key = this.getRow("SELECT key FROM instance_class WHERE id = ?", id)?.[0] as string;
      this.#classKeys.set(id, key);
    }
    return key;
  }
}

export function classIdOf(instanceId: number): number {
  return Math.floor(instanceId / instancesPerClass);
}

/** The number below all instances of a class; instances count from the next. */
export function firstId(classId: number): number {
  return classId * instancesPerClass;
}

export function lastId(classId: number): number {
  return classId * instancesPerClass + (instancesPerClass - 1);
}
