import type { CommandContext } from "./command-context.ts";
import { type ExitCode, exitCodeOf } from "./exit-codes.ts";
import { type JobResult, tellResult } from "./job-result.ts";
import type { TargetJob } from "./target-group.ts";

/**
 * Does jobs, each all or nothing by itself: one that fails keeps none of the others from being done. The exit code is the worst.
 *
 * @param atOnce how many of them are worked on at the same time; `defaultJobs` where nothing is said
 */
export async function runJobs<Job extends TargetJob>(
  context: CommandContext,
  jobs: readonly Job[],
  atOnce: number | undefined,
  run: (context: CommandContext, job: Job) => Promise<JobResult>,
): Promise<ExitCode> {
  const [only, ...others] = jobs;
  if (only === undefined || others.length > 0) {
    const { runManyJobs } = await import("./run-many-jobs.ts");
    return runManyJobs(context, jobs, atOnce, run);
  }
  const own = only.name === undefined ? context : { ...context, target: only.name };
  tellResult(context, await run(own, only));
  return exitCodeOf(context.reporter);
}
