import { createDiagnostic } from "../diagnostics/create.ts";
import type { CommandContext } from "./command-context.ts";
import { type ExitCode, exitCodeOf, exitCodes, type InterruptionSignal } from "./exit-codes.ts";
import { describeFailure, diagnosticsOf } from "./failures.ts";
import { type ChosenSettings, contextFor } from "./project-settings.ts";

/** Work on one target of a project, or on the project as a whole. */
interface Job {
  readonly name?: string;
  readonly configured: ChosenSettings;
  /** The repository. */
  readonly target: string;
}

/**
 * Does jobs one after another, each all or nothing by itself: one that fails keeps none of the others from being done. The exit code
 * is the worst.
 */
export async function runJobs<OfCommand extends Job>(
  context: CommandContext,
  jobs: readonly OfCommand[],
  run: (context: CommandContext, job: OfCommand) => Promise<void>,
): Promise<ExitCode> {
  const [only, ...others] = jobs;
  if (only !== undefined && others.length === 0) {
    await run(context, only);
    return exitCodeOf(context.reporter);
  }
  const done: Job[] = [];
  const failed: Job[] = [];
  for (const job of jobs) {
    const own = contextFor(context, job.configured);
    try {
      await run(own, job);
    } catch (error) {
      if (context.io.signal.aborted) return interrupted(context, done, jobs);
      const diagnostics = diagnosticsOf(error);
      if (diagnostics === undefined) throw error;
      diagnostics.forEach(own.reporter.report);
      own.note(describeFailure(own.work));
    }
    (own.reporter.errors > 0 ? failed : done).push(job);
  }
  if (failed.length > 0) {
    context.note(`${failed.length} of ${jobs.length} targets failed: ${failed.map(({ name }) => name).join(", ")}`);
  }
  return exitCodeOf(context.reporter);
}

/** Says what an interruption left as it was, where some of the work had been done. */
function interrupted({ io, reporter }: CommandContext, done: readonly Job[], jobs: readonly Job[]): ExitCode {
  const signal = io.signal.reason as InterruptionSignal;
  const left = jobs.filter((job) => !done.includes(job)).map(({ target }) => target);
  const unchanged = done.length === 0 ? "nothing was changed" : `nothing was changed in ${left.join(", ")}`;
  reporter.report(createDiagnostic("interrupted", { signal, unchanged }));
  return exitCodes[signal];
}
