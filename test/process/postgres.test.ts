import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { openConnection } from "../../src/open.ts";
import { owners, seedLoad } from "../support/load-worker.ts";
import { startProxy } from "../support/postgres-proxy.ts";
import { newSchema, type PostgresAddress, postgresServer, postgresTarget } from "../support/postgres-server.ts";
import { spawnMofkit } from "../support/spawn-mofkit.ts";
import { Worker } from "../support/spawn-worker.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const server = await postgresServer();
const folder = temporaryFolder();

/** As many instances as go out in several blocks. */
const vessels = Array.from(
  { length: 6000 },
  (_, number) => `instance of Harbor_Vessel { Name = "Vessel ${number}"; };`,
);
const schema = "class Harbor_Vessel { [Key] string Name; };";

describe.skipIf(server === undefined)("processes on a PostgreSQL server", () => {
  const address = server as PostgresAddress;
  const admin = new pg.Client({ ...address, database: "postgres" });
  const connected = server && admin.connect();
  afterAll(() => server && admin.end());

  const countIn = async (target: string): Promise<number> => {
    const connection = await openConnection(target, { access: "read" });
    const cimv2 = await connection.openNamespace("root/cimv2");
    let count = 0;
    for await (const _ of cimv2.createInstanceEnum("Harbor_Vessel")) count++;
    await connection.close();
    return count;
  };

  test("two that write and one that reads: every transaction is seen whole, and none is refused", async () => {
    const target = postgresTarget(address, newSchema());
    const seeded = await openConnection(target, { access: "write" });
    await seedLoad(seeded);
    const actions = [...owners.map((owner) => ["transact", target, owner]), ["watch", target]];
    const workers = actions.map((action) => new Worker(action, { cwd: folder, script: "load-worker.ts" }));
    for (const worker of workers) await worker.says(workers.indexOf(worker) < 2 ? "transacting" : "watching");
    const root = await seeded.openNamespace("root");
    const stampOf = async (owner: string) => {
      const { properties } = await root.getInstance(`Summary.K="${owner}"`);
      return Number(properties.find(({ name }) => name === "Stamp")?.value ?? 0);
    };
    const before = await Promise.all(owners.map(stampOf));
    while ((await Promise.all(owners.map(stampOf))).some((stamp, index) => stamp === before[index]))
      await setImmediate();
    await seeded.close();
    for (const worker of workers) {
      expect(await worker.end(), worker.errors + worker.last).toBe(0);
      expect(Number(worker.last)).toBeGreaterThan(0);
    }
    expect(await spawnMofkit(["verify", "-r", target, "-q"], { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
  });

  test("a compile whose connection is cut in the middle leaves the repository as it was and says so", async () => {
    const name = newSchema();
    const target = postgresTarget(address, name);
    writeFileSync(join(folder, "schema.mof"), `${schema} ${vessels[0]}`);
    writeFileSync(join(folder, "vessels.mof"), vessels.join("\n"));
    expect(await spawnMofkit(["compile", "schema.mof", "-r", target, "-q"], { cwd: folder })).toMatchObject({
      code: 0,
    });
    let sent = 0;
    const proxy = await startProxy(address, {
      cut: (chunk) => {
        sent += chunk.length;
        return sent > 150_000;
      },
    });
    const through = postgresTarget({ ...address, port: proxy.port }, name);
    const { code, stderr } = await spawnMofkit(["compile", "vessels.mof", "-r", through], { cwd: folder });
    await proxy.close();
    expect(sent).toBeGreaterThan(150_000);
    expect(code).toBe(1);
    expect(stderr).toContain("postgres-connection-lost");
    expect(stderr).toContain("nothing was changed");
    expect(stderr).not.toContain(`:${address.password}@`);
    expect(await countIn(target)).toBe(1);
    expect(await spawnMofkit(["compile", "vessels.mof", "-r", target, "-q"], { cwd: folder })).toMatchObject({
      code: 0,
    });
    expect(await countIn(target)).toBe(vessels.length);
  });

  test("a compile whose session is ended by an administrator leaves the repository as it was and says so", async () => {
    await connected;
    const name = newSchema();
    const target = postgresTarget(address, name);
    const inTransaction = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = $1 AND state = 'idle in transaction'`;
    const { code, stderr } = await spawnMofkit(["compile", "-", "-r", target], {
      cwd: folder,
      input: `${schema}\n${vessels.join("\n")}\n`,
      environment: { PGAPPNAME: name },
      duringInput: async () => {
        while ((await admin.query(inTransaction, [name])).rowCount === 0) await setImmediate();
      },
    });
    expect(code).toBe(1);
    expect(stderr).toContain("postgres-connection-lost");
    expect(stderr).toContain("nothing was changed");
    const { rowCount } = await admin.query("SELECT FROM pg_namespace WHERE nspname = $1", [name]);
    expect(rowCount).toBe(0);
  });
});
