import { defineCommand, type OptionDefinitions, type OptionValues } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { inputSettings, inputsOf } from "../compile-jobs.ts";
import { countOf, durationOf } from "../counts.ts";
import { expandInputs } from "../inputs.ts";
import { type JobResult, outcomeOf } from "../job-result.ts";
import { jobsOption } from "../jobs-option.ts";
import { runLoad } from "../load-run.ts";
import { describeProblems, reportLoad } from "../load-summary.ts";
import { chosenSettings, patternInputs } from "../project-settings.ts";
import { requireRepository, withConnection } from "../repository-access.ts";
import { runJobs } from "../run-jobs.ts";
import { includeOptions, repositoryOptions, searchOptions } from "../shared-options.ts";
import type { TargetJob } from "../target-group.ts";
import { refuseStandardInput, watch, watchOption } from "../watch.ts";

const checkOptions = {
  repository: { type: "text", alias: "r", describe: "check over this repository (default: over an empty one)" },
  namespace: repositoryOptions.namespace,
  prelude: {
    type: "list",
    describe: "MOF that the files rest on, loaded first and not reported on; may be repeated",
  },
  ...includeOptions,
  ...watchOption,
  ...searchOptions,
  ...jobsOption,
} as const satisfies OptionDefinitions;

export const checkCommand = defineCommand({
  name: "check",
  summary: "check MOF without storing anything",
  description:
    "Says what `compile` would say, and changes nothing: the files are compiled over an empty repository, or over the " +
    "one that -r names, and forgotten. Without FILE the sources of the project are checked, as mofkit.config.json says.",
  arguments: [
    {
      name: "FILE",
      describe: "files, folders (their .mof and .mfl files), patterns, or - for standard input",
      required: false,
      many: true,
    },
  ],
  options: checkOptions,
  reportsLines: true,
  examples: [
    ["mofkit check Harbor_Light.schema.mof --prelude dsc-base.mof", "a DSC resource over the classes it rests on"],
    ["mofkit check mof/ -r cim.db", "a folder over a repository that is not changed"],
    ["mofkit check hostile.mof --include-root .", "includes may not leave the current folder"],
    ["mofkit check mof/ --error-format github --warnings-as-errors", "in a workflow of GitHub Actions"],
    ["mofkit check mof/ --error-format sarif 2> mofkit.sarif", "all messages as one document"],
    ["mofkit check mof/ --severity undeclared-qualifier=error", "a warning that refuses"],
  ],
  async run(context, { options, operands }) {
    const run = async (own: CommandContext) => {
      if (options.repository !== undefined) await requireRepository(own, options.repository);
      return runJobs(own, readCheckJobs(own, options, operands), options.jobs, runCheckJob);
    };
    if (!options.watch) return run(context);
    refuseStandardInput("check", operands);
    return watch(context, run);
  },
});

/** A job for each target of the project; one for those that would be checked alike. */
function readCheckJobs(
  context: CommandContext,
  options: OptionValues<typeof checkOptions>,
  operands: readonly string[],
): readonly TargetJob[] {
  const { config, host } = context;
  const chosen = chosenSettings(context);
  const jobs = chosen.map((configured): TargetJob => {
    const { name, prelude = [] } = configured;
    const ofProject = config && options.prelude.length === 0 ? patternInputs(config, prelude, host) : [];
    return {
      ...(name !== undefined && { name }),
      configured,
      inputs: inputsOf(context, "check", operands, configured),
      target: options.repository ?? "memory:",
      settings: {
        ...inputSettings(options, configured),
        prelude: [...expandInputs(options.prelude, host), ...ofProject],
      },
    };
  });
  const works = jobs.map(workOf);
  return jobs.filter((_, index) => works.indexOf(works[index] as string) === index);
}

/** What decides about the result of a check, as text. */
function workOf({ inputs, settings, configured: { load, dialect } }: TargetJob): string {
  return JSON.stringify([inputs, settings, load.severities, load.warningsAsErrors, dialect]);
}

async function runCheckJob(context: CommandContext, job: TargetJob): Promise<JobResult> {
  const { name, inputs, target, settings } = job;
  const start = performance.now();
  const report = await withConnection(context, target, { access: "read", overlay: true }, (connection) =>
    runLoad(context, connection, inputs, settings),
  );
  const milliseconds = performance.now() - start;
  const label = name === undefined ? "" : `${name}: `;
  const { files, declarations, counts } = report;
  const problems = describeProblems(context.reporter);
  if (context.lines) {
    reportLoad(context.lines, { ...report, committed: false }, milliseconds);
    const duration = Math.round(milliseconds);
    const result = { dryRun: true, committed: false, files, declarations, counts, milliseconds: duration };
    if (context.target !== undefined) context.lines.write("result", { target: context.target, ...result });
  }
  const result = { outcome: outcomeOf(report), files, declarations, counts };
  if (!report.committed) return { ...result, text: "", notes: [`${label}found ${problems}`] };
  const what = `${countOf(files, "file")} in ${durationOf(milliseconds)}`;
  return { ...result, text: `${label}checked ${what}: ${problems}\n`, notes: [] };
}
