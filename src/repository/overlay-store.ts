import { compareCodePoints, sortByKey } from "../cim/code-point-order.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import { type NamespaceTables, OverlayTables, type RowTable, type StoreChange } from "./overlay-tables.ts";
import { refuseMalformedKeys } from "./refuse-malformed-keys.ts";
import type { RowCondition } from "./row-condition.ts";
import type {
  ClassRow,
  InstanceKey,
  InstanceRow,
  NamespaceRow,
  QualifierTypeRow,
  Store,
  StoreReader,
  StoreWriter,
} from "./store.ts";

/** How many rows a scan gives at once, at least where there are so many. */
const scanSize = 1000;

/**
 * Reads through to a base and keeps what is written to itself: rows that were put hide those of the base, deleted ones
 * leave a tombstone. The base must not change meanwhile. Without a base it reads through to nothing and keeps nothing of
 * what was deleted.
 */
export class Overlay implements StoreWriter {
  readonly #base: StoreReader | undefined;
  readonly #content: OverlayTables;
  /** Why it is of no use any more. */
  #end: string | undefined;

  constructor(base?: StoreReader) {
    this.#base = base;
    this.#content = new OverlayTables(base !== undefined);
  }

  /** Ends its use; everything that is asked after that throws an error that says why. */
  end(reason: string): void {
    this.#end = reason;
  }

  /** @throws `Error` when its use has ended */
  protected checkUsable(): void {
    if (this.#end !== undefined) throw new Error(this.#end);
  }

  get #tables(): OverlayTables {
    this.checkUsable();
    return this.#content;
  }

  /** What was written, as calls of a writer that make the same of the base. */
  changes(): Iterable<StoreChange> {
    return this.#tables.changes();
  }

  /** Takes over what was written to an overlay over this one, all at once. */
  absorb(overlay: Overlay): void {
    for (const change of overlay.changes()) this.#tables.apply(change);
  }

  async getSetting(name: string): Promise<string | undefined> {
    return this.#tables.settings.get(name) ?? this.#base?.getSetting(name);
  }

  async getNamespace(namespace: string): Promise<NamespaceRow | undefined> {
    const row = this.#tables.namespaces.get(namespace);
    return row === undefined ? this.#base?.getNamespace(namespace) : (row ?? undefined);
  }

