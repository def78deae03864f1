import { resolve } from "node:path";
import type { MessageParameters } from "../../codes/index.ts";
import type { recoveryMessages } from "../../codes/recovery-messages.ts";
import { createDiagnostic } from "../../diagnostics/create.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { printable } from "../../diagnostics/formats/printable.ts";
import type { RecoveryListEntry } from "../../loader/recovery-list.ts";
import { repositoryName } from "../../repository/repository-name.ts";
import { WbemError } from "../../wbem/error.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandError } from "../command-error.ts";
import type { CompileJob } from "../compile-jobs.ts";
import { countOf } from "../counts.ts";
import { type ExitCode, exitCodeOf, exitCodes } from "../exit-codes.ts";
import { tellResult } from "../job-result.ts";
import { repositoryTarget, requireRepository, withConnection } from "../repository-access.ts";
import { runCompileJob } from "../run-compile-job.ts";
import { repositoryOption } from "../shared-options.ts";
import { usageError } from "../usage.ts";

export const recoverCommand = defineCommand({
  name: "recover",
  summary: "rebuild a repository from the files with #pragma autorecover",
  description:
    "Compiles the files that a repository lists once more, in the order in which they came onto the list, each in its " +
    "namespace and without modes. Without --into they go into the repository itself, where everything else stays. All of it is " +
    "stored or, after any error or where a file is missing, nothing. A file with #pragma autorecover comes onto the list when it " +
    "is compiled.",
  arguments: [],
  options: {
    ...repositoryOption,
    into: { type: "text", describe: "rebuild as this new repository, and leave the one that has the list as it is" },
    "skip-missing": { type: "flag", describe: "go on without files that cannot be read or include one that cannot" },
    "dry-run": { type: "flag", describe: "tell what would be done, and change nothing" },
    list: {
      type: "flag",
      describe: "show the list, and whether each file, with what it includes, is unchanged, changed or missing",
    },
    forget: { type: "list", describe: "take this file off the list; what it declared stays; may be repeated" },
  },
  reportsLines: true,
  isAtomic: true,
  examples: [
    ["mofkit recover --list", "what would be compiled again, and what has changed since"],
    ["mofkit recover --into new.db", "a new repository that holds nothing but what the files declare"],
    ["mofkit recover -r cim.db", "what was deleted or changed since comes back"],
    ["mofkit recover --forget old/vessel.mof", "one file fewer on the list"],
  ],
  async run(context, { options }) {
    const { list, forget, into, "skip-missing": skipMissing, "dry-run": dryRun } = options;
    refuseTogether({ "--list": list, "--forget": forget.length > 0, "--into": into !== undefined });
    const target = repositoryTarget(context, options.repository);
    if (forget.length > 0) return forgetFiles(context, target, forget);
    const recorded = await readList(context, target);
    if (list) return showList(context, target, recorded.entries);

    const { entries } = recorded;
    if (entries.length === 0) throw failure("no-recovery-files", { repository: repositoryName(target) });
    if (into !== undefined && (await isThere(context, into)))
      throw failure("recovery-target-exists", { target: repositoryName(into) });
    const dialect = context.commandLine.global.dialect ?? commonDialect(entries);
    const { reporter } = context;
    reportStates(entries, skipMissing, reporter.report);
    const destination = into ?? target;
    if (reporter.errors > 0) {
      if (context.lines) context.lines.summary.committed = false;
      context.note(`nothing was changed in ${destination}`);
      return exitCodeOf(reporter);
    }
    const { recoveryInputs } = await import("../../loader/recovery-list.ts");
    const job: CompileJob = {
      inputs: recoveryInputs(entries.filter(({ state }) => state !== "missing")),
      target: destination,
      dryRun,
      ...(into !== undefined && { keys: recorded.exactKeys ? "exact" : "folded" }),
      settings: { autorecover: true },
    };
    tellResult(context, await runCompileJob({ ...context, global: { ...context.global, dialect } }, job));
    if (reporter.blamesSource) {
      context.note("`mofkit recover --forget FILE` takes a file that is not to be compiled any more off the list");
    }
    return exitCodeOf(reporter);
  },
});

/** Refuses two of some options. */
function refuseTogether(given: Readonly<Record<string, boolean>>): void {
  const [first, second] = Object.keys(given).filter((option) => given[option]);
  if (first !== undefined && second !== undefined) throw usageError("options-exclude-each-other", { first, second });
}

