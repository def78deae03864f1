import { defaultNamespace } from "../../loader/load-options.ts";
import { contradictionIn, type FlagsPragma, flagOfWord } from "../../loader/update-flags.ts";
import { nodeFileHost } from "../../source/node-file-host.ts";
import { defineCommand } from "../command.ts";
import { countOf, durationOf } from "../counts.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { expandInputs } from "../inputs.ts";
import { runLoad } from "../load-run.ts";
import { describeCounts, describeProblems, reportLoad } from "../load-summary.ts";
import { repositoryTarget, withConnection } from "../repository-access.ts";
import { includeOptions, repositoryOptions } from "../shared-options.ts";
import { usageError } from "../usage.ts";

export const compileCommand = defineCommand({
  name: "compile",
  summary: "compile MOF into a repository",
  description:
    "Compiles MOF into a repository, which is created if need be. All of it is stored or, after any error, nothing. " +
    "Files given together are compiled in the order of their dependencies.",
  arguments: [
    {
      name: "FILE",
      describe: "files, folders (their .mof and .mfl files), patterns, or - for standard input",
      required: true,
      many: true,
    },
  ],
  options: {
    ...repositoryOptions,
    "class-mode": {
      type: "list",
      choices: ["createonly", "updateonly", "safeupdate", "forceupdate"],
      describe:
        "createonly, updateonly, safeupdate or forceupdate (default: create, or update what conflicts with nothing)",
    },
    "instance-mode": {
      type: "list",
      choices: ["createonly", "updateonly"],
      describe: "createonly or updateonly (default: create or update)",
    },
    ...includeOptions,
    "dry-run": { type: "flag", describe: "tell what would be done, and change nothing" },
    "no-create-namespaces": { type: "flag", describe: "refuse a namespace that does not exist instead of creating it" },
    keys: {
      type: "text",
      choices: ["folded", "exact"],
      describe: "how a repository that is created compares string keys: folded, without case (default), or exact",
    },
  },
  isAtomic: true,
  examples: [
    ["mofkit compile schema.mof", `into ./repository.db, namespace ${defaultNamespace}`],
    ["mofkit compile mof/ -r cim.db -n root/harbor", "every .mof and .mfl file of a folder"],
    ["mofkit compile 'mof/**/*.mof' --dry-run", "what a pattern of files would change"],
    ["generate | mofkit compile -", "from standard input"],
  ],
  async run(context, { options, operands }) {
    const start = performance.now();
    const classFlags = flagsOf("classflags", "class-mode", options["class-mode"]);
    const instanceFlags = flagsOf("instanceflags", "instance-mode", options["instance-mode"]);
    const inputs = expandInputs(operands, nodeFileHost);
    const target = repositoryTarget(context, options.repository);
    const dryRun = options["dry-run"];
    const access = {
      access: dryRun ? "read" : "write",
      overlay: dryRun,
      ...(options.keys && { keys: options.keys }),
    } as const;
    const report = await withConnection(context, target, access, (connection) =>
      runLoad(context, connection, inputs, {
        namespace: options.namespace ?? defaultNamespace,
        classFlags,
        instanceFlags,
        includeFolders: options["include-folder"],
        ...(options["include-root"] !== undefined && { includeRoot: options["include-root"] }),
        createNamespaces: !options["no-create-namespaces"],
      }),
    );
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
    return exitCodeOf(context.reporter);
  },
});

/** The flags that the words of an option stand for. */
function flagsOf(pragma: FlagsPragma, option: string, words: readonly string[]): number {
  const flags = words.reduce((bits, word) => bits | (flagOfWord(pragma, word) ?? 0), 0);
  const contradiction = contradictionIn(pragma, flags);
  if (contradiction === undefined) return flags;
  const [first, second] = contradiction;
  throw usageError("contradicting-option-values", { option: `--${option}`, first, second });
}
