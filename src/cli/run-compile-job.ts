import type { LoadReport } from "../loader/load-options.ts";
import type { IncrementalReport } from "../project/incremental.ts";
import { repositoryName } from "../repository/repository-name.ts";
import type { CommandContext } from "./command-context.ts";
import type { CompileJob } from "./compile-jobs.ts";
import { countOf, durationOf } from "./counts.ts";
import { type JobResult, outcomeOf } from "./job-result.ts";
import type { JsonLines } from "./json-lines.ts";
import { runLoad } from "./load-run.ts";
import { describeCounts, describeProblems, reportLoad } from "./load-summary.ts";
import { repeatConflicts } from "./repeat-conflicts.ts";
import { withConnection } from "./repository-access.ts";

/** Does a compile. */
export async function runCompileJob(context: CommandContext, job: CompileJob): Promise<JobResult> {
  const start = performance.now();
  const { inputs, target, dryRun } = job;
  const { lines, work } = context;
  work.what = `compiling ${countOf(inputs.length, "file")}`;
  work.target = repositoryName(target);
  let report: LoadReport | IncrementalReport;
  try {
    report = await compileInto(context, job);
  } catch (error) {
    if (lines) lines.summary.committed = false;
    throw error;
  }
  const milliseconds = performance.now() - start;
  if (lines) reportResult(context, lines, job, { ...report, committed: report.committed && !dryRun }, milliseconds);
  const notes: string[] = [];
  if (!report.committed)
    notes.push(`found ${describeProblems(context.reporter)}; nothing was changed in ${repositoryName(target)}`);
  if ("upToDate" in report && report.committed && report.earlierWarnings > 0) {
    notes.push(`${countOf(report.earlierWarnings, "warning")} about unchanged files as before, not told again`);
  }
  const { files, declarations, counts } = report;
  const text = report.committed ? describeReport(context, job, report, milliseconds) : "";
  return { outcome: outcomeOf(report), text, notes, files, declarations, counts };
}

function describeReport(
  context: CommandContext,
  job: CompileJob,
  report: LoadReport | IncrementalReport,
  milliseconds: number,
): string {
  const { name, target, dryRun } = job;
  if ("upToDate" in report && report.upToDate) {
    const label = name ?? context.target;
    return (label === undefined ? "" : `${label}: `) + describeNothing(report);
  }
  // Where a target has no name, its repository is named behind.
  const label = name === undefined ? "" : `${name}: `;
  const done = `${describeWork(report, { target, dryRun })} in ${durationOf(milliseconds)}`;
  const left = "upToDate" in report ? describeLeft(report) : "";
  return `${label}${done}${dryRun ? ", nothing was changed" : ""}\n${describeCounts(report.counts)}${left}`;
}

/** `compiled 3 files into harbor.db`; where all that there was to do is to remove, that. */
function describeWork(
  { files, counts }: LoadReport,
  { target, dryRun }: Pick<CompileJob, "target" | "dryRun">,
): string {
  const name = repositoryName(target);
  const removesOnly = files === 0 && Object.values(counts).some(({ deleted }) => deleted > 0);
  if (removesOnly) return `${dryRun ? "would remove" : "removed"} what is declared no more from ${name}`;
  return `${dryRun ? "would compile" : "compiled"} ${countOf(files, "file")} ${dryRun ? "over" : "into"} ${name}`;
}

function describeNothing({ unchangedFiles, since = "" }: IncrementalReport): string {
  const are = unchangedFiles === 1 ? "is" : "are";
  return `nothing to do: ${countOf(unchangedFiles, "file")} ${are} unchanged since ${localTime(new Date(since))}\n`;
}

function describeLeft({ unchangedFiles }: IncrementalReport): string {
  return unchangedFiles === 0 ? "" : `  ${countOf(unchangedFiles, "file")} unchanged\n`;
}

/** `2026-02-28 17:05:09`, where the user is. */
function localTime(time: Date): string {
  const parts = [time.getMonth() + 1, time.getDate(), time.getHours(), time.getMinutes(), time.getSeconds()];
  const [month, day, hours, minutes, seconds] = parts.map((part) => String(part).padStart(2, "0"));
  return `${time.getFullYear()}-${month}-${day} ${hours}:${minutes}:${seconds}`;
}

/** Tells what became of one repository, in a line of its own, and adds it to the summary of the command. */
function reportResult(
  { target: name }: CommandContext,
  lines: JsonLines,
  { target, dryRun }: CompileJob,
  report: LoadReport | IncrementalReport,
  milliseconds: number,
): void {
  const { committed, files, declarations, counts } = report;
  const duration = Math.round(milliseconds);
  const result = {
    ...(name !== undefined && { target: name }),
    repository: repositoryName(target),
    dryRun,
    committed,
    files,
    declarations,
    counts,
    milliseconds: duration,
  };
  if ("upToDate" in report) {
    const { upToDate, unchangedFiles, earlierWarnings } = report;
    lines.write("result", { ...result, upToDate, unchangedFiles, earlierWarnings });
  } else lines.write("result", result);
  reportLoad(lines, report, milliseconds);
}

function compileInto(context: CommandContext, job: CompileJob): Promise<LoadReport | IncrementalReport> {
  const { inputs, target, dryRun, keys, settings } = job;
  const access = { access: dryRun ? "read" : "write", overlay: dryRun, ...(keys && { keys }) } as const;
  return repeatConflicts(context, job, (own) =>
    withConnection(own, target, access, (connection) =>
      runLoad(own, connection, inputs, settings, repositoryName(target)),
    ),
  );
}
