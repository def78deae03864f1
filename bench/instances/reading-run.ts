/**
 * One run: `node reading-run.js SUBJECT COUNT FILE` reads out of the repository FILE, which has COUNT records with keys at random. Prints a
 * {@link ReadingRun} as JSON. The clock runs from opening the file to closing it.
 */
import { DatabaseSync } from "node:sqlite";
import { openConnection } from "../../src/open.ts";
import { WBEM_FLAG_DEEP } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { Random } from "../random.ts";
import { recordClass, recordName, recordRow } from "./records.ts";

export interface ReadingRun {
  /** How many instances were asked for or given, a second. */
  readonly rate: number;
  /** Processor time in microseconds for one, that of V8's other threads included. */
  readonly cpu: number;
}

/** Gives how many instances were read. */
type Subject = (file: string, count: number) => Promise<number>;

const lookUps = 20_000;
const order = "random";

function* randomPlaces(count: number, times: number): Generator<number> {
  const random = new Random(count);
  for (let time = 0; time < times; time++) yield random.integer(0, count - 1);
}

function reading(sql: string, work: (select: ReturnType<DatabaseSync["prepare"]>, count: number) => number): Subject {
  return async (file, count) => {
    const database = new DatabaseSync(file, { readOnly: true });
    database.exec("PRAGMA cache_size = -16384; BEGIN");
    const read = work(database.prepare(sql), count);
    database.close();
    return read;
  };
}

const columns = "SELECT key_class_id, key, body FROM instance";

const bareLookUp = reading(`${columns} WHERE key_hash = ? AND key = ? AND key_class_id = ?`, (select, count) => {
  let found = 0;
  for (const place of randomPlaces(count, lookUps)) {
    const [, keyClassId, keyHash, key] = recordRow(place, order);
    if (select.get(keyHash, key, keyClassId) !== undefined) found++;
  }
  return found;
});

/** All rows by key, as an enumeration gives them. */
const bareScan = reading(`${columns} ORDER BY key`, (select) => {
  let found = 0;
  for (const _ of select.iterate()) found++;
  return found;
});

function connected(work: (services: WbemServices, count: number) => Promise<number>): Subject {
  return async (file, count) => {
    const connection = await openConnection(file, { access: "read" });
    const read = await work(await connection.openNamespace("root"), count);
    await connection.close();
    return read;
  };
}

async function countOf(results: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of results) count++;
  return count;
}

const { name: className } = recordClass;

const lookUp = connected(async (services, count) => {
  let found = 0;
  for (const place of randomPlaces(count, lookUps)) {
    const query = `SELECT * FROM ${className} WHERE Name = "${recordName(place, order)}"`;
    found += await countOf(services.execQuery("WQL", query));
  }
  return found;
});

const get = connected(async (services, count) => {
  let found = 0;
  for (const place of randomPlaces(count, lookUps)) {
    await services.getObject(`${className}.Name="${recordName(place, order)}"`);
    found++;
  }
  return found;
});

const enumerate = connected((services) => countOf(services.createInstanceEnum(className, WBEM_FLAG_DEEP)));

/** A condition that every second instance fulfils: as many were looked at as there are. */
const scan = connected(async (services, count) => {
  await countOf(services.execQuery("WQL", `SELECT * FROM ${className} WHERE Number >= 0 AND Active = TRUE`));
  return count;
});

const subjects = {
  "bare-look-up": bareLookUp,
  get,
  "look-up": lookUp,
  "bare-scan": bareScan,
  enumerate,
  scan,
};

export type ReadingSubject = keyof typeof subjects;

const [name = "", count = "", file = ""] = process.argv.slice(2);
const subject = subjects[name as ReadingSubject];
const usage = process.cpuUsage();
const begin = performance.now();
const done = await subject(file, Number(count));
const seconds = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage(usage);
console.log(JSON.stringify({ rate: done / seconds, cpu: (user + system) / done } satisfies ReadingRun));
