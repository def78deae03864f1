import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, test } from "vitest";
import type { CimClass, CimInstance } from "../../src/cim/model.ts";
import { type OpenOptions, openConnection } from "../../src/open.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import type { WbemError } from "../../src/wbem/error.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const path = join(folder, "whole.db");

const buoy: CimClass = {
  kind: "class",
  name: "Harbor_Buoy",
  qualifiers: [],
  properties: [
    {
      name: "Name",
      type: "string",
      isArray: false,
      qualifiers: [{ name: "Key", type: "boolean", isArray: false, value: true, flavor: {} }],
    },
  ],
  methods: [],
};

function named(name: string): CimInstance {
  return { kind: "instance", className: "Harbor_Buoy", properties: [{ name: "Name", value: name }] };
}

async function put(connection: WbemConnection, name: string): Promise<void> {
  await connection.transaction(async (transaction) => {
    const services = await transaction.openNamespace("root");
    await services.putClass(buoy);
    await services.putInstance(named(name));
  });
}

async function buoysOf(connection: WbemConnection): Promise<unknown[]> {
  const services = await connection.openNamespace("root");
  const found: unknown[] = [];
  for await (const { properties } of services.createInstanceEnum("Harbor_Buoy")) found.push(properties[0]?.value);
  return found;
}

async function using<Result>(
  target: string,
  options: OpenOptions,
  work: (connection: WbemConnection) => Promise<Result>,
): Promise<Result> {
  const connection = await openConnection(target, options);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function codeOf(target: string, options: OpenOptions): Promise<string | undefined> {
  const error = await using(target, options, async () => undefined).catch((thrown: WbemError) => thrown);
  return error?.violations[0]?.code;
}

beforeAll(() => using(path, { access: "write" }, (connection) => put(connection, "Red")));

describe("a target", () => {
  test("is a path, which `sqlite:` can say outright", async () => {
    for (const target of [path, `sqlite:${path}`, `SQLite:${path}`]) {
      await using(target, { access: "read" }, async (connection) => {
        expect(connection.name).toBe(target);
        expect(await buoysOf(connection)).toEqual(["Red"]);
      });
    }
  });

  test("is `memory:`, which is empty each time", async () => {
    for (const name of ["Green", "White"]) {
      await using("memory:", { access: "write", dialect: "wmi" }, async (connection) => {
        expect(connection.dialect).toBe("wmi");
        await put(connection, name);
        expect(await buoysOf(connection)).toEqual([name]);
      });
    }
  });

  test.each(["C:\\mof\\none.db", "c:none.db", "none.db", "./postgres:none.db", "sqlite:postgres:none.db"])(
    "is a path: %s",
    async (target) => expect(await codeOf(target, { access: "read" })).toBe("repository-not-found"),
  );

  test.each(["http://user:secret@host", "HTTPS://host/cimom"])("is not there yet: %s", async (target) => {
    const error = await openConnection(target, { access: "read" }).catch((thrown: WbemError) => thrown);
    expect(error).toMatchObject({ status: "WBEM_E_NOT_SUPPORTED", violations: [{ code: "unsupported-target" }] });
    expect((error as WbemError).message).not.toContain("secret");
  });

  test("is a server, of which a message says no password", async () => {
    const error = await openConnection("postgres://user:secret@127.0.0.1:1/database", { access: "read" }).catch(
      (thrown: WbemError) => thrown,
    );
    expect(error).toMatchObject({ violations: [{ code: "postgres-not-reached" }] });
    expect((error as WbemError).message).not.toContain("secret");
  });

  test.each(["mysql:x", "memory:x", "sqlite:", ":memory:", "", "file:///x"])("is unknown: %s", async (target) => {
    expect(await codeOf(target, { access: "write" })).toBe("unknown-target");
    expect(existsSync(target)).toBe(false);
  });
});

describe("access", () => {
  test("to read refuses every write", async () => {
    await using(path, { access: "read" }, async (connection) => {
      await expect(put(connection, "Black")).rejects.toMatchObject({ status: "WBEM_E_ACCESS_DENIED" });
      expect(await buoysOf(connection)).toEqual(["Red"]);
    });
  });

  test("to write makes nothing until something is put", async () => {
    const target = join(folder, "later.db");
    await using(target, { access: "write" }, async (connection) => {
      expect(await connection.openNamespace("root")).toBeDefined();
    });
    expect(existsSync(target)).toBe(false);
  });
});

describe("an overlay", () => {
  test.each(["read", "write"] as const)("over a repository (%s) shows it and leaves it as it is", async (access) => {
    const bytes = readFileSync(path);
    await using(path, { access, overlay: true }, async (connection) => {
      expect(await buoysOf(connection)).toEqual(["Red"]);
      await put(connection, "Yellow");
      expect(await buoysOf(connection)).toEqual(["Red", "Yellow"]);
    });
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(["whole.db"]);
  });

  test("over a repository that does not exist begins empty and makes none", async () => {
    const target = join(folder, "none.db");
    await using(target, { access: "read", overlay: true }, async (connection) => {
      await put(connection, "Yellow");
      expect(await buoysOf(connection)).toEqual(["Yellow"]);
    });
    expect(existsSync(target)).toBe(false);
  });

  test("that waits for the lock of another process on what it shows is interrupted", async () => {
    const holder = new DatabaseSync(path);
    holder.exec("BEGIN EXCLUSIVE");
    const interruption = new AbortController();
    const opening = openConnection(path, { access: "read", overlay: true, signal: interruption.signal });
    setImmediate(() => interruption.abort("SIGINT"));
    await expect(opening).rejects.toBe("SIGINT");
    holder.close();
  });

  test("over memory begins empty", async () => {
    await using("memory:", { access: "read", overlay: true }, async (connection) => {
      await put(connection, "Yellow");
      expect(await buoysOf(connection)).toEqual(["Yellow"]);
    });
  });
});

describe("how keys compare", () => {
  test("is kept by a repository, and cannot be asked otherwise", async () => {
    const target = join(folder, "exact.db");
    await using(target, { access: "write", keys: "exact" }, async (connection) => {
      await put(connection, "buoy");
      await put(connection, "BUOY");
    });
    await using(target, { access: "write" }, async (connection) => {
      await put(connection, "Buoy");
      expect(await buoysOf(connection)).toEqual(["BUOY", "Buoy", "buoy"]);
    });
    expect(await codeOf(target, { access: "read", keys: "folded" })).toBe("keys-compared-otherwise");
    expect(await codeOf(target, { access: "read", keys: "exact" })).toBeUndefined();
    // The refusal lets go of the file.
    await using(target, { access: "write" }, (connection) => put(connection, "again"));
  });
});
