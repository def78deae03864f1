import { readdirSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { messageDefinition } from "../../src/codes/index.ts";
import { openConnection } from "../../src/open.ts";
import { openRepository } from "../../src/repository/repository.ts";
import { openSqliteStore } from "../../src/repository/stores/sqlite.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { instance } from "../repository/builders.ts";
import { errorOf } from "../repository/expect-error.ts";
import { owners, partCount, seedLoad } from "../support/load-worker.ts";
import { spawnMofkit } from "../support/spawn-mofkit.ts";
import { Worker } from "../support/spawn-worker.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** How long the processes work on one repository, in milliseconds. */
const duration = 3000;

const folder = temporaryFolder();
let folders = 0;

/** A folder of its own with a repository `a.db`. */
async function seededFolder(): Promise<string> {
  const cwd = join(folder, String(++folders));
  await mkdir(cwd);
  const connection = await openConnection(join(cwd, "a.db"), { access: "write" });
  await seedLoad(connection);
  await connection.close();
  return cwd;
}

function start(cwd: string, ...parameters: string[]): Worker {
  return new Worker(parameters, { cwd, script: "load-worker.ts" });
}

async function expectSound(cwd: string): Promise<void> {
  const database = new DatabaseSync(join(cwd, "a.db"), { readOnly: true });
  expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  database.close();
  const { code, stdout, stderr } = await spawnMofkit(["verify", "-r", "a.db"], { cwd });
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: "" });
  expect(readdirSync(cwd).filter((name) => name.startsWith("a.db"))).toEqual(["a.db"]);
}

async function countParts(cwd: string, owner: string): Promise<number> {
  const connection = await openConnection(join(cwd, "a.db"), { access: "read" });
  const root = await connection.openNamespace("root");
  let count = 0;
  for await (const { properties } of root.createInstanceEnum("Part")) {
    if (properties[0]?.value === owner) count++;
  }
  await connection.close();
  return count;
}

describe("four processes on one repository", () => {
  test("two that write and two that read: every transaction is seen whole, and nothing is damaged", async () => {
    const cwd = await seededFolder();
    const workers = [
      ...owners.map((owner) => start(cwd, "transact", "a.db", owner)),
      start(cwd, "watch", "a.db"),
      start(cwd, "watch-open", "a.db"),
    ];
    for (const worker of workers) await worker.says(workers.indexOf(worker) < 2 ? "transacting" : "watching");
    await sleep(duration);
    const codes = await Promise.all(workers.map((worker) => worker.end()));
    for (const [index, worker] of workers.entries()) {
      expect(codes[index], worker.errors + worker.last).toBe(0);
      expect(Number(worker.last), worker.process.spawnargs.join(" ")).toBeGreaterThan(1);
    }
    await expectSound(cwd);
    for (const owner of owners) expect(await countParts(cwd, owner)).toBe(partCount);
  });

  test("one that compiles and three that read: the classes are those before or those after", async () => {
    const cwd = await seededFolder();
    const classes = Array.from(
      { length: 1500 },
      (_, number) => `class Yard_${number} : Summary { uint32 N${number}; };`,
    );
    writeFileSync(join(cwd, "many.mof"), classes.join("\n"));
    const counts = new Set<number>();
    let isOver = false;
    const read = async () => {
      while (!isOver) {
        const { code, stdout, stderr } = await spawnMofkit(["list", "classes", "-r", "a.db", "-n", "root", "--json"], {
          cwd,
        });
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        counts.add(JSON.parse(stdout).classes.length);
      }
    };
    const readers = [read(), read(), read()];
    await sleep(300);
    expect(await spawnMofkit(["compile", "many.mof", "-r", "a.db", "-n", "root", "-q"], { cwd })).toMatchObject({
      code: 0,
    });
    await sleep(300);
    isOver = true;
    await Promise.all(readers);
    const before = 2 + owners.length;
    expect([...counts].toSorted((left, right) => left - right)).toEqual([before, before + classes.length]);
    await expectSound(cwd);
  });
});

describe("a transaction that changes more than stays in memory", () => {
  test("lets who read before go on with that state, and waits for them", async () => {
    const cwd = await seededFolder();
    const connection = await openConnection(join(cwd, "a.db"), { access: "read" });
    const root = await connection.openNamespace("root");
    expect((await root.getInstance('Summary="north"')).className).toBe("Summary");
    const writer = start(cwd, "swell", "a.db");
    await writer.says("swollen");
    expect((await errorOf(root.getInstance('Part.Owner="swollen",Number=0'))).status).toBe("WBEM_E_NOT_FOUND");
    const ended = writer.end();
    await writer.says("committing");
    await sleep(100);
    expect((await errorOf(root.getInstance('Part.Owner="swollen",Number=0'))).status).toBe("WBEM_E_NOT_FOUND");
    await connection.close();
    expect(await ended, writer.errors + writer.last).toBe(0);
    expect(await countParts(cwd, "swollen")).toBe(192);
  });

  test("lets who come later wait for its end", async () => {
    const cwd = await seededFolder();
    const writer = start(cwd, "swell", "a.db");
    await writer.says("swollen");
    const impatient = openSqliteStore(join(cwd, "a.db"), { access: "read", lockWaitMilliseconds: 60, name: "a.db" });
    expect((await errorOf(impatient)).violations[0]?.code).toBe("repository-locked");
    const reading = countParts(cwd, "swollen");
    await sleep(100);
    expect(await writer.end(), writer.errors + writer.last).toBe(0);
    expect(await reading).toBe(192);
    await expectSound(cwd);
  });
});

