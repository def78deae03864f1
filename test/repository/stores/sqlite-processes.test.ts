import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../../bench/random.ts";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import { seed } from "../../support/seed.ts";
import { Worker } from "../../support/spawn-worker.ts";
import { readTag, type Tag, writeTag } from "../../support/tagged-store.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** Points at which a writer is killed, of each kind. */
const kills = 8;
const random = new Random(seed);
const rows = 10_000;

const folder = temporaryFolder();
let folders = 0;
/** How long an undisturbed writer takes, in milliseconds. */
let duration = 0;

function emptyFolder(): string {
  folders++;
  const path = join(folder, String(folders));
  mkdirSync(path);
  return path;
}

async function writeFile(path: string, tag: string, count: number): Promise<void> {
  const store = await openSqliteStore(path, { access: "write" });
  await store.transaction((writer) => writeTag(writer, tag, count));
  await store.close();
}

async function readFile(path: string): Promise<Tag> {
  const store = await openSqliteStore(path, { access: "read" });
  try {
    return await readTag(store);
  } finally {
    await store.close();
  }
}

const before: Tag = { tag: "before", count: 3000, isTorn: false };
const after: Tag = { tag: "after", count: rows, isTorn: false };

function startWriter(cwd: string): Worker {
  return new Worker(["write", "a.db", "after", String(rows)], { cwd });
}

beforeAll(async () => {
  await writeFile(join(folder, "before.db"), "before", before.count);
  const begin = performance.now();
  expect(await startWriter(emptyFolder()).end()).toBe(0);
  duration = performance.now() - begin;
});

type Moment = readonly [title: string, wait: (worker: Worker) => Promise<void>];

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const moments: readonly Moment[] = [
  ["at a random time", () => sleep(random.next() * duration)],
  [
    "at the commit",
    async (worker) => {
      await worker.says("committing");
      await sleep(random.next() * 20);
    },
  ],
];

describe(`a writer that is killed (seed ${seed})`, () => {
  test.each(moments)("%s leaves an existing repository as it was or whole", async (_title, wait) => {
    for (let kill = 0; kill < kills; kill++) {
      const cwd = emptyFolder();
      copyFileSync(join(folder, "before.db"), join(cwd, "a.db"));
      const worker = startWriter(cwd);
      await wait(worker).catch(() => undefined);
      await worker.kill();
      const found = await readFile(join(cwd, "a.db"));
      expect([before, after]).toContainEqual(found);
      if (worker.lines.includes("committed")) expect(found).toEqual(after);
      // A journal that never counted can lie there until the next writer comes, in whose way it is not.
      await writeFile(join(cwd, "a.db"), "next", 10);
      expect(await readFile(join(cwd, "a.db"))).toEqual({ tag: "next", count: 10, isTorn: false });
      expect(readdirSync(cwd)).toEqual(["a.db"]);
    }
  });

  test.each(moments)("%s leaves no new repository or a whole one", async (_title, wait) => {
    for (let kill = 0; kill < kills; kill++) {
      const cwd = emptyFolder();
      const worker = startWriter(cwd);
      await wait(worker).catch(() => undefined);
      await worker.kill();
      const isThere = existsSync(join(cwd, "a.db"));
      if (isThere) expect(await readFile(join(cwd, "a.db"))).toEqual(after);
      if (worker.lines.includes("committed")) expect(isThere).toBe(true);
      // Reading leaves alone what the dead process left; the next writer clears it away.
      const store = await openSqliteStore(join(cwd, "a.db"), { access: "write" });
      expect(readdirSync(cwd)).toEqual(isThere ? ["a.db"] : []);
      await store.close();
    }
  });
});

describe("processes side by side:", () => {
  test("readers see the state before or after a write, never half of it", async () => {
    const cwd = emptyFolder();
    copyFileSync(join(folder, "before.db"), join(cwd, "a.db"));
    const readers = [1, 2].map(() => new Worker(["watch", "a.db"], { cwd }));
    for (const reader of readers) await reader.says("watching");
    const writer = startWriter(cwd);
    expect(await writer.end(), writer.errors).toBe(0);
    await sleep(200);
    for (const reader of readers) {
      expect(await reader.end(), reader.errors + reader.last).toBe(0);
      expect(JSON.parse(reader.last)).toEqual([before, after].map((tag) => JSON.stringify(tag)));
    }
    expect(readdirSync(cwd)).toEqual(["a.db"]);
  });

  test("a reader that began before a commit goes on with its state, and the commit waits for it", async () => {
    const cwd = emptyFolder();
    copyFileSync(join(folder, "before.db"), join(cwd, "a.db"));
    const reader = await openSqliteStore(join(cwd, "a.db"), { access: "read" });
    const writer = startWriter(cwd);
    await writer.says("committing");
    await sleep(100);
    expect(writer.lines).not.toContain("committed");
    expect(await readTag(reader)).toEqual(before);
    await reader.close();
    expect(await writer.end(), writer.errors).toBe(0);
    expect(await readFile(join(cwd, "a.db"))).toEqual(after);
  });

  test("two that create the same repository come one after the other", async () => {
    const cwd = emptyFolder();
    const first = new Worker(["hold", "a.db"], { cwd });
    await first.says("holding");
    expect(existsSync(join(cwd, "a.db"))).toBe(false);
    const second = startWriter(cwd);
    await second.says("opened");
    await sleep(100);
    expect(second.lines).not.toContain("writing");
    expect(await first.end()).toBe(0);
    expect(await second.end(), second.errors + second.last).toBe(0);
    expect(await readFile(join(cwd, "a.db"))).toEqual(after);
    expect(readdirSync(cwd)).toEqual(["a.db"]);
  });

  test("many that create the same repository lose nothing silently", async () => {
    const cwd = emptyFolder();
    const workers = [1, 2, 3, 4].map((tag) => new Worker(["write", "a.db", String(tag), "500"], { cwd }));
    const codes = await Promise.all(workers.map((worker) => worker.end()));
    const winners = workers.filter((_, index) => codes[index] === 0);
    expect(winners.length).toBeGreaterThan(0);
    for (const worker of workers) {
      if (!winners.includes(worker)) expect(JSON.parse(worker.last).code).toBe("repository-created-meanwhile");
    }
    const { tag, count, isTorn } = await readFile(join(cwd, "a.db"));
    expect({ count, isTorn }).toEqual({ count: 500, isTorn: false });
    expect(winners.map((worker) => worker.process.spawnargs.at(-2))).toContain(tag);
    expect(readdirSync(cwd)).toEqual(["a.db"]);
  });

  test("a writer waits for another, and says so when that takes too long", async () => {
    const cwd = emptyFolder();
    copyFileSync(join(folder, "before.db"), join(cwd, "a.db"));
    const holder = new Worker(["hold", "a.db"], { cwd });
    await holder.says("holding");
    const impatient = await openSqliteStore(join(cwd, "a.db"), {
      access: "write",
      name: "a.db",
      lockWaitMilliseconds: 60,
    });
    await expect(impatient.transaction(async () => undefined)).rejects.toThrow(
      "`a.db` is in use by somebody else, who did not let go of it for 0.06 s",
    );
    expect(await readTag(impatient)).toEqual(before);
    await impatient.close();
    const patient = startWriter(cwd);
    await patient.says("opened");
    await holder.end();
    expect(await patient.end(), patient.errors).toBe(0);
    expect(await readFile(join(cwd, "a.db"))).toEqual(after);
  });
});
