import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { openConnection } from "../../../src/open.ts";
import type { InstanceRow, Store, StoreWriter } from "../../../src/repository/store.ts";
import { openPostgresStore, type PostgresStoreOptions } from "../../../src/repository/stores/postgres.ts";
import { currentPostgresLayout, type PostgresLayout } from "../../../src/repository/stores/postgres-layout.ts";
import { WbemError } from "../../../src/wbem/error.ts";
import { collect } from "../../contract/store-model.ts";
import { startProxy } from "../../support/postgres-proxy.ts";
import { newSchema, postgresServer, postgresTarget } from "../../support/postgres-server.ts";
import { cimClass, instance as cimInstance, key } from "../builders.ts";

const server = await postgresServer();
const address = server ?? { host: "", port: 0, user: "", password: "" };

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function open(schema: string, options: Partial<PostgresStoreOptions> = {}): Promise<Store> {
  const store = await openPostgresStore(postgresTarget(address, schema), { access: "write", ...options });
  opened.push(store);
  return store;
}

async function query(text: string, values: unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ ...address, database: "postgres" });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

async function hasSchema(schema: string): Promise<boolean> {
  return (await query("SELECT FROM pg_namespace WHERE nspname = $1", [schema])).length > 0;
}

function instance(key: string, body = key): InstanceRow {
  return { keyClass: "a", key, className: "a", body };
}

async function putRoot(writer: StoreWriter): Promise<void> {
  await writer.putNamespace({ key: "root", path: "root", generation: 0 });
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error !== undefined && !(error instanceof WbemError)) throw error;
  return error?.violations[0]?.code;
}

/** Ends all connections that have said that they are of a schema. */
async function endConnections(schema: string): Promise<void> {
  await query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", [schema]);
}

/** A target whose connections can be told from others. */
function namedTarget(schema: string): string {
  return `${postgresTarget(address, schema)}&application_name=${schema}`;
}

