/**
 * A process of its own that works on a repository through its connection: `load-worker.ts ACTION PATH …`. It says on standard
 * output what it is about to do, and works until standard input ends; then it says how often it did its work, or the error.
 *
 * - `transact PATH OWNER`: writes transactions, each of which gives all objects of OWNER a new stamp: a class, a summary and
 *   {@link partCount} parts.
 * - `watch PATH`: opens the repository for reading again and again and holds what it reads to the stamps.
 * - `watch-open PATH`: the same within transactions of one connection that stays open.
 * - `swell PATH`: changes more than stays in memory, in one transaction that lasts when standard input ends.
 */
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import type { CimClass, CimInstance, CimQualifier } from "../../src/cim/model.ts";
import { openConnection } from "../../src/open.ts";
import type { WbemConnection, WbemNamespaces } from "../../src/wbem/connection.ts";
import { WbemError } from "../../src/wbem/error.ts";
import { cimClass, instance, key, property, qualifier } from "../repository/builders.ts";

/** More than a batch of an enumeration. */
export const partCount = 1200;
export const owners = ["north", "south"] as const;

/** 1.5 times what stays in memory of changed pages. */
const swollenInstances = 192;
const swollenText = "x".repeat(1_000_000);

function say(word: string): void {
  process.stdout.write(`${word}\n`);
}

function classOf(owner: string, stamp: number): CimClass {
  return cimClass(`Depot_${owner}`, {
    qualifiers: [qualifier("Description", String(stamp))],
    properties: [key(), property("uint32 Stamp")],
  });
}

function objectsOf(owner: string, stamp: number): CimInstance[] {
  const parts = Array.from({ length: partCount }, (_, number) =>
    instance("Part", { Owner: owner, Number: number, Stamp: stamp }),
  );
  return [instance("Summary", { K: owner, Stamp: stamp }), ...parts];
}

/** Makes the repository that the workers work on. */
export async function seedLoad(connection: WbemConnection): Promise<void> {
  await connection.transaction(async (transaction) => {
    const root = await transaction.openNamespace("root");
    await root.putClass(cimClass("Summary", { properties: [key(), property("uint32 Stamp")] }));
    const keys = [key("string Owner"), key("uint32 Number")];
    await root.putClass(cimClass("Part", { properties: [...keys, property("uint32 Stamp"), property("string Text")] }));
    for (const owner of owners) {
      await root.putClass(classOf(owner, 0));
      await root.putInstances(objectsOf(owner, 0));
    }
  });
}

function stampOf({ properties }: CimInstance): unknown {
  return properties.find(({ name }) => name === "Stamp")?.value;
}

/** The stamp of each owner, all whose objects have it; throws where they differ. */
async function readStamps(namespaces: WbemNamespaces): Promise<readonly number[]> {
  const root = await namespaces.openNamespace("root");
  const seen = new Map<string, Set<string>>(owners.map((owner) => [owner, new Set()]));
  const counts = new Map<string, number>();
  for await (const part of root.createInstanceEnum("Part")) {
    const owner = String(part.properties.find(({ name }) => name === "Owner")?.value);
    seen.get(owner)?.add(String(stampOf(part)));
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  return Promise.all(
    owners.map(async (owner) => {
      const stamps = seen.get(owner) as Set<string>;
      stamps.add(String(stampOf(await root.getInstance(`Summary="${owner}"`))));
      const { qualifiers } = await root.getClass(`Depot_${owner}`);
      stamps.add(String(qualifiers.find(({ name }: CimQualifier) => name === "Description")?.value));
      if (stamps.size !== 1 || counts.get(owner) !== partCount) {
        throw new Error(`half of a transaction: ${[...stamps].join(" ")} in ${counts.get(owner)} parts of ${owner}`);
      }
      return Number([...stamps][0]);
    }),
  );
}

/** Does work until standard input ends; how often. */
async function untilTheEnd(word: string, work: (round: number) => Promise<void>): Promise<number> {
  let isOver = false;
  process.stdin.resume().once("end", () => {
    isOver = true;
  });
  say(word);
  let round = 0;
  while (!isOver) {
    round++;
    await work(round);
    await setImmediate();
  }
  return round;
}

/** Holds what is read to the stamps, which only grow. */
function watcher(read: <Result>(work: (namespaces: WbemNamespaces) => Promise<Result>) => Promise<Result>) {
  let last: readonly number[] = owners.map(() => 0);
  return async () => {
    const stamps = await read(readStamps);
    if (stamps.some((stamp, index) => stamp < (last[index] as number))) throw new Error(`${last} became ${stamps}`);
    last = stamps;
  };
}

async function work(action: string, path: string, owner: string): Promise<number> {
  if (action === "watch") {
    const watch = watcher(async (read) => {
      const connection = await openConnection(path, { access: "read" });
      try {
        return await read(connection);
      } finally {
        await connection.close();
      }
    });
    return untilTheEnd("watching", watch);
  }
  const connection = await openConnection(path, { access: "write" });
  try {
    switch (action) {
      case "watch-open":
        return await untilTheEnd(
          "watching",
          watcher((read) => connection.transaction(read)),
        );
      case "transact":
        return await untilTheEnd("transacting", (stamp) =>
          connection.transaction(async (transaction) => {
            const root = await transaction.openNamespace("root");
            await root.putClass(classOf(owner, stamp));
            await root.putInstances(objectsOf(owner, stamp));
          }),
        );
      case "swell":
        await connection.transaction(async (transaction) => {
          const root = await transaction.openNamespace("root");
          for (let number = 0; number < swollenInstances; number++) {
            await root.putInstance(instance("Part", { Owner: "swollen", Number: number, Text: swollenText }));
          }
          say("swollen");
          await once(process.stdin.resume(), "end");
          say("committing");
        });
        return swollenInstances;
      default:
        throw new Error(`unknown action ${action}`);
    }
  } finally {
    await connection.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  const [action = "", path = "", owner = ""] = process.argv.slice(2);
  try {
    say(String(await work(action, path, owner)));
  } catch (error) {
    if (!(error instanceof WbemError)) throw error;
    say(JSON.stringify({ code: error.violations[0]?.code, status: error.status, message: error.message }));
    process.exitCode = 1;
  }
}
