import type { Dialect } from "../codes/dialects.ts";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { LoadInput } from "../loader/load-options.ts";
import { MergedDiagnostics } from "../loader/merged-diagnostics.ts";
import { SharedParse, type SharedParseSeat } from "../loader/shared-parse.ts";
import { defaultJobs, Slots } from "../loader/slots.ts";
import { postgresScheme, repositoryName } from "../repository/repository-name.ts";
import type { CommandContext } from "./command-context.ts";
import { durationOf } from "./counts.ts";
import { type ExitCode, exitCodeOf, exitCodes, type InterruptionSignal } from "./exit-codes.ts";
import { describeFailure, diagnosticsOf } from "./failures.ts";
import { type JobResult, tellResult } from "./job-result.ts";
import { orderShown } from "./load-run.ts";
import { contextFor, oneTarget } from "./project-settings.ts";
import { type StatusRow, StatusRows } from "./status-rows.ts";
import { identityOf, readingOf, type TargetJob } from "./target-group.ts";
import { usageError } from "./usage.ts";

/** Targets that share a reading, or one that reads by itself. */
class Group {
  readonly parse = new SharedParse();
  size = 0;
  #ordered: Promise<readonly LoadInput[]> | undefined;

  /** The inputs in their order, found by whoever asks first. */
  order(context: CommandContext, inputs: readonly LoadInput[]): Promise<readonly LoadInput[]> {
    this.#ordered ??= orderShown(context, inputs);
    return this.#ordered;
  }
}

/** The work on one of several targets. */
class Task<Job extends TargetJob> {
  readonly job: Job;
  readonly name: string;
  readonly group: Group;
  /** The number of the group. */
  readonly groupNumber: number;
  /** The work on the same repository that has to be done before. */
  readonly earlier: Task<Job> | undefined;
  seat: SharedParseSeat | undefined;
  row: StatusRow | undefined;
  done: Promise<void> = Promise.resolve();
  result: JobResult | undefined;
  error: unknown;
  milliseconds = 0;
  errors = 0;
  warnings = 0;
  /** What is told of it beside its result. */
  readonly notes: string[] = [];

  constructor(job: Job, group: Group, groupNumber: number, earlier: Task<Job> | undefined) {
    this.job = job;
    this.name = job.name ?? repositoryName(job.target);
    this.group = group;
    this.groupNumber = groupNumber;
    this.earlier = earlier;
    group.size++;
  }

  /** How far it is: the same number is the same place of the same text for all of a group. */
  get position(): number {
    // What is said of a server is told when its work has ended, so that what others say of the same places waits for that.
    const steps = postgresScheme.test(this.job.target) ? 0 : (this.seat?.position ?? 0);
    // No reading has so many steps.
    return this.groupNumber * 2 ** 32 + steps;
  }

  get hasFailed(): boolean {
    return this.result === undefined || this.result.outcome === "failed";
  }
}

/**
 * Does jobs on several targets. Those that read the same share one reading; on one repository one job is done after the other. What is
 * said of several is said once, and what became of each is told in their order when all are done.
 */
export async function runManyJobs<Job extends TargetJob>(
  context: CommandContext,
  jobs: readonly Job[],
  atOnce: number | undefined,
  run: (context: CommandContext, job: Job) => Promise<JobResult>,
): Promise<ExitCode> {
  const begin = performance.now();
  const { reporter, lines, io } = context;
  const tasks = await tasksOf(context, jobs);
  const names = tasks.map(({ name }) => name);
  const merged = new MergedDiagnostics(
    tasks,
    ({ position }) => position,
    (diagnostic, about) => {
      reporter.reportWeighed({ ...diagnostic, targets: { names: about.map(({ name }) => name), of: names.length } });
    },
  );
  const slots = new Slots(atOnce ?? defaultJobs);
  const rows = new StatusRows(context.status);
  for (const task of tasks) {
    if (task.group.size > 1) task.seat = task.group.parse.join(slots);
    task.row = rows.add(task.name, () => task.seat?.isWaiting ?? false);
  }
  for (const task of tasks) task.done = work(context, task, slots, merged, run);
  await Promise.all(tasks.map(({ done }) => done));
  context.status.clear();
  reporter.tellHidden();
  const bug = tasks.find(
    ({ error }) => error !== undefined && !io.signal.aborted && diagnosticsOf(error) === undefined,
  );
  if (bug) throw bug.error;
  for (const { result, notes } of tasks) {
    notes.forEach(context.note);
    if (result) tellResult(context, result);
  }
  if (lines) {
    lines.summary.milliseconds = Math.round(performance.now() - begin);
    lines.summary.targets = tasks.map((task) => summaryOf(task, io.signal.aborted));
  }
  return endOf(context, tasks);
}