/** Says which files are not as they were, an included one once for all that include it. */
function reportStates(
  entries: readonly RecoveryListEntry[],
  skipMissing: boolean,
  report: (diagnostic: Diagnostic) => void,
): void {
  const changed = new Set<string>();
  for (const { path, state, ownState, problem, includes } of entries) {
    const reason = problem?.message ?? path;
    if (state === "missing") {
      if (ownState === "missing") {
        report(createDiagnostic(skipMissing ? "recovery-file-skipped" : "recovery-file-missing", { reason }));
      } else {
        const code = skipMissing ? "recovery-file-skipped-for-include" : "recovery-include-missing";
        report(createDiagnostic(code, { path, reason }));
      }
      continue;
    }
    for (const one of [{ path, state: ownState }, ...includes]) if (one.state === "changed") changed.add(one.path);
  }
  for (const path of changed) report(createDiagnostic("recovery-file-changed", { path }));
}

interface RecoveryList {
  readonly entries: readonly RecoveryListEntry[];
  readonly exactKeys: boolean;
}

function readList(context: CommandContext, target: string): Promise<RecoveryList> {
  return withConnection(context, target, { access: "read" }, async (connection) => {
    const { readRecoveryList } = await import("../../loader/recovery-list.ts");
    return { entries: await readRecoveryList(connection), exactKeys: connection.exactKeys };
  });
}

function showList(context: CommandContext, target: string, entries: readonly RecoveryListEntry[]): ExitCode {
  const { lines, output } = context;
  if (lines) {
    for (const { problem: _, recorded, includes: included, ...entry } of entries) {
      const includes = included.map(({ path, digest, state }) => ({ path, digest, state }));
      lines.write("recoveryFile", {
        repository: repositoryName(target),
        ...entry,
        includes,
        recorded: recorded.toISOString(),
      });
    }
    return exitCodes.success;
  }
  const width = Math.max(0, ...entries.map(({ namespace }) => namespace.length));
  for (const { state, recorded, namespace, path, includes } of entries) {
    const time = recorded.toISOString().slice(0, 16).replace("T", " ");
    output.write(`${state.padEnd(9)}  ${time}  ${namespace.padEnd(width)}  ${printable(path)}\n`);
    for (const include of includes) {
      if (include.state !== "unchanged") output.write(`  ${include.state}: it includes ${printable(include.path)}\n`);
    }
  }
  if (entries.length === 0) context.note(`${repositoryName(target)} lists no file`);
  return exitCodes.success;
}

/** Takes files off the list, all or none. */
async function forgetFiles(context: CommandContext, target: string, files: readonly string[]): Promise<ExitCode> {
  await requireRepository(context, target);
  return withConnection(context, target, { access: "write" }, async (connection) => {
    const { removeRecordedFiles } = await import("../../loader/recovery-list.ts");
    const paths = files.map((file) => resolve(file));
    await connection.transaction(async (transaction) => {
      const found = new Set(await removeRecordedFiles(transaction, paths));
      const other = paths.find((path) => !found.has(path));
      if (other !== undefined)
        throw failure("not-a-recovery-file", { path: other, repository: repositoryName(target) });
    });
    context.note(`took ${countOf(new Set(paths).size, "file")} off the list of ${repositoryName(target)}`);
    return exitCodes.success;
  });
}

/** The dialect that all files were compiled as. */
function commonDialect(entries: readonly RecoveryListEntry[]): RecoveryListEntry["dialect"] {
  const [dialect = "auto", ...others] = new Set(entries.map((entry) => entry.dialect));
  if (others.length === 0) return dialect;
  const dialects = [dialect, ...others].map((name) => `\`${name}\``).join(" and ");
  throw failure("recovery-dialects-differ", { dialects });
}

/** Whether there is a repository; what is there and is none throws. */
async function isThere(context: CommandContext, target: string): Promise<boolean> {
  try {
    await requireRepository(context, target);
    return true;
  } catch (error) {
    const isAbsent = error instanceof WbemError && error.violations[0]?.code === "repository-not-found";
    if (isAbsent) return false;
    throw error;
  }
}

function failure<Code extends keyof typeof recoveryMessages.table>(
  code: Code,
  parameters: MessageParameters<Code>,
): CommandError {
  return new CommandError(createDiagnostic(code, parameters));
}
