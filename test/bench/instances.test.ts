import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { bundleProgram } from "../../bench/harness/bundle.ts";
import { workingTree } from "../../bench/harness/checkout.ts";
import { runForOutput } from "../../bench/harness/measure.ts";
import type { InstanceRun } from "../../bench/instances/instance-run.ts";
import { type KeyOrder, recordClass, recordInstance, recordRow } from "../../bench/instances/records.ts";
import { openConnection } from "../../src/open.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();

/** Bundled, as the benchmark runs them: the 15 runs take half of the processor time that they take from the sources. */
const programs = new Map<string, Promise<string>>();

async function outputOf(program: string, ...parameters: readonly string[]): Promise<string> {
  const bundled = programs.get(program) ?? bundleProgram(workingTree, program, folder);
  programs.set(program, bundled);
  return runForOutput([await bundled, ...parameters]);
}

async function run(...parameters: readonly string[]): Promise<InstanceRun> {
  return JSON.parse(await outputOf("instances/instance-run.ts", ...parameters)) as InstanceRun;
}

function rowsOf(file: string): unknown[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare("SELECT id, key_class_id, key_hash, key, body FROM instance ORDER BY id").all();
  database.close();
  return rows.map((row) => Object.values(row));
}

describe("the bare program", () => {
  test.each<KeyOrder>(["ascending", "random"])("stores the very rows that mofkit stores, keys %s", async (order) => {
    const file = join(folder, `${order}.db`);
    const count = 200;
    const connection = await openConnection(file, { access: "write" });
    await connection.transaction(async (transaction) => {
      const services = await transaction.openNamespace("root");
      await services.putClass(recordClass);
      for (let index = 0; index < count; index++) await services.putInstance(recordInstance(index, order));
    });
    await connection.close();
    expect(rowsOf(file)).toEqual(Array.from({ length: count }, (_, index) => recordRow(index, order)));
  });

  test("and mofkit leave the same rows behind, put singly and in batches", async () => {
    const rows = [];
    for (const subject of ["put-bare", "put-singly", "put-in-batches"]) {
      const file = join(folder, `${subject}.db`);
      expect((await run(subject, "1100", "random", file)).count).toBe(1100);
      rows.push(rowsOf(file));
    }
    expect(rows[0]).toHaveLength(1100);
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2]).toEqual(rows[0]);
  });
});

test("every way of reading finds what was put", async () => {
  const file = join(folder, "read.db");
  await run("put-singly", "300", "random", file);
  const ways = ["get-bare-snapshot", "get-snapshot-text", "get-snapshot-path"];
  for (const subject of [...ways, "get-bare-each", "get-each-text", "get-each-path"]) {
    expect((await run(subject, "300", "random", file)).count, subject).toBe(300);
  }
});

test("every subject of reading finds what was put by the program of the section postgres", async () => {
  const [file, other] = [join(folder, "loaded.db"), join(folder, "put.db")];
  await outputOf("postgres/postgres-run.ts", "put", "300", file);
  await run("put-bare", "300", "random", other);
  expect(rowsOf(file)).toEqual(rowsOf(other));
  for (const subject of ["bare-look-up", "look-up", "bare-scan", "scan"]) {
    const output = await outputOf("instances/reading-run.ts", subject, "300", file);
    expect(JSON.parse(output), subject).toEqual({ rate: expect.any(Number), cpu: expect.any(Number) });
  }
});
