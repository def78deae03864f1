import type { NamespaceRow } from "../store.ts";
import { beginOwn, type PostgresConnection, type Row, type Value } from "./postgres-connection.ts";
import { bringUpStatements, checkVersion, type FoundLayout, findLayout, foundLayout } from "./postgres-layout.ts";
import { namespaceRow } from "./postgres-reader.ts";
import { fromPostgresText, hashNumber, hashOf } from "./postgres-text.ts";

/** The first half of the number of the lock that writers take: "MOFK". */
const lockClass = 0x4d4f464b;

/** How many statements go out before the first of them is answered: enough for both sides to be busy all the time. */
const largestFlight = 4;

/** A transaction that writes, alone in its repository, and what it found in the small tables as it began. */
export class PostgresTransaction {
  readonly settings = new Map<string, string>();
  readonly namespaces = new Map<string, NamespaceRow>();
  readonly #connection: PostgresConnection;
  readonly #flight: Promise<void>[] = [];
  #found: FoundLayout = { hasSchema: false, hasTables: false };
  #creating: Promise<void> | undefined;
  /** What makes the indexes that wait until rows are there. */
  #indexes: readonly string[] = [];
  /** What failed first; the server takes nothing any more behind it. */
  #failure: unknown;

  private constructor(connection: PostgresConnection) {
    this.#connection = connection;
  }

  /**
   * Begins a transaction as soon as no other writes, and brings up the tables of an older layout. Who waits asks for the lock
   * of the whole repository, that of advisory locks, and for that of the row of the layout, where a server has no others.
   *
   * @throws `WbemError`: `repository-locked`, `newer-repository`, `database-not-utf8` and those of the connection
   */
  static async begin(connection: PostgresConnection): Promise<PostgresTransaction> {
    const transaction = new PostgresTransaction(connection);
    connection.work = "writing";
    try {
      await transaction.#begin();
      return transaction;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    const { schema, quotedSchema, wait, name, layout } = this.#connection.settings;
    const lock = hashNumber(hashOf(schema)) | 0;
    const [, , found] = await Promise.all([
      this.#connection.ask(`${beginOwn("ISOLATION LEVEL READ COMMITTED")}; SET LOCAL lock_timeout = ${wait}`),
      this.#connection.ask(`SELECT pg_advisory_xact_lock(${lockClass}, ${lock})`),
      this.#connection.ask(findLayout, [schema, quotedSchema]),
    ]);
    this.#found = foundLayout(found.rows[0] as Row, name);
    if (!this.#found.hasTables) return;
    const [version, settings, namespaces] = await Promise.all([
      this.#connection.ask(`SELECT version FROM ${quotedSchema}.layout FOR UPDATE`),
      this.#connection.ask(`SELECT name, value FROM ${quotedSchema}.setting`),
      this.#connection.ask(`SELECT key, path, generation FROM ${quotedSchema}.namespace`),
    ]);
    const number = Number(version.rows[0]?.[0]);
    checkVersion(number, name, layout);
    if (number < layout.version) await this.#bringUp(number);
    for (const [key, value] of settings.rows) {
      this.settings.set(fromPostgresText(key as string), fromPostgresText(value as string));
    }
    for (const row of namespaces.rows.map(namespaceRow)) this.namespaces.set(row.key, row);
  }

  get hasTables(): boolean {
    return this.#found.hasTables;
  }

  /** Makes the tables where there are none, before the first write. */
  prepareToWrite(): Promise<void> | undefined {
    if (this.#found.hasTables) return undefined;
    this.#creating ??= this.#bringUp(0);
    return this.#creating;
  }

  async #bringUp(version: number): Promise<void> {
    const { layout, quotedSchema } = this.#connection.settings;
    const statements = bringUpStatements(layout, version, quotedSchema, this.#found.hasSchema);
    await this.ask(statements.join(";\n"));
    if (version === 0) this.#indexes = layout.createIndexes(quotedSchema);
    this.#found = { hasSchema: true, hasTables: true };
  }

  /** Asks behind everything that was sent. */
  async ask(text: string, values?: readonly Value[]): Promise<readonly Row[]> {
    return (await this.#watch(this.#connection.ask(text, values))).rows;
  }

  async askByIndex(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    return (await this.#watch(this.#connection.askByIndex(text, values, true))).rows;
  }

  /** Sends a statement without waiting for its answer. */
  send(text: string, values?: readonly Value[]): void {
    this.#fly(this.#connection.ask(text, values));
  }

  /** Sends rows without waiting until they are there. */
  copy(text: string, messages: Buffer): void {
    this.#fly(this.#connection.copy(text, messages));
  }

  #fly(asked: Promise<unknown>): void {
    const answered = this.#watch(asked).then(
      () => undefined,
      () => undefined,
    );
    this.#flight.push(answered);
  }

  /** Makes the indexes that wait for the rows of new tables, in front of what needs them. */
  makeIndexes(): void {
    if (this.#indexes.length === 0) return;
    this.send(this.#indexes.join(";\n"));
    this.#indexes = [];
  }

  /** Waits until another statement can be sent. */
  async makeRoom(): Promise<void> {
    while (this.#flight.length >= largestFlight) await this.#flight.shift();
    this.throwFailure();
  }

  async #watch<Result>(asked: Promise<Result>): Promise<Result> {
    try {
      return await asked;
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }

  /** @throws what failed, even if the work of the transaction caught it */
  throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /**
   * Waits for all answers, then commits: a connection that is lost before has kept nothing for certain.
   *
   * @throws `WbemError`: what failed before; `postgres-commit-unknown` where only the answer to the commit is lost
   */
  async commit(): Promise<void> {
    this.makeIndexes();
    await Promise.all(this.#flight);
    this.throwFailure();
    this.#connection.work = "committing";
    try {
      const { command } = await this.#connection.ask("COMMIT");
      if (command !== "COMMIT") throw new Error(`the server answered ${command} to the commit`);
    } finally {
      this.#connection.work = "reading";
    }
  }

  /** Ends the transaction without a trace; a connection on which that fails is closed, which does the same. */
  async rollback(): Promise<void> {
    await Promise.all(this.#flight);
    try {
      if (this.#connection.isUsable) await this.#connection.ask("ROLLBACK");
    } catch {
      await this.#connection.close();
    } finally {
      this.#connection.work = "reading";
    }
  }
}
