import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../src/repository/store.ts";
import { openSqliteStore } from "../../../src/repository/stores/sqlite.ts";
import { SqliteConnection } from "../../../src/repository/stores/sqlite-connection.ts";
import { Draft } from "../../../src/repository/stores/sqlite-draft.ts";
import { currentLayout } from "../../../src/repository/stores/sqlite-layout.ts";
import { Worker } from "../../support/spawn-worker.ts";
import { readTag, writeTag } from "../../support/tagged-store.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
let folders = 0;

function emptyFolder(): string {
  folders++;
  const path = join(folder, String(folders));
  mkdirSync(path);
  return path;
}

async function withStore<Result>(
  path: string,
  access: "read" | "write",
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openSqliteStore(path, { access });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function write(path: string, tag: string): Promise<void> {
  return withStore(path, "write", (store) => store.transaction((writer) => writeTag(writer, tag, 700)));
}

const whole = (tag: string) => ({ tag, count: 700, isTorn: false });

beforeAll(() => write(join(folder, "whole.db"), "whole"));

describe("a new repository", () => {
  test("is one file as soon as its first transaction ends, and nothing before", async () => {
    const cwd = emptyFolder();
    const path = join(cwd, "a.db");
    await withStore(path, "write", async (store) => {
      expect(await store.listNamespaces()).toEqual([]);
      expect(readdirSync(cwd)).toEqual([]);
      await store.transaction(async (writer) => {
        await writeTag(writer, "one", 700);
        expect(existsSync(path)).toBe(false);
        expect(readdirSync(cwd).length).toBe(1);
      });
      expect(readdirSync(cwd)).toEqual(["a.db"]);
      expect(await readTag(store)).toEqual(whole("one"));
      await store.transaction((writer) => writeTag(writer, "two", 700));
      expect(readdirSync(cwd)).toEqual(["a.db"]);
      expect(await readTag(store)).toEqual(whole("two"));
    });
    expect(readdirSync(cwd)).toEqual(["a.db"]);
  });

  test("is not there when its first transaction fails; the next one can make it", async () => {
    const cwd = emptyFolder();
    const path = join(cwd, "a.db");
    await withStore(path, "write", async (store) => {
      const failing = store.transaction(async (writer) => {
        await writeTag(writer, "bad", 2000);
        throw new Error("refused");
      });
      await expect(failing).rejects.toThrow("refused");
      expect(readdirSync(cwd)).toEqual([]);
      await store.transaction((writer) => writeTag(writer, "good", 700));
    });
    expect(await withStore(path, "read", readTag)).toEqual(whole("good"));
  });

  test("is refused where another one appeared meanwhile, which stays as it is", async () => {
    const cwd = emptyFolder();
    const path = join(cwd, "a.db");
    const writing = withStore(path, "write", (store) =>
      store.transaction(async (writer) => {
        await writeTag(writer, "late", 700);
        copyFileSync(join(folder, "whole.db"), path);
      }),
    );
    await expect(writing).rejects.toMatchObject({ violations: [{ code: "repository-created-meanwhile" }] });
    expect(readdirSync(cwd)).toEqual(["a.db"]);
    expect(await withStore(path, "read", readTag)).toEqual(whole("whole"));
  });

  test("takes the place that a link points to", async () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, "far"));
    symlinkSync("far/b.db", join(cwd, "a.db"));
    await write(join(cwd, "a.db"), "one");
    expect(readdirSync(cwd)).toEqual(["a.db", "far"]);
    expect(readdirSync(join(cwd, "far"))).toEqual(["b.db"]);
    await write(join(cwd, "a.db"), "two");
    expect(readdirSync(join(cwd, "far"))).toEqual(["b.db"]);
    expect(await withStore(join(cwd, "far/b.db"), "read", readTag)).toEqual(whole("two"));
  });

  test("can be an empty file, which stays empty when nothing lasts", async () => {
    const path = join(emptyFolder(), "a.db");
    writeFileSync(path, "");
    await withStore(path, "write", async (store) => {
      expect(await store.listNamespaces()).toEqual([]);
      const failing = store.transaction(async (writer) => {
        await writeTag(writer, "bad", 700);
        expect(await store.listNamespaces()).toEqual([]);
        throw new Error("refused");
      });
      await expect(failing).rejects.toThrow("refused");
      expect(readFileSync(path).length).toBe(0);
      await store.transaction((writer) => writeTag(writer, "good", 700));
      expect(await readTag(store)).toEqual(whole("good"));
    });
    expect(await withStore(path, "read", readTag)).toEqual(whole("good"));
  });
});

