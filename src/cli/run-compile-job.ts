import type { LoadReport } from "../loader/load-options.ts";
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
  let report: LoadReport;
  try {
    report = await compileInto(context, job);
  } catch (error) {
    if (lines) lines.summary.committed = false;
    throw error;
  }
  const milliseconds = performance.now() - start;
  if (lines) reportResult(lines, context, job, { ...report, committed: report.committed && !dryRun }, milliseconds);
  if (!report.committed) {
    context.note(`found ${describeProblems(context.reporter)}; nothing was changed in ${target}`);
  } else if (!lines && !context.global.quiet) {
    const what = `${countOf(report.files, "file")} ${dryRun ? "over" : "into"} ${target} in ${durationOf(milliseconds)}`;
    const label = job.name === undefined ? "" : `${job.name}: `;
    context.output.write(label + (dryRun ? `would compile ${what}, nothing was changed\n` : `compiled ${what}\n`));
    context.output.write(describeCounts(report.counts));
  }
}

/** Tells what became of one repository, in a line of its own, and adds it to the summary of the command. */
function reportResult(
  lines: JsonLines,
  { reporter }: CommandContext,
  { target, dryRun }: CompileJob,
  report: LoadReport,
  milliseconds: number,
): void {
  const { committed, files, declarations, counts } = report;
  const duration = Math.round(milliseconds);
  lines.write("result", { repository: target, dryRun, committed, files, declarations, counts, milliseconds: duration });
  reportLoad(lines, reporter, report, milliseconds);
}

function compileInto(context: CommandContext, job: CompileJob): Promise<LoadReport> {
  const { inputs, target, dryRun, keys, settings } = job;
  const access = { access: dryRun ? "read" : "write", overlay: dryRun, ...(keys && { keys }) } as const;
  return withConnection(context, target, access, (connection) =>
    runLoad(context, connection, inputs, settings, target),
  );
}
