import type { Store } from "../store.ts";
import type { PostgresStoreSettings } from "./postgres-connection.ts";
import { currentPostgresLayout, type PostgresLayout, quoteSchema } from "./postgres-layout.ts";
import { PostgresReadStore } from "./postgres-read-store.ts";
import { type Environment, postgresSettings } from "./postgres-settings.ts";
import { PostgresWriteStore } from "./postgres-write-store.ts";

/** How long a lock of another writer is waited for, in milliseconds. */
const lockWait = 10_000;

export interface PostgresStoreOptions {
  /** `read` never changes or creates anything and keeps no writer waiting. */
  readonly access: "read" | "write";
  /** The variables that say what the target does not; those of the process by default. */
  readonly environment?: Environment;
  /** How long a lock of another writer is waited for, in milliseconds; 10 s by default. */
  readonly lockWaitMilliseconds?: number;
  /** The tables; those of this version by default. */
  readonly layout?: PostgresLayout;
}

/**
 * Opens a repository in a PostgreSQL database: tables in a schema, `mofkit` or what `schema` in the target says, which the
 * first transaction that writes makes. The database has to be in UTF-8.
 *
 * Reading shows one state for as long as the store is open and keeps nobody waiting. Writers of one repository run one after
 * another; what they write others see with the commit. A connection that is lost before leaves the repository as it was.
 *
 * @param target `postgres://user@host:port/database?schema=mofkit`, see `postgresSettings`
 * @throws `WbemError` with those of `postgresSettings` and `connectPostgres`, or one of: `repository-not-found`,
 * `newer-repository`, `older-repository`, `not-a-repository`, `database-not-utf8`; using the store also throws
 * `repository-locked`, `postgres-connection-lost`, `postgres-commit-unknown`, `postgres-conflict`,
 * `postgres-permission-denied`, `postgres-refused`, `damaged-repository`, `disk-full`, `repository-out-of-memory`,
 * `object-too-large`, `malformed-key`
 * @example const store = await openPostgresStore("postgres://mofkit@db.example/cim", { access: "read" });
 */
export async function openPostgresStore(target: string, options: PostgresStoreOptions): Promise<Store> {
  const { access, environment, lockWaitMilliseconds: wait = lockWait, layout = currentPostgresLayout } = options;
  const connection = postgresSettings(target, environment);
  const { name, schema } = connection;
  const settings: PostgresStoreSettings = {
    name,
    connection,
    schema,
    quotedSchema: quoteSchema(schema),
    layout,
    wait,
  };
  return access === "read" ? PostgresReadStore.open(settings) : PostgresWriteStore.open(settings);
}