describe("where a file system has no hard links a new repository", () => {
  const noLinks = (() => {
    throw Object.assign(new Error("EPERM"), { code: "EPERM" });
  }) as typeof linkSync;

  async function draftOf(path: string): Promise<Draft> {
    const settings = { name: "a.db", layout: currentLayout, wait: 0 };
    const options = { readOnly: false, pragmas: "" };
    const connection = await SqliteConnection.open(`${path}.draft`, settings, options);
    connection.bringUp(await connection.begin("IMMEDIATE"));
    connection.rows.putSetting("tag", "drafted");
    await connection.commit();
    return new Draft(`${path}.draft`, { name: "a.db", path }, connection);
  }

  test("gets its name all the same", async () => {
    const cwd = emptyFolder();
    (await draftOf(join(cwd, "a.db"))).publish(noLinks);
    expect(readdirSync(cwd)).toEqual(["a.db"]);
    expect(await withStore(join(cwd, "a.db"), "read", (store) => store.getSetting("tag"))).toBe("drafted");
  });

  test("replaces nothing", async () => {
    const cwd = emptyFolder();
    const path = join(cwd, "a.db");
    const draft = await draftOf(path);
    copyFileSync(join(folder, "whole.db"), path);
    expect(() => draft.publish(noLinks)).toThrow("another process created `a.db`");
    draft.discard();
    expect(readdirSync(cwd)).toEqual(["a.db"]);
    expect(await withStore(path, "read", readTag)).toEqual(whole("whole"));
  });
});

describe("what a killed process left", () => {
  test("is cleared away by the next writer, not by a reader, and not while it is alive", async () => {
    const cwd = emptyFolder();
    const worker = new Worker(["hold", "a.db"], { cwd });
    await worker.says("holding");
    const [draft = ""] = readdirSync(cwd);
    expect(draft).toMatch(/^\.a\.db\.\d+-[\da-f]{8}\.tmp$/);
    await withStore(join(cwd, "a.db"), "write", async () => undefined);
    expect(readdirSync(cwd)).toEqual([draft]);
    await worker.kill();
    await expect(openSqliteStore(join(cwd, "a.db"), { access: "read" })).rejects.toThrow("there is no repository");
    expect(readdirSync(cwd)).toEqual([draft]);
    // Files that only look alike are none of ours.
    const others = [".a.db.tmp", ".a.db.12-0123.tmp", ".b.db.12-01234567.tmp", "a.db.12-01234567.tmp"];
    for (const name of others) writeFileSync(join(cwd, name), "");
    await withStore(join(cwd, "a.db"), "write", async () => undefined);
    expect(readdirSync(cwd).sort()).toEqual(others.sort());
  });

  test("between naming the repository and removing its draft is only a second name", async () => {
    const cwd = emptyFolder();
    copyFileSync(join(folder, "whole.db"), join(cwd, "a.db"));
    linkSync(join(cwd, "a.db"), join(cwd, ".a.db.12-01234567.tmp"));
    await withStore(join(cwd, "a.db"), "write", async (store) => {
      expect(readdirSync(cwd)).toEqual(["a.db"]);
      expect(await readTag(store)).toEqual(whole("whole"));
    });
  });
});

test("reading plays back a journal that a killed writer left", async () => {
  const cwd = emptyFolder();
  // As after a kill in the middle of the commit: the journal counts, and the file has new pages.
  const halfDone = join(cwd, "half.db");
  copyFileSync(join(folder, "whole.db"), halfDone);
  const settings = { name: "half.db", layout: currentLayout, wait: 0 };
  const connection = await SqliteConnection.open(halfDone, settings, {
    readOnly: false,
    pragmas: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1;",
  });
  await connection.begin("IMMEDIATE");
  connection.rows.deleteInstancesOf("root", "a");
  connection.rows.putSetting("tag", "half");
  for (const name of ["half.db", "half.db-journal"])
    copyFileSync(join(cwd, name), join(cwd, name.replace("half", "a")));
  connection.close();
  expect(readdirSync(cwd)).toContain("a.db-journal");
  expect(await withStore(join(cwd, "a.db"), "read", readTag)).toEqual(whole("whole"));
  expect(readdirSync(cwd).sort()).toEqual(["a.db", "half.db"]);
});

test("reading creates nothing and leaves the file as it is", async () => {
  const cwd = emptyFolder();
  const path = join(cwd, "a.db");
  copyFileSync(join(folder, "whole.db"), path);
  const bytes = readFileSync(path);
  await withStore(path, "read", async (store) => {
    expect(await readTag(store)).toEqual(whole("whole"));
    expect(readdirSync(cwd)).toEqual(["a.db"]);
    await expect(store.transaction(async () => undefined)).rejects.toThrow("opened for reading only");
  });
  expect(readdirSync(cwd)).toEqual(["a.db"]);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test("the same writes make the same file, byte by byte", async () => {
  const cwd = emptyFolder();
  await write(join(cwd, "a.db"), "same");
  await write(join(cwd, "b.db"), "same");
  expect(readFileSync(join(cwd, "a.db")).equals(readFileSync(join(cwd, "b.db")))).toBe(true);
});
