import type { NamespaceRow, Store } from "../store.ts";
import {
  beginOwn,
  PostgresConnection,
  type PostgresStoreSettings,
  type Row,
  type Value,
} from "./postgres-connection.ts";
import { checkVersion, findLayout, foundLayout } from "./postgres-layout.ts";
import { PostgresReader } from "./postgres-reader.ts";
import { postgresRefusal } from "./postgres-refusal.ts";

/** A store that is only read: one transaction from its beginning to its end, so that everything read belongs together. */
export class PostgresReadStore extends PostgresReader implements Store {
  readonly #connection: PostgresConnection;
  /** What each read asks for first: of one state it stays the same, and asking takes as long as the read itself. */
  readonly #settings = new Map<string, Promise<string | undefined>>();
  readonly #namespaces = new Map<string, Promise<NamespaceRow | undefined>>();
  #isClosed = false;

  private constructor(connection: PostgresConnection) {
    super(connection.settings.quotedSchema);
    this.#connection = connection;
  }

  /** @throws `WbemError`: `repository-not-found`, `older-repository`, `newer-repository`, `database-not-utf8` */
  static async open(settings: PostgresStoreSettings): Promise<PostgresReadStore> {
    const connection = await PostgresConnection.open(settings);
    try {
      await begin(connection);
      return new PostgresReadStore(connection);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  override async getSetting(name: string): Promise<string | undefined> {
    this.#checkOpen();
    return remembered(this.#settings, name, () => super.getSetting(name));
  }

  override async getNamespace(namespace: string): Promise<NamespaceRow | undefined> {
    this.#checkOpen();
    return remembered(this.#namespaces, namespace, () => super.getNamespace(namespace));
  }

  protected override async ask(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    this.#checkOpen();
    return (await this.#connection.ask(text, values)).rows;
  }

  protected override async askByIndex(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    this.#checkOpen();
    return (await this.#connection.askByIndex(text, values, true)).rows;
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new Error(`${this.#connection.settings.name} was closed`);
  }

  async transaction(): Promise<never> {
    this.#checkOpen();
    throw new Error(`${this.#connection.settings.name} was opened for reading only`);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#connection.close();
  }
}

function remembered<Found>(
  known: Map<string, Promise<Found>>,
  name: string,
  find: () => Promise<Found>,
): Promise<Found> {
  const found = known.get(name) ?? find();
  known.set(name, found);
  return found;
}

async function begin(connection: PostgresConnection): Promise<void> {
  const { schema, quotedSchema, name: repository, layout } = connection.settings;
  const [, found] = await Promise.all([
    connection.ask(beginOwn("ISOLATION LEVEL REPEATABLE READ READ ONLY")),
    connection.ask(findLayout, [schema, quotedSchema]),
  ]);
  const { hasTables } = foundLayout(found.rows[0] as Row, repository);
  if (!hasTables) throw postgresRefusal("repository-not-found", { repository });
  const version = Number((await connection.ask(`SELECT version FROM ${quotedSchema}.layout`)).rows[0]?.[0]);
  checkVersion(version, repository, layout);
  if (version < layout.version) {
    throw postgresRefusal("older-repository", { repository, found: version, known: layout.version });
  }
}