/** @throws {UsageError} `repeated-repository`, or `several-targets` where standard input would have to be read more than once */
async function tasksOf<Job extends TargetJob>(context: CommandContext, jobs: readonly Job[]): Promise<Task<Job>[]> {
  const groups = new Map<string, Group>();
  const ofRepository = new Map<string, Task<Job>[]>();
  const tasks: Task<Job>[] = [];
  for (const [index, job] of jobs.entries()) {
    const identity = await identityOf(job.target);
    const earlier = (identity !== undefined && ofRepository.get(identity)) || [];
    const same = earlier.find((task) => task.job.configured === job.configured);
    const [first, second] = [same?.job.target ?? "", job.target].map(repositoryName) as [string, string];
    if (same) throw usageError("repeated-repository", { first, second });
    const dialect: Dialect = contextFor(context, job.configured).global.dialect ?? "auto";
    const reading = readingOf(job, dialect);
    // One that waits for another must not be one that the other waits for.
    const key = reading === undefined ? `${index}` : `${earlier.length} ${reading}`;
    const group = groups.get(key) ?? new Group();
    groups.set(key, group);
    const task = new Task(job, group, [...groups.keys()].indexOf(key), earlier.at(-1));
    if (identity !== undefined) ofRepository.set(identity, [...earlier, task]);
    tasks.push(task);
  }
  const readsInput = jobs.some(({ inputs }) => inputs.some(({ kind }) => kind === "standard-input"));
  if (readsInput && groups.size > 1) oneTarget(jobs.map(({ configured }) => configured));
  return tasks;
}

async function work<Job extends TargetJob>(
  context: CommandContext,
  task: Task<Job>,
  slots: Slots,
  merged: MergedDiagnostics<Task<Job>>,
  run: (context: CommandContext, job: Job) => Promise<JobResult>,
): Promise<void> {
  const { job, group, seat, earlier } = task;
  const row = task.row as StatusRow;
  await earlier?.done;
  await slots.take();
  const begin = performance.now();
  const own: CommandContext = {
    ...contextFor(context, job.configured, (diagnostic) => merged.report(task, diagnostic)),
    target: task.name,
    status: row,
    work: {},
    // What each object comes to is told at once, and what becomes of the target when all are done.
    note: (text) => (context.global.verbose ? context.note(`${task.name}: ${text}`) : task.notes.push(text)),
  };
  row.become("working");
  try {
    context.io.signal.throwIfAborted();
    const order = () => group.order(own, job.inputs);
    const settings = { ...job.settings, order, ...(seat && { reader: seat }) };
    task.result = await run(own, { ...job, settings });
  } catch (error) {
    task.error = error;
    const diagnostics = context.io.signal.aborted ? undefined : diagnosticsOf(error);
    diagnostics?.forEach(own.reporter.report);
    if (diagnostics) task.notes.push(describeFailure(own.work));
  }
  task.milliseconds = performance.now() - begin;
  task.errors = own.reporter.errors;
  task.warnings = own.reporter.warnings;
  seat?.leave();
  slots.release();
  merged.finish(task);
  const state = task.hasFailed ? "failed" : task.result?.outcome === "unchanged" ? "unchanged" : "done";
  row.become(state, durationOf(task.milliseconds));
}

/** What the summary of a report says of a target. */
function summaryOf({ name, job, result, error, errors, warnings, milliseconds }: Task<TargetJob>, aborted: boolean) {
  const { files, declarations, counts } = result ?? {};
  return {
    target: name,
    repository: repositoryName(job.target),
    outcome: result?.outcome ?? (aborted && error !== undefined ? "interrupted" : "failed"),
    ...(result && { files, declarations, counts }),
    errors,
    warnings,
    milliseconds: Math.round(milliseconds),
  };
}

/** Says which targets have failed or were left as they were, and picks the exit code. */
function endOf({ io, reporter, note }: CommandContext, tasks: readonly Task<TargetJob>[]): ExitCode {
  const failed = tasks.filter(({ hasFailed }) => hasFailed);
  const isInterrupted = io.signal.aborted && failed.some(({ error }) => error !== undefined);
  if (isInterrupted) {
    const signal = io.signal.reason as InterruptionSignal;
    const left = failed.map(({ job }) => repositoryName(job.target)).join(", ");
    const unchanged = failed.length === tasks.length ? "nothing was changed" : `nothing was changed in ${left}`;
    reporter.report(createDiagnostic("interrupted", { signal, unchanged }));
    return exitCodes[signal];
  }
  if (failed.length > 0) {
    note(`${failed.length} of ${tasks.length} targets failed: ${failed.map(({ name }) => name).join(", ")}`);
  }
  return exitCodeOf(reporter);
}
