import type { SqliteDatabase } from "./sqlite-driver.ts";
import { storeError } from "./sqlite-errors.ts";
import { hashKey } from "./sqlite-key-hash.ts";

/** `PRAGMA application_id` of a repository: "MOFK". */
export const applicationId = 0x4d4f464b;

/** SQL, or what SQL alone cannot do. */
export type Migration = string | ((database: SqliteDatabase) => void);

/** The tables of a repository, and how to come to them from those of older versions. */
export interface Layout {
  /** `PRAGMA user_version`. */
  readonly version: number;
  /** Makes the tables in an empty file. */
  readonly create: string;
  /** What turns version n into n + 1, at place n - 1. */
  readonly migrations: readonly Migration[];
}

/** How far the number of a class is shifted in the number of an instance; JavaScript's exact integers have 53 bits. */
export const instancesPerClass = 2 ** 32;
export const largestClassId = 2 ** 21 - 1;

/** Where instances are found by the hash of their key. */
export const createKeyHashIndex = "CREATE INDEX instance_key_hash ON instance (key_hash)";

/** To version 2, which has other hashes of keys. A million instances take 2.4 s. */
function hashAgain(database: SqliteDatabase): void {
  const options = { deterministic: true, directOnly: true };
  database.function("hash_key", options, (id, key) => hashKey(id as number, key as string));
  database.exec(`
    DROP INDEX instance_key_hash;
    UPDATE instance SET key_hash = hash_key(key_class_id, key);
    ${createKeyHashIndex};
  `);
}

/**
 * Version 2. Version 1 had the SHA-256 of `key_class_id:key` for the `key_hash` of every key.
 *
 * An instance's `id` is the number of its class times 2^32 and a running number, so instances of a class lie together
 * without an index. It is found by `key_hash`, 47 bits that {@link hashKey} gives, in an index of 17 bytes a row, and then
 * compared by its key. A scan sorts, which takes 2 s for a million.
 *
 * Measured for a million rows of 400 bytes with keys of 70 characters, look-up and insert, pages of 8 KB, 64 MB of cache:
 * 5.6 s with keys in order and 6.9 s in random order, 21 s for three million. A WITHOUT ROWID table by key class and key
 * with an index by class and key takes 4.3 s in order, but 18.9 s in random order and more for each row the larger it gets
 * (sorting batches of 1,000 before saves a tenth of that, of 100,000 half, for 400 MB of memory); the same with text for
 * namespaces and classes 5.6 s and 29 s; a rowid table with two such indexes 7.3 s and 22 s.
 *
 * Bodies of classes have several KB, for which tables with rowids are made.
 */
export const currentLayout: Layout = {
  version: 2,
  migrations: [hashAgain],
  create: `
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE namespace (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      path TEXT NOT NULL,
      generation INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE class (
      namespace_id INTEGER NOT NULL,
      key TEXT NOT NULL,
      superclass TEXT,
      body TEXT NOT NULL,
      PRIMARY KEY (namespace_id, key)
    ) STRICT;
    CREATE INDEX class_superclass ON class (namespace_id, superclass, key);

    CREATE TABLE qualifier_type (
      namespace_id INTEGER NOT NULL,
      key TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (namespace_id, key)
    ) STRICT;

    CREATE TABLE instance_class (
      id INTEGER PRIMARY KEY,
      namespace_id INTEGER NOT NULL,
      key TEXT NOT NULL,
      UNIQUE (namespace_id, key)
    ) STRICT;

    CREATE TABLE instance (
      id INTEGER PRIMARY KEY,
      class_id INTEGER GENERATED ALWAYS AS (id >> 32) VIRTUAL,
      key_class_id INTEGER NOT NULL,
      key_hash INTEGER NOT NULL,
      key TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    ${createKeyHashIndex};

    CREATE VIEW instance_by_name AS
      SELECT namespace.path AS namespace, class.key AS class, key_class.key AS key_class, instance.key, instance.body
      FROM instance
      JOIN instance_class AS class ON class.id = instance.class_id
      JOIN instance_class AS key_class ON key_class.id = instance.key_class_id
      JOIN namespace ON namespace.id = class.namespace_id;
  `,
};

/**
 * Finds out what a file holds.
 *
 * @returns the version of its layout, not above this one; 0 for an empty file
 * @throws `WbemError`: `not-a-repository` for the database of another program, `newer-repository`.
 */
export function identify(database: SqliteDatabase, repository: string, layout: Layout): number {
  const id = readPragma(database, "application_id");
  const version = readPragma(database, "user_version");
  if (id === 0 && version === 0 && database.prepare("SELECT 1 FROM sqlite_schema").get() === undefined) return 0;
  if (id !== applicationId || version < 1) throw foreignDatabase(repository);
  if (version > layout.version) {
    throw storeError("newer-repository", { repository, found: version, known: layout.version });
  }
  return version;
}

/**
 * Refuses the database of another program without touching it: a connection of the ordinary kind to one in WAL mode would
 * put two files beside it. What it cannot tell it leaves to {@link identify}.
 */
export function refuseForeign(database: SqliteDatabase, repository: string): void {
  const id = readPragma(database, "application_id");
  if (id !== applicationId && id !== 0) throw foreignDatabase(repository);
}

function foreignDatabase(repository: string): Error {
  return storeError("not-a-repository", { repository, reason: "it is a database of another program" });
}

/** Makes the tables in an empty file, or brings those of an older version up to this one, in the running transaction. */
export function bringUp(database: SqliteDatabase, version: number, layout: Layout): void {
  if (version === layout.version) return;
  if (version === 0) {
    database.exec(layout.create);
    database.exec(`PRAGMA application_id = ${applicationId}`);
  } else {
    for (const step of layout.migrations.slice(version - 1)) {
      if (typeof step === "string") database.exec(step);
      else step(database);
    }
  }
  database.exec(`PRAGMA user_version = ${layout.version}`);
}

function readPragma(database: SqliteDatabase, name: "application_id" | "user_version"): number {
  return database.prepare(`PRAGMA ${name}`).get()?.[name] as number;
}
