import { rmSync } from "node:fs";
import type { Recorder } from "./results.ts";
import { nameOfGroup, openWorkshop, type RunContext } from "./run.ts";
import { type Checkout, type Column, type Group, type Measures, RunFailed, type Section } from "./section.ts";
import { type Change, changeBetween, confidence, median } from "./statistics.ts";
import { formatNumber, row } from "./table.ts";

/** A revision to compare with, and the one that is compared. */
export type Pair = readonly [before: Checkout, after: Checkout];

/** The measures of a subject in rounds in which both revisions ran it. */
type PairedRuns = readonly [before: Measures[], after: Measures[]];

/** Runs that cannot be compared, because one revision does not run the subject. */
interface Missing {
  readonly checkout: Checkout;
  readonly why: string;
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.trim().split("\n").at(-1) ?? "") : String(error);
}

/**
 * Runs a subject of both revisions round after round, right after each other; the order changes from round to round, so that neither
 * always finds what the other left in the caches.
 */
async function runPaired(
  groups: readonly [Group, Group],
  [before, after]: Pair,
  context: RunContext,
  tell: (detail: string) => void,
): Promise<ReadonlyMap<string, PairedRuns | Missing>> {
  const { rounds } = context.settings;
  const runs = new Map<string, PairedRuns | Missing>();
  for (let round = 0; round <= rounds; round++) {
    for (const { name } of groups[1].subjects) {
      const kept = runs.get(name) ?? [[], []];
      runs.set(name, kept);
      if (!Array.isArray(kept)) continue;
      const order = round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
      const measured: [Measures?, Measures?] = [];
      for (const place of order) {
        const checkout = place === 0 ? before : after;
        const subject = groups[place].subjects.find((other) => other.name === name);
        tell(`${name}, ${round === 0 ? "to warm up" : `round ${round} of ${rounds}`}, ${checkout.name}`);
        context.signal.throwIfAborted();
        try {
          if (subject === undefined) throw new RunFailed("it has no such subject");
          measured[place] = await subject.run(context.signal);
        } catch (error) {
          if (!(error instanceof RunFailed)) throw error;
          runs.set(name, { checkout, why: firstLine(error) });
          break;
        }
      }
      const [first, second] = measured;
      if (round > 0 && first !== undefined && second !== undefined) {
        kept[0].push(first);
        kept[1].push(second);
      }
    }
  }
  return runs;
}

/** What is measured itself, once each: ratios follow from it. */
function measuredColumns(group: Group): readonly Column[] {
  const columns = new Map<string, Column>();
  for (const column of group.columns) if (column.base === undefined) columns.set(column.measure, column);
  return [...columns.values()];
}

/** `+1.2 %`. */
export function formatChange(change: number): string {
  const percent = (change * 100).toFixed(1);
  return `${Number(percent) > 0 ? "+" : ""}${Number(percent) === 0 ? "0.0" : percent} %`;
}

/** What is said of a change: `smaller`, `larger`, `no change` or `too few rounds`. */
export function verdictOf({ estimate, interval, isBeyondNoise }: Change): string {
  if (interval === undefined) return "too few rounds";
  if (!isBeyondNoise) return "no change";
  return estimate < 0 ? "smaller" : "larger";
}

function printGroup(
  group: Group,
  runs: ReadonlyMap<string, PairedRuns | Missing>,
  pair: Pair,
  print: (line: string) => void,
): void {
  const sized = group.size === undefined ? "" : `, ${group.size.toLocaleString("en")}`;
  print("");
  print(row(`${group.title}${sized}`, "", "before", "after", "change", `${confidence * 100} % interval`, ""));
  for (const { name } of group.subjects) {
    const run = runs.get(name);
    if (run === undefined) continue;
    if (!Array.isArray(run)) {
      const { checkout, why } = run as Missing;
      print(`${row(name)}  ${checkout.name} does not run it: ${why}`);
      continue;
    }
    const [before, after] = run as PairedRuns;
    for (const { heading, measure, unit, digits } of measuredColumns(group)) {
      const values = [before, after].map((measures) => measures.map((one) => one[measure] ?? Number.NaN));
      const [first = [], second = []] = values;
      if (first.some(Number.isNaN) || second.some(Number.isNaN)) continue;
      const change = changeBetween(first, second);
      const { interval } = change;
      print(
        row(
          name,
          heading,
          formatNumber(median(first), unit, digits),
          formatNumber(median(second), unit, digits),
          formatChange(change.estimate),
          interval === undefined ? "" : `${formatChange(interval[0])} … ${formatChange(interval[1])}`,
          verdictOf(change),
        ),
      );
    }
  }
  for (const { name } of pair) void name;
}

/** Compares two revisions in all groups of a section, and prints what changed. */
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
  progress.beginSection();
  const generators = workshops.map((workshop) => section.groups(workshop));
  try {
    let results: readonly [ReadonlyMap<string, Measures[]>, ReadonlyMap<string, Measures[]>] = [new Map(), new Map()];
    for (;;) {
      const nexts = [];
      for (const [place, generator] of generators.entries()) {
        try {
          nexts.push(await generator.next(results[place as 0 | 1]));
        } catch (error) {
          signal.throwIfAborted();
          if (place === 1) throw error;
          recorder.skip(`the rest of ${section.name}`, `${pair[0].name} has not what it needs: ${firstLine(error)}`);
          return;
        }
      }
      const [first, second] = nexts;
      if (first === undefined || second === undefined || first.done === true || second.done === true) return;
      const groups = [first.value, second.value] as const;
      results = [new Map(), new Map()];
      if (groups[1].isDerived === true) continue;
      const runs = await runPaired(groups, pair, context, (detail) =>
        progress.tell(nameOfGroup(section, groups[1]), detail),
      );
      progress.clear();
      printGroup(groups[1], runs, pair, print);
      const ofPlace = (place: 0 | 1) =>
        new Map(
          [...runs].flatMap(([name, run]) => (Array.isArray(run) ? [[name, run[place] as Measures[]]] : [])) as [
            string,
            Measures[],
          ][],
        );
      results = [ofPlace(0), ofPlace(1)];
    }
  } finally {
    for (const generator of generators) await generator.return();
    for (const { folder } of workshops) rmSync(folder, { recursive: true, force: true });
    progress.endSection();
  }
}
