import { rmSync } from "node:fs";
import { join } from "node:path";
import { runNode } from "./harness/measure.ts";
import type { Section, Subject } from "./harness/section.ts";

const apart = "one after another";

/** How many repositories are compiled into. */
const counts = [1, 2, 4, 8];

/** Fewer than of a single compile: a round has thirty of them. */
const mostRounds = 3;

/** One compile into several repositories, next to as many compiles into one each. */
export const manyTargets: Section = {
  name: "many-targets",
  summary: "compile into 1, 2, 4 and 8 repositories at once, next to as many compiles",
  seconds: ({ rounds, cim }) => (Math.min(rounds, mostRounds) + 1) * (cim === undefined ? 10 : 25),
  async *groups({ checkout: { executable }, folder, schemas }) {
    for (const [name, schema] of schemas) {
      for (const count of counts) {
        const repositories = Array.from({ length: count }, (_, number) => join(folder, `${number}.db`));
        const subject = (title: string, commands: readonly (readonly string[])[]): Subject => ({
          name: title,
          run: async (signal) => {
            for (const repository of repositories) rmSync(repository, { force: true });
            let [wall, cpu, memory] = [0, 0, 0];
            for (const named of commands) {
              const options = named.flatMap((repository) => ["-r", repository]);
              const run = await runNode([executable, "compile", schema, "-q", ...options], { signal });
              wall += run.wall;
              cpu += run.cpu;
              memory = Math.max(memory, run.memory);
            }
            return { wall, cpu, memory };
          },
        });
        const single = repositories.map((repository) => [repository]);
        yield {
          title: `many-targets, ${name}`,
          size: count,
          rounds: mostRounds,
          subjects: [subject(apart, single), subject("at once", [repositories])],
          columns: [
            { heading: "wall ms", measure: "wall", unit: "ms" },
            { heading: "CPU ms", measure: "cpu", unit: "ms" },
            { heading: "of separate", measure: "cpu", unit: "%", base: apart },
            { heading: "peak MiB", measure: "memory", unit: "MiB" },
          ],
        };
      }
    }
  },
};