describe.skipIf(server === undefined)("a PostgreSQL store", () => {
  test("is not there for who reads, and reading makes nothing", async () => {
    const schema = newSchema();
    expect(await codeOf(open(schema, { access: "read" }))).toBe("repository-not-found");
    const store = await open(schema);
    expect(await store.getSetting("keys")).toBeUndefined();
    expect(await collect(store.scanInstances("root", "a"))).toEqual([]);
    await store.transaction((writer) => writer.getNamespace("root"));
    expect(await hasSchema(schema)).toBe(false);
  });

  test("leaves no schema behind a first transaction that fails", async () => {
    const schema = newSchema();
    const store = await open(schema);
    const failing = store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances("root", [instance("a")]);
      throw new Error("refused");
    });
    await expect(failing).rejects.toThrow("refused");
    expect(await hasSchema(schema)).toBe(false);
    await store.transaction(putRoot);
    expect(await hasSchema(schema)).toBe(true);
  });

  test("is seen by who opened it before it was there", async () => {
    const schema = newSchema();
    const early = await open(schema);
    expect(await early.listNamespaces()).toEqual([]);
    await (await open(schema)).transaction(putRoot);
    expect(await early.listNamespaces()).toHaveLength(1);
  });

  test("takes two first writers one after the other", async () => {
    const schema = newSchema();
    const stores = [await open(schema), await open(schema)];
    await Promise.all(
      stores.map((store, index) =>
        store.transaction(async (writer) => {
          await putRoot(writer);
          await writer.putInstances("root", [instance(String(index))]);
        }),
      ),
    );
    expect(await collect((await open(schema)).scanInstances("root", "a"))).toHaveLength(2);
  });

  test("keeps a second writer waiting, who gives up in time", async () => {
    const schema = newSchema();
    const [store, other] = [await open(schema), await open(schema, { lockWaitMilliseconds: 20 })];
    await store.transaction(async (writer) => {
      await putRoot(writer);
      expect(await codeOf(other.transaction(putRoot))).toBe("repository-locked");
    });
    await other.transaction((writer) => writer.putSetting("keys", "folded"));
    expect(await store.getSetting("keys")).toBe("folded");
  });

  test("shows one state to who opened it for reading, and lets others write", async () => {
    const schema = newSchema();
    const store = await open(schema);
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances("root", [instance("a")]);
    });
    const reading = await open(schema, { access: "read" });
    await store.transaction((writer) => writer.putInstances("root", [instance("b")]));
    expect(await collect(reading.scanInstances("root", "a"))).toHaveLength(1);
    expect(await collect(store.scanInstances("root", "a"))).toHaveLength(2);
    await expect(reading.transaction(putRoot)).rejects.toThrow("reading only");
  });

  test("reads classes ahead as they are, and sees what the transaction changes before and after", async () => {
    const store = await open(newSchema());
    const keys = Array.from({ length: 40 }, (_, index) => `c${index + 10}`);
    const row = (key: string, body: string) => ({ key, superclass: key === "c10" ? null : "c10", body });
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putClasses(
        "root",
        keys.map((key) => row(key, "old")),
      );
    });
    const text = "x".repeat(600_000);
    await store.transaction(async (writer) => {
      const bodies = async (names: readonly string[]) => {
        const found: (string | undefined)[] = [];
        for (const name of names) found.push((await writer.getClasses("root", [name]))[0]?.body);
        return found;
      };
      await writer.putClasses("root", [row("c48", "early")]);
      await writer.deleteClasses("root", ["c49"]);
      expect(await bodies(keys.slice(0, 20))).toEqual(keys.slice(0, 20).map(() => "old"));
      // So much is sent at once, with what waits.
      await writer.putClasses("root", [row("c40", "late"), row("c11", text), row("c90", "new")]);
      await writer.deleteClasses("root", ["c41"]);
      expect(await bodies(["c10", "c39", "c40", "c41", "c48", "c49", "c90", "c91"])).toEqual([
        "old",
        "old",
        "late",
        undefined,
        "early",
        undefined,
        "new",
        undefined,
      ]);
      const many = await writer.getClasses("root", ["c42", "c11", "c91", "c42"]);
      expect(many.map((found) => found?.body)).toEqual(["old", text, undefined, "old"]);
    });
  });

  test("reads classes and their instances with few statements where all are walked through", async () => {
    const schema = newSchema();
    const writing = await openConnection(postgresTarget(address, schema), { access: "write" });
    await writing.transaction(async (transaction) => {
      const root = await transaction.openNamespace("root");
      for (let index = 0; index < 60; index++) {
        const name = `C${index}`;
        const properties = index === 0 ? [key()] : [];
        await root.putClass(cimClass(index === 0 ? name : `${name} : C${Math.floor((index - 1) / 2)}`, { properties }));
      }
      for (const name of ["C0", "C7", "C58"]) await root.putInstance(cimInstance(name, { K: name }));
    });
    await writing.close();
    let sent = 0;
    const proxy = await startProxy(address, {
      cut: (chunk) => {
        // Statements: as queries of their own, or with values.
        sent += chunk.toString("latin1").split(/SELECT /).length - 1;
        return false;
      },
    });
    const reading = await openConnection(postgresTarget({ ...address, port: proxy.port }, schema), { access: "read" });
    const root = await reading.openNamespace("root");
    const before = sent;
    expect(await Array.fromAsync(root.createClassEnum(null))).toHaveLength(60);
    const instances = await Array.fromAsync(root.createInstanceEnum("C0"));
    expect(instances.map(({ className }) => className)).toEqual(["C0", "C7", "C58"]);
    // Class by class there were more than a hundred.
    expect(sent - before).toBeLessThan(30);
    await reading.close();
    await proxy.close();
  });

  test("gives up what it searches for when it is closed", async () => {
    const schema = newSchema();
    const writer = await open(schema);
    await writer.transaction(async (rows) => {
      await putRoot(rows);
      await rows.putInstances("root", [instance("1")]);
    });
    const holder = new pg.Client({ ...address, database: "postgres" });
    await holder.connect();
    await holder.query(`BEGIN; LOCK TABLE ${schema}.instance IN ACCESS EXCLUSIVE MODE`);
    try {
      for (const access of ["read", "write"] as const) {
        const store = await openPostgresStore(namedTarget(schema), { access });
        const found = codeOf(collect(store.scanInstances("root", "a")));
        // The lock is waited for as soon as the server says so.
        const waiting = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = $1";
        while ((await query(waiting, [schema])).length === 0);
        await store.close();
        expect(await found).toBe("postgres-refused");
      }
    } finally {
      await holder.end();
    }
  });

  test("is as it was when the connection is lost in a transaction, says so, and connects again", async () => {
    const schema = newSchema();
    const store = await openPostgresStore(namedTarget(schema), { access: "write" });
    opened.push(store);
    await store.transaction(putRoot);
    const lost = store.transaction(async (writer) => {
      await writer.putInstances("root", [instance("a")]);
      await endConnections(schema);
      await writer.putInstances("root", [instance("b")]);
    });
    expect(await codeOf(lost)).toBe("postgres-connection-lost");
    await expect(lost).rejects.toMatchObject({
      message: expect.stringContaining("nothing of this run was kept"),
      violations: [{ hint: expect.stringContaining("terminating connection due to administrator command") }],
    });
    expect(await collect(store.scanInstances("root", "a"))).toEqual([]);
    await store.transaction((writer) => writer.putInstances("root", [instance("c")]));
    expect(await collect(store.scanInstances("root", "a"))).toEqual([instance("c")]);
  });

  test("connects again when the connection was lost while nobody used it", async () => {
    const schema = newSchema();
    const store = await openPostgresStore(namedTarget(schema), { access: "write" });
    opened.push(store);
    await store.transaction(putRoot);
    await endConnections(schema);
    while ((await query("SELECT FROM pg_stat_activity WHERE application_name = $1", [schema])).length > 0);
    // The news of the end comes over the network.
    await codeOf(store.listNamespaces());
    expect(await store.listNamespaces()).toHaveLength(1);
  });

  test("is not ended by limits of the server to idle and long transactions, writing or reading", async () => {
    const schema = newSchema();
    const limits = ["idle_in_transaction_session_timeout", "statement_timeout", "transaction_timeout"];
    const options = encodeURIComponent(limits.map((name) => `-c ${name}=30`).join(" "));
    const target = `${postgresTarget(address, schema)}&options=${options}`;
    const idle = () => query("SELECT pg_sleep(0.06)");
    const store = await openPostgresStore(target, { access: "write" });
    opened.push(store);
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances("root", [instance("a")]);
      expect(await collect(writer.scanInstances("root", "a"))).toHaveLength(1);
      await idle();
      await writer.putInstances("root", [instance("b")]);
    });
    const reading = await openPostgresStore(target, { access: "read" });
    opened.push(reading);
    await idle();
    expect(await collect(reading.scanInstances("root", "a"))).toHaveLength(2);
  });

  test("takes nothing of another schema for its own, whatever is in front of PostgreSQL's in the path", async () => {
    const [schema, decoy] = [newSchema(), newSchema()];
    const functions = ["lower(text)", '"left"(text, integer)', "octet_length(text)", "strpos(text, text)"];
    await query(`CREATE SCHEMA ${decoy}`);
    for (const table of ["layout", "setting", "namespace", "class", "qualifier_type", "instance_class", "instance"]) {
      await query(`CREATE TABLE ${decoy}.${table} (other integer)`);
    }
    for (const name of functions) {
      const returned = /octet|strpos/.test(name) ? "integer" : "text";
      await query(`CREATE FUNCTION ${decoy}.${name} RETURNS ${returned} LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'of another schema'; END $$`);
    }
    await query(`CREATE DOMAIN ${decoy}.uuid AS integer; CREATE DOMAIN ${decoy}.text AS integer`);
    const options = encodeURIComponent(`-c search_path=${decoy},pg_catalog`);
    const target = `${postgresTarget(address, schema)}&options=${options}`;
    const store = await openPostgresStore(target, { access: "write" });
    opened.push(store);
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putClasses("root", [{ key: "a", superclass: null, body: "{}" }]);
      await writer.putInstances("root", [instance("a", '{"n":"x"}')]);
      await writer.putInstances("root", [instance("a", '{"n":"y"}')]);
    });
    const condition = { kind: "contains", texts: ['"y"'] } as const;
    const reading = await openPostgresStore(target, { access: "read" });
    opened.push(reading);
    for (const each of [store, reading]) {
      expect(await each.getSetting("keys")).toBeUndefined();
      expect(await each.getClasses("root", ["a"])).toMatchObject([{ key: "a" }]);
      expect(await each.listSubclasses("root", null)).toHaveLength(1);
      expect(await each.getInstances("root", [instance("a")])).toEqual([instance("a", '{"n":"y"}')]);
      expect(await collect(each.scanInstances("root", "a", condition))).toHaveLength(1);
    }
  });

  test("refuses a schema that holds tables of another program, and leaves them", async () => {
    const schema = newSchema();
    await query(`CREATE SCHEMA ${schema}`);
    await query(`CREATE TABLE ${schema}.setting (other integer)`);
    expect(await codeOf((await open(schema)).transaction(putRoot))).toBe("not-a-repository");
    expect(await query(`SELECT other FROM ${schema}.setting`)).toEqual([]);
  });

  test("is made in a schema that is there by who may not make one", async () => {
    const schema = newSchema();
    await query(`CREATE ROLE ${schema} LOGIN PASSWORD 'own'`);
    await query(`CREATE SCHEMA ${schema} AUTHORIZATION ${schema}`);
    const own = { ...address, user: schema, password: "own" };
    const store = await openPostgresStore(postgresTarget(own, schema), { access: "write" });
    opened.push(store);
    await store.transaction(putRoot);
    const elsewhere = await openPostgresStore(postgresTarget(own, newSchema()), { access: "write" });
    opened.push(elsewhere);
    expect(await codeOf(elsewhere.transaction(putRoot))).toBe("postgres-permission-denied");
  });

  test("of an older layout is brought up by who writes, once, and refused to who reads", async () => {
    const schema = newSchema();
    await (await open(schema)).transaction(putRoot);
    const layout: PostgresLayout = {
      ...currentPostgresLayout,
      version: 3,
      migrations: [
        (name) => [`CREATE TABLE ${name}.second (step integer)`],
        (name) => [`INSERT INTO ${name}.second VALUES (3)`],
      ],
    };
    expect(await codeOf(open(schema, { access: "read", layout }))).toBe("older-repository");
    await Promise.all([open(schema, { layout }), open(schema, { layout })]);
    expect(await query(`SELECT version FROM ${schema}.layout`)).toEqual([{ version: 3 }]);
    expect(await query(`SELECT step FROM ${schema}.second`)).toEqual([{ step: 3 }]);
    expect(await (await open(schema, { access: "read", layout })).listNamespaces()).toHaveLength(1);
    for (const access of ["read", "write"] as const) {
      expect(await codeOf(open(schema, { access }))).toBe("newer-repository");
    }
  });

  test("finds and orders keys that begin alike for longer than its index looks", async () => {
    const store = await open(newSchema());
    const begin = "x".repeat(3000);
    const rows = Array.from({ length: 2100 }, (_, index) => instance(`${begin}${String(index).padStart(4, "0")}`, ""));
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances("root", rows.toReversed());
    });
    expect(await collect(store.scanInstances("root", "a"))).toEqual(rows);
    expect(await store.getInstances("root", [instance(`${begin}1999`)])).toEqual([rows[1999]]);
  });

  test("keeps the last of rows that are new, put again and deleted in one transaction", async () => {
    const store = await open(newSchema());
    const rows = Array.from({ length: 2500 }, (_, index) => instance(String(index).padStart(4, "0"), "first\0"));
    await store.transaction(async (writer) => {
      await putRoot(writer);
      // More than go out at once, some of them twice: within what goes out together, and after they have gone out.
      await writer.putInstances("root", [...rows, instance("2499", "second"), instance("0000", "second")]);
      expect(await writer.getInstances("root", [instance("0000"), instance("0001"), instance("2499")])).toEqual([
        instance("0000", "second"),
        rows[1],
        instance("2499", "second"),
      ]);
      await writer.deleteInstances("root", [instance("0001"), instance("2498")]);
      await writer.putInstances("root", [instance("2498", "third"), instance("2500")]);
    });
    const found = await collect(store.scanInstances("root", "a"));
    expect(found).toHaveLength(2500);
    expect(found.slice(0, 2)).toEqual([instance("0000", "second"), rows[2]]);
    expect(found.slice(-3)).toEqual([instance("2498", "third"), instance("2499", "second"), instance("2500")]);
  });

  test("has its indexes for what scans in the transaction that makes the tables, and ever after", async () => {
    const indexes = async (schema: string) =>
      (await query("SELECT indexname FROM pg_indexes WHERE schemaname = $1 AND tablename = 'instance'", [schema]))
        .map(({ indexname }) => indexname)
        .sort();
    const [scanned, loaded] = [newSchema(), newSchema()];
    await (await open(scanned)).transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances("root", [instance("b"), instance("a")]);
      expect(await collect(writer.scanInstances("root", "a"))).toEqual([instance("a"), instance("b")]);
      await writer.putInstances("root", [instance("c")]);
      await writer.deleteInstancesOf("root", "a");
      expect(await writer.hasInstances("root", ["a"])).toBe(false);
    });
    await (await open(loaded)).transaction(putRoot);
    for (const schema of [scanned, loaded]) {
      expect(await indexes(schema)).toEqual(["instance_by_class", "instance_pkey"]);
    }
  });

  test("refuses instances of which its list of classes does not tell, and keeps nothing of the transaction", async () => {
    const schema = newSchema();
    const store = await open(schema);
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances("root", [instance("a")]);
    });
    await query(`DELETE FROM ${schema}.instance_class`);
    const failing = store.transaction(async (writer) => {
      await writer.putSetting("keys", "exact");
      await writer.putInstances("root", [instance("a"), instance("b")]);
    });
    expect(await codeOf(failing)).toBe("damaged-repository");
    expect(await store.getSetting("keys")).toBeUndefined();
  });

  test("gives large instances a few at a time", async () => {
    const store = await open(newSchema());
    await store.transaction(async (writer) => {
      await putRoot(writer);
      for (const key of ["1", "2", "3", "4"]) await writer.putInstances("root", [instance(key, "é".repeat(400_000))]);
    });
    const batches: string[] = [];
    for await (const batch of store.scanInstances("root", "a")) batches.push(batch.map(({ key }) => key).join());
    expect(batches).toEqual(["1,2", "3,4"]);
  });

  test("keeps what a transaction writes apart from a read that finds the tables of another", async () => {
    const schema = newSchema();
    const store = await open(schema);
    await (await open(schema)).transaction(putRoot);
    const reading = store.hasInstances("root", ["a"]);
    const failing = store.transaction(async (writer) => {
      expect(await reading).toBe(false);
      await writer.putSetting("keys", "exact");
      throw new Error("refused");
    });
    await expect(failing).rejects.toThrow("refused");
    expect(await store.getSetting("keys")).toBeUndefined();
  });

  test("compares numbers alike whatever the session is set to, and leaves what is none to others", async () => {
    const schema = newSchema();
    const options = encodeURIComponent("-c standard_conforming_strings=off");
    const store = await openPostgresStore(`${postgresTarget(address, schema)}&options=${options}`, { access: "write" });
    opened.push(store);
    const bodies = ["1", "2.5", '"3"', '"4x5"', '"1e99999999"', `"${"9".repeat(200_000)}"`].map((n) => `{"n":${n}}`);
    await store.transaction(async (writer) => {
      await putRoot(writer);
      await writer.putInstances(
        "root",
        bodies.map((body, index) => instance(String(index), body)),
      );
    });
    const above = { kind: "follows", text: '"n":', type: "number", operator: ">", value: "2" } as const;
    const found = await collect(store.scanInstances("root", "a", above));
    expect(found.map(({ body }) => body)).toEqual(bodies.slice(1));
  });

  test("says no password, not in the name of a connection and not in errors", async () => {
    const target = postgresTarget({ ...address, password: "secret-word" }, newSchema());
    const error = await openConnection(target, { access: "write" }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ violations: [{ code: "postgres-login-refused" }] });
    expect(JSON.stringify([(error as Error).message, (error as WbemError).violations])).not.toContain("secret-word");
    const connection = await openConnection(postgresTarget(address, newSchema()), { access: "write" });
    expect(connection.name).toContain("mofkit:***@");
    await connection.close();
  });

  test("is empty under an overlay where it is not there", async () => {
    const target = postgresTarget(address, newSchema());
    const connection = await openConnection(target, { access: "write", overlay: true });
    expect(await Array.fromAsync(connection.namespaces())).toEqual(["root"]);
    await connection.close();
  });
});
