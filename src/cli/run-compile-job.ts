import type { LoadReport } from "../loader/load-options.ts";
import type { IncrementalReport } from "../project/incremental.ts";
import type { CommandContext } from "./command-context.ts";
import type { CompileJob } from "./compile-jobs.ts";
import { countOf, durationOf } from "./counts.ts";
import type { JsonLines } from "./json-lines.ts";
import { runLoad } from "./load-run.ts";
import { describeCounts, describeProblems, reportLoad } from "./load-summary.ts";
import { withConnection } from "./repository-access.ts";

/** Does a compile and says what became of it. */
export async function runCompileJob(context: CommandContext, job: CompileJob): Promise<void> {
  const start = performance.now();
  const { inputs, target, dryRun } = job;
  const { lines, work } = context;
  work.what = `compiling ${countOf(inputs.length, "file")}`;
  work.target = target;
  let report: LoadReport | IncrementalReport;
  try {
    report = await compileInto(context, job);
  } catch (error) {
    if (lines) lines.summary.committed = false;
    throw error;
  }
  const milliseconds = performance.now() - start;
  if (lines) reportResult(lines, job, { ...report, committed: report.committed && !dryRun }, milliseconds);
  if (!report.committed) {
    context.note(`found ${describeProblems(context.reporter)}; nothing was changed in ${target}`);
  } else if (!lines && !context.global.quiet) {
    const label = job.name === undefined ? "" : `${job.name}: `;
    if ("upToDate" in report && report.upToDate) context.output.write(label + describeNothing(report));
    else {
      context.output.write(
        `${label}${describeWork(report, job)} in ${durationOf(milliseconds)}${dryRun ? ", nothing was changed" : ""}\n`,
      );
      context.output.write(describeCounts(report.counts));
      if ("upToDate" in report) context.output.write(describeLeft(report));
    }
  }
  if ("upToDate" in report && report.committed && report.earlierWarnings > 0) {
    context.note(`${countOf(report.earlierWarnings, "warning")} about unchanged files as before, not told again`);
  }
}

/** `compiled 3 files into harbor.db`; where all that there was to do is to remove, that. */
function describeWork({ files, counts }: LoadReport, { target, dryRun }: CompileJob): string {
  const removesOnly = files === 0 && Object.values(counts).some(({ deleted }) => deleted > 0);
  if (removesOnly) return `${dryRun ? "would remove" : "removed"} what is declared no more from ${target}`;
  return `${dryRun ? "would compile" : "compiled"} ${countOf(files, "file")} ${dryRun ? "over" : "into"} ${target}`;
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
  lines: JsonLines,
  { target, dryRun }: CompileJob,
  report: LoadReport | IncrementalReport,
  milliseconds: number,
): void {
  const { committed, files, declarations, counts } = report;
  const duration = Math.round(milliseconds);
  const result = { repository: target, dryRun, committed, files, declarations, counts, milliseconds: duration };
  if ("upToDate" in report) {
    const { upToDate, unchangedFiles, earlierWarnings } = report;
    lines.write("result", { ...result, upToDate, unchangedFiles, earlierWarnings });
  } else lines.write("result", result);
  reportLoad(lines, report, milliseconds);
}

function compileInto(context: CommandContext, job: CompileJob): Promise<LoadReport | IncrementalReport> {
  const { inputs, target, dryRun, keys, settings } = job;
  const access = { access: dryRun ? "read" : "write", overlay: dryRun, ...(keys && { keys }) } as const;
  return withConnection(context, target, access, (connection) =>
    runLoad(context, connection, inputs, settings, target),
  );
}
