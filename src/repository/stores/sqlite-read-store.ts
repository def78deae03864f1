import type { RowCondition } from "../row-condition.ts";
import type { ImmediateRows, InstanceRow, Store } from "../store.ts";
import { type ConnectionSettings, SqliteConnection } from "./sqlite-connection.ts";
import { needsRecovery, storeError, translateError } from "./sqlite-errors.ts";
import type { RepositoryFile } from "./sqlite-file.ts";
import { SqliteReader } from "./sqlite-reader.ts";
import type { SqliteRows } from "./sqlite-rows.ts";

/**
 * Settings of a connection that reads: 4 MB of pages, and as much for sorting. 16 make nothing faster that was measured, also not a
 * million instances by keys in random order, and a dump of them take 25 MiB more.
 */
export const readPragmas = "PRAGMA cache_size = -4096;";

/** A store that is only read: one transaction from its beginning to its end, so that everything read belongs together. */
export class SqliteReadStore extends SqliteReader implements Store {
  readonly #connection: SqliteConnection;
  readonly #settings: ConnectionSettings;
  #isClosed = false;

  /** @param connection one on which a transaction is running */
  constructor(connection: SqliteConnection, settings: ConnectionSettings) {
    super();
    this.#connection = connection;
    this.#settings = settings;
  }

  protected override async run<Result>(operation: (rows: SqliteRows) => Result): Promise<Result> {
    this.#checkOpen();
    try {
      return operation(this.#connection.rows);
    } catch (error) {
      throw translateError(error, this.#settings.name, this.#settings.wait);
    }
  }

  /** As all that is read is of one state, the statement stays open between batches. */
  protected override async *scanSorted(
    namespace: string,
    className: string,
    condition?: RowCondition,
  ): AsyncGenerator<readonly InstanceRow[], void, undefined> {
    const batches = this.#connection.rows.scanInstances(namespace, className, condition);
    try {
      for (;;) {
        const { done, value } = await this.run(() => batches.next());
        if (done === true) return;
        yield value;
      }
    } finally {
      if (!this.#isClosed) batches.return();
    }
  }

  readNow<Result>(read: (rows: ImmediateRows) => Result): Result {
    this.#checkOpen();
    try {
      return read(this.#connection.rows);
    } catch (error) {
      throw translateError(error, this.#settings.name, this.#settings.wait);
    }
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new Error(`${this.#settings.name} was closed`);
  }

  async transaction(): Promise<never> {
    this.#checkOpen();
    throw new Error(`${this.#settings.name} was opened for reading only`);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#connection.close();
  }
}

/**
 * Opens a connection for reading and begins its transaction.
 *
 * @param anyLayout takes a repository of an older layout too
 * @throws `WbemError`: `empty-repository`, `older-repository`; errors of the driver
 */
export async function connectToRead(
  file: RepositoryFile,
  settings: ConnectionSettings,
  anyLayout = false,
): Promise<SqliteConnection> {
  try {
    return await begin(file, settings, anyLayout);
  } catch (error) {
    if (!needsRecovery(error)) throw error;
  }
  // A writer was killed in the middle. Whoever may write undoes that on the way into a transaction.
  const connection = await SqliteConnection.open(file.path, settings, { readOnly: false, pragmas: "" });
  try {
    await connection.begin("IMMEDIATE");
  } finally {
    connection.close();
  }
  return begin(file, settings, anyLayout);
}

async function begin(
  file: RepositoryFile,
  settings: ConnectionSettings,
  anyLayout: boolean,
): Promise<SqliteConnection> {
  const { name: repository, layout } = settings;
  const connection = await SqliteConnection.open(file.path, settings, { readOnly: true, pragmas: readPragmas });
  try {
    const version = await connection.begin("DEFERRED");
    if (version === layout.version || (anyLayout && version > 0)) return connection;
    throw version === 0
      ? storeError("empty-repository", { repository })
      : storeError("older-repository", { repository, found: version, known: layout.version });
  } catch (error) {
    connection.close();
    throw error;
  }
}
