import { postgresRefusal } from "./postgres-refusal.ts";

/** The tables of a repository, and how to come to them from those of older versions. */
export interface PostgresLayout {
  readonly version: number;
  /** What makes the tables in a schema, by its quoted name: statements, in order. */
  readonly create: (schema: string) => readonly string[];
  /** What makes the indexes over new tables that nothing needs before they are scanned; to fill them row by row takes three times as long. */
  readonly createIndexes: (schema: string) => readonly string[];
  /** What turns version n into n + 1, at place n - 1. */
  readonly migrations: readonly ((schema: string) => readonly string[])[];
}

/**
 * How much of a key a scan is ordered by in its index: an entry takes 2,700 bytes at most, and a character up to four. Keys
 * that are the same so far are sorted as they are read.
 */
export const indexedKey = 250;

/**
 * Version 1.
 *
 * Every row is found by one hash of all that names it (see `hashOf`), which is the primary key, and on a cluster the column
 * that rows are distributed by: a look-up and a put name it, so each goes to the machine that has the row, and nothing else
 * has to be unique. Names are ordered by code points, which `C` does in UTF-8. There are no sequences, triggers or foreign
 * keys, which each row would wait for.
 *
 * An instance has the hash of its class and not a number of it, 12 bytes more in the table and in the index, so that a writer
 * has to ask for none. `instance_by_class` serves scans, which read on behind a key.
 */
export const currentPostgresLayout: PostgresLayout = {
  version: 1,
  migrations: [],
  create: (schema) => [
    `CREATE TABLE ${schema}.layout (
      version integer PRIMARY KEY
    )`,
    `CREATE TABLE ${schema}.setting (
      name text COLLATE "C" PRIMARY KEY,
      value text NOT NULL
    )`,
    `CREATE TABLE ${schema}.namespace (
      hash uuid PRIMARY KEY,
      key text COLLATE "C" NOT NULL,
      path text NOT NULL,
      generation bigint NOT NULL
    )`,
    `CREATE TABLE ${schema}.class (
      hash uuid PRIMARY KEY,
      namespace_hash uuid NOT NULL,
      key text COLLATE "C" NOT NULL,
      superclass text COLLATE "C",
      superclass_hash uuid,
      body text NOT NULL
    )`,
    `CREATE INDEX class_superclass ON ${schema}.class (namespace_hash, superclass_hash)`,
    `CREATE TABLE ${schema}.qualifier_type (
      hash uuid PRIMARY KEY,
      namespace_hash uuid NOT NULL,
      key text COLLATE "C" NOT NULL,
      body text NOT NULL
    )`,
    `CREATE INDEX qualifier_type_namespace ON ${schema}.qualifier_type (namespace_hash)`,
    `CREATE TABLE ${schema}.instance_class (
      hash uuid PRIMARY KEY,
      namespace_hash uuid NOT NULL,
      key text COLLATE "C" NOT NULL,
      key_class text COLLATE "C" NOT NULL
    )`,
    `CREATE INDEX instance_class_namespace ON ${schema}.instance_class (namespace_hash)`,
    `CREATE TABLE ${schema}.instance (
      hash uuid PRIMARY KEY,
      class_hash uuid NOT NULL,
      key text COLLATE "C" NOT NULL,
      body text NOT NULL
    )`,
    `CREATE VIEW ${schema}.instance_by_name AS
      SELECT namespace.path AS namespace, class.key AS class, class.key_class, instance.key, instance.body
      FROM ${schema}.instance
      JOIN ${schema}.instance_class AS class ON class.hash = instance.class_hash
      JOIN ${schema}.namespace ON namespace.hash = class.namespace_hash`,
  ],
  createIndexes: (schema) => [
    `CREATE INDEX instance_by_class ON ${schema}.instance (class_hash, "left"(key, ${indexedKey}))`,
  ],
};

/** A schema's name as SQL writes it. */
export function quoteSchema(schema: string): string {
  return `"${schema.replaceAll('"', '""')}"`;
}

/** What a database holds under the name of a schema. */
export interface FoundLayout {
  readonly hasSchema: boolean;
  readonly hasTables: boolean;
}

/**
 * Asks what is there; `$1` is the schema, `$2` its quoted name. That the `layout` table is there says that all of them are,
 * because they are made in one transaction.
 */
export const findLayout = `
  SELECT pg_catalog.current_setting('server_encoding'),
    EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1),
    pg_catalog.to_regclass($2::pg_catalog.text || '.layout') IS NOT NULL`;

/** @throws `WbemError`: `database-not-utf8` */
export function foundLayout(row: readonly unknown[], repository: string): FoundLayout {
  const [encoding, hasSchema, hasTables] = row as [string, boolean, boolean];
  if (encoding !== "UTF8") throw postgresRefusal("database-not-utf8", { repository, encoding });
  return { hasSchema, hasTables };
}

/** @throws `WbemError`: `newer-repository` */
export function checkVersion(found: number, repository: string, { version: known }: PostgresLayout): void {
  if (found > known) throw postgresRefusal("newer-repository", { repository, found, known });
}

/**
 * The statements that make the tables, without the indexes that wait, or bring them up to this version.
 *
 * @param version of what is there, 0 for nothing
 * @param hasSchema whether the schema is there: who may only use one need not be allowed to make one
 */
export function bringUpStatements(
  layout: PostgresLayout,
  version: number,
  schema: string,
  hasSchema: boolean,
): readonly string[] {
  if (version > 0) {
    const steps = layout.migrations.slice(version - 1).flatMap((step) => step(schema));
    return [...steps, `UPDATE ${schema}.layout SET version = ${layout.version}`];
  }
  return [
    ...(hasSchema ? [] : [`CREATE SCHEMA ${schema}`]),
    ...layout.create(schema),
    `INSERT INTO ${schema}.layout VALUES (${layout.version})`,
  ];
}
