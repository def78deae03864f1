import type { ClassRow, NamespaceRow, Store } from "../store.ts";
import { uuid } from "./postgres-arrays.ts";
import {
  beginOwn,
  PostgresConnection,
  type PostgresStoreSettings,
  type Row,
  type Value,
} from "./postgres-connection.ts";
import { PostgresHierarchy } from "./postgres-hierarchy.ts";
import { checkVersion, findLayout, foundLayout } from "./postgres-layout.ts";
import { readAheadBytes, readAheadClasses } from "./postgres-read-ahead.ts";
import { classRow, PostgresReader } from "./postgres-reader.ts";
import { postgresRefusal } from "./postgres-refusal.ts";
import { fromPostgresText, hashOf } from "./postgres-text.ts";

/** A store that is only read: one transaction from its beginning to its end, so that everything read belongs together. */
export class PostgresReadStore extends PostgresReader implements Store {
  readonly #connection: PostgresConnection;
  /** What each read asks for first: of one state it stays the same, and asking takes as long as the read itself. */
  readonly #settings = new Map<string, Promise<string | undefined>>();
  readonly #namespaces = new Map<string, Promise<NamespaceRow | undefined>>();
  /** By namespace, as the two above. */
  readonly #hierarchies = new Map<string, PostgresHierarchy>();
  readonly #keyClasses = new Map<string, Promise<ReadonlyMap<string, string> | undefined>>();
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

  override async listSubclasses(namespace: string, superclass: string | null): Promise<readonly ClassRow[]> {
    let hierarchy = this.#hierarchies.get(namespace);
    if (hierarchy === undefined) {
      hierarchy = new PostgresHierarchy(() => this.#readClasses(namespace));
      this.#hierarchies.set(namespace, hierarchy);
    }
    return (await hierarchy.subclassesOf(superclass)) ?? super.listSubclasses(namespace, superclass);
  }

  /** All classes; where they are too many or too large, the server counts them and sends none. */
  async #readClasses(namespace: string): Promise<readonly ClassRow[] | undefined> {
    const rows = await this.ask(
      `SELECT key, superclass, body FROM ${this.schema}.class WHERE namespace_hash = $1 AND (
        SELECT count(*) <= ${readAheadClasses} AND sum(octet_length(body)) <= ${readAheadBytes}
        FROM ${this.schema}.class WHERE namespace_hash = $1
      ) ORDER BY key`,
      [uuid(hashOf(namespace))],
    );
    return rows.length === 0 ? undefined : rows.map(classRow);
  }

  /** Of all classes at once, unless they are too many: most have no instances, and are not asked for then. */
  protected override async keyClassOf(namespace: string, className: string): Promise<string | undefined> {
    const known = await remembered(this.#keyClasses, namespace, async () => {
      const sql = `SELECT key, key_class FROM ${this.schema}.instance_class WHERE namespace_hash = $1
        LIMIT ${readAheadClasses + 1}`;
      const rows = await this.ask(sql, [uuid(hashOf(namespace))]);
      if (rows.length > readAheadClasses) return undefined;
      return new Map(rows.map((row) => row.map((text) => fromPostgresText(text as string)) as [string, string]));
    });
    return known === undefined ? super.keyClassOf(namespace, className) : known.get(className);
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
