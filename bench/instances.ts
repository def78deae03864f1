import { rmSync } from "node:fs";
import { join } from "node:path";
import type { InstanceRun, ReaderName, WriterName } from "./instances/instance-run.ts";
import type { KeyOrder } from "./instances/records.ts";
import { runForOutput } from "./measure.ts";
import { bundle } from "./parser/bundle.ts";
import { median, row } from "./table.ts";

/** What is run, next to the bare program that it is compared with. */
interface Group<Name extends string> {
  readonly bare: readonly [Name, string];
  readonly others: readonly (readonly [Name, string])[];
}

const putting: Group<WriterName> = {
  bare: ["put-bare", "bare prepared inserts"],
  others: [
    ["put-singly", "putInstance, each awaited"],
    ["put-in-batches", "putInstances of 1,000"],
  ],
};

const reading: readonly Group<ReaderName>[] = [
  {
    bare: ["get-bare-snapshot", "bare selects in one transaction"],
    others: [
      ["get-snapshot-text", "getObject, opened to read, path as text"],
      ["get-snapshot-path", "getObject, opened to read, ObjectPath"],
    ],
  },
  {
    bare: ["get-bare-each", "bare selects, a transaction each"],
    others: [
      ["get-each-text", "getObject, opened to write, path as text"],
      ["get-each-path", "getObject, opened to write, ObjectPath"],
    ],
  },
];

/** A ratio at each size, for the last table. */
interface Ratios {
  readonly name: string;
  readonly wall: number[];
  readonly cpu: number[];
}

const percent = (ratio: number): string => `${(ratio * 100).toFixed(0)} %`;

function spread(ratios: readonly number[]): string {
  return `${(Math.min(...ratios) * 100).toFixed(0)}-${percent(Math.max(...ratios))}`;
}

/** Fewer rounds where one takes long: what is short is disturbed more. */
function roundsFor(count: number, rounds: number): number {
  return Math.min(rounds, count >= 1_000_000 ? 2 : count >= 100_000 ? 3 : 5);
}

/** The sizes that `10000,100000` names. */
export function parseSizes(text: string): readonly number[] {
  const sizes = text.split(",").map(Number);
  if (sizes.every((size) => Number.isSafeInteger(size) && size > 0 && size <= 10_000_000)) return sizes;
  throw new Error(`--sizes: ${text} is no list of numbers such as 10000,100000`);
}

/**
 * Putting and reading instances through the API, next to bare prepared statements on the same rows. Each run is a new process;
 * those of a group run in turn.
 */
export async function benchInstances(folder: string, sizes: readonly number[], rounds: number): Promise<void> {
  const child = await bundle("instance-run", folder, join(import.meta.dirname, "instances"));
  const ratios = new Map<string, Ratios>();

  async function measure<Name extends string>(
    { bare, others }: Group<Name>,
    count: number,
    order: KeyOrder,
    file: string,
    isWriting: boolean,
  ): Promise<void> {
    const runs = new Map<Name, InstanceRun[]>();
    for (let round = 0; round < roundsFor(count, rounds); round++) {
      for (const [name] of [bare, ...others]) {
        if (isWriting) rmSync(file, { force: true });
        const output = await runForOutput([child, name, String(count), order, file]);
        runs.set(name, [...(runs.get(name) ?? []), JSON.parse(output) as InstanceRun]);
      }
    }
    const bareRuns = runs.get(bare[0]) ?? [];
    for (const [name, title] of [bare, ...others]) {
      const own = runs.get(name) ?? [];
      const relative = (figure: (run: InstanceRun) => number) =>
        own.map((run, round) => figure(bareRuns[round] as InstanceRun) / figure(run));
      const wall = relative((run) => run.seconds / run.count);
      const cpu = relative((run) => run.cpu / run.count);
      const middle = (figure: (run: InstanceRun) => number) => median(own.map(figure));
      console.log(
        row(
          title,
          count.toLocaleString("en"),
          Math.round(middle((run) => run.count / run.seconds)).toLocaleString("en"),
          percent(median(wall)),
          spread(wall),
          middle((run) => (run.cpu / run.count) * 1e6).toFixed(1),
          percent(median(cpu)),
          middle((run) => run.peak).toFixed(0),
        ),
      );
      if (name === bare[0]) continue;
      const key = `${title}${isWriting ? `, keys ${order === "random" ? "at random" : "in order"}` : ""}`;
      const kept = ratios.get(key) ?? { name: key, wall: [], cpu: [] };
      kept.wall.push(median(wall));
      kept.cpu.push(median(cpu));
      ratios.set(key, kept);
    }
  }

  const heading = ["instances", "a second", "of bare", "range", "CPU us", "of bare", "peak MiB"];
  for (const order of ["ascending", "random"] as const) {
    console.log(row(`putting, keys ${order === "random" ? "at random" : "in order"}`, ...heading));
    for (const count of sizes) await measure(putting, count, order, join(folder, `${order}-${count}.db`), true);
  }
  console.log(row("reading by key, at random", ...heading));
  for (const count of sizes) {
    for (const group of reading) await measure(group, count, "random", join(folder, `random-${count}.db`), false);
  }
  console.log(row("of bare at each size: wall, CPU", ...sizes.map((size) => size.toLocaleString("en")), "CPU"));
  for (const { name, wall, cpu } of ratios.values()) console.log(row(name, ...wall.map(percent), ...cpu.map(percent)));
}
