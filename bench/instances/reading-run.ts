/**
 * One run: `node reading-run.js SUBJECT COUNT FILE` reads out of the repository FILE, which has COUNT records with keys at random. Prints a
 * {@link ReadingRun} as JSON. The clock runs from opening the file to closing it; what is asked for is made before.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { openConnection } from "../../src/open.ts";
import { WBEM_FLAG_DEEP } from "../../src/wbem/flags.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { Random } from "../random.ts";
import { recordClass, recordName, recordPath, recordRow } from "./records.ts";

export interface ReadingRun {
  /** How many instances were asked for or given, a second. */
  readonly rate: number;
  /** Processor time in microseconds for one, that of V8's other threads included. */
  readonly cpu: number;
}

/** Makes what is asked for, and gives what is measured: it reads, and tells how many instances. */
type Subject = (file: string, count: number) => () => Promise<number>;

const lookUps = 20_000;
const order = "random";

/** As many things to ask for, of records at random places. */
function atRandom<Asked>(count: number, ask: (place: number) => Asked): readonly Asked[] {
  const random = new Random(count);
  return Array.from({ length: lookUps }, () => ask(random.integer(0, count - 1)));
}

async function reading(file: string, sql: string, work: (select: StatementSync) => number): Promise<number> {
  const database = new DatabaseSync(file, { readOnly: true });
  database.exec("PRAGMA cache_size = -16384; BEGIN");
  const read = work(database.prepare(sql));
  database.close();
  return read;
}

const columns = "SELECT key_class_id, key, body FROM instance";

const bareLookUp: Subject = (file, count) => {
  const rows = atRandom(count, (place) => recordRow(place, order));
  return () =>
    reading(file, `${columns} WHERE key_hash = ? AND key = ? AND key_class_id = ?`, (select) => {
      let found = 0;
      for (const [, keyClassId, keyHash, key] of rows) {
        if (select.get(keyHash, key, keyClassId) !== undefined) found++;
      }
      return found;
    });
};

/** All rows by key, as an enumeration gives them. */
const bareScan: Subject = (file) => () =>
  reading(file, `${columns} ORDER BY key`, (select) => {
    let found = 0;
    for (const _ of select.iterate()) found++;
    return found;
  });

async function connected(file: string, work: (services: WbemServices) => Promise<number>): Promise<number> {
  const connection = await openConnection(file, { access: "read" });
  const read = await work(await connection.openNamespace("root"));
  await connection.close();
  return read;
}

async function countOf(results: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of results) count++;
  return count;
}

const { name: className } = recordClass;

const lookUp: Subject = (file, count) => {
  const queries = atRandom(count, (place) => `SELECT * FROM ${className} WHERE Name = "${recordName(place, order)}"`);
  return () =>
    connected(file, async (services) => {
      let found = 0;
      for (const query of queries) found += await countOf(services.execQuery("WQL", query));
      return found;
    });
};

const get: Subject = (file, count) => {
  const paths = atRandom(count, (place) => recordPath(place, order));
  return () =>
    connected(file, async (services) => {
      let found = 0;
      for (const path of paths) {
        await services.getObject(path);
        found++;
      }
      return found;
    });
};

const enumerate: Subject = (file) => () =>
  connected(file, (services) => countOf(services.createInstanceEnum(className, WBEM_FLAG_DEEP)));

/** A condition that every second instance fulfils: as many were looked at as there are. */
const scan: Subject = (file, count) => () =>
  connected(file, async (services) => {
    const query = `SELECT * FROM ${className} WHERE Number >= 0 AND Active = TRUE`;
    const found = await countOf(services.execQuery("WQL", query));
    return found === Math.ceil(count / 2) ? count : found;
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

const [name = "", size = "", file = ""] = process.argv.slice(2);
const count = Number(size);
const read = subjects[name as ReadingSubject](file, count);
const usage = process.cpuUsage();
const begin = performance.now();
const done = await read();
const seconds = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage(usage);
if (done !== count && done !== lookUps) throw new Error(`${name} found ${done}`);
console.log(JSON.stringify({ rate: done / seconds, cpu: (user + system) / done } satisfies ReadingRun));
