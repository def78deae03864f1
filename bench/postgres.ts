import { rmSync } from "node:fs";
import { join } from "node:path";
import { bundleProgram } from "./harness/bundle.ts";
import { processSubject, programSubject } from "./harness/measure.ts";
import type { Column, Section } from "./harness/section.ts";
import { type OwnServer, startServer } from "./postgres/server.ts";
import { intoPostgres as postgres, intoSqlite as sqlite } from "./postgres/subjects.ts";

/** How often whole compiles run at most, and how many of the sizes are loaded, the largest: a million takes two minutes. */
const compileRounds = 5;
const loadedSizes = 2;

function roundsFor(count: number): number {
  return count >= 1_000_000 ? 1 : count >= 100_000 ? 2 : 3;
}

function columnsBeside(base: string): readonly Column[] {
  return [
    { heading: "a second", measure: "rate", unit: "/s" },
    { heading: "of SQLite", measure: "rate", unit: "%", base },
    { heading: "CPU us", measure: "cpu", unit: "us" },
    { heading: "peak MiB", measure: "memory", unit: "MiB" },
  ];
}

/** What is read, by the subject of the program and what it is called. */
const reads = [
  ["get", "by key, 100 reads on their way"],
  ["query", "WQL that finds one, instances looked through"],
  ["scan", "all instances"],
] as const;

/** Loading into PostgreSQL over loopback and reading from it, next to SQLite in the same rounds. Commits last in both. */
export const postgresql: Section = {
  name: "postgres",
  summary: "loads and reads over loopback with a PostgreSQL server of its own (--sizes), next to SQLite",
  seconds: ({ sizes, rounds }) =>
    15 +
    Math.min(rounds, compileRounds) * 6 +
    sizes.slice(-loadedSizes).reduce((sum, size) => sum + Math.min(rounds, roundsFor(size)) * (10 + size / 10_000), 0),
  async *groups({ checkout, folder, schemas, settings: { sizes }, skip }) {
    let server: OwnServer;
    try {
      server = await startServer();
    } catch (error) {
      skip("everything with PostgreSQL", `no server can be started here: ${error}`);
      return;
    }
    try {
      const child = await bundleProgram(checkout, "postgres/postgres-run.ts", folder);
      const file = join(folder, "repository.db");
      const removeFile = () => rmSync(file, { force: true });
      for (const [name, schema] of schemas) {
        const target = await server.empty("compiled");
        yield {
          title: `compiling the ${name}, whole processes`,
          subjects: [
            processSubject(sqlite, [checkout.executable, "compile", schema, "-r", file, "-q"], { prepare: removeFile }),
            processSubject(postgres, [checkout.executable, "compile", schema, "-r", target, "-q"], {
              prepare: async () => void (await server.empty("compiled")),
            }),
          ],
          columns: [
            { heading: "wall ms", measure: "wall", unit: "ms", hasRange: true },
            { heading: "x SQLite", measure: "wall", unit: "x", base: sqlite },
            { heading: "CPU ms", measure: "cpu", unit: "ms" },
            { heading: "peak MiB", measure: "memory", unit: "MiB" },
          ],
          rounds: compileRounds,
        };
      }
      for (const size of sizes.slice(-loadedSizes)) {
        const target = await server.empty("put");
        yield {
          title: "putting instances, keys at random",
          size,
          subjects: [
            programSubject(sqlite, [child, "put", String(size), file], { prepare: removeFile }),
            programSubject(postgres, [child, "put", String(size), target], {
              prepare: async () => void (await server.empty("put")),
            }),
          ],
          columns: columnsBeside(sqlite),
          rounds: roundsFor(size),
          warmUps: 0,
        };
        for (const [subject, title] of reads) {
          yield {
            title: `reading: ${title}`,
            size,
            subjects: [
              programSubject("from SQLite", [child, subject, String(size), file]),
              programSubject("from PostgreSQL", [child, subject, String(size), target]),
            ],
            columns: columnsBeside("from SQLite"),
            rounds: roundsFor(size),
            warmUps: 0,
          };
        }
      }
    } finally {
      await server.stop();
    }
  },
};
