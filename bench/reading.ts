import { rmSync } from "node:fs";
import { join } from "node:path";
import { bundleProgram } from "./harness/bundle.ts";
import { processSubject, programSubject, runForOutput } from "./harness/measure.ts";
import type { Column, GroupResults, Section, Subject } from "./harness/section.ts";
import { median } from "./harness/statistics.ts";
import { intoFile, readingCommands } from "./instances/reading-commands.ts";
import type { ReadingSubject } from "./instances/reading-run.ts";

/** What is run through the API, by what it is called, the bare program first. */
const groups: readonly (readonly (readonly [name: ReadingSubject, title: string])[])[] = [
  [
    ["bare-look-up", "bare selects by key"],
    ["get", "getObject"],
    ["look-up", "WQL with a key"],
  ],
  [
    ["bare-scan", "bare select of all, by key"],
    ["enumerate", "deep enumeration"],
    ["scan", "WQL scan"],
  ],
];

function columnsBeside(base?: string): readonly Column[] {
  return [
    { heading: "a second", measure: "rate", unit: "/s" },
    ...(base === undefined ? [] : [{ heading: "of bare", measure: "rate", unit: "%", base } as const]),
    { heading: base === undefined ? "CPU ms" : "CPU us", measure: "cpu", unit: base === undefined ? "ms" : "us" },
    { heading: "peak MiB", measure: "memory", unit: "MiB" },
  ];
}

function roundsFor(count: number): number {
  return count >= 1_000_000 ? 1 : 2;
}

function memoryOf(results: GroupResults, name: string): number {
  return median((results.get(name) ?? []).map(({ memory = Number.NaN }) => memory));
}

/** Reading what is stored: through the API next to bare selects, and by the command line into a file. Keys are in random order. */
export const reading: Section = {
  name: "reading",
  summary: "instances read (--sizes): by key, enumerated, queried and dumped, next to bare selects",
  seconds: ({ sizes, rounds }) =>
    sizes.reduce((sum, size) => sum + Math.min(rounds, roundsFor(size)) * (6 + size / 18_000), 0),
  async *groups({ checkout, folder, signal, settings: { sizes } }) {
    const writer = await bundleProgram(checkout, "instances/instance-run.ts", folder);
    const reader = await bundleProgram(checkout, "instances/reading-run.ts", folder);
    let before: GroupResults | undefined;
    for (const size of sizes) {
      const file = join(folder, `records-${size}.db`);
      await runForOutput([writer, "put-in-batches", String(size), "random", file], signal);
      const common = { size, rounds: roundsFor(size), warmUps: 0 };
      for (const names of groups) {
        const subjects = names.map(([name, title]) => programSubject(title, [reader, name, String(size), file]));
        yield { ...common, title: "reading through the API", subjects, columns: columnsBeside(names[0]?.[1]) };
      }
      const subjects = readingCommands.map(
        (words): Subject =>
          processSubject(intoFile(words[0]), [checkout.executable, ...words, "-r", file], {
            count: size,
            outputFile: join(folder, "output.txt"),
          }),
      );
      const results: GroupResults = yield {
        ...common,
        title: "reading by command",
        subjects,
        columns: columnsBeside(),
      };
      if (before !== undefined) {
        const smaller = before;
        yield {
          title: "memory beside that of the size before",
          size,
          isDerived: true,
          subjects: subjects.map(({ name }) => ({
            name,
            run: async () => ({ growth: memoryOf(results, name) / memoryOf(smaller, name) }),
          })),
          columns: [{ heading: "x before", measure: "growth", unit: "x" }],
        };
      }
      before = results;
      rmSync(file);
    }
  },
};
