import { createHash } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import type { CimClass, CimInstance } from "../../../src/cim/model.ts";
import { openConnection } from "../../../src/open.ts";
import { currentLayout } from "../../../src/repository/stores/sqlite-layout.ts";
import { WbemError } from "../../../src/wbem/error.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();

const thing: CimClass = {
  kind: "class",
  name: "T_Thing",
  qualifiers: [],
  properties: [
    {
      name: "Name",
      type: "string",
      isArray: false,
      qualifiers: [{ name: "Key", type: "boolean", isArray: false, value: true, flavor: {} }],
    },
    { name: "Size", type: "uint32", isArray: false, qualifiers: [] },
  ],
  methods: [],
};
const names = [
  "a",
  "Ärger",
  'with "quotes"',
  "\u{1f600}",
  ...Array.from({ length: 300 }, (_, index) => `Thing ${index}`),
];

function instances(size: number): readonly CimInstance[] {
  return names.map((name) => ({
    kind: "instance",
    className: "T_Thing",
    properties: [
      { name: "Name", value: name },
      { name: "Size", value: size },
    ],
  }));
}

async function putThings(file: string, size: number): Promise<readonly string[]> {
  const connection = await openConnection(file, { access: "write" });
  try {
    const services = await connection.openNamespace("root");
    await services.putClass(thing);
    return (await services.putInstances(instances(size))).map(({ outcome }) => outcome);
  } finally {
    await connection.close();
  }
}

async function sizesOf(file: string): Promise<unknown[]> {
  const connection = await openConnection(file, { access: "read" });
  try {
    const services = await connection.openNamespace("root");
    const sizes = [];
    for (const name of names) {
      const keys = [{ name: "Name", value: name }];
      const { properties } = await services.getInstance({ kind: "path", className: "T_Thing", keys });
      sizes.push(properties[1]?.value);
    }
    return sizes;
  } finally {
    await connection.close();
  }
}

/** The hash of version 1: 47 bits of SHA-256. */
function firstHash(keyClassId: unknown, key: unknown): number {
  const digest = createHash("sha256").update(`${keyClassId}:${key}`).digest();
  return digest.readUIntBE(0, 6) % 2 ** 47;
}

function inFile<Result>(file: string, work: (database: DatabaseSync) => Result): Result {
  const database = new DatabaseSync(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** A repository as the first version of mofkit left it. */
async function firstVersion(name: string): Promise<string> {
  const file = join(folder, name);
  await putThings(file, 1);
  inFile(file, (database) => {
    database.function("first_hash", firstHash);
    database.exec(`
      UPDATE instance SET key_hash = first_hash(key_class_id, key);
      PRAGMA user_version = 1;
    `);
  });
  return file;
}

async function refusalOf(work: Promise<unknown>): Promise<WbemError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (error instanceof WbemError) return error;
  throw new Error(`not refused: ${error}`);
}

const schemaOf = (file: string) =>
  inFile(file, (database) => database.prepare("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY name").all());

describe("a repository of layout 1", () => {
  test("gets other hashes when it is opened to be written, and keeps all it has", async () => {
    const file = await firstVersion("first.db");
    const fresh = join(folder, "fresh.db");
    await putThings(fresh, 1);
    expect(await putThings(file, 1)).toEqual(names.map(() => "unchanged"));
    expect(await putThings(file, 2)).toEqual(names.map(() => "updated"));
    expect(await sizesOf(file)).toEqual(names.map(() => 2));
    expect(schemaOf(file)).toEqual(schemaOf(fresh));
    inFile(file, (database) => {
      expect(database.prepare("PRAGMA user_version").get()?.user_version).toBe(currentLayout.version);
      expect(database.prepare("SELECT count(*) AS count FROM instance").get()?.count).toBe(names.length);
      expect(database.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    });
  });

  test("is not read before that, and stays as it is", async () => {
    const file = await firstVersion("unread.db");
    expect((await refusalOf(sizesOf(file))).violations[0]?.code).toBe("older-repository");
    inFile(file, (database) => {
      expect(database.prepare("PRAGMA user_version").get()?.user_version).toBe(1);
    });
  });
});
