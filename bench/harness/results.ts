import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Machine, Revision } from "./machine.ts";
import type { Column, Group, GroupResults, Measures, Settings, Unit } from "./section.ts";
import { median } from "./statistics.ts";
import { formatColumn, headingsOf, row } from "./table.ts";
import { type Judgement, judge } from "./targets.ts";

/** A number that was measured, with all its rounds. */
export interface Figure {
  readonly section: string;
  readonly title: string;
  readonly subject: string;
  readonly size?: number;
  readonly measure: string;
  readonly unit: Unit;
  /** The subject it is a multiple or share of, in the same rounds. */
  readonly base?: string;
  readonly median: number;
  /** One a round. */
  readonly values: readonly number[];
}

/** What was not measured, and why. */
export interface Skipped {
  readonly what: string;
  readonly why: string;
}

/** The file of results of a section. */
export interface Results {
  readonly format: 1;
  readonly section: string;
  /** When the section was done, ISO 8601. */
  readonly date: string;
  readonly revision: Revision | undefined;
  readonly machine: Machine;
  readonly settings: Omit<Settings, "cim"> & { readonly hasCim: boolean };
  readonly figures: readonly Figure[];
  readonly targets: readonly Judgement[];
  readonly skipped: readonly Skipped[];
}

/** Results that are committed: those of the figures in README. */
export const keptFolder = join(import.meta.dirname, "../results");

/** Results of the newest run of each section; ignored by git. */
export const latestFolder = join(keptFolder, "latest");

/** Six significant digits: more than any clock here has. */
function shortened(value: number): number {
  return Number(value.toPrecision(6));
}

/** The values of a column, round by round; none where the subject does not measure it. */
function valuesOf(column: Column, runs: readonly Measures[], base: readonly Measures[] | undefined): number[] {
  const values: number[] = [];
  for (const [round, run] of runs.entries()) {
    const own = run[column.measure];
    const divisor = column.base === undefined ? 1 : base?.[round]?.[column.measure];
    if (own !== undefined && divisor !== undefined) values.push(shortened(own / divisor));
  }
  return values;
}

/** The figures of a group: one for each subject and column that it has values for. */
export function figuresOf(section: string, group: Group, results: GroupResults): Figure[] {
  return group.subjects.flatMap(({ name }) =>
    group.columns.flatMap((column): Figure[] => {
      if (column.base === name) return [];
      const { base, measure, unit } = column;
      const values = valuesOf(column, results.get(name) ?? [], base === undefined ? undefined : results.get(base));
      if (values.length === 0) return [];
      return [
        {
          section,
          title: group.title,
          subject: name,
          ...(group.size === undefined ? {} : { size: group.size }),
          measure,
          unit,
          ...(base === undefined ? {} : { base }),
          median: median(values),
          values,
        },
      ];
    }),
  );
}

/** Prints the tables of a section as its groups are measured, and keeps their figures. */
export class Recorder {
  readonly #section: string;
  readonly #print: (line: string) => void;
  readonly #figures: Figure[] = [];
  readonly #skipped: Skipped[] = [];
  #heading = "";

  constructor(section: string, print: (line: string) => void) {
    this.#section = section;
    this.#print = print;
  }

  record(group: Group, results: GroupResults): void {
    const figures = figuresOf(this.#section, group, results);
    this.#figures.push(...figures);
    const sized = group.size === undefined ? [] : ["size"];
    const heading = row(group.title, ...sized, ...group.columns.flatMap(headingsOf));
    if (heading !== this.#heading) this.#print(`\n${heading}`);
    this.#heading = heading;
    for (const { name } of group.subjects) {
      const cells = group.columns.flatMap((column) => {
        const figure = figures.find(
          ({ subject, measure, base }) => subject === name && measure === column.measure && base === column.base,
        );
        return figure === undefined ? headingsOf(column).map(() => "") : formatColumn(column, figure.values);
      });
      this.#print(row(name, ...(group.size === undefined ? [] : [group.size.toLocaleString("en")]), ...cells));
    }
  }

  skip(what: string, why: string): void {
    this.#skipped.push({ what, why });
    this.#print(`\nskipped: ${what}: ${why}`);
    this.#heading = "";
  }

  results(about: Pick<Results, "revision" | "machine"> & { readonly settings: Settings }): Results {
    const { cim, ...settings } = about.settings;
    return {
      format: 1,
      section: this.#section,
      date: new Date().toISOString(),
      revision: about.revision,
      machine: about.machine,
      settings: { ...settings, hasCim: cim !== undefined },
      figures: this.#figures,
      targets: judge(this.#section, this.#figures),
      skipped: this.#skipped,
    };
  }
}

/** Writes the results of a section as JSON, and gives the path. */
export function writeResults(folder: string, results: Results): string {
  const path = join(folder, `${results.section}.json`);
  mkdirSync(dirname(path), { recursive: true });
  // A figure a line: what differs between two runs is then easy to see.
  const lines = results.figures.map((figure) => JSON.stringify(figure)).join(",\n    ");
  const text = JSON.stringify({ ...results, figures: [] }, undefined, 2);
  writeFileSync(path, `${text.replace('"figures": []', () => `"figures": [\n    ${lines}\n  ]`)}\n`);
  return path;
}
