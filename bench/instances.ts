import { rmSync } from "node:fs";
import { join } from "node:path";
import { bundleProgram } from "./harness/bundle.ts";
import { programSubject } from "./harness/measure.ts";
import type { Column, Section } from "./harness/section.ts";
import type { ReaderName, WriterName } from "./instances/instance-run.ts";

/** What is run, by what it is called, the bare program first. */
type Names<Name extends string> = readonly (readonly [name: Name, title: string])[];

const putting: Names<WriterName> = [
  ["put-bare", "bare prepared inserts"],
  ["put-singly", "putInstance, each awaited"],
  ["put-in-batches", "putInstances of 1,000"],
];

const reading: readonly Names<ReaderName>[] = [
  [
    ["get-bare-snapshot", "bare selects in one transaction"],
    ["get-snapshot-text", "getObject, opened to read, path as text"],
    ["get-snapshot-path", "getObject, opened to read, ObjectPath"],
  ],
  [
    ["get-bare-each", "bare selects, a transaction each"],
    ["get-each-text", "getObject, opened to write, path as text"],
    ["get-each-path", "getObject, opened to write, ObjectPath"],
  ],
];

function columnsBeside(base: string): readonly Column[] {
  return [
    { heading: "a second", measure: "rate", unit: "/s" },
    { heading: "of bare", measure: "rate", unit: "%", base },
    { heading: "CPU us", measure: "cpu", unit: "us" },
    { heading: "x bare", measure: "cpu", unit: "x", base },
    { heading: "peak MiB", measure: "memory", unit: "MiB" },
  ];
}

/** Fewer rounds where one takes long: what is short is disturbed more. */
export function roundsFor(count: number): number {
  return count >= 1_000_000 ? 1 : count >= 100_000 ? 2 : 3;
}

/**
 * Putting and reading instances through the API, next to bare prepared statements on the same rows.
 */
export const instances: Section = {
  name: "instances",
  summary: "instances put and read through the API (--sizes), next to bare prepared statements",
  seconds: ({ sizes, rounds }) =>
    sizes.reduce((sum, size) => sum + Math.min(rounds, roundsFor(size)) * (8 + size / 20_000), 0),
  async *groups({ checkout, folder, settings: { sizes } }) {
    const child = await bundleProgram(checkout, "instances/instance-run.ts", folder);
    for (const order of ["ascending", "random"] as const) {
      for (const size of sizes) {
        const file = join(folder, `${order}-${size}.db`);
        const prepare = () => rmSync(file, { force: true });
        yield {
          title: `putting, keys ${order === "random" ? "at random" : "in order"}`,
          size,
          subjects: putting.map(([name, title]) =>
            programSubject(title, [child, name, String(size), order, file], { prepare }),
          ),
          columns: columnsBeside(putting[0]?.[1] as string),
          rounds: roundsFor(size),
          warmUps: 0,
        };
        if (order === "ascending") rmSync(file);
      }
    }
    for (const size of sizes) {
      const file = join(folder, `random-${size}.db`);
      for (const names of reading) {
        yield {
          title: "reading by key, at random",
          size,
          subjects: names.map(([name, title]) => programSubject(title, [child, name, String(size), "random", file])),
          columns: columnsBeside(names[0]?.[1] as string),
          rounds: roundsFor(size),
          warmUps: 0,
        };
      }
    }
  },
};
