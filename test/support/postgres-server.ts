import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { threadId } from "node:worker_threads";
import { inject } from "vitest";
import type { PostgresServer } from "./postgres-broker.ts";

/** How a database of the server is reached. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

async function ask(): Promise<PostgresAddress | undefined> {
  const answer = JSON.parse(await text(connect(inject("postgresBroker"), "127.0.0.1"))) as PostgresServer;
  if (!("missing" in answer)) return answer;
  console.warn(`no PostgreSQL server can be started here, so its tests are skipped: ${answer.missing}`);
  return undefined;
}

let asked: Promise<PostgresAddress | undefined> | undefined;

/** The server of this run, started on first use; `undefined`, with a warning, where none can be started. */
export function postgresServer(): Promise<PostgresAddress | undefined> {
  asked ??= ask();
  return asked;
}

/** The target of a repository on the server, in a schema of its own where one is named. */
export function postgresTarget({ host, port, user, password }: PostgresAddress, schema?: string): string {
  const own = schema === undefined ? "" : `?schema=${schema}`;
  return `postgres://${user}:${password}@${host}:${port}/postgres${own}`;
}

let schemas = 0;

/** The name of a schema that no other test has. */
export function newSchema(): string {
  return `test_${process.pid}_${threadId}_${++schemas}`;
}
