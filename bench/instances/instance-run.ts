/**
 * One run: `node instance-run.js SUBJECT COUNT ORDER FILE`. Puts COUNT records into the repository FILE, which does not exist,
 * or reads out of FILE, which has as many. Prints an {@link InstanceRun} as JSON.
 *
 * The clock starts in a transaction in which the tables and the class are, and stops when it is committed; rows, instances and
 * paths are made in blocks of {@link blockLength} while it stands. Before, each subject does its work with
 * {@link warmUpCount} records {@link warmUps} times.
 */
import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { CimInstance } from "../../src/cim/model.ts";
import type { ObjectPath } from "../../src/cim/object-path.ts";
import { openConnection } from "../../src/open.ts";
import { currentLayout } from "../../src/repository/stores/sqlite-layout.ts";
import { draftPragmas } from "../../src/repository/stores/sqlite-write-store.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { Random } from "../random.ts";
import { blocks, Clock } from "./clock.ts";
import { type KeyOrder, recordClass, recordInstance, recordName, recordPath, recordRow } from "./records.ts";

export interface InstanceRun {
  /** How many instances were put or read. */
  readonly count: number;
  /** How many a second, by the clock, which stands while something is made to be put or asked for. */
  readonly rate: number;
  /** Processor time in microseconds for one, that of V8's other threads included. */
  readonly cpu: number;
}

/**
 * After the third file or so V8 has learnt what differs from one transaction to the next and compiles nothing any more; until
 * then a put takes twice as long.
 */
const warmUps = 8;
const warmUpCount = 5000;
const blockLength = 1000;

type Subject = (file: string, count: number, order: KeyOrder, clock: Clock) => Promise<void>;

/** Prepared inserts in one transaction, with mofkit's tables and settings. */
async function putBare(file: string, count: number, order: KeyOrder, clock: Clock): Promise<void> {
  const database = new DatabaseSync(file);
  database.exec(`${draftPragmas} BEGIN EXCLUSIVE; ${currentLayout.create}`);
  const insert = database.prepare("INSERT INTO instance VALUES (?, ?, ?, ?, ?)");
  clock.start();
  for (const rows of blocks(count, blockLength, clock, (index) => recordRow(index, order))) {
    for (const [id, keyClassId, keyHash, key, body] of rows) insert.run(id, keyClassId, keyHash, key, body);
  }
  database.exec("COMMIT");
  clock.stop();
  database.close();
}

async function put(
  file: string,
  count: number,
  order: KeyOrder,
  clock: Clock,
  putBlock: (services: WbemServices, instances: readonly CimInstance[]) => Promise<void>,
): Promise<void> {
  const connection = await openConnection(file, { access: "write" });
  await connection.transaction(async (transaction) => {
    const services = await transaction.openNamespace("root");
    await services.putClass(recordClass);
    clock.start();
    for (const instances of blocks(count, blockLength, clock, (index) => recordInstance(index, order))) {
      await putBlock(services, instances);
    }
  });
  clock.stop();
  await connection.close();
}

const putSingly: Subject = (file, count, order, clock) =>
  put(file, count, order, clock, async (services, instances) => {
    for (const instance of instances) await services.putInstance(instance);
  });

const putInBatches: Subject = (file, count, order, clock) =>
  put(file, count, order, clock, async (services, instances) => {
    await services.putInstances(instances);
  });

/** Random places among the records, the same for all subjects. */
function randomPlaces(count: number): () => number {
  const random = new Random(count);
  return () => random.integer(0, count - 1);
}

const readsAtMost = 100_000;

/** A prepared select by hash and key, which have been made before; `isSnapshot` in one transaction, else each in its own. */
function getBare(isSnapshot: boolean): Subject {
  return async (file, count, order, clock) => {
    const database = new DatabaseSync(file, { readOnly: true });
    database.exec(`PRAGMA cache_size = -16384; ${isSnapshot ? "BEGIN" : ""}`);
    const select = database.prepare(
      "SELECT id, body FROM instance WHERE key_hash = ? AND key = ? AND key_class_id = ?",
    );
    const place = randomPlaces(count);
    clock.start();
    for (const rows of blocks(Math.min(count, readsAtMost), blockLength, clock, () => recordRow(place(), order))) {
      for (const [, keyClassId, keyHash, key] of rows) {
        if (select.get(keyHash, key, keyClassId) === undefined) throw new Error(`${key} is not there`);
      }
    }
    clock.stop();
    database.close();
  };
}

function get(access: "read" | "write", pathOf: (index: number, order: KeyOrder) => string | ObjectPath): Subject {
  return async (file, count, order, clock) => {
    const connection = await openConnection(file, { access });
    const services = await connection.openNamespace("root");
    const place = randomPlaces(count);
    clock.start();
    for (const paths of blocks(Math.min(count, readsAtMost), blockLength, clock, () => pathOf(place(), order))) {
      for (const path of paths) await services.getObject(path);
    }
    clock.stop();
    await connection.close();
  };
}

function objectPath(index: number, order: KeyOrder): ObjectPath {
  return { kind: "path", className: "GEN_Record", keys: [{ name: "Name", value: recordName(index, order) }] };
}

const writers = { "put-bare": putBare, "put-singly": putSingly, "put-in-batches": putInBatches };
const readers = {
  "get-bare-snapshot": getBare(true),
  "get-snapshot-text": get("read", recordPath),
  "get-snapshot-path": get("read", objectPath),
  "get-bare-each": getBare(false),
  "get-each-text": get("write", recordPath),
  "get-each-path": get("write", objectPath),
};

export type WriterName = keyof typeof writers;
export type ReaderName = keyof typeof readers;

async function run(name: string, count: number, order: KeyOrder, file: string): Promise<InstanceRun> {
  const clock = new Clock();
  const warmUpFile = `${file}.warm-up`;
  const few = Math.min(count, warmUpCount);
  if (name in writers) {
    const writer = writers[name as WriterName];
    for (let time = 0; time < warmUps; time++) {
      await writer(warmUpFile, few, order, new Clock());
      rmSync(warmUpFile);
    }
    await writer(file, count, order, clock);
  } else {
    const reader = readers[name as ReaderName];
    for (let time = 0; time < warmUps; time++) await reader(file, few, order, new Clock());
    await reader(file, count, order, clock);
  }
  const done = name in writers ? count : Math.min(count, readsAtMost);
  return { count: done, rate: done / clock.seconds, cpu: (clock.cpu / done) * 1e6 };
}

const [name = "", count = "", order = "", file = ""] = process.argv.slice(2);
console.log(JSON.stringify(await run(name, Number(count), order as KeyOrder, file)));
