import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import { backupSqliteFile, type SqliteBackupOptions } from "../../../src/repository/stores/sqlite-backup.ts";
import { currentLayout } from "../../../src/repository/stores/sqlite-layout.ts";
import { Worker } from "../../support/spawn-worker.ts";
import { readTag, type Tag, writeTag } from "../../support/tagged-store.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { errorOf } from "../expect-error.ts";

const folder = temporaryFolder();
let folders = 0;

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

/** A folder of its own with a repository `a.db`. */
async function folderWith(tag: string, count = 500): Promise<string> {
  const path = join(folder, String(++folders));
  mkdirSync(path);
  await writeFile(join(path, "a.db"), tag, count);
  return path;
}

async function codeOf(cwd: string, copy: string, options: SqliteBackupOptions = {}): Promise<string | undefined> {
  const names = { repository: "a.db", copy };
  const error = await errorOf(backupSqliteFile(join(cwd, "a.db"), join(cwd, copy), { names, ...options }));
  return error.violations[0]?.code;
}

describe("a backup", () => {
  test("is a repository of its own, one file with all that the other holds", async () => {
    const cwd = await folderWith("whole", 3000);
    const bytes = await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"));
    expect(bytes).toBe(statSync(join(cwd, "b.db")).size);
    expect(bytes).toBe(statSync(join(cwd, "a.db")).size);
    expect(await readFile(join(cwd, "b.db"))).toEqual({ tag: "whole", count: 3000, isTorn: false });
    await writeFile(join(cwd, "b.db"), "changed", 10);
    expect(await readFile(join(cwd, "a.db"))).toEqual({ tag: "whole", count: 3000, isTorn: false });
    expect(readdirSync(cwd)).toEqual(["a.db", "b.db"]);
  });

  test("tells how far it is", async () => {
    const cwd = await folderWith("whole", 40_000);
    const steps: [number, number][] = [];
    const onProgress = (copied: number, total: number) => steps.push([copied, total]);
    await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { onProgress });
    const { size } = statSync(join(cwd, "a.db"));
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.every(([, total]) => total === size)).toBe(true);
    expect(steps.map(([copied]) => copied)).toEqual(steps.map(([copied]) => copied).toSorted((a, b) => a - b));
  });

  test("that is ended leaves nothing behind", async () => {
    const cwd = await folderWith("whole", 40_000);
    const onProgress = () => {
      throw new Error("enough");
    };
    const backup = backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { onProgress });
    await expect(backup).rejects.toThrow("enough");
    expect(readdirSync(cwd)).toEqual(["a.db"]);
    await writeFile(join(cwd, "a.db"), "next", 10);
  });

  test.skipIf(process.platform === "win32")("may be read by those who may read the repository", async () => {
    const cwd = await folderWith("whole");
    chmodSync(join(cwd, "a.db"), 0o600);
    await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"));
    expect(statSync(join(cwd, "b.db")).mode & 0o777).toBe(0o600);
  });

  test("is made of a repository with an older layout too, as it is, and of none with a newer one", async () => {
    const cwd = await folderWith("whole");
    const { version, create, migrations } = currentLayout;
    const layout = { version: version + 1, create, migrations: [...migrations, "CREATE TABLE later (value TEXT)"] };
    await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { layout });
    expect((await readFile(join(cwd, "b.db"))).tag).toBe("whole");
    const database = new DatabaseSync(join(cwd, "a.db"));
    database.exec(`PRAGMA user_version = ${version + 1}`);
    database.close();
    expect(await codeOf(cwd, "c.db")).toBe("newer-repository");
  });

  test("goes on where a program was killed as it wrote the repository", async () => {
    const cwd = await folderWith("whole", 2000);
    const writer = new Worker(["write", "a.db", "half", "60000"], { cwd });
    await writer.says("writing");
    await writer.kill();
    await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"));
    expect(await readFile(join(cwd, "b.db"))).toEqual({ tag: "whole", count: 2000, isTorn: false });
  });
});

