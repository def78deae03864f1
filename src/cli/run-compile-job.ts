import type { LoadReport } from "../loader/load-options.ts";
import type { CommandContext } from "./command-context.ts";
import type { CompileJob } from "./compile-jobs.ts";
import { countOf, durationOf } from "./counts.ts";
import { runLoad } from "./load-run.ts";
import { describeCounts, describeProblems, reportLoad } from "./load-summary.ts";
import { withConnection } from "./repository-access.ts";

/** Does a compile and says what became of it. */
export async function runCompileJob(context: CommandContext, job: CompileJob): Promise<void> {
  const start = performance.now();
  const { target, dryRun } = job;
  const report = await compileInto(context, job);
  const milliseconds = performance.now() - start;
  if (context.json) {
    context.json.member("repository", target);
    context.json.member("dryRun", dryRun);
    reportLoad(context.json, context.reporter, { ...report, committed: report.committed && !dryRun }, milliseconds);
  }
  if (!report.committed) {
    context.note(`found ${describeProblems(context.reporter)}; nothing was changed in ${target}`);
  } else if (!context.json && !context.global.quiet) {
    const what = `${countOf(report.files, "file")} ${dryRun ? "over" : "into"} ${target} in ${durationOf(milliseconds)}`;
    context.output.write(dryRun ? `would compile ${what}, nothing was changed\n` : `compiled ${what}\n`);
    context.output.write(describeCounts(report.counts));
  }
}

function compileInto(context: CommandContext, job: CompileJob): Promise<LoadReport> {
  const { inputs, target, dryRun, keys, settings } = job;
  const access = { access: dryRun ? "read" : "write", overlay: dryRun, ...(keys && { keys }) } as const;
  return withConnection(context, target, access, (connection) => runLoad(context, connection, inputs, settings));
}
