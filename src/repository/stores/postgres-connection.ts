import { WbemError } from "../../wbem/error.ts";
import { connectPostgres } from "./postgres-connect.ts";
import { cancelWork, copyIn, createClient, type PostgresClient } from "./postgres-driver.ts";
import { type PostgresWork, translatePostgresError, wordsOf } from "./postgres-errors.ts";
import type { PostgresLayout } from "./postgres-layout.ts";
import type { PostgresSettings } from "./postgres-settings.ts";

/** What all connections of one store have in common. */
export interface PostgresStoreSettings {
  /** What messages call the repository. */
  readonly name: string;
  readonly connection: PostgresSettings;
  /** The schema of the tables, and its name as SQL writes it. */
  readonly schema: string;
  readonly quotedSchema: string;
  readonly layout: PostgresLayout;
  /** How long a lock is waited for, in milliseconds. */
  readonly wait: number;
}

/** The columns that a statement asks for. */
export type Row = readonly unknown[];

/** A value of a statement; a `Buffer` is in PostgreSQL's binary form. */
export type Value = string | number | null | Buffer;

/** Rows, and what the server says that it did: `COMMIT`, `ROLLBACK`. */
export interface Answer {
  readonly rows: readonly Row[];
  readonly command: string;
}

/**
 * What a transaction of ours begins with: no limit of the server to how long it may be idle, as while a long text is parsed, nor to how
 * long it or a statement takes, such as to make an index; and names without a schema mean PostgreSQL's own, whatever the path of
 * the user has in front of them. Only for the transaction, because a pooler may give the session to others.
 */
export const beginOwn = (mode: string): string =>
  `BEGIN ${mode}; SET LOCAL search_path = pg_catalog, pg_temp;
  SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0;
  SELECT pg_catalog.set_config('transaction_timeout', '0', true)
  WHERE pg_catalog.current_setting('transaction_timeout', true) IS NOT NULL`;

const indexOnly = "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off";
const indexAndOthers = "SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on";

/**
 * One connection to a server. Statements go out one behind the other without waiting, and are answered in that order, each
 * on its own. Errors are those of the user, see `translatePostgresError`.
 */
export class PostgresConnection {
  readonly settings: PostgresStoreSettings;
  /** What failing would interrupt. */
  work: PostgresWork = "reading";
  readonly #client: PostgresClient;
  #unanswered = 0;
  #isLost = false;
  #lastWords: string | undefined;
  #isClosed = false;

  private constructor(client: PostgresClient, settings: PostgresStoreSettings) {
    this.#client = client;
    this.settings = settings;
    // Listened to at all times, so that a connection that is lost while nobody waits does not end the process.
    client.on("error", (error: unknown) => {
      this.#isLost = true;
      this.#lastWords ??= wordsOf(error);
    });
    client.on("end", () => {
      this.#isLost = true;
    });
  }

  /** @throws `WbemError` with those of `connectPostgres` */
  static async open(settings: PostgresStoreSettings): Promise<PostgresConnection> {
    return new PostgresConnection(await connectPostgres(settings.connection, createClient), settings);
  }

  get isUsable(): boolean {
    return !this.#isLost && !this.#isClosed;
  }

  /** Asks one statement, or several without values. */
  ask(text: string, values?: readonly Value[]): Promise<Answer> {
    const config = { text, rowMode: "array" as const };
    return this.#answered(async () => {
      const answer = await this.#client.query(values === undefined ? config : { ...config, values: [...values] });
      return answer as unknown as Answer;
    });
  }

  /** Copies rows, as `copyIn` does. */
  copy(text: string, messages: Buffer): Promise<void> {
    return this.#answered(() => copyIn(this.#client, text, messages));
  }

  async #answered<Result>(send: () => Promise<Result>): Promise<Result> {
    const { work } = this;
    this.#unanswered++;
    try {
      return await send();
    } catch (error) {
      throw this.translate(error, work);
    } finally {
      this.#unanswered--;
    }
  }

  /**
   * As {@link ask}, by an index and nothing else: of tables that were filled just now and never looked at the planner
   * believes that a class has few instances, and would read all of them for each page of a scan.
   *
   * @param isWithin whether a transaction is running, which else is made
   */
  async askByIndex(text: string, values: readonly Value[], isWithin: boolean): Promise<Answer> {
    const before = this.ask(isWithin ? indexOnly : `${beginOwn("READ ONLY")};${indexOnly}`);
    const asked = this.ask(text, values);
    const after = this.ask(isWithin ? indexAndOthers : "COMMIT");
    const [, answer] = await Promise.all([before, asked, after]);
    return answer;
  }

  translate(error: unknown, work = this.work): unknown {
    if (error instanceof WbemError) return error;
    const { name: repository, wait } = this.settings;
    return translatePostgresError(error, { repository, wait, work, isLost: this.#isLost, lastWords: this.#lastWords });
  }

  /** What is still asked is given up: it may be a search through millions, for which nobody waits any more. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const ended = this.#client.end().catch(() => undefined);
    if (this.#unanswered > 0) await cancelWork(this.#client);
    await ended;
  }
}
