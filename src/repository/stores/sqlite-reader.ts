import { setImmediate } from "node:timers/promises";
import { sortByKey } from "../../cim/code-point-order.ts";
import type { RowCondition } from "../row-condition.ts";
import type { ClassRow, InstanceKey, InstanceRow, NamespaceRow, QualifierTypeRow, StoreReader } from "../store.ts";
import { batchRows, batchUnits, emptyList, type FoundInstances } from "./sqlite-batches.ts";
import type { SqliteRows } from "./sqlite-rows.ts";

/** How many instances are looked at first before all else has a turn, and how long the later pieces may take, in milliseconds. */
const firstPiece = 1000;
const longestPiece = 20;

/** The reading half of the port; on what, `run` decides each time. */
export abstract class SqliteReader implements StoreReader {
  /** Runs an operation on one state of the rows; `nothing` is the answer where there is no repository yet. */
  protected abstract run<Result>(operation: (rows: SqliteRows) => Result, nothing: Result): Promise<Result>;

  getSetting(name: string): Promise<string | undefined> {
    return this.run((rows) => rows.getSetting(name), undefined);
  }

  getNamespace(namespace: string): Promise<NamespaceRow | undefined> {
    return this.run((rows) => rows.getNamespace(namespace), undefined);
  }

  listNamespaces(): Promise<readonly NamespaceRow[]> {
    return this.run((rows) => rows.listNamespaces(), []);
  }

  getClasses(namespace: string, keys: readonly string[]): Promise<readonly (ClassRow | undefined)[]> {
    return this.run((rows) => rows.getClasses(namespace, keys), noneOf(keys));
  }

  listSubclasses(namespace: string, superclass: string | null): Promise<readonly ClassRow[]> {
    return this.run((rows) => rows.listSubclasses(namespace, superclass), []);
  }

  getQualifierTypes(namespace: string, keys: readonly string[]): Promise<readonly (QualifierTypeRow | undefined)[]> {
    return this.run((rows) => rows.getQualifierTypes(namespace, keys), noneOf(keys));
  }

  listQualifierTypes(namespace: string): Promise<readonly QualifierTypeRow[]> {
    return this.run((rows) => rows.listQualifierTypes(namespace), []);
  }

  getInstances(namespace: string, keys: readonly InstanceKey[]): Promise<readonly (InstanceRow | undefined)[]> {
    return this.run((rows) => rows.getInstances(namespace, keys), noneOf(keys));
  }

  /** What a condition leaves few of is looked for piece by piece; all else comes sorted. */
  async *scanInstances(
    namespace: string,
    className: string,
    condition?: RowCondition,
  ): AsyncGenerator<readonly InstanceRow[], void, undefined> {
    const few = condition && (await this.#findFew(namespace, className, condition));
    if (few === undefined) yield* this.scanSorted(namespace, className, condition);
    else if (few.length > 0) yield few;
  }

  /**
   * The instances that fulfil a condition, where they make no more than a batch. A statement that goes through millions and finds
   * nothing would keep the process from all else for seconds, so it looks at a part of them at a time, in between which a signal
   * is heard.
   */
  async #findFew(
    namespace: string,
    className: string,
    condition: RowCondition,
  ): Promise<readonly InstanceRow[] | undefined> {
    const found = new Map<string, InstanceRow>();
    let length = firstPiece;
    let units = 0;
    for (let from: number | undefined = 0; from !== undefined; ) {
      const first: number = from;
      const start = performance.now();
      const nothing = { rows: [], next: undefined };
      const find = (rows: SqliteRows) => rows.findInstances(namespace, className, condition, first, length);
      const { rows, next }: FoundInstances = await this.run(find, nothing);
      for (const row of rows) {
        found.set(row.key, row);
        units += row.body.length;
      }
      if (found.size > batchRows || units > batchUnits) return undefined;
      from = next;
      if (from !== undefined) await setImmediate();
      length = nextPiece(length, performance.now() - start);
    }
    return sortByKey([...found.values()]);
  }

  /** Sorts 16 bytes a row first, then reads a batch at a time; no statement stays open between batches. */
  protected async *scanSorted(
    namespace: string,
    className: string,
    condition?: RowCondition,
  ): AsyncGenerator<readonly InstanceRow[], void, undefined> {
    const list = await this.run((rows) => rows.listInstances(namespace, className, condition), emptyList);
    for (let place = 0; place < list.count; ) {
      const from = place;
      const nothing = { rows: [], next: list.count };
      const { rows, next } = await this.run((reader) => reader.readInstances(list, from), nothing);
      place = next;
      if (rows.length > 0) yield rows;
    }
  }

  hasInstances(namespace: string, classNames: readonly string[]): Promise<boolean> {
    return this.run((rows) => rows.hasInstances(namespace, classNames), false);
  }

  countInstances(namespace: string, className: string): Promise<number> {
    return this.run((rows) => rows.countInstances(namespace, className), 0);
  }

  listInstanceClasses(namespace: string): Promise<readonly string[]> {
    return this.run((rows) => rows.listInstanceClasses(namespace), []);
  }
}

function nextPiece(length: number, milliseconds: number): number {
  if (milliseconds < longestPiece / 2) return 2 * length;
  return milliseconds > longestPiece ? Math.ceil(length / 2) : length;
}

function noneOf(keys: readonly unknown[]): readonly undefined[] {
  return keys.map(() => undefined);
}
