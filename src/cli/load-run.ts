import { printable } from "../diagnostics/formats/printable.ts";
import type { LoadInput, LoadOptions, LoadReport, ObjectOutcome } from "../loader/load-options.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import type { CommandContext } from "./command-context.ts";
import { progressOn } from "./load-progress.ts";

/** What `compile` and `check` both say about how to load. */
export type LoadSettings = Omit<
  LoadOptions,
  "host" | "severities" | "warningsAsErrors" | "onDiagnostic" | "onProgress" | "onObject" | "signal"
>;

/**
 * Loads inputs in the order of their dependencies, with diagnostics and progress shown as the user wants them.
 *
 * @param repository named in the lines of `--json`; absent where nothing is to last
 */
export async function runLoad(
  context: CommandContext,
  connection: WbemConnection,
  inputs: readonly LoadInput[],
  settings: LoadSettings,
  repository?: string,
): Promise<LoadReport> {
  const { load, orderInputs } = await import("../loader/load.ts");
  const { nodeFileHost } = await import("../source/node-file-host.ts");
  const { io, reporter, status, global } = context;
  const onObject = objectListener(context, repository);
  const onProgress = progressListener(context);
  const report = await load(connection, await orderInputs(inputs, nodeFileHost), {
    ...settings,
    severities: context.severities,
    warningsAsErrors: global["warnings-as-errors"],
    onDiagnostic: reporter.report,
    ...(onProgress && { onProgress }),
    ...(onObject && { onObject }),
    signal: io.signal,
  });
  status.clear();
  reporter.tellHidden();
  return report;
}

/** Tells of each object where the user or a program wants to hear of it. */
function objectListener(
  { lines, global, note }: CommandContext,
  repository: string | undefined,
): ((outcome: ObjectOutcome) => void) | undefined {
  if (!lines && !global.verbose) return undefined;
  return ({ outcome, kind, namespace, path, place: { source, start }, milliseconds }) => {
    if (global.verbose) note(`${outcome} ${kind} ${namespace}:${printable(path)}`);
    lines?.write("object", {
      ...(repository !== undefined && { repository }),
      outcome,
      kind,
      namespace,
      path,
      file: source.name,
      ...source.locate(start),
      milliseconds: Math.round(milliseconds * 1000) / 1000,
    });
  };
}

/** Shows progress, and keeps lines from piling up where a program reads them more slowly than they are made. */
function progressListener({ lines, status }: CommandContext): LoadOptions["onProgress"] {
  if (!lines && !status.enabled) return undefined;
  const show = progressOn(status);
  return (progress) => {
    show(progress);
    return lines?.ready();
  };
}
