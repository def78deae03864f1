import type { RemovalCounts } from "../project/remove-objects.ts";
import type { RemovalReport } from "../project/remove-sources.ts";
import { repositoryName } from "../repository/repository-name.ts";
import type { CommandContext } from "./command-context.ts";
import type { CompileJob } from "./compile-jobs.ts";
import { countOf, durationOf } from "./counts.ts";
import { type JobResult, outcomeOf } from "./job-result.ts";
import { orderShown, progressListener } from "./load-run.ts";
import { describeProblems, nouns, reportLoad } from "./load-summary.ts";
import { objectListener } from "./object-listener.ts";
import { repeatConflicts } from "./repeat-conflicts.ts";
import { requireRepository, withConnection } from "./repository-access.ts";

const kinds = [
  ["instance", "instances"],
  ["class", "classes"],
  ["qualifier", "qualifiers"],
  ["namespace", "namespaces"],
] as const;

/** Takes out of a repository what sources declare. */
export async function runRemoveJob(context: CommandContext, job: CompileJob): Promise<JobResult> {
  const start = performance.now();
  const { inputs, target, dryRun } = job;
  const { lines, work } = context;
  work.what = `removing what ${countOf(inputs.length, "file")} declared`;
  work.target = repositoryName(target);
  let report: RemovalReport;
  try {
    await requireRepository(context, target);
    report = await repeatConflicts(context, job, (own) => removeFrom(own, job));
  } catch (error) {
    if (lines) lines.summary.committed = false;
    throw error;
  }
  const milliseconds = performance.now() - start;
  const { files, declarations } = report;
  const counts = countsOf(report.counts);
  if (lines) {
    const committed = report.committed && !dryRun;
    const name = context.target === undefined ? {} : { target: context.target };
    const what = { ...name, repository: repositoryName(target), dryRun, remove: true, committed, files, declarations };
    lines.write("result", { ...what, counts, milliseconds: Math.round(milliseconds) });
    reportLoad(lines, { ...report, committed, counts }, milliseconds);
  }
  const outcome = outcomeOf({ committed: report.committed, counts });
  if (!report.committed) {
    const notes = [`found ${describeProblems(context.reporter)}; nothing was changed in ${repositoryName(target)}`];
    return { outcome, text: "", notes, files, declarations, counts };
  }
  const label = job.name === undefined ? "" : `${job.name}: `;
  const what = `what ${countOf(files, "file")} declared from ${repositoryName(target)} in ${durationOf(milliseconds)}`;
  const done = dryRun ? `would remove ${what}, nothing was changed\n` : `removed ${what}\n`;
  const text = label + done + describeRemovals(report.counts);
  return { outcome, text, notes: [], files, declarations, counts };
}

async function removeFrom(context: CommandContext, job: CompileJob): Promise<RemovalReport> {
  const { inputs, target, dryRun, settings } = job;
  const { removeSources } = await import("../project/remove-sources.ts");
  const { io, host, reporter, status, global, severities } = context;
  const { order, ...others } = settings;
  const onObject = objectListener(context, "removal", repositoryName(target));
  const onProgress = progressListener(context);
  const access = { access: dryRun ? "read" : "write", overlay: dryRun } as const;
  const report = await withConnection(context, target, access, async (connection) =>
    removeSources(connection, await (order ?? (() => orderShown(context, inputs)))(), {
      ...others,
      host,
      severities,
      warningsAsErrors: global["warnings-as-errors"],
      onDiagnostic: reporter.report,
      // What is read is not stored but removed.
      ...(onProgress && { onProgress: (progress) => progress.phase === "reading" && onProgress(progress) }),
      ...(onObject && { onObject }),
      signal: io.signal,
    }),
  );
  status.clear();
  reporter.tellHidden();
  return report;
}

/** Counts with the members of those of a compile, of which a removal has one, and what was not there or was kept. */
function countsOf(counts: RemovalCounts) {
  const [instances, classes, qualifiers, namespaces] = kinds.map(([kind]) => ({
    created: 0,
    updated: 0,
    unchanged: 0,
    ...counts[kind],
  })) as [Outcomes, Outcomes, Outcomes, Outcomes];
  return { namespaces, qualifiers, classes, instances };
}

type Outcomes = { created: number; updated: number; unchanged: number } & RemovalCounts["class"];

/**
 * What a removal did, a line for each kind of object, in the order in which they went:
 *
 * ```
 *   3 instances deleted, 1 was not there
 *   2 classes deleted
 * ```
 */
function describeRemovals(counts: RemovalCounts): string {
  const lines = kinds.flatMap(([kind, plural]) => {
    const { deleted, absent, kept } = counts[kind];
    if (deleted + absent + kept === 0) return [];
    const [one, many] = nouns[plural];
    const parts: string[] = [];
    const tell = (count: number, what: string) => {
      if (count > 0) parts.push(`${parts.length === 0 ? countOf(count, one, many) : count} ${what}`);
    };
    tell(deleted, "deleted");
    tell(absent, `${absent === 1 ? "was" : "were"} not there`);
    tell(kept, `${kept === 1 ? "is" : "are"} not empty and stay${kept === 1 ? "s" : ""}`);
    return [`  ${parts.join(", ")}\n`];
  });
  return lines.length === 0 ? "  nothing was declared\n" : lines.join("");
}
