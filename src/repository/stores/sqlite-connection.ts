import { setTimeout as sleep } from "node:timers/promises";
import { SqliteDatabase, type SqliteStatement } from "./sqlite-driver.ts";
import { isBusy } from "./sqlite-errors.ts";
import { bringUp, identify, type Layout } from "./sqlite-layout.ts";
import { SqliteRows } from "./sqlite-rows.ts";

/** The longest pause between two tries to get a lock, in milliseconds; a try takes some hundredths of one. */
export const longestPause = 5;

/**
 * Does something that another connection can be in the way of, again and again until it works or the wait is over. SQLite's
 * own waiting would stop the whole process, and with it whatever in this process has to end first.
 *
 * @param signal ends the wait, with its reason
 */
export async function whileBusy<Result>(wait: number, operation: () => Result, signal?: AbortSignal): Promise<Result> {
  const end = performance.now() + wait;
  for (let pause = 1; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return operation();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
    }
    await sleep(pause);
    signal?.throwIfAborted();
  }
}

/** What all connections to a repository have in common. */
export interface ConnectionSettings {
  /** What messages call the repository. */
  readonly name: string;
  readonly layout: Layout;
  /** How long a lock is waited for, in milliseconds. */
  readonly wait: number;
  /** Ends every wait for a lock, with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How a connection is going to be used. */
export interface ConnectionOptions {
  readonly readOnly: boolean;
  /** Settings of the connection, as SQL. */
  readonly pragmas: string;
  /** Lets SQL spoil the file, which going without a journal counts as; for a file that is thrown away after any failure. */
  readonly isExpendable?: boolean;
}

/** One connection to a file, and the rows that it sees. Errors are those of the driver, unless it says otherwise. */
export class SqliteConnection {
  readonly database: SqliteDatabase;
  readonly rows: SqliteRows;
  readonly #settings: ConnectionSettings;
  #hasTables = false;
  #beginStatement: SqliteStatement | undefined;
  #versionStatement: SqliteStatement | undefined;
  #endStatement: SqliteStatement | undefined;
  /** What `PRAGMA data_version` said in the last read: another number where another connection has written since. */
  #dataVersion: unknown;

  constructor(
    path: string,
    settings: ConnectionSettings,
    { readOnly, pragmas, isExpendable = false }: ConnectionOptions,
  ) {
    this.#settings = settings;
    this.database = new SqliteDatabase(path, {
      readOnly,
      enableForeignKeyConstraints: false,
      enableDoubleQuotedStringLiterals: false,
      allowExtension: false,
      defensive: !isExpendable,
    });
    this.rows = new SqliteRows(this.database, settings.name);
    try {
      // Views and triggers of a file that somebody else prepared call no functions with effects.
      this.database.exec(`PRAGMA trusted_schema = OFF; ${pragmas}`);
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  /** Waits, because some settings look into the file. */
  static open(path: string, settings: ConnectionSettings, options: ConnectionOptions): Promise<SqliteConnection> {
    return whileBusy(settings.wait, () => new SqliteConnection(path, settings, options), settings.signal);
  }

  /**
   * Begins a transaction and finds out what the file holds.
   *
   * @param wait how long a lock is waited for, where that is not what the connection was opened with
   * @returns the version of the layout; 0 for an empty file
   * @throws `WbemError`: `not-a-repository`, `newer-repository`
   */
  begin(kind: "DEFERRED" | "IMMEDIATE", wait = this.#settings.wait): Promise<number> {
    const { name, layout, signal } = this.#settings;
    const operation = () => {
      this.rows.forget();
      this.database.exec(`BEGIN ${kind}`);
      try {
        return identify(this.database, name, layout);
      } catch (error) {
        this.rollback();
        throw error;
      }
    };
    return whileBusy(wait, operation, signal);
  }

  /** Makes or brings up the tables in the transaction that is running. */
  bringUp(version: number): void {
    bringUp(this.database, version, this.#settings.layout);
  }

  /** Waits for all who read. */
  async commit(wait = this.#settings.wait): Promise<void> {
    this.rows.finish();
    await whileBusy(wait, () => this.database.exec("COMMIT"), this.#settings.signal);
    this.rows.forget();
  }

  /**
   * Reads within the transaction that is running, or within one of its own.
   *
   * @param nothing what is answered for a file that is still empty
   */
  async read<Result>(operation: (rows: SqliteRows) => Result, nothing: Result): Promise<Result> {
    if (this.database.isTransaction) return operation(this.rows);
    const { name, layout, wait, signal } = this.#settings;
    const reading = () => {
      this.#beginRead();
      try {
        this.#hasTables ||= identify(this.database, name, layout) > 0;
        return this.#hasTables ? operation(this.rows) : nothing;
      } finally {
        this.#endRead();
      }
    };
    return whileBusy(wait, reading, signal);
  }

  /**
   * Reads within a transaction of its own, without a promise. Errors are those of the driver, a lock of another process
   * among them.
   *
   * @returns `undefined` where {@link read} has to be asked
   */
  readNow<Result>(operation: (rows: SqliteRows) => Result): Result | undefined {
    if (this.database.isTransaction || !this.#hasTables) return undefined;
    this.#beginRead();
    try {
      return operation(this.rows);
    } finally {
      this.#endRead();
    }
  }

  /** What is remembered of the rows holds while nobody else has changed the file, which asking takes 1 microsecond. */
  #beginRead(): void {
    this.#beginStatement ??= this.database.prepare("BEGIN");
    this.#versionStatement ??= this.database.prepare("PRAGMA data_version");
    this.#beginStatement.get();
    try {
      const version = this.#versionStatement.get()?.data_version;
      if (version !== this.#dataVersion) this.rows.forget();
      this.#dataVersion = version;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  #endRead(): void {
    if (!this.database.isTransaction) return;
    this.#endStatement ??= this.database.prepare("ROLLBACK");
    this.#endStatement.get();
  }

  /** Ends the transaction, where SQLite has not done so itself. */
  rollback(): void {
    this.rows.forget();
    if (this.database.isTransaction) this.database.exec("ROLLBACK");
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}
