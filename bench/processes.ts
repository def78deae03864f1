import { rmSync } from "node:fs";
import { join } from "node:path";
import { generateInstances } from "./generate-schema.ts";
import { emptyStart, emptyStartSubject, processSubject } from "./harness/measure.ts";
import type { Section, Subject } from "./harness/section.ts";

const instanceCount = 10_000;

/** The commands as people run them, each next to an empty Node start in the same round. */
export const processes: Section = {
  name: "processes",
  summary: "whole commands, cold: help, a check, compiles of the CIM schema and of 10,000 instances",
  seconds: ({ rounds, cim }) => (rounds + 1) * (cim === undefined ? 3 : 4),
  async *groups({ checkout: { executable }, folder, schemas }) {
    const repository = join(folder, "repository.db");
    /** A compile of `source` into a repository file that does not exist yet. */
    const compile = (name: string, source: string): Subject =>
      processSubject(name, [executable, "compile", source, "-r", repository, "-q"], {
        prepare: () => rmSync(repository, { force: true }),
      });
    const instances = join(folder, "instances.mof");
    generateInstances(instances, instanceCount);
    const oneClass = join(folder, "one-class.mof");
    generateInstances(oneClass, 0);
    yield {
      title: "whole processes",
      subjects: [
        emptyStartSubject(),
        processSubject("mofkit --version", [executable, "--version"]),
        processSubject("mofkit --help", [executable, "--help"]),
        processSubject("check, one class", [executable, "check", oneClass, "-q"]),
        ...Array.from(schemas, ([name, schema]) => compile(`compile, ${name}`, schema)),
        compile("compile, 10,000 instances", instances),
      ],
      columns: [
        { heading: "wall ms", measure: "wall", unit: "ms", hasRange: true },
        { heading: "x start", measure: "wall", unit: "x", base: emptyStart },
        { heading: "CPU ms", measure: "cpu", unit: "ms" },
        { heading: "peak MiB", measure: "memory", unit: "MiB" },
      ],
    };
  },
};