  async listNamespaces(): Promise<readonly NamespaceRow[]> {
    const { namespaces } = this.#tables;
    return mergeRows(namespaces, namespaces.rows(), (await this.#base?.listNamespaces()) ?? []);
  }

  async getClasses(namespace: string, keys: readonly string[]): Promise<readonly (ClassRow | undefined)[]> {
    const { tables, base } = this.#look(namespace);
    return getRows(tables?.classes, keys, (missing) => base?.getClasses(namespace, missing));
  }

  async listSubclasses(namespace: string, superclass: string | null): Promise<readonly ClassRow[]> {
    const { tables, base } = this.#look(namespace);
    const below = (await base?.listSubclasses(namespace, superclass)) ?? [];
    return tables ? mergeRows(tables.classes, tables.classes.subclassesOf(superclass), below) : below;
  }

  async getQualifierTypes(
    namespace: string,
    keys: readonly string[],
  ): Promise<readonly (QualifierTypeRow | undefined)[]> {
    const { tables, base } = this.#look(namespace);
    return getRows(tables?.qualifierTypes, keys, (missing) => base?.getQualifierTypes(namespace, missing));
  }

  async listQualifierTypes(namespace: string): Promise<readonly QualifierTypeRow[]> {
    const { tables, base } = this.#look(namespace);
    const below = (await base?.listQualifierTypes(namespace)) ?? [];
    return tables ? mergeRows(tables.qualifierTypes, tables.qualifierTypes.rows(), below) : below;
  }

  async getInstances(namespace: string, keys: readonly InstanceKey[]): Promise<readonly (InstanceRow | undefined)[]> {
    const { tables, base } = this.#look(namespace);
    const instances = tables?.instances;
    return getRows(instances, keys, async (missing) => {
      const rows = await base?.getInstances(namespace, missing);
      return rows?.map((row) => (row && instances?.isCleared(row.className) ? undefined : row));
    });
  }

  /** Of what is kept here all rows are given, whatever the condition. */
  async *scanInstances(
    namespace: string,
    className: string,
    condition?: RowCondition,
  ): AsyncGenerator<readonly InstanceRow[], void, undefined> {
    const { tables, base } = this.#look(namespace);
    const rows = tables?.instances.rowsOf(className) ?? [];
    let next = 0;
    if (base !== undefined && !tables?.instances.isCleared(className)) {
      for await (const below of base.scanInstances(namespace, className, condition)) {
        const batch: InstanceRow[] = [];
        for (const row of below) {
          let order = 1;
          for (; next < rows.length; next++) {
            const own = rows[next] as InstanceRow;
            order = compareCodePoints(own.key, row.key);
            if (order >= 0) break;
            this.#pushCurrent(namespace, own, batch);
          }
          // The row of the base is given as it is now; where both have the key it is the same row.
          if (order === 0) next++;
          this.#pushCurrent(namespace, row, batch);
        }
        if (batch.length > 0) yield batch;
      }
    }
    while (next < rows.length) {
      const batch: InstanceRow[] = [];
      const end = Math.min(next + scanSize, rows.length);
      for (; next < end; next++) this.#pushCurrent(namespace, rows[next] as InstanceRow, batch);
      if (batch.length > 0) yield batch;
    }
  }

  async hasInstances(namespace: string, classNames: readonly string[]): Promise<boolean> {
    const { tables, base } = this.#look(namespace);
    const instances = tables?.instances;
    if (instances === undefined) return (await base?.hasInstances(namespace, classNames)) ?? false;
    for (const className of classNames) {
      if (instances.has(className)) return true;
      if (instances.isCleared(className) || !(await base?.hasInstances(namespace, [className]))) continue;
      for await (const _ of this.scanInstances(namespace, className)) return true;
    }
    return false;
  }

  async countInstances(namespace: string, className: string): Promise<number> {
    const { tables, base } = this.#look(namespace);
    if (tables === undefined) return (await base?.countInstances(namespace, className)) ?? 0;
    let count = 0;
    for await (const rows of this.scanInstances(namespace, className)) count += rows.length;
    return count;
  }

  async listInstanceClasses(namespace: string): Promise<readonly string[]> {
    const { tables, base } = this.#look(namespace);
    const below = (await base?.listInstanceClasses(namespace)) ?? [];
    return tables ? [...new Set([...below, ...tables.instances.classNames()])] : below;
  }

  async putSetting(name: string, value: string): Promise<void> {
    this.#tables.settings.set(name, value);
  }

  async putNamespace(row: NamespaceRow): Promise<void> {
    this.#tables.namespaces.put(row);
  }

  async deleteNamespace(namespace: string): Promise<void> {
    this.#tables.deleteNamespace(namespace);
  }

  async putClasses(namespace: string, rows: readonly ClassRow[]): Promise<void> {
    const { classes } = await this.#tablesToPut(namespace);
    for (const row of rows) classes.put(row);
  }

  async deleteClasses(namespace: string, keys: readonly string[]): Promise<void> {
    const { classes } = this.#tables.make(namespace);
    for (const key of keys) classes.delete(key);
  }

  async putQualifierTypes(namespace: string, rows: readonly QualifierTypeRow[]): Promise<void> {
    const { qualifierTypes } = await this.#tablesToPut(namespace);
    for (const row of rows) qualifierTypes.put(row);
  }

  async deleteQualifierTypes(namespace: string, keys: readonly string[]): Promise<void> {
    const { qualifierTypes } = this.#tables.make(namespace);
    for (const key of keys) qualifierTypes.delete(key);
  }

  async putInstances(namespace: string, rows: readonly InstanceRow[]): Promise<void> {
    refuseMalformedKeys(rows);
    const { instances } = await this.#tablesToPut(namespace);
    for (const row of rows) instances.put(row);
  }

  async deleteInstances(namespace: string, keys: readonly InstanceKey[]): Promise<void> {
    const { instances } = this.#tables.make(namespace);
    for (const key of keys) instances.delete(key);
  }

  async deleteInstancesOf(namespace: string, className: string): Promise<void> {
    this.#tables.make(namespace).instances.clear(className);
  }

  /** What was written into a namespace, and the base as far as it shows through there. */
  #look(namespace: string): { tables: NamespaceTables | undefined; base: StoreReader | undefined } {
    const tables = this.#tables.find(namespace);
    return { tables, base: tables?.hidesBase ? undefined : this.#base };
  }

  async #tablesToPut(namespace: string): Promise<NamespaceTables> {
    const row = this.#tables.namespaces.get(namespace);
    if (row === null || (row === undefined && (await this.#base?.getNamespace(namespace)) === undefined)) {
      throw new Error(`rows were put into namespace ${namespace}, which does not exist`);
    }
    return this.#tables.make(namespace);
  }

  /** Adds the instance that a scan met as it is now, or nothing when it is no longer there or of another class. */
  #pushCurrent(namespace: string, row: InstanceRow, batch: InstanceRow[]): void {
    const tables = this.#tables.find(namespace);
    const current = tables?.instances.get(row);
    if (current === undefined) {
      if (tables === undefined ? this.#base !== undefined : tables.instances.shows(row)) batch.push(row);
    } else if (current !== null && current.className === row.className) {
      batch.push(current);
    }
  }
}

/** Rows by key out of a table, and what it knows nothing of out of the base, in one question. */
async function getRows<Key, Row>(
  table: { get(key: Key): Row | null | undefined } | undefined,
  keys: readonly Key[],
  readBase: (keys: readonly Key[]) => Promise<readonly (Row | undefined)[] | undefined> | undefined,
): Promise<readonly (Row | undefined)[]> {
  if (table === undefined) return (await readBase(keys)) ?? keys.map(() => undefined);
  const entries = keys.map((key) => table.get(key));
  const missing = keys.filter((_, index) => entries[index] === undefined);
  const below = missing.length > 0 ? await readBase(missing) : undefined;
  let next = 0;
  return entries.map((entry) => (entry === undefined ? below?.[next++] : (entry ?? undefined)));
}

/** Rows that were put, and those of the base of which their table knows nothing, by key. */
function mergeRows<Row extends { readonly key: string }>(
  table: RowTable<Row>,
  rows: Iterable<Row>,
  below: readonly Row[],
): readonly Row[] {
  return sortByKey([...below.filter(({ key }) => table.get(key) === undefined), ...rows]);
}

/**
 * A store that reads through to another and keeps what is written in memory: the ground for checks and dry runs.
 * Transactions are overlays over it. Closing it closes the store below.
 *
 * @example const store = new OverlayStore(await openSqliteStore("repository.db", { access: "read" }));
 */
export class OverlayStore extends Overlay implements Store {
  readonly #below: Store | undefined;
  readonly #transactions = new OneAtATime();

  constructor(below?: Store) {
    super(below);
    this.#below = below;
  }

  transaction<Result>(work: (writer: StoreWriter) => Promise<Result>): Promise<Result> {
    return this.#transactions.run(async () => {
      this.checkUsable();
      const overlay = new Overlay(this);
      try {
        const result = await work(overlay);
        this.absorb(overlay);
        return result;
      } finally {
        overlay.end("a writer was used after its transaction had ended");
      }
    });
  }

  close(): Promise<void> {
    return this.#transactions.run(async () => {
      this.end("the repository was closed");
      await this.#below?.close();
    });
  }
}
