import { setTimeout as sleep } from "node:timers/promises";
import { WbemError } from "../../wbem/error.ts";
import { OneAtATime } from "../one-at-a-time.ts";
import type { ImmediateRows, Store, StoreWriter } from "../store.ts";
import { type ConnectionSettings, longestPause, SqliteConnection } from "./sqlite-connection.ts";
import { createDraft, type Draft } from "./sqlite-draft.ts";
import { isBusy, translateError } from "./sqlite-errors.ts";
import { checkOwn, exists, type RepositoryFile } from "./sqlite-file.ts";
import { readPragmas } from "./sqlite-read-store.ts";
import { SqliteReader } from "./sqlite-reader.ts";
import type { SqliteRows } from "./sqlite-rows.ts";
import { SqliteWriter } from "./sqlite-writer.ts";

/**
 * In bytes. The 7.5 MB of class bodies of CIM 2.49 take 31, 21, 17 and 17 ms with pages of 4, 8, 16 and 32 KB, 300,000
 * instances about the same with all of them.
 */
const pageSize = 16_384;
/**
 * Pages that a connection keeps in memory, in KiB, while there is the index of hashes. A million instances with random keys take as long with 16 MB; 64 MB hold
 * the index that has no order, of 17 bytes an instance, up to 3 million.
 */
const cacheSize = 64 * 1024;
/**
 * Changed pages of a file that exists which stay in memory, in KiB; when there are more they go to the file, and readers
 * have to wait until the end.
 */
const spillSize = 128 * 1024;
/** SQLite takes a number of pages whose lower eight bits are zero for "off", and then keeps all of them in memory. */
const spillPages = (spillSize * 1024) / pageSize + 1;

/**
 * How long transactions follow each other without a pause, in milliseconds, and how long the pause is then: long enough for
 * another process to try for the lock, which it would hardly ever find free otherwise.
 */
const longestRun = 100;
const runPause = 2 * longestPause;

/** A draft is thrown away after any failure, so it needs no journal; NORMAL flushes it to disk once, at the commit. */
export const draftPragmas = `
  PRAGMA page_size = ${pageSize};
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = NORMAL;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA cache_size = -${cacheSize};
`;

/** EXTRA makes the removal of the journal, which is the commit, last through a power failure. */
const writePragmas = `
  PRAGMA page_size = ${pageSize};
  PRAGMA journal_mode = DELETE;
  PRAGMA synchronous = EXTRA;
  PRAGMA cache_size = -${cacheSize};
  PRAGMA cache_spill = ${spillPages};
`;

/** A store that is read and written; the file need not be there before the first transaction. */
export class SqliteWriteStore extends SqliteReader implements Store {
  readonly #file: RepositoryFile;
  readonly #settings: ConnectionSettings;
  readonly #transactions = new OneAtATime();
  #connection: SqliteConnection | undefined;
  #opening: Promise<SqliteConnection> | undefined;
  /** Reads the state before while {@link #connection} is in a transaction. */
  #outside: Promise<SqliteConnection> | undefined;
  #isClosed = false;
  /** When the last of the transactions ended that follow each other without a pause, and when the first began. */
  #lastEnd = 0;
  #runBegin = 0;
  /** Since when a lock has kept every transaction from its end; `undefined` after one that ended. */
  #lockedSince: number | undefined;

  constructor(file: RepositoryFile, settings: ConnectionSettings) {
    super();
    this.#file = file;
    this.#settings = settings;
  }

  /** Opens the file, where it is there; brings it up where it has an older layout. */
  async open(): Promise<SqliteConnection | undefined> {
    if (this.#isClosed) throw new Error(`${this.#file.name} was closed`);
    if (this.#connection !== undefined) return this.#connection;
    if (!exists(this.#file)) return undefined;
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined;
    });
    this.#connection = await this.#opening;
    return this.#connection;
  }

  readNow<Result>(read: (rows: ImmediateRows) => Result): Result | undefined {
    if (this.#isClosed) return undefined;
    try {
      return this.#connection?.readNow(read);
    } catch (error) {
      const translated = this.#translate(error);
      // Somebody is in the way for the moment, or something is wrong, which the other methods tell.
      if (translated instanceof WbemError) return undefined;
      throw translated;
    }
  }

  transaction<Result>(work: (writer: StoreWriter) => Promise<Result>): Promise<Result> {
    const asked = performance.now();
    return this.#transactions.run(async () => {
      const connection = await this.#orTranslated(() => this.open());
      if (connection !== undefined) return this.#change(connection, asked, work);
      const draft = await this.#locked(asked, (wait) =>
        createDraft(this.#file, { ...this.#settings, wait }, draftPragmas),
      );
      if (draft !== undefined) return this.#create(draft, work);
      const created = await this.#orTranslated(() => this.open());
      if (created === undefined) throw new Error(`${this.#file.path} appears and disappears`);
      return this.#change(created, asked, work);
    });
  }

  close(): Promise<void> {
    return this.#transactions.run(async () => {
      this.#isClosed = true;
      (await this.#outside)?.close();
      this.#connection?.close();
    });
  }

