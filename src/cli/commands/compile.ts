import { defaultNamespace } from "../../loader/load-options.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { compileOptions, readCompileJobs } from "../compile-jobs.ts";
import { runCompileJob } from "../run-compile-job.ts";
import { runJobs } from "../run-jobs.ts";
import { runRemoveJob } from "../run-remove-job.ts";
import { usageError } from "../usage.ts";
import { refuseStandardInput, watch, watchRepository } from "../watch.ts";

export const compileCommand = defineCommand({
  name: "compile",
  summary: "compile MOF into a repository",
  description:
    "Compiles MOF into a repository, which is created if need be. All of it is stored or, after any error, nothing. " +
    "Files given together are compiled in the order of their dependencies. Without FILE the sources of the project are " +
    "compiled, into each of its targets, as mofkit.config.json says. Several targets are compiled at once with one reading of the " +
    "files. Each of them is all or nothing by itself: where one fails, the others last; compile again when its cause is gone, with " +
    "--incremental what lasts costs nothing.",
  arguments: [
    {
      name: "FILE",
      describe: "files, folders (their .mof and .mfl files), patterns, or - for standard input",
      required: false,
      many: true,
    },
  ],
  options: compileOptions,
  reportsLines: true,
  isAtomic: true,
  examples: [
    ["mofkit compile", "the sources of the project in mofkit.config.json"],
    ["mofkit compile --watch", "the same again whenever a file changes"],
    ["mofkit compile schema.mof", `into ./repository.db, namespace ${defaultNamespace}`],
    ["mofkit compile mof/ -r cim.db -n root/harbor", "every .mof and .mfl file of a folder"],
    ["mofkit compile mof/ -r north.db -r south.db --jobs 2", "into two repositories at once, read once"],
    ["mofkit compile mof/ --incremental", "only what has changed since the last time"],
    ["mofkit compile 'mof/**/*.mof' --dry-run", "what a pattern of files would change"],
    ["mofkit compile own.mof --search cim-2.49.0", "with those classes of a schema that it needs"],
    ["mofkit compile --remove schema.mof", "takes out what a file declares, and nothing else"],
    ["generate | mofkit compile -", "from standard input"],
  ],
  async run(context, { options, operands }) {
    const run = async (own: CommandContext, given: typeof options) =>
      runJobs(own, readCompileJobs(own, given, operands), options.jobs, (ofTarget, job) => {
        if (given.watch) return watchRepository(ofTarget, job.target, () => runCompileJob(ofTarget, job));
        return (job.remove ? runRemoveJob : runCompileJob)(ofTarget, job);
      });
    if (!options.watch) return run(context, options);
    if (options.remove) throw usageError("options-exclude-each-other", { first: "--watch", second: "--remove" });
    refuseStandardInput("compile", operands);
    // What is compiled again and again is compiled incrementally.
    return watch(context, (own) => run(own, { ...options, incremental: true }));
  },
});
