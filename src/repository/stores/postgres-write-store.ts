import { OneAtATime } from "../one-at-a-time.ts";
import type { Store, StoreWriter } from "../store.ts";
import { PostgresConnection, type PostgresStoreSettings, type Row, type Value } from "./postgres-connection.ts";
import { checkVersion, findLayout, foundLayout } from "./postgres-layout.ts";
import { PostgresReader } from "./postgres-reader.ts";
import { PostgresTransaction } from "./postgres-transaction.ts";
import { PostgresWriter } from "./postgres-writer.ts";

/** A store that is read and written; its tables need not be there before the first transaction that writes. */
export class PostgresWriteStore extends PostgresReader implements Store {
  readonly #settings: PostgresStoreSettings;
  readonly #transactions = new OneAtATime();
  #connection: Promise<PostgresConnection> | undefined;
  /** Reads the state before while {@link #connection} is in a transaction. */
  #outside: Promise<PostgresConnection> | undefined;
  #isInTransaction = false;
  /** Whether there are tables of this version. */
  #hasTables = false;
  #isClosed = false;

  private constructor(settings: PostgresStoreSettings) {
    super(settings.quotedSchema);
    this.#settings = settings;
  }

  /** Brings up the tables of an older layout; makes none where there are none. */
  static async open(settings: PostgresStoreSettings): Promise<PostgresWriteStore> {
    const store = new PostgresWriteStore(settings);
    try {
      await store.#lookAtLayout();
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async #lookAtLayout(): Promise<void> {
    const { schema, quotedSchema, name, layout } = this.#settings;
    const connection = await this.#connect();
    const found = await connection.ask(findLayout, [schema, quotedSchema]);
    if (!foundLayout(found.rows[0] as Row, name).hasTables) return;
    const version = Number((await connection.ask(`SELECT version FROM ${quotedSchema}.layout`)).rows[0]?.[0]);
    checkVersion(version, name, layout);
    if (version < layout.version) await this.transaction(async () => undefined);
    this.#hasTables = true;
  }

  async #connect(): Promise<PostgresConnection> {
    this.#connection = reopened(this.#connection, this.#settings);
    return this.#connection;
  }

  async #connectOutside(): Promise<PostgresConnection> {
    this.#outside = reopened(this.#outside, this.#settings);
    return this.#outside;
  }

  protected override ask(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    return this.#read((connection) => connection.ask(text, values));
  }

  protected override askByIndex(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    return this.#read((connection) => connection.askByIndex(text, values, false));
  }

  async #read(
    operation: (connection: PostgresConnection) => Promise<{ readonly rows: readonly Row[] }>,
  ): Promise<readonly Row[]> {
    this.#checkOpen();
    if (!this.#hasTables && !(await this.#askOutside((connection) => this.#findTables(connection)))) return [];
    return (await this.#askOutside(operation)).rows;
  }

  /** Asks a connection that is in no transaction: what reads would see what is not committed, and end the transaction. */
  async #askOutside<Result>(ask: (connection: PostgresConnection) => Promise<Result>): Promise<Result> {
    let connection = await (this.#isInTransaction ? this.#connectOutside() : this.#connect());
    // A transaction may have begun as the connection was made; behind this nothing is waited for before the statement goes out.
    if (this.#isInTransaction) connection = await this.#connectOutside();
    return ask(connection);
  }

  /** Whether somebody has made the tables meanwhile. */
  async #findTables(connection: PostgresConnection): Promise<boolean> {
    const { schema, quotedSchema, name } = this.#settings;
    const found = await connection.ask(findLayout, [schema, quotedSchema]);
    this.#hasTables = foundLayout(found.rows[0] as Row, name).hasTables;
    return this.#hasTables;
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new Error(`${this.#settings.name} was closed`);
  }

  transaction<Result>(work: (writer: StoreWriter) => Promise<Result>): Promise<Result> {
    return this.#transactions.run(async () => {
      this.#checkOpen();
      const connection = await this.#connect();
      this.#isInTransaction = true;
      try {
        return await this.#change(await PostgresTransaction.begin(connection), work);
      } finally {
        this.#isInTransaction = false;
      }
    });
  }

  /** What `work` itself throws goes through as it is. */
  async #change<Result>(
    transaction: PostgresTransaction,
    work: (writer: StoreWriter) => Promise<Result>,
  ): Promise<Result> {
    const writer = new PostgresWriter(transaction, this.schema);
    try {
      const result = await work(writer);
      writer.flush();
      await transaction.commit();
      this.#hasTables = transaction.hasTables;
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    } finally {
      writer.end();
    }
  }

  close(): Promise<void> {
    return this.#transactions.run(async () => {
      this.#isClosed = true;
      for (const connection of [this.#connection, this.#outside])
        await (await connection?.catch(() => undefined))?.close();
    });
  }
}

/** A connection that can be used: the one that is there, or a new one where there is none or it was lost. */
async function reopened(
  existing: Promise<PostgresConnection> | undefined,
  settings: PostgresStoreSettings,
): Promise<PostgresConnection> {
  const connection = await existing?.catch(() => undefined);
  return connection?.isUsable ? connection : PostgresConnection.open(settings);
}