describe("a backup that is killed", () => {
  test("leaves no copy or a whole one, and the next one clears away what it left", async () => {
    const cwd = await folderWith("whole", 100_000);
    const files = () => readdirSync(cwd).filter((name) => name !== "a.db");
    let left = 0;
    for (let kill = 0; kill < 6; kill++) {
      const worker = new Worker(["backup", "a.db", "b.db"], { cwd });
      while (files().length === 0) await sleep(1);
      await sleep(kill * 4);
      await worker.kill();
      if (files().some((name) => name.startsWith(".b.db."))) left++;
      if (existsSync(join(cwd, "b.db"))) expect((await readFile(join(cwd, "b.db"))).count).toBe(100_000);
      await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { replace: true });
      expect(files()).toEqual(["b.db"]);
      rmSync(join(cwd, "b.db"));
    }
    expect(left).toBeGreaterThan(0);
  });
});

describe("the place of a backup", () => {
  test("that is taken is kept, and replaced where that is asked for", async () => {
    const cwd = await folderWith("new");
    await writeFile(join(cwd, "b.db"), "old", 10);
    expect(await codeOf(cwd, "b.db")).toBe("backup-exists");
    expect((await readFile(join(cwd, "b.db"))).tag).toBe("old");
    await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { replace: true });
    await backupSqliteFile(join(cwd, "a.db"), join(cwd, "c.db"), { replace: true });
    expect([(await readFile(join(cwd, "b.db"))).tag, (await readFile(join(cwd, "c.db"))).tag]).toEqual(["new", "new"]);
    expect(readdirSync(cwd)).toEqual(["a.db", "b.db", "c.db"]);
  });

  test("that is no repository is never replaced", async () => {
    const cwd = await folderWith("whole");
    writeFileSync(join(cwd, "letter.txt"), "a letter that is longer than the head of a database".repeat(5));
    const other = new DatabaseSync(join(cwd, "other.db"));
    other.exec("CREATE TABLE photo (name TEXT)");
    other.close();
    writeFileSync(join(cwd, "note.txt"), "short");
    writeFileSync(join(cwd, "empty.db"), "");
    for (const copy of ["letter.txt", "note.txt", "empty.db"]) {
      const names = { repository: "a.db", copy };
      const backup = backupSqliteFile(join(cwd, "a.db"), join(cwd, copy), { names, replace: true });
      expect((await errorOf(backup)).violations[0]).toMatchObject({
        code: "not-a-repository",
        parameters: { repository: copy },
      });
    }
    expect(await codeOf(cwd, "other.db", { replace: true })).toBe("not-a-repository");
    expect(await codeOf(cwd, ".", { replace: true })).toBe("repository-not-a-file");
    expect(readFileSync(join(cwd, "letter.txt"), "utf8")).toContain("a letter");
    expect(statSync(join(cwd, "empty.db")).size).toBe(0);
    expect(readdirSync(cwd)).toEqual(["a.db", "empty.db", "letter.txt", "note.txt", "other.db"]);
  });

  test("that is a damaged repository is kept, and that is said", async () => {
    const cwd = await folderWith("whole");
    await writeFile(join(cwd, "b.db"), "old", 2000);
    truncateSync(join(cwd, "b.db"), 9000);
    const names = { repository: "a.db", copy: "b.db" };
    const backup = backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { names, replace: true });
    expect((await errorOf(backup)).violations[0]).toMatchObject({
      code: "damaged-repository",
      parameters: { repository: "b.db" },
    });
    expect(readdirSync(cwd)).toEqual(["a.db", "b.db"]);
  });

  test("is locked until it has been replaced, so that no journal comes to lie beside the copy", async () => {
    const cwd = await folderWith("new");
    await writeFile(join(cwd, "b.db"), "old", 10);
    const other = new DatabaseSync(join(cwd, "b.db"));
    let refusal: unknown;
    const rename: typeof renameSync = (from, to) => {
      try {
        other.exec("BEGIN IMMEDIATE; DELETE FROM instance");
      } catch (error) {
        refusal = error;
      }
      // Windows replaces no file that is open.
      other.close();
      renameSync(from, to);
    };
    await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { replace: true, rename });
    expect(refusal).toMatchObject({ errstr: "database is locked" });
    expect((await readFile(join(cwd, "b.db"))).tag).toBe("new");
  });

  test("is replaced also where the system wants it closed for that", async () => {
    const cwd = await folderWith("new");
    await writeFile(join(cwd, "b.db"), "old", 10);
    let tries = 0;
    const rename: typeof renameSync = (from, to) => {
      if (++tries === 1) throw Object.assign(new Error("EPERM"), { code: "EPERM", syscall: "rename" });
      renameSync(from, to);
    };
    await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { replace: true, rename });
    expect((await readFile(join(cwd, "b.db"))).tag).toBe("new");
  });

  test("cannot be the repository itself, by whatever name", async () => {
    const cwd = await folderWith("whole");
    linkSync(join(cwd, "a.db"), join(cwd, "hard.db"));
    symlinkSync("a.db", join(cwd, "soft.db"));
    for (const name of ["a.db", "./a.db", "hard.db", "soft.db"]) {
      expect(await codeOf(cwd, name, { replace: true }), name).toBe("backup-onto-itself");
    }
    expect((await readFile(join(cwd, "a.db"))).tag).toBe("whole");
  });

  test("in which somebody writes is kept, and that is said", async () => {
    const cwd = await folderWith("new");
    await writeFile(join(cwd, "b.db"), "old", 10);
    const holder = new Worker(["hold", "b.db"], { cwd });
    await holder.says("holding");
    const options = { replace: true, lockWaitMilliseconds: 60 };
    const names = { repository: "a.db", copy: "b.db" };
    const error = await errorOf(backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { ...options, names }));
    expect(error.violations[0]).toMatchObject({ code: "repository-locked", parameters: { repository: "b.db" } });
    await holder.end();
    expect((await readFile(join(cwd, "b.db"))).tag).toBe("held");
  });

  test("beside which a journal lies, that would be played back into it, counts as taken", async () => {
    const cwd = await folderWith("whole");
    writeFileSync(join(cwd, "b.db-journal"), "what is left of a database that is gone");
    const error = await errorOf(backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db")));
    expect(error.violations[0]).toMatchObject({
      code: "backup-exists",
      parameters: { file: join(cwd, "b.db-journal") },
    });
    await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { replace: true });
    expect(readdirSync(cwd)).toEqual(["a.db", "b.db"]);
  });

  test("takes back what a killed program left of the repository that is replaced", async () => {
    const cwd = await folderWith("new", 100);
    await writeFile(join(cwd, "b.db"), "old", 2000);
    const connection = new DatabaseSync(join(cwd, "b.db"));
    connection.exec("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; DELETE FROM instance");
    const [database, journal] = ["b.db", "b.db-journal"].map((name) => readFileSync(join(cwd, name)));
    connection.close();
    writeFileSync(join(cwd, "b.db"), database as Buffer);
    writeFileSync(join(cwd, "b.db-journal"), journal as Buffer);
    await backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { replace: true });
    expect(await readFile(join(cwd, "b.db"))).toEqual({ tag: "new", count: 100, isTorn: false });
    expect(readdirSync(cwd)).toEqual(["a.db", "b.db"]);
  });

  test("has a folder already", async () => {
    const cwd = await folderWith("whole");
    expect(await codeOf(cwd, "nowhere/b.db")).toBe("repository-folder-not-found");
    expect(existsSync(join(cwd, "nowhere"))).toBe(false);
  });

  test("is not taken by two", async () => {
    const cwd = await folderWith("whole", 5000);
    const backups = [1, 2, 3].map(() => backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db")));
    const ends = await Promise.allSettled(backups);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readFile(join(cwd, "b.db"))).toEqual({ tag: "whole", count: 5000, isTorn: false });
    expect(readdirSync(cwd)).toEqual(["a.db", "b.db"]);
  });
});

