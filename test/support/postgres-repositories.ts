import pg from "pg";
import type { Store } from "../../src/repository/store.ts";
import { openPostgresStore } from "../../src/repository/stores/postgres.ts";
import { newSchema, type PostgresAddress, postgresTarget } from "./postgres-server.ts";

/** Schemas whose store is closed. */
const free: string[] = [];

let cleaner: Promise<pg.Client> | undefined;

async function connect({ host, port, user, password }: PostgresAddress): Promise<pg.Client> {
  const client = new pg.Client({ host, port, user, password, database: "postgres" });
  // The server ends before this does.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

const tables = ["setting", "namespace", "class", "qualifier_type", "instance_class", "instance"];

/**
 * Opens an empty store in a schema that an earlier one has left, where there is one: to make the tables takes 20 ms and more,
 * to empty them one.
 */
export async function openEmptyPostgresStore(server: PostgresAddress): Promise<Store> {
  const used = free.pop();
  const schema = used ?? newSchema();
  if (used !== undefined) {
    cleaner ??= connect(server);
    await (await cleaner).query(tables.map((table) => `DELETE FROM ${used}.${table}`).join(";"));
  }
  const store = await openPostgresStore(postgresTarget(server, schema), { access: "write" });
  const close = store.close.bind(store);
  let isClosed = false;
  store.close = async () => {
    await close();
    if (!isClosed) free.push(schema);
    isClosed = true;
  };
  return store;
}