describe("a writer beside one that does not end", () => {
  test("waits for a bounded time and is told what to do, while reading goes on", async () => {
    const cwd = await seededFolder();
    const holder = new Worker(["hold", "a.db"], { cwd });
    await holder.says("holding");
    const store = await openSqliteStore(join(cwd, "a.db"), {
      access: "write",
      name: "a.db",
      lockWaitMilliseconds: 200,
    });
    const connection = await openRepository(store, { name: "a.db" });
    const root = await connection.openNamespace("root");
    const begin = performance.now();
    const error = await errorOf(root.putInstance(instance("Summary", { K: "new" })));
    expect(performance.now() - begin).toBeGreaterThan(190);
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(error.status).toBe("WBEM_E_SERVER_TOO_BUSY");
    expect(error.violations[0]).toMatchObject({
      code: "repository-locked",
      parameters: { repository: "a.db", seconds: 0.2 },
    });
    expect(messageDefinition("repository-locked").hint).toBeDefined();
    expect((await root.getInstance('Summary="north"')).className).toBe("Summary");
    await holder.end();
    expect((await root.putInstance(instance("Summary", { K: "new" }))).outcome).toBe("created");
    await connection.close();
  });
});

describe("two connections of one process to one file", () => {
  test("fail together where a third one that reads keeps them out, and write when it is closed", async () => {
    const cwd = await seededFolder();
    const options = { access: "write", name: "a.db", lockWaitMilliseconds: 200 } as const;
    const writers: WbemServices[] = [];
    const connections: WbemConnection[] = [];
    for (let count = 0; count < 2; count++) {
      const connection = await openRepository(await openSqliteStore(join(cwd, "a.db"), options), { name: "a.db" });
      connections.push(connection);
      writers.push(await connection.openNamespace("root"));
    }
    const reader = await openConnection(join(cwd, "a.db"), { access: "read" });
    await reader.openNamespace("root");
    const begin = performance.now();
    const puts = Array.from({ length: 30 }, (_, index) =>
      (writers[index % 2] as WbemServices).putInstance(instance("Summary", { K: String(index) })),
    );
    const errors = await Promise.all(puts.map((put) => errorOf(put)));
    expect(performance.now() - begin).toBeLessThan(3000);
    expect(new Set(errors.map(({ violations }) => violations[0]?.code))).toEqual(new Set(["repository-locked"]));
    await reader.close();
    const again = writers.map((root, index) => root.putInstance(instance("Summary", { K: String(index) })));
    expect((await Promise.all(again)).map(({ outcome }) => outcome)).toEqual(["created", "created"]);
    for (const connection of connections) await connection.close();
  });

  test("write one after the other", async () => {
    const cwd = await seededFolder();
    const [one, other] = [
      await openConnection(join(cwd, "a.db"), { access: "write" }),
      await openConnection(join(cwd, "a.db"), { access: "write" }),
    ];
    const isRunning = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const running = one.transaction(async (transaction) => {
      isRunning.resolve();
      await mayEnd.promise;
      return (await transaction.openNamespace("root")).putInstance(instance("Summary", { K: "new", Stamp: 1 }));
    });
    await isRunning.promise;
    const waiting = (await other.openNamespace("root")).putInstance(instance("Summary", { K: "new", Stamp: 1 }));
    expect(await waiting.getCallStatus(50)).toBe("WBEM_S_TIMEDOUT");
    mayEnd.resolve();
    expect((await running).outcome).toBe("created");
    expect((await waiting).outcome).toBe("unchanged");
    await Promise.all([one.close(), other.close()]);
  });

  test("do not wait for ever when one waits for the other within a transaction", async () => {
    const cwd = await seededFolder();
    const one = await openConnection(join(cwd, "a.db"), { access: "write" });
    const store = await openSqliteStore(join(cwd, "a.db"), { access: "write", lockWaitMilliseconds: 60 });
    const other = await (await openRepository(store, { name: "other" })).openNamespace("root");
    await one.transaction(async (transaction) => {
      const error = await errorOf(other.putInstance(instance("Summary", { K: "new" })));
      expect(error.violations[0]?.code).toBe("repository-locked");
      await (await transaction.openNamespace("root")).putInstance(instance("Summary", { K: "new" }));
    });
    expect((await other.getInstance('Summary="new"')).className).toBe("Summary");
    await Promise.all([one.close(), store.close()]);
  });
});
