import { sortByKey } from "../cim/code-point-order.ts";
import type {
  ClassRow,
  InstanceKey,
  InstanceRow,
  NamespaceRow,
  QualifierTypeRow,
  StoreReader,
  StoreWriter,
} from "./store.ts";

/** What an overlay says of a key: the row that was put, `null` where it was deleted, `undefined` where nothing was done. */
export type Entry<Row> = Row | null | undefined;

/** Rows that were put and keys that were deleted, over rows that lie elsewhere. */
export class RowTable<Row extends { readonly key: string }> {
  readonly #entries = new Map<string, Row | null>();
  readonly #hasBase: boolean;

  /** @param hasBase whether rows may lie below, which a deleted key has to hide */
  constructor(hasBase: boolean) {
    this.#hasBase = hasBase;
  }

  get(key: string): Entry<Row> {
    return this.#entries.get(key);
  }

  put(row: Row): void {
    this.#entries.set(row.key, row);
  }

  delete(key: string): void {
    if (this.#hasBase) this.#entries.set(key, null);
    else this.#entries.delete(key);
  }

  *rows(): Generator<Row> {
    for (const row of this.#entries.values()) if (row !== null) yield row;
  }

  *deletedKeys(): Generator<string> {
    for (const [key, row] of this.#entries) if (row === null) yield key;
  }
}

/** Classes, also by superclass: without that, walking down the 1,631 classes of CIM 2.49 asks each of them 1,631 times. */
export class ClassRowTable extends RowTable<ClassRow> {
  readonly #subclasses = new Map<string | null, Map<string, ClassRow>>();

  override put(row: ClassRow): void {
    this.#forget(row.key);
    super.put(row);
    let siblings = this.#subclasses.get(row.superclass);
    if (siblings === undefined) {
      siblings = new Map();
      this.#subclasses.set(row.superclass, siblings);
    }
    siblings.set(row.key, row);
  }

  override delete(key: string): void {
    this.#forget(key);
    super.delete(key);
  }

  subclassesOf(superclass: string | null): Iterable<ClassRow> {
    return this.#subclasses.get(superclass)?.values() ?? [];
  }

  #forget(key: string): void {
    const row = this.get(key);
    if (row) this.#subclasses.get(row.superclass)?.delete(key);
  }
}

/** So many rows that are no longer there are kept without counting them against those that are. */
const keptLostRows = 1000;

/** The instances of one class that were put. */
class ClassInstances {
  /** How many there are now. */
  count = 0;
  /** By key, as they were when somebody last asked; never changed, so that a scan can hold it. */
  #sorted: readonly InstanceRow[] = [];
  /** Rows that were put since then. */
  #added: InstanceRow[] = [];
  #hasLostRows = false;

  add(row: InstanceRow): void {
    this.#added.push(row);
  }

  /**
   * Says that a row of this class was replaced or deleted. Without a scan such rows are given up when they are more than
   * the `current` ones and a constant, so that keeping and giving up take time linear in the number of changes.
   */
  lose(current: (row: InstanceRow) => boolean): void {
    this.#hasLostRows = true;
    if (this.#sorted.length + this.#added.length > 2 * this.count + keptLostRows) this.sorted(current);
  }

  /** The rows that are `current`, by key. Sorting what is mostly sorted is linear, so that puts and scans can alternate. */
  sorted(current: (row: InstanceRow) => boolean): readonly InstanceRow[] {
    if (this.#added.length > 0 || this.#hasLostRows) {
      const sorted = sortByKey(this.#sorted.concat(this.#added).filter(current));
      // The very same row can have been put twice.
      this.#sorted = sorted.filter((row, index) => row !== sorted[index - 1]);
      this.#added = [];
      this.#hasLostRows = false;
    }
    return this.#sorted;
  }
}

/** Instances that were put and deleted, by key class and key, and by class. */
export class InstanceRowTable {
  readonly #entries = new Map<string, Map<string, InstanceRow | null>>();
  readonly #classes = new Map<string, ClassInstances>();
  /** Classes of which all instances were deleted: no row that lies below is seen any more. */
  readonly #cleared = new Set<string>();
  readonly #hasBase: boolean;
  readonly #isCurrent = (row: InstanceRow): boolean => this.get(row) === row;

  /** @param hasBase whether rows may lie below, which a deleted key has to hide */
  constructor(hasBase: boolean) {
    this.#hasBase = hasBase;
  }

  get({ keyClass, key }: InstanceKey): Entry<InstanceRow> {
    return this.#entries.get(keyClass)?.get(key);
  }

  put(row: InstanceRow): void {
    const added = this.#classOf(row.className);
    added.add(row);
    added.count++;
    this.#set(row, row);
  }

  delete(instance: InstanceKey): void {
    this.#set(instance, null);
  }

  /** Deletes all instances of a class, those that lie below too. */
  clear(className: string): void {
    if (this.#hasBase) this.#cleared.add(className);
    for (const row of this.rowsOf(className)) this.delete(row);
  }

  /** Whether a row that lies below is still to be seen. */
  shows(row: InstanceRow): boolean {
    return this.#hasBase && !this.#cleared.has(row.className) && this.get(row) === undefined;
  }

  /** Whether all instances of a class that lie below were deleted. */
  isCleared(className: string): boolean {
    return this.#cleared.has(className);
  }

  /** Whether instances of a class were put that are there now. */
  has(className: string): boolean {
    return (this.#classes.get(className)?.count ?? 0) > 0;
  }

  /** Folded names of the classes of which instances were put. */
  classNames(): Iterable<string> {
    return this.#classes.keys();
  }

  /** The instances of a class that were put, by key; the array does not change when the table does. */
  rowsOf(className: string): readonly InstanceRow[] {
    return this.#classes.get(className)?.sorted(this.#isCurrent) ?? [];
  }

  *rows(): Iterable<InstanceRow> {
    for (const entries of this.#entries.values()) {
      for (const row of entries.values()) if (row !== null) yield row;
    }
  }

  *deletedKeys(): Iterable<InstanceKey> {
    for (const [keyClass, entries] of this.#entries) {
      for (const [key, row] of entries) if (row === null) yield { keyClass, key };
    }
  }

  clearedClasses(): Iterable<string> {
    return this.#cleared;
  }

  #set({ keyClass, key }: InstanceKey, row: InstanceRow | null): void {
    let entries = this.#entries.get(keyClass);
    if (entries === undefined) {
      entries = new Map();
      this.#entries.set(keyClass, entries);
    }
    const replaced = entries.get(key);
    if (row !== null || this.#hasBase) entries.set(key, row);
    else entries.delete(key);
    if (replaced) {
      const losing = this.#classOf(replaced.className);
      losing.count--;
      losing.lose(this.#isCurrent);
    }
  }

  #classOf(className: string): ClassInstances {
    let instances = this.#classes.get(className);
    if (instances === undefined) {
      instances = new ClassInstances();
      this.#classes.set(className, instances);
    }
    return instances;
  }
}

/** What was written into one namespace. */
export class NamespaceTables {
  /** The namespace was deleted at some time, so that nothing that lies below is seen any more. */
  readonly hidesBase: boolean;
  readonly classes: ClassRowTable;
  readonly qualifierTypes: RowTable<QualifierTypeRow>;
  readonly instances: InstanceRowTable;

  constructor(hasBase: boolean, hidesBase: boolean) {
    const showsBase = hasBase && !hidesBase;
    this.hidesBase = hidesBase;
    this.classes = new ClassRowTable(showsBase);
    this.qualifierTypes = new RowTable(showsBase);
    this.instances = new InstanceRowTable(showsBase);
  }
}

/** The operations that write, without those that read. */
type Operations = Omit<StoreWriter, keyof StoreReader | "immediate">;

/** One call of a writer. */
export type StoreChange = {
  [Name in keyof Operations]: { readonly operation: Name; readonly parameters: Parameters<Operations[Name]> };
}[keyof Operations];

function change<Name extends keyof Operations>(
  operation: Name,
  ...parameters: Parameters<Operations[Name]>
): StoreChange {
  return { operation, parameters } as StoreChange;
}

/** How many rows a change carries at most. */
const changeSize = 1000;

/** Everything that was written, as tables; nothing here waits, so that it is applied as a whole. */
export class OverlayTables {
  readonly settings = new Map<string, string>();
  readonly namespaces: RowTable<NamespaceRow>;
  readonly #tables = new Map<string, NamespaceTables>();
  readonly #hasBase: boolean;

  /** @param hasBase whether rows may lie below; without them nothing is kept of what was deleted */
  constructor(hasBase: boolean) {
    this.#hasBase = hasBase;
    this.namespaces = new RowTable(hasBase);
  }

  /** What was written into a namespace; `undefined`: nothing. */
  find(namespace: string): NamespaceTables | undefined {
    return this.#tables.get(namespace);
  }

  make(namespace: string): NamespaceTables {
    let tables = this.#tables.get(namespace);
    if (tables === undefined) {
      tables = new NamespaceTables(this.#hasBase, false);
      this.#tables.set(namespace, tables);
    }
    return tables;
  }

  deleteNamespace(namespace: string): void {
    this.namespaces.delete(namespace);
    if (this.#hasBase) this.#tables.set(namespace, new NamespaceTables(true, true));
    else this.#tables.delete(namespace);
  }

  /** Does what a call of a writer says. */
  apply({ operation, parameters }: StoreChange): void {
    switch (operation) {
      case "putSetting":
        this.settings.set(...parameters);
        break;
      case "putNamespace":
        this.namespaces.put(...parameters);
        break;
      case "deleteNamespace":
        this.deleteNamespace(...parameters);
        break;
      case "putClasses":
        for (const row of parameters[1]) this.make(parameters[0]).classes.put(row);
        break;
      case "deleteClasses":
        for (const key of parameters[1]) this.make(parameters[0]).classes.delete(key);
        break;
      case "putQualifierTypes":
        for (const row of parameters[1]) this.make(parameters[0]).qualifierTypes.put(row);
        break;
      case "deleteQualifierTypes":
        for (const key of parameters[1]) this.make(parameters[0]).qualifierTypes.delete(key);
        break;
      case "putInstances":
        for (const row of parameters[1]) this.make(parameters[0]).instances.put(row);
        break;
      case "deleteInstances":
        for (const key of parameters[1]) this.make(parameters[0]).instances.delete(key);
        break;
      case "deleteInstancesOf":
        this.make(parameters[0]).instances.clear(parameters[1]);
        break;
    }
  }

  /** The calls that make the same of what lies below; in an order in which none undoes another. */
  *changes(): Iterable<StoreChange> {
    for (const [name, value] of this.settings) yield change("putSetting", name, value);
    for (const [namespace, { hidesBase }] of this.#tables) if (hidesBase) yield change("deleteNamespace", namespace);
    for (const row of this.namespaces.rows()) yield change("putNamespace", row);
    for (const [namespace, { classes, qualifierTypes, instances }] of this.#tables) {
      for (const keys of inBatches(qualifierTypes.deletedKeys())) yield change("deleteQualifierTypes", namespace, keys);
      for (const rows of inBatches(qualifierTypes.rows())) yield change("putQualifierTypes", namespace, rows);
      for (const keys of inBatches(classes.deletedKeys())) yield change("deleteClasses", namespace, keys);
      for (const rows of inBatches(classes.rows())) yield change("putClasses", namespace, rows);
      for (const className of instances.clearedClasses()) yield change("deleteInstancesOf", namespace, className);
      for (const keys of inBatches(instances.deletedKeys())) yield change("deleteInstances", namespace, keys);
      for (const rows of inBatches(instances.rows())) yield change("putInstances", namespace, rows);
    }
  }
}

function* inBatches<Item>(items: Iterable<Item>): Iterable<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === changeSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
