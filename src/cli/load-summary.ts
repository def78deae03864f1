import type { LoadReport } from "../loader/load-options.ts";
import { countOf } from "./counts.ts";
import type { JsonWriter } from "./json-writer.ts";
import type { Reporter } from "./reporter.ts";

const nouns = {
  namespaces: ["namespace", "namespaces"],
  qualifiers: ["qualifier type", "qualifier types"],
  classes: ["class", "classes"],
  instances: ["instance", "instances"],
} as const;

const kinds = ["namespaces", "qualifiers", "classes", "instances"] as const;
const outcomes = ["created", "updated", "unchanged", "deleted"] as const;

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

/** The members of a report that all loads have. */
export function reportLoad(json: JsonWriter, reporter: Reporter, report: LoadReport, milliseconds: number): void {
  json.member("committed", report.committed);
  json.member("files", report.files);
  json.member("declarations", report.declarations);
  json.member("errors", reporter.errors);
  json.member("warnings", reporter.warnings);
  json.member("counts", report.counts);
  json.member("milliseconds", Math.round(milliseconds));
}
