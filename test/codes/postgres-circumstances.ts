import pg from "pg";
import { startProxy } from "../support/postgres-proxy.ts";
import { type PostgresAddress, postgresServer } from "../support/postgres-server.ts";
import { type FinishedProcess, spawnMofkit } from "../support/spawn-mofkit.ts";
import type { Circumstance } from "./repository-circumstances.ts";

type Run = (command: Circumstance) => Promise<FinishedProcess>;

/** Makes each situation of a PostgreSQL server real; see `circumstances`. */
export const postgresCircumstances = {
  "postgres-server": async (command) => runOn(await someServer(), command),
  "postgres-latin1": inDatabase("latin1", "ENCODING 'LATIN1' LOCALE 'C'"),
  "postgres-conflict": inDatabase(
    "conflict",
    "",
    `CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not serialize access due to concurrent update' USING ERRCODE = '40001'; END $$;
    CREATE EVENT TRIGGER refuse ON ddl_command_end EXECUTE FUNCTION refuse()`,
  ),
  "postgres-guest": async (command) => {
    const server = await someServer();
    await execute(server, "postgres", "DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN PASSWORD 'guest'");
    return runOn(server, command, { PGUSER: "guest", PGPASSWORD: "guest" });
  },
  "postgres-cut": cutAt("INSERT INTO"),
  "postgres-cut-at-commit": cutAt("COMMIT\0"),
} satisfies Readonly<Record<string, Run>>;

async function someServer(): Promise<PostgresAddress> {
  const server = await postgresServer();
  if (server === undefined) throw new Error("no PostgreSQL server can be started here");
  return server;
}

function runOn(
  { host, port }: Pick<PostgresAddress, "host" | "port">,
  { folder, argv }: Circumstance,
  more: Readonly<Record<string, string>> = {},
): Promise<FinishedProcess> {
  const environment = { PGHOST: host, PGPORT: String(port), PGDATABASE: "postgres", ...more };
  return spawnMofkit(argv, { cwd: folder, environment });
}

async function execute(server: PostgresAddress, database: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ ...server, database });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** In a database that is made for it. */
function inDatabase(name: string, options: string, ...statements: readonly string[]): Run {
  return async (command) => {
    const server = await someServer();
    await execute(
      server,
      "postgres",
      `DROP DATABASE IF EXISTS ${name}`,
      `CREATE DATABASE ${name} TEMPLATE template0 ${options}`,
    );
    await execute(server, name, ...statements);
    return runOn(server, command, { PGDATABASE: name });
  };
}

/** Cuts the connection as soon as a word goes to the server. */
function cutAt(word: string): Run {
  return async (command) => {
    const server = await someServer();
    const proxy = await startProxy(server, { cut: (chunk) => chunk.includes(word) });
    try {
      return await runOn({ host: "127.0.0.1", port: proxy.port }, command);
    } finally {
      await proxy.close();
    }
  };
}
