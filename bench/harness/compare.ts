import { rmSync } from "node:fs";
import type { Recorder } from "./results.ts";
import { nameOfGroup, openWorkshop, type RunContext } from "./run.ts";
import { type Checkout, type Column, type Group, type Measures, RunFailed, type Section } from "./section.ts";
import { type Change, changeBetween, confidence, median } from "./statistics.ts";
import { formatNumber, row } from "./table.ts";

/** The revision that is compared with, and what is compared with it. */
export type Pair = readonly [before: Checkout, after: Checkout];

/** What both revisions measured of a subject, in the same rounds. */
interface PairedRuns {
  readonly before: Measures[];
  readonly after: Measures[];
  /** Why the subject is not compared. */
  missing?: string;
}

function lastLine(error: unknown): string {
  return error instanceof Error ? (error.message.trim().split("\n").at(-1) ?? "") : String(error);
}

/**
 * Runs the subjects of both revisions round after round, the two of a subject right after each other; which comes first changes from
 * round to round, so that neither always finds the caches as the other left them. The first round is not counted.
 */
async function runPaired(
  groups: readonly [Group, Group],
  pair: Pair,
  { settings: { rounds }, signal }: RunContext,
  tell: (detail: string) => void,
): Promise<ReadonlyMap<string, PairedRuns>> {
  const runs = new Map(groups[1].subjects.map(({ name }): [string, PairedRuns] => [name, { before: [], after: [] }]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, kept] of runs) {
      const measured: Measures[] = [];
      for (const place of round % 2 === 0 ? [0, 1] : [1, 0]) {
        if (kept.missing !== undefined) break;
        signal.throwIfAborted();
        const checkout = pair[place] as Checkout;
        tell(`${name}, ${round === 0 ? "to warm up" : `round ${round} of ${rounds}`}, ${checkout.name}`);
        try {
          const subject = groups[place]?.subjects.find((other) => other.name === name);
          if (subject === undefined) throw new RunFailed("there is no such subject");
          measured[place] = await subject.run(signal);
        } catch (error) {
          if (!(error instanceof RunFailed)) throw error;
          kept.missing = `${checkout.name} cannot run it: ${lastLine(error)}`;
        }
      }
      const [before, after] = measured;
      if (round === 0 || before === undefined || after === undefined) continue;
      kept.before.push(before);
      kept.after.push(after);
    }
  }
  return runs;
}

/** `+1.2 %`. */
export function formatChange(change: number): string {
  const percent = Math.round(change * 1000) / 10;
  return `${percent > 0 ? "+" : ""}${(percent === 0 ? 0 : percent).toFixed(1)} %`;
}

/** What is said of a change: `smaller`, `larger`, `no change` or `too few rounds`. */
export function verdictOf({ estimate, interval, isBeyondNoise }: Change): string {
  if (interval === undefined) return "too few rounds";
  if (!isBeyondNoise) return "no change";
  return estimate < 0 ? "smaller" : "larger";
}

/** What is measured itself, each once: ratios only follow from it. */
function measuredColumns(group: Group): readonly Column[] {
  return group.columns.filter(
    ({ measure, base }, place, columns) =>
      base === undefined &&
      columns.findIndex((other) => other.base === undefined && other.measure === measure) === place,
  );
}

/** The lines about a subject: one for each of its measures, or why there are none. */
function linesOfChanges(group: Group, subject: string, { before, after, missing }: PairedRuns): string[] {
  if (missing !== undefined) return [`${subject}: not compared, ${missing}`];
  return measuredColumns(group).flatMap(({ heading, measure, unit, digits }) => {
    const valuesOf = (runs: readonly Measures[]) => runs.flatMap((run) => run[measure] ?? []);
    const [first, second] = [valuesOf(before), valuesOf(after)];
    if (first.length === 0 || first.length !== second.length) return [];
    const change = changeBetween(first, second);
    const [from, to] = change.interval ?? [];
    return row(
      subject,
      heading,
      formatNumber(median(first), unit, digits),
      formatNumber(median(second), unit, digits),
      formatChange(change.estimate),
      from === undefined || to === undefined ? "" : formatChange(from),
      from === undefined || to === undefined ? "" : formatChange(to),
      `  ${verdictOf(change)}`,
    );
  });
}

/**
 * Compares two revisions in all groups of a section, and prints what changed. What only one of them can run is said and left out.
 */
export async function compareSection(
  section: Section,
  pair: Pair,
  context: RunContext,
  recorder: Recorder,
  print: (line: string) => void,
): Promise<void> {
  const { progress, signal } = context;
  const workshops = pair.map((checkout, place) =>
    openWorkshop(context, checkout, `${section.name}-${place}`, (what, why) => {
      // Both skip the same; once is enough.
      if (place === 1) recorder.skip(what, why);
    }),
  );
  const generators = workshops.map((workshop) => section.groups(workshop));
  progress.beginSection();
  try {
    let runs: ReadonlyMap<string, PairedRuns> = new Map();
    for (;;) {
      const groups: Group[] = [];
      for (const [place, generator] of generators.entries()) {
        const own = Array.from(runs, ([name, { before, after }]) => [name, place === 0 ? before : after] as const);
        const next = await generator.next(new Map(own)).catch((error: unknown) => {
          signal.throwIfAborted();
          if (place === 1) throw error;
          recorder.skip(section.name, `${pair[0].name} has not what the rest of it needs: ${lastLine(error)}`);
        });
        if (next === undefined || next.done === true) return;
        groups.push(next.value);
      }
      const [before, after] = groups as [Group, Group];
      runs = new Map();
      if (after.isDerived === true) continue;
      const name = nameOfGroup(section, after);
      runs = await runPaired([before, after], pair, context, (detail) => progress.tell(name, detail));
      progress.clear();
      const title = after.size === undefined ? after.title : `${after.title}, ${after.size.toLocaleString("en")}`;
      print(`\n${row(title, "", "before", "after", "change", `${confidence * 100} % from`, "to", "")}`);
      for (const [subject, own] of runs) for (const line of linesOfChanges(after, subject, own)) print(line);
    }
  } finally {
    for (const generator of generators) await generator.return();
    for (const { folder } of workshops) rmSync(folder, { recursive: true, force: true });
    progress.endSection();
  }
}
