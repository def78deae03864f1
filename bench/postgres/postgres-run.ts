/**
 * One run: `node postgres-run.js SUBJECT COUNT TARGET`. Puts COUNT records into the repository TARGET, which does not exist, or reads
 * out of TARGET, which has as many. Prints the rate a second and the processor time in microseconds for one as JSON. The clock
 * starts in a transaction in which the tables and the class are, and stops when it is committed; it stands while instances and paths
 * are made.
 */
import { openConnection } from "../../src/open.ts";
import type { WbemServices } from "../../src/wbem/services.ts";
import { blocks, Clock } from "../instances/clock.ts";
import { recordClass, recordInstance, recordPath } from "../instances/records.ts";
import { Random } from "../random.ts";

/** How many instances are put at a time, and how many reads are on their way at once. */
const blockLength = 1000;
const readsInFlight = 100;
const readsAtMost = 20_000;

/** Does its work while the clock runs, and gives how many things it did. */
type Subject = (target: string, count: number, clock: Clock) => Promise<number>;

const put: Subject = async (target, count, clock) => {
  const connection = await openConnection(target, { access: "write" });
  await connection.transaction(async (transaction) => {
    const services = await transaction.openNamespace("root");
    await services.putClass(recordClass);
    clock.start();
    for (const instances of blocks(count, blockLength, clock, (index) => recordInstance(index, "random"))) {
      await services.putInstances(instances);
    }
  });
  clock.stop();
  await connection.close();
  return count;
};

function read(work: (services: WbemServices, count: number, clock: Clock) => Promise<number>): Subject {
  return async (target, count, clock) => {
    const connection = await openConnection(target, { access: "read" });
    clock.start();
    const done = await work(await connection.openNamespace("root"), count, clock);
    clock.stop();
    await connection.close();
    return done;
  };
}

/** Reads by key that do not wait for each other. */
const get = read(async (services, count, clock) => {
  const random = new Random(count);
  const reads = Math.min(count, readsAtMost);
  const pathAtRandom = () => recordPath(random.integer(0, count - 1), "random");
  for (const paths of blocks(reads, readsInFlight, clock, pathAtRandom)) {
    await Promise.all(paths.map((path) => services.getObject(path)));
  }
  return reads;
});

function scan(conditionOf: (count: number) => string, expectedOf: (count: number) => number): Subject {
  return read(async (services, count) => {
    let rows = 0;
    for await (const _ of services.execQuery("WQL", `SELECT * FROM ${recordClass.name}${conditionOf(count)}`)) rows++;
    if (rows !== expectedOf(count)) throw new Error(`${rows} rows and not ${expectedOf(count)}`);
    return count;
  });
}

const subjects: Readonly<Record<string, Subject>> = {
  put,
  get,
  query: scan(
    (count) => ` WHERE Number = ${count - 1}`,
    () => 1,
  ),
  scan: scan(
    () => "",
    (count) => count,
  ),
};

const [name = "", size, target = ""] = process.argv.slice(2);
const subject = subjects[name];
if (subject === undefined) throw new Error(`there is no subject ${name}`);
const clock = new Clock();
const done = await subject(target, Number(size), clock);
process.stdout.write(JSON.stringify({ rate: done / clock.seconds, cpu: (clock.cpu / done) * 1e6 }));
