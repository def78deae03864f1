import type { ClassRow, InstanceKey, InstanceRow, NamespaceRow, QualifierTypeRow, StoreReader } from "../store.ts";
import type { InstanceList, SqliteRows } from "./sqlite-rows.ts";

/** The reading half of the port; what it reads from, `read` decides each time. */
export abstract class SqliteReader implements StoreReader {
  /** Runs a reading operation on one state; `nothing` is the answer where there is no repository yet. */
  protected abstract read<Result>(operation: (rows: SqliteRows) => Result, nothing: Result): Promise<Result>;

  getSetting(name: string): Promise<string | undefined> {
    return this.read((rows) => rows.getSetting(name), undefined);
  }

  getNamespace(namespace: string): Promise<NamespaceRow | undefined> {
    return this.read((rows) => rows.getNamespace(namespace), undefined);
  }

  listNamespaces(): Promise<readonly NamespaceRow[]> {
    return this.read((rows) => rows.listNamespaces(), []);
  }

  getClasses(namespace: string, keys: readonly string[]): Promise<readonly (ClassRow | undefined)[]> {
    return this.read((rows) => rows.getClasses(namespace, keys), noneOf(keys));
  }

  listSubclasses(namespace: string, superclass: string | null): Promise<readonly ClassRow[]> {
    return this.read((rows) => rows.listSubclasses(namespace, superclass), []);
  }

  getQualifierTypes(namespace: string, keys: readonly string[]): Promise<readonly (QualifierTypeRow | undefined)[]> {
    return this.read((rows) => rows.getQualifierTypes(namespace, keys), noneOf(keys));
  }

  listQualifierTypes(namespace: string): Promise<readonly QualifierTypeRow[]> {
    return this.read((rows) => rows.listQualifierTypes(namespace), []);
  }

  getInstances(namespace: string, keys: readonly InstanceKey[]): Promise<readonly (InstanceRow | undefined)[]> {
    return this.read((rows) => rows.getInstances(namespace, keys), noneOf(keys));
  }

  /** Sorts 16 bytes a row first, then reads a batch at a time; no statement stays open between batches. */
  async *scanInstances(namespace: string, className: string): AsyncGenerator<readonly InstanceRow[], void, undefined> {
    const none: InstanceList = { ids: [], hashes: [] };
    const list = await this.read((rows) => rows.listInstances(namespace, className), none);
    for (let place = 0; place < list.ids.length; ) {
      const from = place;
      const { rows, next } = await this.read((reader) => reader.readInstances(list, from), {
        rows: [],
        next: list.ids.length,
      });
      place = next;
      if (rows.length > 0) yield rows;
    }
  }

  hasInstances(namespace: string, classNames: readonly string[]): Promise<boolean> {
    return this.read((rows) => rows.hasInstances(namespace, classNames), false);
  }
}

function noneOf(keys: readonly unknown[]): readonly undefined[] {
  return keys.map(() => undefined);
}
