/**
 * What a section of the benchmark is.
 *
 * A section is a file in `bench/` that exports a {@link Section}, listed in `sections.ts`. It says *what* is run: it yields groups of
 * subjects. The harness does the rest, alike for all: it runs the subjects of a group in turn (A B C A B C …), drops the first round, prints
 * a table, keeps every figure as JSON, holds it against `targets.ts`, and with `--compare` runs the same groups for two revisions.
 *
 * ```ts
 * export const sorting: Section = {
 *   name: "sorting",
 *   summary: "arrays sorted, next to arrays copied",
 *   seconds: ({ rounds }) => rounds * 2,
 *   async *groups({ folder, checkout, settings }) {
 *     for (const size of settings.sizes) {
 *       const file = join(folder, `${size}.json`);
 *       writeNumbers(file, size);
 *       const program = await bundleProgram(checkout, "sorting/sort-run.ts", folder);
 *       yield {
 *         title: "sorting",
 *         size,
 *         subjects: [
 *           programSubject("copy", [program, "copy", file]), // prints {"rate":…,"cpu":…} as JSON
 *           programSubject("sort", [program, "sort", file]),
 *         ],
 *         columns: [
 *           { heading: "a second", measure: "rate", unit: "/s" },
 *           { heading: "of copying", measure: "rate", unit: "%", base: "copy" },
 *           { heading: "peak MiB", measure: "memory", unit: "MiB" },
 *         ],
 *       };
 *     }
 *   },
 * };
 * ```
 */

/** What one run of a subject measured, by name: `wall`, `cpu`, `memory`, `rate` … */
export type Measures = Readonly<Record<string, number>>;

/** What is run; its name is the same in every revision and on every machine. */
export interface Subject {
  readonly name: string;
  /**
   * One run, from preparation to end; only what it measures itself counts. Made by `processSubject` and `programSubject` of `measure.ts`,
   * or by hand. Throws {@link RunFailed} where the program does not end well.
   */
  run(signal: AbortSignal): Promise<Measures>;
}

/** A program that did not end well; its message has what it printed. */
export class RunFailed extends Error {}

/** How a figure is counted and written. `x` and `%` are multiples and shares of a base, `/s` things a second. */
export type Unit = "ms" | "s" | "us" | "MiB" | "MiB/s" | "/s" | "count" | "x" | "%";

export interface Column {
  readonly heading: string;
  /** The name of what is shown in {@link Measures}. */
  readonly measure: string;
  readonly unit: Unit;
  /** The subject of this group that the measure is divided by, round by round; the figure is then the median of these ratios. */
  readonly base?: string;
  /** Whether the smallest and largest are printed too. */
  readonly hasRange?: boolean;
  /** How many digits after the point; by default as its unit needs. */
  readonly digits?: number;
}

/** Subjects that run in turn, and what is shown of them: a part of a table. */
export interface Group {
  /** The heading of the table; groups that follow each other with the same title and headings are one table. */
  readonly title: string;
  /** How many instances, bytes … every subject works on, where that differs between groups: the horizontal axis of a plot. */
  readonly size?: number;
  readonly subjects: readonly Subject[];
  readonly columns: readonly Column[];
  /** How many rounds at most, for what takes long; a comparison runs as many as it was told. */
  readonly rounds?: number;
  /** How many rounds go before and are not counted: 1 unless it says otherwise. */
  readonly warmUps?: number;
  /** Set where the subjects only compute from what earlier groups measured; a comparison leaves such a group out. */
  readonly isDerived?: boolean;
}

/** What each subject of a group measured, by name, one entry a round. */
export type GroupResults = ReadonlyMap<string, readonly Measures[]>;

/** The settings of the command line. */
export interface Settings {
  readonly rounds: number;
  /** How many instances, in ascending order. */
  readonly sizes: readonly number[];
  /** Bytes of the long file that is streamed. */
  readonly stream: number;
  /** The file that includes the CIM schema, where `--cim` names one. */
  readonly cim: string | undefined;
}

/** A working tree of mofkit that is built. */
export interface Checkout {
  /** For people: `working tree`, or the revision as it was named. */
  readonly name: string;
  readonly root: string;
  /** `dist/mofkit.js`. */
  readonly executable: string;
}

/** What a section is given. */
export interface Workshop {
  readonly checkout: Checkout;
  readonly settings: Settings;
  /** An empty folder for files, of this section and checkout alone; removed when the section is done. */
  readonly folder: string;
  /** Schemas to compile, the file that includes all of each, by name; the generated one, and with `--cim` CIM itself. */
  readonly schemas: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  /** Says visibly, and in the results, what is not measured and why. */
  skip(what: string, why: string): void;
}

export interface Section {
  /** The word that asks for it on the command line. */
  readonly name: string;
  /** A clause for the help. */
  readonly summary: string;
  /** About how long it takes on two cores that are otherwise idle; for what is left. */
  seconds(settings: Settings): number;
  /**
   * Yields group after group; each `yield` gives what was measured, for what is derived from it. Clean up what is not in the folder in a
   * `finally`: it runs also when the benchmark is interrupted.
   */
  groups(workshop: Workshop): AsyncGenerator<Group, void, GroupResults>;
}
