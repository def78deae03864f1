import type { LoadReport } from "../loader/load-options.ts";
import { countOf } from "./counts.ts";
import type { JsonLines } from "./json-lines.ts";
import type { Reporter } from "./reporter.ts";

/** What objects of each kind are called. */
export const nouns = {
  namespaces: ["namespace", "namespaces"],
  qualifiers: ["qualifier type", "qualifier types"],
  classes: ["class", "classes"],
  instances: ["instance", "instances"],
} as const;

const kinds = ["namespaces", "qualifiers", "classes", "instances"] as const;
const outcomes = ["created", "updated", "unchanged", "deleted"] as const;

type Outcome = (typeof outcomes)[number];

/**
 * What a load did, a line for each kind of object that it touched:
 *
 * ```
 *   70 qualifier types created
 *   1631 classes created, 2 unchanged
 * ```
 */
export function describeCounts(counts: LoadReport["counts"]): string {
  const lines = kinds.flatMap((kind) => {
    const [first, ...others] = outcomes.filter((outcome) => counts[kind][outcome] > 0);
    if (first === undefined) return [];
    const [one, many] = nouns[kind];
    const parts = [
      `${countOf(counts[kind][first], one, many)} ${first}`,
      ...others.map((outcome) => `${counts[kind][outcome]} ${outcome}`),
    ];
    return [`  ${parts.join(", ")}\n`];
  });
  return lines.length === 0 ? "  nothing was declared\n" : lines.join("");
}

/** `2 errors and 1 warning`, `no errors`. */
export function describeProblems({ errors, warnings }: Pick<Reporter, "errors" | "warnings">): string {
  const parts = [errors > 0 ? countOf(errors, "error") : "no errors"];
  if (warnings > 0) parts.push(countOf(warnings, "warning"));
  return parts.join(" and ");
}

/** What the summary of a report says of all its loads together. */
export interface LoadTotals {
  committed: boolean;
  files: number;
  declarations: number;
  counts: LoadReport["counts"];
  milliseconds: number;
}

/** Adds what became of a load to the summary of a report. */
export function reportLoad(
  { summary }: JsonLines,
  report: Pick<LoadReport, "committed" | "files" | "declarations" | "counts">,
  milliseconds: number,
): void {
  summary.committed = report.committed && summary.committed !== false;
  summary.files = report.files + (summary.files ?? 0);
  summary.declarations = report.declarations + (summary.declarations ?? 0);
  summary.counts = summary.counts ? sumOf(summary.counts, report.counts) : report.counts;
  summary.milliseconds = Math.round(milliseconds) + (summary.milliseconds ?? 0);
}

function sumOf(one: LoadReport["counts"], other: LoadReport["counts"]): LoadReport["counts"] {
  const sums = kinds.map((kind) => {
    // A removal counts by more outcomes than a load.
    const ofKind = Object.entries(one[kind]).map(([outcome, count]) => [
      outcome,
      count + (other[kind][outcome as Outcome] ?? 0),
    ]);
    return [kind, Object.fromEntries(ofKind)];
  });
  return Object.fromEntries(sums);
}
