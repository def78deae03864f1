import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, test } from "vitest";
import { messageDefinition } from "../../../src/codes/index.ts";
import type { StoreWriter } from "../../../src/repository/store.ts";
import { openSqliteStore, type SqliteStoreOptions } from "../../../src/repository/stores/sqlite.ts";
import { translateError } from "../../../src/repository/stores/sqlite-errors.ts";
import { currentLayout, type Layout } from "../../../src/repository/stores/sqlite-layout.ts";
import { WbemError } from "../../../src/wbem/error.ts";
import { Worker } from "../../support/spawn-worker.ts";
import { readTag, writeTag } from "../../support/tagged-store.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const whole = join(folder, "whole.db");
let folders = 0;

/** A folder with one file `a.db`. */
function folderWith(content: string | Uint8Array | "whole"): { cwd: string; path: string } {
  folders++;
  const cwd = join(folder, String(folders));
  mkdirSync(cwd);
  const path = join(cwd, "a.db");
  if (content === "whole") copyFileSync(whole, path);
  else writeFileSync(path, content);
  return { cwd, path };
}

function database(path: string, sql: string): void {
  const connection = new DatabaseSync(path);
  connection.exec(sql);
  connection.close();
}

/** Opens and reads, and writes if it may, as a command would; gives the error. */
async function refusal(path: string, options: Partial<SqliteStoreOptions> = {}): Promise<WbemError> {
  const access = options.access ?? "read";
  try {
    const store = await openSqliteStore(path, { access, name: "a.db", lockWaitMilliseconds: 30, ...options });
    try {
      await readTag(store);
      if (access === "write") await store.transaction((writer) => writeTag(writer, "new", 700));
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof WbemError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** The code, and a message that names the file as the user did and says nothing of the machinery. */
function expectCode(error: WbemError, code: string): void {
  expect({ code: error.violations[0]?.code, message: error.message }).toMatchObject({ code });
  expect(error.message).toContain("`a.db`");
  expect(error.message).not.toMatch(/SQLITE|ERR_|\bat \/|errcode/);
  expect(error.status).toBe(messageDefinition(error.violations[0]?.code as "disk-full").status);
}

beforeAll(async () => {
  const store = await openSqliteStore(whole, { access: "write" });
  await store.transaction((writer) => writeTag(writer, "whole", 3000));
  await store.close();
});

describe.each(["read", "write"] as const)("for %s it is refused", (access) => {
  test.each<[title: string, content: string | Uint8Array, code: string]>([
    ["that a file is text", "class A { };\n".repeat(500), "not-a-repository"],
    ["that a file is a short text", "class A { };\n", "not-a-repository"],
    ["that a file is binary", new Uint8Array(5000).fill(7), "not-a-repository"],
  ])("%s", async (_title, content, code) => {
    const { cwd, path } = folderWith(content);
    expectCode(await refusal(path, { access }), code);
    expect(readFileSync(path).equals(Buffer.from(content as string))).toBe(true);
    expect(readdirSync(cwd)).toEqual(["a.db"]);
  });

  test.each(["PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = WAL"])(
    "that a database is one of another program (%s), which is left alone",
    async (mode) => {
      const { cwd, path } = folderWith("");
      database(path, `${mode}; PRAGMA application_id = 77; CREATE TABLE instance (a)`);
      const bytes = readFileSync(path);
      expectCode(await refusal(path, { access }), "not-a-repository");
      expect(readFileSync(path).equals(bytes)).toBe(true);
      expect(readdirSync(cwd)).toEqual(["a.db"]);
    },
  );

  test("that a database is one without a name of its program", async () => {
    const { path } = folderWith("");
    database(path, "CREATE TABLE instance (a)");
    expectCode(await refusal(path, { access }), "not-a-repository");
  });

  test("that a repository is from a newer version", async () => {
    const { path } = folderWith("whole");
    database(path, "PRAGMA user_version = 99");
    const bytes = readFileSync(path);
    const error = await refusal(path, { access });
    expectCode(error, "newer-repository");
    expect(error.message).toContain("layout 99");
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test("that a repository was cut", async () => {
    const { path } = folderWith("whole");
    truncateSync(path, 100_000);
    expectCode(await refusal(path, { access }), "damaged-repository");
  });

  test("that pages of a repository were overwritten", async () => {
    const { path } = folderWith("whole");
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 8192 * 3);
    writeFileSync(path, bytes);
    expectCode(await refusal(path, { access }), "damaged-repository");
  });

  test("that tables of a repository are missing", async () => {
    const { path } = folderWith("whole");
    database(path, "DROP TABLE class; CREATE TABLE class (something TEXT)");
    expectCode(await refusal(path, { access }), "damaged-repository");
  });

  test("that a folder is no file", async () => {
    const { path } = folderWith("");
    expectCode(await refusal(join(path, ".."), { access }), "repository-not-a-file");
  });

  test.skipIf(process.platform === "win32")("that a device is no file", async () => {
    expectCode(await refusal("/dev/null", { access }), "repository-not-a-file");
  });

  test("that another program does not let go", async () => {
    const { path } = folderWith("whole");
    const holder = new DatabaseSync(path);
    holder.exec("BEGIN EXCLUSIVE");
    expectCode(await refusal(path, { access }), "repository-locked");
    holder.close();
  });
});

test("reading refuses a repository that is not there or empty", async () => {
  const { path } = folderWith("");
  const error = await refusal(path);
  expectCode(error, "empty-repository");
  expectCode(await refusal(join(path, "../none.db")), "repository-not-found");
  expectCode(await refusal(join(path, "../none/none.db")), "repository-not-found");
  expectCode(await refusal(join(path, "below.db")), "repository-not-found");
});

test("writing refuses a folder that is not there", async () => {
  const { path } = folderWith("");
  expectCode(await refusal(join(path, "../none/none.db"), { access: "write" }), "repository-folder-not-found");
  expectCode(await refusal(join(path, "below.db"), { access: "write" }), "repository-folder-not-found");
});

test("a name that is too long is refused", async () => {
  const { path } = folderWith("");
  expectCode(await refusal(join(path, "..", "a".repeat(300)), { access: "write" }), "repository-not-opened");
});

test.skipIf(process.platform === "win32")("a file that was replaced while it was open is not written", async () => {
  const { cwd, path } = folderWith("whole");
  const store = await openSqliteStore(path, { access: "write", name: "a.db" });
  await readTag(store);
  copyFileSync(whole, join(cwd, "b.db"));
  const { renameSync } = await import("node:fs");
  renameSync(join(cwd, "b.db"), path);
  const error = await store.transaction((writer) => writeTag(writer, "lost", 10)).catch((thrown: unknown) => thrown);
  expectCode(error as WbemError, "repository-replaced");
  await store.close();
});

describe("older layouts", () => {
  const next: Layout = {
    version: currentLayout.version + 2,
    create: `${currentLayout.create}; CREATE TABLE second (a TEXT) STRICT; CREATE TABLE third (a TEXT) STRICT;`,
    migrations: [
      ...currentLayout.migrations,
      "CREATE TABLE second (a TEXT) STRICT; UPDATE setting SET value = value || ' second' WHERE name = 'tag'",
      "CREATE TABLE third (a TEXT) STRICT; UPDATE setting SET value = value || ' third' WHERE name = 'tag'",
    ],
  };

  test("are brought up step by step when opened for writing", async () => {
    const { path } = folderWith("whole");
    const store = await openSqliteStore(path, { access: "write", layout: next });
    expect(await store.getSetting("tag")).toBe("whole second third");
    await store.close();
    const again = await openSqliteStore(path, { access: "read", layout: next });
    expect(await again.getSetting("tag")).toBe("whole second third");
    await again.close();
    expectCode(await refusal(path), "newer-repository");
  });

  test("are brought up wholly or not at all", async () => {
    const { path } = folderWith("whole");
    const failing = { ...next, migrations: [...next.migrations.slice(0, -1), "INSERT INTO nowhere VALUES (1)"] };
    expectCode(await refusal(path, { access: "write", layout: failing }), "damaged-repository");
    const store = await openSqliteStore(path, { access: "read" });
    expect(await store.getSetting("tag")).toBe("whole");
    await store.close();
  });

  test("cannot be read before that", async () => {
    const { path } = folderWith("whole");
    const error = await refusal(path, { layout: next });
    expectCode(error, "older-repository");
    expect(error.message).toContain(`layout ${currentLayout.version}`);
  });
});

/** Root may do everything, so a process gives its rights away first; others are refused as they are. */
const nobody = process.getuid?.() === 0 ? (action: string[]) => ["as-nobody", "a.db", ...action] : undefined;

async function workAsNobody(cwd: string, action: "read" | "write"): Promise<{ code: string; message: string }> {
  const rest = action === "write" ? ["new", "10"] : [];
  const worker = new Worker(nobody ? nobody([action, ...rest]) : [action, "a.db", ...rest], { cwd });
  await worker.end();
  return JSON.parse(worker.last);
}

describe.skipIf(process.platform === "win32")("without permission", () => {
  test("a read-only file in a read-only folder is read, and not written", async () => {
    const { cwd, path } = folderWith("whole");
    chmodSync(folder, 0o755);
    chmodSync(path, 0o444);
    chmodSync(cwd, 0o555);
    expect(await workAsNobody(cwd, "read")).toEqual({ tag: "whole", count: 3000, isTorn: false });
    const refused = await workAsNobody(cwd, "write");
    expect(refused.code).toBe("repository-not-writable");
    expect(refused.message).toBe("`a.db` cannot be written: this user may not write its folder");
    expect(readdirSync(cwd)).toEqual(["a.db"]);
    chmodSync(cwd, 0o777);
    expect((await workAsNobody(cwd, "write")).message).toBe("`a.db` cannot be written: this user may not write it");
    chmodSync(path, 0o000);
    expect((await workAsNobody(cwd, "read")).code).toBe("repository-access-denied");
    expect((await workAsNobody(cwd, "write")).code).toBe("repository-access-denied");
  });

  test("a new repository in a read-only folder is refused before any work", async () => {
    const { cwd } = folderWith("whole");
    const { rmSync } = await import("node:fs");
    rmSync(join(cwd, "a.db"));
    chmodSync(cwd, 0o555);
    expect((await workAsNobody(cwd, "write")).code).toBe("repository-not-writable");
    chmodSync(cwd, 0o755);
  });

  test("a journal that has to be played back says who can do that", async () => {
    const { cwd, path } = folderWith("whole");
    const connection = new DatabaseSync(path);
    connection.exec("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; DELETE FROM instance");
    copyFileSync(path, join(cwd, "b.db"));
    copyFileSync(`${path}-journal`, join(cwd, "b.db-journal"));
    connection.close();
    copyFileSync(join(cwd, "b.db"), path);
    copyFileSync(join(cwd, "b.db-journal"), `${path}-journal`);
    for (const name of readdirSync(cwd)) chmodSync(join(cwd, name), 0o444);
    chmodSync(cwd, 0o555);
    expect((await workAsNobody(cwd, "read")).code).toBe("unfinished-repository");
    chmodSync(cwd, 0o755);
  });
});

describe("a disk that is full", () => {
  /** A folder on a disk of its own of one megabyte, which takes a Linux that lets us make one. */
  const script = 'mount -t tmpfs -o size=1m none "$0" && cd "$0" && "$@" 2>&1; ls -A "$0"';
  const canMount =
    process.platform === "linux" &&
    spawnSync("unshare", ["-m", "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]).status === 0;

  test.skipIf(!canMount)(`leaves no new repository${canMount ? "" : " (skipped: no disk can be mounted here)"}`, () => {
    const { cwd } = folderWith("whole");
    const worker = join(import.meta.dirname, "../../support/store-worker.ts");
    const command = ["-m", "sh", "-c", script, cwd, process.execPath, worker, "write", "a.db", "new", "20000"];
    const lines = spawnSync("unshare", command, { encoding: "utf8" }).stdout.trim().split("\n");
    expect(JSON.parse(lines.at(-1) as string)).toMatchObject({ code: "disk-full" });
  });
});

describe("a store that fails within a transaction", () => {
  test("lets nothing of it last, even if the work went on", async () => {
    const { path } = folderWith("whole");
    const store = await openSqliteStore(path, { access: "write" });
    const failing = store.transaction(async (writer: StoreWriter) => {
      await writer.putSetting("tag", "half");
      // A body that the driver refuses, as it refuses one of more than a gigabyte.
      await writer.putSetting("other", {} as string).catch(() => undefined);
      await writer.putSetting("third", "value").catch(() => undefined);
    });
    await expect(failing).rejects.toThrow();
    expect(await store.getSetting("tag")).toBe("whole");
    expect(await store.getSetting("third")).toBeUndefined();
    await store.close();
  });

  test("refuses more classes with instances than it has numbers for", async () => {
    const { path } = folderWith("whole");
    database(path, "INSERT INTO instance_class VALUES (2097151, 1, 'last')");
    const store = await openSqliteStore(path, { access: "write", name: "a.db" });
    const row = { keyClass: "more", className: "more", key: "k", body: "" };
    const error = await store.transaction((writer) => writer.putInstances("root", [row])).catch((thrown) => thrown);
    expectCode(error, "too-many-rows");
    await store.close();
  });
});

test.each<[errcode: number, code: string]>([
  [5, "repository-locked"],
  [6, "repository-locked"],
  [261, "repository-locked"],
  [7, "repository-out-of-memory"],
  [8, "repository-not-writable"],
  [1032, "repository-replaced"],
  [776, "unfinished-repository"],
  [778, "repository-input-output"],
  [9999 * 256 + 10, "repository-input-output"],
  [13, "disk-full"],
  [14, "repository-not-opened"],
  [18, "object-too-large"],
  [26, "not-a-repository"],
  [267, "damaged-repository"],
])("result %i of SQLite is %s", (errcode, code) => {
  const cause = Object.assign(new Error("a driver's words"), { code: "ERR_SQLITE_ERROR", errcode });
  const error = translateError(cause, "a.db", 10_000) as WbemError;
  expectCode(error, code);
  expect(error.cause).toBe(cause);
});

test.each<[code: string, expected: string]>([
  ["ENOSPC", "disk-full"],
  ["EROFS", "repository-not-writable"],
  ["EACCES", "repository-not-writable"],
  ["ELOOP", "repository-not-opened"],
  ["EIO", "repository-input-output"],
])("%s of the system is %s", (code, expected) => {
  const cause = Object.assign(new Error("words"), { code, syscall: "link" });
  expectCode(translateError(cause, "a.db", 0) as WbemError, expected);
});

test("errors from elsewhere stay what they are", () => {
  const error = new TypeError("a bug");
  expect(translateError(error, "a.db", 0)).toBe(error);
});
