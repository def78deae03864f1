/**
 * The port between the repository and what keeps it. A store keeps rows and knows no CIM: every name and key arrives
 * folded for comparison, every body is opaque text. Rows are ordered by code points of their folded key, in every store
 * (`compareCodePoints`). Text is any well-formed Unicode, U+0000 included: a key with half a surrogate pair is refused
 * (`malformed-key`), because UTF-8 cannot hold it.
 *
 * What goes wrong outside (locked, full, damaged, not there) is thrown as a `WbemError` with one violation out of
 * `storeMessages`; a store that is used against this contract throws a plain `Error`.
 */

import type { RowCondition } from "./row-condition.ts";

/** A namespace. */
export interface NamespaceRow {
  /** The folded path, `root/cimv2`: the key. */
  readonly key: string;
  /** The path as spelled. */
  readonly path: string;
  /** Raised by every write of a class or qualifier type in the namespace. */
  readonly generation: number;
}

export interface ClassRow {
  /** Folded name of the class: the key within its namespace. */
  readonly key: string;
  /** Folded name of the superclass, `null` at the top. */
  readonly superclass: string | null;
  readonly body: string;
}

export interface QualifierTypeRow {
  /** Folded name: the key within its namespace. */
  readonly key: string;
  readonly body: string;
}

/** Names an instance within its namespace: the class that introduces its keys, folded, and the folded key values. */
export interface InstanceKey {
  readonly keyClass: string;
  readonly key: string;
}

/** An instance. All instances of one class are named through the same key class. */
export interface InstanceRow extends InstanceKey {
  /** Folded name of the class of the instance. */
  readonly className: string;
  readonly body: string;
}

/**
 * Rows of one state, answered at once: what a store offers that never waits for another machine. For a read or a put of
 * one instance waiting for promises takes as long as the work.
 */
export interface ImmediateRows {
  getSetting(name: string): string | undefined;
  getNamespace(namespace: string): NamespaceRow | undefined;
  getInstance(namespace: string, key: InstanceKey): InstanceRow | undefined;
}

/** {@link ImmediateRows} of a transaction, and putting. */
export interface ImmediateWriter extends ImmediateRows {
  putClasses(namespace: string, rows: readonly ClassRow[]): void;
  putInstance(namespace: string, row: InstanceRow): void;
}

/**
 * Reading; `namespace` is always the folded path. Batches answer in the order of the question, `undefined` for none. A
 * namespace that does not exist has no rows.
 */
export interface StoreReader {
  /** Settings of the whole repository, such as `keys`. */
  getSetting(name: string): Promise<string | undefined>;
  getNamespace(namespace: string): Promise<NamespaceRow | undefined>;
  /** All namespaces by key. */
  listNamespaces(): Promise<readonly NamespaceRow[]>;

  getClasses(namespace: string, keys: readonly string[]): Promise<readonly (ClassRow | undefined)[]>;
  /** Direct subclasses by key; `null`: the classes without a superclass. */
  listSubclasses(namespace: string, superclass: string | null): Promise<readonly ClassRow[]>;

  getQualifierTypes(namespace: string, keys: readonly string[]): Promise<readonly (QualifierTypeRow | undefined)[]>;
  listQualifierTypes(namespace: string): Promise<readonly QualifierTypeRow[]>;

  getInstances(namespace: string, keys: readonly InstanceKey[]): Promise<readonly (InstanceRow | undefined)[]>;
  /**
   * Instances of exactly this class, by key, in batches that keep memory flat. A row that is there from the beginning of
   * the scan to its end is given exactly once; what is put or deleted meanwhile is seen or not.
   *
   * @param condition what is wanted: rows whose bodies do not fulfil it may be left out, and may as well be given
   */
  scanInstances(namespace: string, className: string, condition?: RowCondition): AsyncIterable<readonly InstanceRow[]>;
  /** Whether there is an instance of exactly one of these classes. */
  hasInstances(namespace: string, classNames: readonly string[]): Promise<boolean>;
  /** How many instances there are of exactly this class. */
  countInstances(namespace: string, className: string): Promise<number>;
  /** Folded names of classes: all that have instances, and perhaps some that have had them. */
  listInstanceClasses(namespace: string): Promise<readonly string[]>;
  /**
   * Calls `read` once with the rows of one state, where the store can answer at once. `read` only asks for rows.
   *
   * @returns what `read` returns; `undefined` where the store has to wait, so that the other methods have to be asked
   */
  readNow?<Result>(read: (rows: ImmediateRows) => Result): Result | undefined;
}

/**
 * Writing, inside a transaction. A put creates or replaces by key; deleting what is not there does nothing. Rows are put
 * only into a namespace that exists. A put that moves an instance to another class of the same key class replaces it.
 */
export interface StoreWriter extends StoreReader {
  /** What a store offers that can put at once. A failure ends the transaction as one of the other methods does. */
  readonly immediate?: ImmediateWriter;
  putSetting(name: string, value: string): Promise<void>;
  putNamespace(row: NamespaceRow): Promise<void>;
  /** Deletes a namespace with all its rows; children are the caller's business. */
  deleteNamespace(namespace: string): Promise<void>;
  putClasses(namespace: string, rows: readonly ClassRow[]): Promise<void>;
  deleteClasses(namespace: string, keys: readonly string[]): Promise<void>;
  putQualifierTypes(namespace: string, rows: readonly QualifierTypeRow[]): Promise<void>;
  deleteQualifierTypes(namespace: string, keys: readonly string[]): Promise<void>;
  putInstances(namespace: string, rows: readonly InstanceRow[]): Promise<void>;
  deleteInstances(namespace: string, keys: readonly InstanceKey[]): Promise<void>;
  /** Deletes all instances of exactly this class. */
  deleteInstancesOf(namespace: string, className: string): Promise<void>;
}

export interface Store extends StoreReader {
  /**
   * Runs `work` with a writer that sees its own writes. All of them last when it returns; none when it throws, nor when
   * the store failed within it, even if `work` caught that. Transactions run one after another, so `work` must not wait
   * for another transaction; readers outside see the state before. The writer throws an `Error` after `work`.
   */
  transaction<Result>(work: (writer: StoreWriter) => Promise<Result>): Promise<Result>;
  /** Waits for the transaction that is running. A store that was closed throws an `Error`, but closes again. */
  close(): Promise<void>;
}
