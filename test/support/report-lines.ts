import { expect } from "vitest";
import { reportProblems } from "./json-schemas.ts";

/** A line of the report of a compile or a check, read. */
// biome-ignore lint/suspicious/noExplicitAny: a report is asked for what a program would ask it for
export type ReportLine = any;

/** The report of a compile or a check: its lines by type, in their order. */
export interface LineReport {
  readonly objects: readonly ReportLine[];
  readonly removals: readonly ReportLine[];
  readonly found: readonly ReportLine[];
  readonly pragmas: readonly ReportLine[];
  readonly diagnostics: readonly ReportLine[];
  readonly results: readonly ReportLine[];
  readonly retries: readonly ReportLine[];
  /** Of `recover --list`. */
  readonly recoveryFiles: readonly ReportLine[];
  readonly summary: ReportLine;
}

/** Reads what `compile --json` and `check --json` print; every line is to the schema, and the last one is the summary. */
export function readReportLines(stdout: string): LineReport {
  expect(stdout.endsWith("\n")).toBe(true);
  const lines = stdout
    .slice(0, -1)
    .split("\n")
    .map((line) => JSON.parse(line));
  for (const line of lines) expect(reportProblems(line), JSON.stringify(line)).toEqual([]);
  const summary = lines.pop();
  expect(summary).toMatchObject({ type: "summary", version: 1 });
  const ofType = (type: string) => lines.filter((line) => line.type === type);
  const [objects, removals, found] = [ofType("object"), ofType("removal"), ofType("found")];
  const [diagnostics, results] = [ofType("diagnostic"), ofType("result")];
  const [pragmas, recoveryFiles, retries] = [ofType("pragma"), ofType("recoveryFile"), ofType("retry")];
  const known = [objects, removals, found, pragmas, diagnostics, results, recoveryFiles, retries];
  expect(known.flat().length).toBe(lines.length);
  return { objects, removals, found, pragmas, diagnostics, results, recoveryFiles, retries, summary };
}