describe("a backup that cannot be made", () => {
  test("tells what is wrong with the repository", async () => {
    const cwd = await folderWith("whole", 3000);
    const missing = backupSqliteFile(join(cwd, "missing.db"), join(cwd, "b.db"));
    expect((await errorOf(missing)).violations[0]?.code).toBe("repository-not-found");
    writeFileSync(join(cwd, "empty.db"), "");
    const empty = backupSqliteFile(join(cwd, "empty.db"), join(cwd, "b.db"));
    expect((await errorOf(empty)).violations[0]?.code).toBe("empty-repository");
    const other = new DatabaseSync(join(cwd, "other.db"));
    other.exec("CREATE TABLE photo (name TEXT)");
    other.close();
    const foreign = backupSqliteFile(join(cwd, "other.db"), join(cwd, "b.db"));
    expect((await errorOf(foreign)).violations[0]?.code).toBe("not-a-repository");
    expect(existsSync(join(cwd, "b.db"))).toBe(false);
  });

  test("tells that the repository is damaged, and not the copy", async () => {
    const cwd = await folderWith("whole", 3000);
    truncateSync(join(cwd, "a.db"), statSync(join(cwd, "a.db")).size / 2);
    const names = { repository: "a.db", copy: "b.db" };
    const error = await errorOf(backupSqliteFile(join(cwd, "a.db"), join(cwd, "b.db"), { names }));
    expect(error.violations[0]).toMatchObject({ code: "damaged-repository", parameters: { repository: "a.db" } });
    expect(readdirSync(cwd)).toEqual(["a.db"]);
  });

  const canLimit = process.platform !== "win32";
  const worker = join(import.meta.dirname, "../../support/store-worker.ts");

  test.skipIf(!canLimit)(
    `leaves nothing where there is no room${canLimit ? "" : " (skipped: no limit can be set here)"}`,
    async () => {
      const cwd = await folderWith("whole", 10_000);
      // POSIX counts in units of 512 bytes.
      const command = ["-c", 'ulimit -f 1024 && exec "$@"', "sh", process.execPath, worker, "backup", "a.db", "b.db"];
      const { stdout, stderr } = spawnSync("sh", command, { cwd, encoding: "utf8" });
      expect(JSON.parse(stdout || stderr).code).toMatch(/^(?:disk-full|repository-input-output)$/);
      expect(readdirSync(cwd)).toEqual(["a.db"]);
      expect((await readFile(join(cwd, "a.db"))).count).toBe(10_000);
    },
  );

  const isRoot = process.getuid?.() === 0;

  test.skipIf(!isRoot)(
    `leaves nothing where this user may not write${isRoot ? "" : " (skipped: takes the superuser)"}`,
    async () => {
      const cwd = await folderWith("whole");
      chmodSync(folder, 0o755);
      const { stdout } = spawnSync(process.execPath, [worker, "as-nobody", "a.db", "backup", "b.db"], {
        cwd,
        encoding: "utf8",
      });
      expect(JSON.parse(stdout)).toMatchObject({ code: "repository-not-writable" });
      expect(readdirSync(cwd)).toEqual(["a.db"]);
    },
  );
});

describe("a backup beside writers", () => {
  test("is one state and comes to an end, however much is written", async () => {
    const cwd = await folderWith("start", 3000);
    const writers = ["x", "y"].map((tag) => new Worker(["rewrite", "a.db", tag, "3000"], { cwd }));
    for (const writer of writers) await writer.says("rewriting");
    for (let round = 0; round < 8; round++) {
      await backupSqliteFile(join(cwd, "a.db"), join(cwd, `copy-${round}.db`));
      const copy = await readFile(join(cwd, `copy-${round}.db`));
      expect({ count: copy.count, isTorn: copy.isTorn }).toEqual({ count: 3000, isTorn: false });
    }
    for (const writer of writers) {
      expect(await writer.end(), writer.errors + writer.last).toBe(0);
      expect(Number(writer.last)).toBeGreaterThan(0);
    }
    const check = new DatabaseSync(join(cwd, "a.db"));
    expect(check.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    check.close();
  });
});
