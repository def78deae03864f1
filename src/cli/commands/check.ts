import { defaultNamespace } from "../../loader/load-options.ts";
import { nodeFileHost } from "../../source/node-file-host.ts";
import { defineCommand } from "../command.ts";
import { countOf, durationOf } from "../counts.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { expandInputs } from "../inputs.ts";
import { runLoad } from "../load-run.ts";
import { describeProblems, reportLoad } from "../load-summary.ts";
import { requireRepository, withConnection } from "../repository-access.ts";
import { includeOptions, repositoryOptions } from "../shared-options.ts";

export const checkCommand = defineCommand({
  name: "check",
  summary: "check MOF without storing anything",
  description:
    "Says what `compile` would say, and changes nothing: the files are compiled over an empty repository, or over the " +
    "one that -r names, and forgotten.",
  arguments: [
    {
      name: "FILE",
      describe: "files, folders (their .mof and .mfl files), patterns, or - for standard input",
      required: true,
      many: true,
    },
  ],
  options: {
    repository: { type: "text", alias: "r", describe: "check over this repository (default: over an empty one)" },
    namespace: repositoryOptions.namespace,
    prelude: {
      type: "list",
      describe: "MOF that the files rest on, loaded first and not reported on; may be repeated",
    },
    ...includeOptions,
  },
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
    const start = performance.now();
    const inputs = expandInputs(operands, nodeFileHost);
    const prelude = expandInputs(options.prelude, nodeFileHost);
    const target = options.repository ?? "memory:";
    if (options.repository !== undefined) await requireRepository(context, target);
    const report = await withConnection(context, target, { access: "read", overlay: true }, (connection) =>
      runLoad(context, connection, inputs, {
        namespace: options.namespace ?? defaultNamespace,
        prelude,
        includeFolders: options["include-folder"],
        ...(options["include-root"] !== undefined && { includeRoot: options["include-root"] }),
      }),
    );
    const milliseconds = performance.now() - start;
    if (context.lines) reportLoad(context.lines, context.reporter, { ...report, committed: false }, milliseconds);
    if (!report.committed) {
      context.note(`found ${describeProblems(context.reporter)}`);
    } else if (!context.lines && !context.global.quiet) {
      const what = `${countOf(report.files, "file")} in ${durationOf(milliseconds)}`;
      context.output.write(`checked ${what}: ${describeProblems(context.reporter)}\n`);
    }
    return exitCodeOf(context.reporter);
  },
});