  protected override run<Result>(operation: (rows: SqliteRows) => Result, nothing: Result): Promise<Result> {
    return this.#orTranslated(async () => {
      const connection = await this.open();
      if (connection === undefined) return nothing;
      if (!connection.database.isTransaction) return connection.read(operation, nothing);
      this.#outside ??= this.#connectOutside();
      return (await this.#outside).read(operation, nothing);
    });
  }

  /** An attempt that failed is not kept. */
  async #connectOutside(): Promise<SqliteConnection> {
    try {
      return await SqliteConnection.open(this.#file.path, this.#settings, { readOnly: true, pragmas: readPragmas });
    } catch (error) {
      this.#outside = undefined;
      throw error;
    }
  }

  async #connect(): Promise<SqliteConnection> {
    checkOwn(this.#file);
    const { layout } = this.#settings;
    const connection = await SqliteConnection.open(this.#file.path, this.#settings, {
      readOnly: false,
      pragmas: writePragmas,
    });
    try {
      const version = await connection.begin("DEFERRED");
      connection.rollback();
      if (version !== 0 && version !== layout.version) {
        connection.bringUp(await connection.begin("IMMEDIATE"));
        await connection.commit();
      }
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** Runs a transaction on a file that is there. */
  async #change<Result>(
    connection: SqliteConnection,
    asked: number,
    work: (writer: StoreWriter) => Promise<Result>,
  ): Promise<Result> {
    await this.#letOthersWrite();
    const version = await this.#locked(asked, (wait) => connection.begin("IMMEDIATE", wait));
    try {
      await this.#orTranslated(async () => connection.bringUp(version));
      const result = await this.#run(connection, work);
      await this.#locked(asked, (wait) => connection.commit(wait));
      this.#lockedSince = undefined;
      return result;
    } catch (error) {
      this.#abandon(connection);
      throw error;
    } finally {
      this.#lastEnd = performance.now();
    }
  }

  /**
   * Does what a lock can keep from being done. Those that are queued wait for one lock together and not one after another:
   * once it has kept one of them for the whole time, each of the others waits for what is left of its own time.
   *
   * @param asked when the transaction was asked for
   */
  async #locked<Result>(asked: number, operation: (wait: number) => Promise<Result>): Promise<Result> {
    const begin = performance.now();
    const waited = this.#lockedSince === undefined ? 0 : begin - Math.max(asked, this.#lockedSince);
    try {
      return await operation(Math.max(0, this.#settings.wait - waited));
    } catch (error) {
      if (isBusy(error)) this.#lockedSince ??= begin;
      throw this.#translate(error);
    }
  }

  /** Makes a pause where this store has kept the lock nearly all the time for a while. */
  async #letOthersWrite(): Promise<void> {
    const now = performance.now();
    if (now - this.#lastEnd > longestPause) this.#runBegin = now;
    else if (now - this.#runBegin > longestRun) {
      await sleep(runPause);
      this.#runBegin = performance.now();
    }
  }

  /** Runs the transaction that makes the repository. */
  async #create<Result>(draft: Draft, work: (writer: StoreWriter) => Promise<Result>): Promise<Result> {
    try {
      const result = await this.#run(draft.connection, work);
      await this.#orTranslated(async () => {
        await draft.connection.commit();
        draft.publish();
      });
      return result;
    } catch (error) {
      draft.discard();
      throw error;
    }
  }

  /** What `work` itself throws goes through as it is. */
  async #run<Result>(connection: SqliteConnection, work: (writer: StoreWriter) => Promise<Result>): Promise<Result> {
    const writer = new SqliteWriter(connection.rows, (error) => this.#translate(error));
    try {
      const result = await work(writer);
      writer.throwFailure();
      return result;
    } finally {
      writer.end();
    }
  }

  #abandon(connection: SqliteConnection): void {
    try {
      connection.rollback();
    } catch {
      // The next use opens the file anew, which undoes what is left in the journal.
      connection.close();
      this.#connection = undefined;
    }
  }

  async #orTranslated<Result>(operation: () => Promise<Result>): Promise<Result> {
    try {
      return await operation();
    } catch (error) {
      throw this.#translate(error);
    }
  }

  #translate(error: unknown): unknown {
    return translateError(error, this.#settings.name, this.#settings.wait);
  }
}
