import type { RowCondition } from "../row-condition.ts";
import type { ClassRow, InstanceKey, InstanceRow, NamespaceRow, QualifierTypeRow, StoreReader } from "../store.ts";
import { emptyList, type SqliteRows } from "./sqlite-rows.ts";

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

  /** Sorts 16 bytes a row first, then reads a batch at a time; no statement stays open between batches. */
  async *scanInstances(
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

  listInstanceClasses(namespace: string): Promise<readonly string[]> {
    return this.run((rows) => rows.listInstanceClasses(namespace), []);
  }
}

function noneOf(keys: readonly unknown[]): readonly undefined[] {
  return keys.map(() => undefined);
}
