import { intoFile, readingCommands } from "../instances/reading-commands.ts";
import { intoPostgres, intoSqlite } from "../postgres/subjects.ts";
import { bareInserts, extremeSubject, extremes, growthOf, recordForms, textToDisk } from "../scale/generate.ts";
import { emptyStart } from "./measure.ts";
import type { Figure } from "./results.ts";
import type { Unit } from "./section.ts";
import { formatNumber } from "./table.ts";

/** What a figure has to be. */
export interface Target {
  readonly section: string;
  readonly subject: string;
  readonly size?: number;
  readonly measure: string;
  readonly base?: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** The DMTF schema, and what stands in for it where it is not at hand: they have the same size and shape, so the same targets. */
export const schemas = { cim: "CIM 2.49", generated: "schema like CIM 2.49" } as const;

const compileStarts = 12;
const compileMebibytes = 160;
const instancesStarts = 12;
const versionStarts = 1.3;
const helpStarts = 2.2;
const checkStarts = 3.5;

/** Of a million instances, from text to disk: the share of the rate of bare inserts, the memory, and how much more than they do an instance may take than among fewer. */
const scaleSize = 1_000_000;
const scaleShare = 1 / 3;
const scaleMebibytes = 256;
const scaleGrowth = 1.15;
const readingSize = 1_000_000;
/** Flat: what ten times the instances take at most of what these take. */
const readingMemory = 1.15;
/** The share of the rate of the same load into SQLite. */
const postgresShare = 0.5;
/** Twice as much of something may take twice as long, and what a busy machine adds. */
const doubledTime = 2.2;

function starts(subject: string, atMost: number): Target {
  return { section: "processes", subject, measure: "wall", base: emptyStart, atMost };
}

/** Every limit that mofkit is held to, on a machine that does nothing else. */
export const targets: readonly Target[] = [
  starts("mofkit --version", versionStarts),
  starts("mofkit --help", helpStarts),
  starts("check, one class", checkStarts),
  ...Object.values(schemas).flatMap((schema): Target[] => [
    starts(`compile, ${schema}`, compileStarts),
    { section: "processes", subject: `compile, ${schema}`, measure: "memory", atMost: compileMebibytes },
  ]),
  starts("compile, 10,000 instances", instancesStarts),
  ...recordForms.flatMap((form): Target[] => {
    const [section, size] = ["scale", scaleSize];
    const subject = textToDisk(form);
    return [
      { section, size, subject, measure: "rate", base: bareInserts(form), atLeast: scaleShare },
      { section, size, subject, measure: "memory", atMost: scaleMebibytes },
      { section, size, subject: growthOf(form), measure: "growth", atMost: scaleGrowth },
    ];
  }),
  ...extremes.flatMap((extreme): Target[] => {
    const [base, subject] = [extremeSubject(extreme, extreme.count), extremeSubject(extreme, extreme.count * 2)];
    return ["wall", "cpu"].map((measure) => ({ section: "scale", subject, measure, base, atMost: doubledTime }));
  }),
  ...readingCommands.map(([command]): Target => {
    return {
      section: "reading",
      size: readingSize,
      subject: intoFile(command),
      measure: "growth",
      atMost: readingMemory,
    };
  }),
  { section: "postgres", subject: intoPostgres, measure: "rate", base: intoSqlite, atLeast: postgresShare },
];

/** Whether a target is met. */
export interface Judgement extends Target {
  readonly unit: Unit;
  readonly median: number;
  readonly isMet: boolean;
}

/** Holds the figures of a section against the targets that it has figures for. */
export function judge(section: string, figures: readonly Figure[]): Judgement[] {
  return targets
    .filter((target) => target.section === section)
    .flatMap((target) =>
      figures
        .filter(
          ({ subject, size, measure, base }) =>
            subject === target.subject &&
            measure === target.measure &&
            base === target.base &&
            (target.size === undefined || size === target.size),
        )
        .map(({ median, unit, size }) => ({
          ...target,
          ...(size === undefined ? {} : { size }),
          unit,
          median,
          isMet: median <= (target.atMost ?? Number.POSITIVE_INFINITY) && median >= (target.atLeast ?? 0),
        })),
    );
}

/** A judgement as a line of a table: what, how much of what, the limit, and whether it is met. */
export function judgementCells(judgement: Judgement): readonly [string, string, string, string] {
  const { subject, size, measure, base, unit, atMost, atLeast, median, isMet } = judgement;
  const format = (value: number) => `${formatNumber(value, unit)}${unit === "x" || unit === "%" ? "" : ` ${unit}`}`;
  const limit = [
    ...(atMost === undefined ? [] : [`at most ${format(atMost)}`]),
    ...(atLeast === undefined ? [] : [`at least ${format(atLeast)}`]),
  ].join(", ");
  const what = `${subject}${size === undefined ? "" : ` (${size.toLocaleString("en")})`}: ${measure}${base === undefined ? "" : ` of ${base}`}`;
  return [what, format(median), limit, isMet ? "met" : "not met"];
}
