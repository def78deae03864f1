/**
 * One run: `node postgres-run.js SUBJECT COUNT TARGET`. Puts COUNT records into the repository TARGET, which does not exist, or reads
 * out of TARGET, which has as many. Prints the rate a second and the processor time in microseconds for one as JSON. The clock
 * starts in a transaction in which the tables and the class are, and stops when it is committed.
 */
import type { CimInstance } from "../../src/cim/model.ts";
import { openConnection } from "../../src/open.ts";
import type { WbemConnection } from "../../src/wbem/connection.ts";
import { recordClass, recordInstance, recordPath } from "../instances/records.ts";
import { Random } from "../random.ts";

/** How many instances are put at a time, and how many reads are on their way at once. */
const blockLength = 1000;
const readsInFlight = 100;
const readsAtMost = 20_000;

/** Time since it was made. */
class Clock {
  readonly #usage = process.cpuUsage();
  readonly #begin = performance.now();

  /** The measures of so many things. */
  stop(count: number): string {
    const seconds = (performance.now() - this.#begin) / 1000;
    const { user, system } = process.cpuUsage(this.#usage);
    return JSON.stringify({ rate: count / seconds, cpu: (user + system) / count });
  }
}

async function put(target: string, count: number): Promise<string> {
  const connection = await openConnection(target, { access: "write" });
  const clock = await connection.transaction(async (transaction) => {
    const services = await transaction.openNamespace("root");
    await services.putClass(recordClass);
    const started = new Clock();
    for (let from = 0; from < count; from += blockLength) {
      const length = Math.min(blockLength, count - from);
      await services.putInstances(Array.from({ length }, (_, index) => recordInstance(from + index, "random")));
    }
    return started;
  });
  const result = clock.stop(count);
  await connection.close();
  return result;
}

async function read(target: string, work: (connection: WbemConnection) => Promise<number>): Promise<string> {
  const connection = await openConnection(target, { access: "read" });
  const clock = new Clock();
  const result = clock.stop(await work(connection));
  await connection.close();
  return result;
}

/** Reads by key that do not wait for each other. */
function get(target: string, count: number): Promise<string> {
  const random = new Random(count);
  return read(target, async (connection) => {
    const services = await connection.openNamespace("root");
    const reads = Math.min(count, readsAtMost);
    for (let done = 0; done < reads; done += readsInFlight) {
      const paths = Array.from({ length: readsInFlight }, () => recordPath(random.integer(0, count - 1), "random"));
      await Promise.all(paths.map((path) => services.getObject(path)));
    }
    return reads;
  });
}

function scan(target: string, count: number, condition: string, expected: number): Promise<string> {
  return read(target, async (connection) => {
    const services = await connection.openNamespace("root");
    const found: CimInstance[] = [];
    let rows = 0;
    for await (const row of services.execQuery("WQL", `SELECT * FROM ${recordClass.name}${condition}`)) {
      if (row.kind === "instance" && found.length === 0) found.push(row);
      rows++;
    }
    if (rows !== expected) throw new Error(`${rows} rows and not ${expected}`);
    return count;
  });
}

const [subject, size, target = ""] = process.argv.slice(2);
const count = Number(size);
const subjects: Readonly<Record<string, () => Promise<string>>> = {
  put: () => put(target, count),
  get: () => get(target, count),
  query: () => scan(target, count, ` WHERE Number = ${count - 1}`, 1),
  scan: () => scan(target, count, "", count),
};
const run = subjects[subject ?? ""];
if (run === undefined) throw new Error(`there is no subject ${subject}`);
process.stdout.write(await run());
