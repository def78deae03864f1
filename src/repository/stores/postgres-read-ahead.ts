import type { ClassRow } from "../store.ts";

/** After so many look-ups of a class the others are read as well: by then it is more than a few files that are compiled. */
const patience = 8;

/** So many classes are read ahead at most, and so many bytes of their bodies; the others are looked up. */
export const readAheadClasses = 20_000;
export const readAheadBytes = 32_000_000;

/** A class that is there; without its row it has to be looked up. */
export interface ClassAhead {
  readonly key: string;
  readonly row: ClassRow | undefined;
}

/**
 * The classes of a namespace, which a transaction comes to read all at once, because looking up each takes the time to the
 * server and back: 1,631 times for a second compile of CIM 2.49. Nobody else writes meanwhile. A row is handed out once; the
 * caches have it then.
 */
export class PostgresReadAhead {
  readonly #read: () => Promise<readonly ClassAhead[]>;
  #lookups = 0;
  #reading: Promise<void> | undefined;
  readonly #rows = new Map<string, ClassRow>();
  /** Names of classes that have to be looked up: they were handed out, have changed, or their rows are too much. */
  readonly #others = new Set<string>();
  #isComplete = false;

  /** @param read {@link readAheadClasses} of the classes that are there, or all */
  constructor(read: () => Promise<readonly ClassAhead[]>) {
    this.#read = read;
  }

  /** Notes that a class has another row, or none. */
  change(key: string): void {
    this.#rows.delete(key);
    this.#others.add(key);
  }

  /** The row of a class, `null` where it is not there, `undefined` where it has to be looked up. */
  async find(key: string): Promise<ClassRow | null | undefined> {
    this.#lookups++;
    if (this.#lookups > patience) {
      this.#reading ??= this.#readAll();
      await this.#reading;
    }
    const row = this.#rows.get(key);
    if (row === undefined) return this.#isComplete && !this.#others.has(key) ? null : undefined;
    this.change(key);
    return row;
  }

  async #readAll(): Promise<void> {
    const classes = await this.#read();
    for (const { key, row } of classes) {
      // What has changed is newer than this.
      if (row === undefined) this.#others.add(key);
      else if (!this.#others.has(key)) this.#rows.set(key, row);
    }
    this.#isComplete = classes.length < readAheadClasses;
  }
}
