import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleProgram } from "./harness/bundle.ts";
import { processSubject, programSubject } from "./harness/measure.ts";
import type { Column, Group, GroupResults, Section } from "./harness/section.ts";
import { median } from "./harness/statistics.ts";
import {
  bareInserts,
  extremeSubject,
  extremes,
  generateRecords,
  growthOf,
  type RecordForm,
  recordForms,
  textToDisk,
} from "./scale/generate.ts";

/** Fewer rounds where one takes long: what is short is disturbed more. None goes before those of a million. */
function roundsFor(count: number, form: RecordForm): { readonly rounds: number; readonly warmUps: number } {
  if (count >= 1_000_000) return { rounds: form === "plain" ? 2 : 1, warmUps: 0 };
  return { rounds: count >= 100_000 ? 2 : 3, warmUps: 1 };
}

const roundsOfExtremes = 2;
/** About what a round of an extreme and its half takes, and an instance of a file with the bare insert beside it. */
const secondsOfExtreme = 2;
const instancesPerSecond = 50_000;

function secondsOf(count: number, form: RecordForm, most: number): number {
  const { rounds, warmUps } = roundsFor(count, form);
  return (Math.min(most, rounds) + warmUps) * (1 + count / instancesPerSecond);
}

function columnsBeside(base: string): readonly Column[] {
  return [
    { heading: "a second", measure: "rate", unit: "/s" },
    { heading: "of bare", measure: "rate", unit: "%", base, hasRange: true },
    { heading: "CPU ms", measure: "cpu", unit: "ms" },
    { heading: "peak MiB", measure: "memory", unit: "MiB" },
  ];
}

function wallOf(results: GroupResults, subject: string): number {
  return median((results.get(subject) ?? []).map(({ wall }) => wall ?? Number.NaN));
}

/** Growth is told where the size before is one in so many at least: fewer take little more than the start of a process. */
const largestStep = 10;

/** How much more a compile takes for an instance at one size than at the one before, as a multiple of what bare inserts do. */
function growthGroup(form: RecordForm, size: number, before: GroupResults, after: GroupResults): Group {
  const growth = (subject: string) => wallOf(after, subject) / wallOf(before, subject);
  const measures = { growth: growth(textToDisk(form)) / growth(bareInserts(form)) };
  return {
    title: "growth from the size before, next to that of bare inserts",
    size,
    subjects: [{ name: growthOf(form), run: async () => measures }],
    columns: [{ heading: "growth", measure: "growth", unit: "x", digits: 2 }],
    rounds: 1,
    warmUps: 0,
    isDerived: true,
  };
}

/**
 * Files of instances compiled into a new repository by the command line, each next to a bare program that inserts the very rows which
 * the compile before it has left; and extreme declarations, each next to one of half its size.
 */
export const scale: Section = {
  name: "scale",
  summary: "files of instances compiled (--sizes), next to bare inserts of the same rows, and extreme declarations",
  seconds: ({ sizes, rounds }) =>
    recordForms
      .flatMap((form) => sizes.map((size) => secondsOf(size, form, rounds)))
      .reduce((sum, one) => sum + one, 0) +
    extremes.length * (roundsOfExtremes + 1) * secondsOfExtreme,
  async *groups({ checkout, folder, settings: { sizes } }) {
    const repository = join(folder, "repository.db");
    const input = join(folder, "input.mof");
    const compile = [checkout.executable, "compile", input, "-r", repository, "-q"];
    const prepare = () => rmSync(repository, { force: true });
    const bare = await bundleProgram(checkout, "scale/bare-run.ts", folder);
    const bareFile = join(folder, "bare.db");
    for (const form of recordForms) {
      let before: { readonly size: number; readonly results: GroupResults } | undefined;
      for (const size of sizes) {
        generateRecords(input, size, form);
        const results: GroupResults = yield {
          title: `instances, ${form}`,
          size,
          subjects: [
            processSubject(textToDisk(form), compile, { prepare, count: size }),
            programSubject(bareInserts(form), [bare, repository, bareFile], {
              prepare: () => rmSync(bareFile, { force: true }),
            }),
          ],
          columns: columnsBeside(bareInserts(form)),
          ...roundsFor(size, form),
        };
        if (before && size <= largestStep * before.size) yield growthGroup(form, size, before.results, results);
        before = { size, results };
      }
    }
    for (const extreme of extremes) {
      const half = extremeSubject(extreme, extreme.count);
      yield {
        title: "extreme declarations",
        subjects: [extreme.count, extreme.count * 2].map((count) =>
          processSubject(extremeSubject(extreme, count), compile, {
            prepare: () => {
              prepare();
              writeFileSync(input, extreme.generate(count));
            },
          }),
        ),
        columns: [
          { heading: "wall ms", measure: "wall", unit: "ms", hasRange: true },
          { heading: "x half", measure: "wall", unit: "x", base: half },
          { heading: "CPU ms", measure: "cpu", unit: "ms" },
          { heading: "x half", measure: "cpu", unit: "x", base: half },
          { heading: "peak MiB", measure: "memory", unit: "MiB" },
        ],
        rounds: roundsOfExtremes,
      };
    }
  },
};
