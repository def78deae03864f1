import { relative } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { printable } from "../diagnostics/formats/printable.ts";
import type { FileHost } from "../source/file-host.ts";
import type { CommandContext } from "./command-context.ts";
import { CommandError } from "./command-error.ts";
import { countOf } from "./counts.ts";
import { type ExitCode, exitCodes, type InterruptionSignal } from "./exit-codes.ts";
import { diagnosticsOf } from "./failures.ts";
import { findProject, settingsFor, withSettings } from "./project-settings.ts";
import { UsageError, usageError } from "./usage.ts";

/** So many of the files that have changed are named. */
const namedFiles = 3;

/** The option of the commands that can watch. */
export const watchOption = {
  watch: {
    type: "flag",
    alias: "w",
    describe: "go on, and do it again whenever a file changes that was read or looked for",
  },
} as const;

/**
 * Does the work of a command, and does it again whenever something changes that it has looked at, the project file included, until the
 * user interrupts. What fails is told, and the next change is waited for.
 *
 * @param work does it once, with the context of that time
 * @throws {UsageError} for options that do not go with watching, and for a command line that no change of a file makes right
 */
export async function watch(
  context: CommandContext,
  work: (context: CommandContext) => Promise<ExitCode>,
): Promise<ExitCode> {
  refuseReports(context);
  const { io, note, output } = context;
  const { WatchError } = await import("../project/folder-events.ts");
  const { watchFiles } = await import("../project/watch-files.ts");
  let isFirst = true;
  try {
    await watchFiles({
      signal: io.signal,
      async run(host, changes) {
        if (changes.length > 0) note(`${timeOfDay()} ${describeChanges(changes)}`);
        await runOnce(context, host, work, isFirst);
        isFirst = false;
        await output.flush();
      },
      onIdle: (folders) => note(`${timeOfDay()} watching ${countOf(folders, "folder")}; Ctrl-C ends it`),
    });
  } catch (error) {
    throw error instanceof WatchError ? new CommandError(error.diagnostic) : error;
  }
  note("the watching has ended");
  return exitCodes[io.signal.reason as InterruptionSignal];
}

/** @throws {UsageError} `invalid-argument` for `-`, which is read once and does not change */
export function refuseStandardInput(command: string, operands: readonly string[]): void {
  if (!operands.includes("-")) return;
  throw usageError("invalid-argument", { name: "FILE", value: "-", command }, "standard input cannot be watched");
}

/** Does work on a repository that is kept in a file, and has the file watched, so that one that is deleted is made again. */
export async function watchRepository<Result>(
  { host }: CommandContext,
  target: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const result = await work();
  const { repositoryFile } = await import("../open.ts");
  const path = repositoryFile(target);
  if (path !== undefined) host.status(path);
  return result;
}

/** A report has an end, and watching has none. */
function refuseReports({ global }: CommandContext): void {
  const refuse = (second: string) => usageError("options-exclude-each-other", { first: "--watch", second });
  if (global.json) throw refuse("--json");
  if (global["error-output"] !== undefined) throw refuse("--error-output");
  if (global["error-format"] === "sarif") throw refuse("--error-format sarif");
}

/** Once: the project file is read anew, and what was reported before is reported again where it still holds. */
async function runOnce(
  context: CommandContext,
  host: FileHost,
  work: (context: CommandContext) => Promise<ExitCode>,
  isFirst: boolean,
): Promise<void> {
  const { commandLine, io } = context;
  let reporter = context.reporter.afresh({
    severities: context.severities,
    warningsAsErrors: context.global["warnings-as-errors"],
  });
  try {
    // One that is gone is missed, and not taken for a project without a file.
    const path = commandLine.global.config ?? context.config?.path;
    const asked = { ...commandLine.global, config: path };
    const { configuration: config, warnings } = await findProject(asked, commandLine.severities, host);
    const settings = settingsFor(config, commandLine.global);
    const global = withSettings(commandLine.global, settings);
    const severities = { ...settings?.load.severities, ...commandLine.severities };
    reporter = reporter.afresh({ severities, warningsAsErrors: global["warnings-as-errors"] });
    warnings.forEach(reporter.report);
    await work({ ...context, host, config, global, severities, reporter });
  } catch (error) {
    if (io.signal.aborted) {
      context.note("interrupted, and nothing was changed by what was being done");
      return;
    }
    const diagnostics = error instanceof UsageError ? error.diagnostics : diagnosticsOf(error);
    if (diagnostics === undefined || (isFirst && error instanceof UsageError && !hasPlace(diagnostics))) throw error;
    diagnostics.forEach(reporter.report);
  }
}

function hasPlace(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ place }) => place !== undefined);
}

/** `mof/a.mof, mof/b.mof and 998 more changed` */
function describeChanges(changes: readonly string[]): string {
  const names = changes.map((path) => relative("", path) || ".").sort();
  const shown = printable(names.slice(0, namedFiles).join(", "));
  const more = names.length - namedFiles;
  return `${shown}${more > 0 ? ` and ${more} more` : ""} changed`;
}

function timeOfDay(): string {
  return new Date().toTimeString().slice(0, 8);
}
