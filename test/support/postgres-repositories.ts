import pg from "pg";
import type { Store } from "../../src/repository/store.ts";
import { openPostgresStore } from "../../src/repository/stores/postgres.ts";
import { newSchema, type PostgresAddress, postgresTarget } from "./postgres-server.ts";

/** A store that stays open from one test to the next. */
interface KeptStore {
  readonly store: Store;
  readonly schema: string;
}

/** Those whose test has closed them. */
const free: KeptStore[] = [];

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
 * Opens an empty store in a schema that an earlier one has left, over the connections that one had, where there is one: to
 * make the tables takes 20 ms and more, a connection 10, to empty the tables one.
 */
export async function openEmptyPostgresStore(server: PostgresAddress): Promise<Store> {
  const kept = free.pop();
  if (kept !== undefined) {
    cleaner ??= connect(server);
    await (await cleaner).query(tables.map((table) => `DELETE FROM ${kept.schema}.${table}`).join(";"));
    return lend(kept);
  }
  const schema = newSchema();
  return lend({ store: await openPostgresStore(postgresTarget(server, schema), { access: "write" }), schema });
}

/** A store that seems to be closed when it is given back. */
function lend(kept: KeptStore): Store {
  const { store } = kept;
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  const own: Partial<Store> = {
    async transaction(work) {
      checkOpen();
      const done = store.transaction(work);
      last = done.catch(() => undefined);
      return done;
    },
    async close() {
      await last;
      if (!isClosed) free.push(kept);
      isClosed = true;
    },
  };
  const checkOpen = () => {
    if (isClosed) throw new Error("the database was closed");
  };
  return new Proxy(store, {
    get(_, name) {
      if (name in own) return own[name as keyof Store];
      const member: unknown = Reflect.get(store, name, store);
      if (typeof member !== "function") return member;
      return (...values: unknown[]) => {
        checkOpen();
        return Reflect.apply(member, store, values);
      };
    },
  });
}
