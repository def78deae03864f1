import type { ClassRow } from "../store.ts";

/** After the subclasses of so many classes were asked for, all are read: by then somebody walks through all of them. */
const patience = 8;

/** The classes of one state of a namespace, as a walk through them asks for them: class by class, each the time to the server and back. */
export class PostgresHierarchy {
  readonly #read: () => Promise<readonly ClassRow[] | undefined>;
  #asked = 0;
  #bySuperclass: Promise<ReadonlyMap<string | null, readonly ClassRow[]> | undefined> | undefined;

  /** @param read all classes by key; `undefined` where they are too many to be kept */
  constructor(read: () => Promise<readonly ClassRow[] | undefined>) {
    this.#read = read;
  }

  /** The direct subclasses of a class by key; `undefined` where they have to be asked for. */
  async subclassesOf(superclass: string | null): Promise<readonly ClassRow[] | undefined> {
    if (++this.#asked <= patience) return undefined;
    this.#bySuperclass ??= this.#read().then((rows) => rows && Map.groupBy(rows, (row) => row.superclass));
    const found = await this.#bySuperclass;
    return found && (found.get(superclass) ?? []);
  }
}
