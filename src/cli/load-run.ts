import { printable } from "../diagnostics/formats/printable.ts";
import type { LoadInput, LoadOptions, LoadProgress, LoadReport } from "../loader/load-options.ts";
import type { IncrementalReport } from "../project/incremental.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import type { CommandContext } from "./command-context.ts";
import { compileInputs } from "./compile-inputs.ts";
import { progressOn } from "./load-progress.ts";
import { objectListener } from "./object-listener.ts";
import { nothingLoaded, searchMissing } from "./search-missing.ts";

/** What `compile` and `check` both say about how to load. */
export interface LoadSettings
  extends Omit<
    LoadOptions,
    "host" | "severities" | "warningsAsErrors" | "onDiagnostic" | "onProgress" | "onObject" | "onPragma" | "signal"
  > {
  /** The name under which what was compiled is remembered, where only what has changed is to be compiled. */
  readonly incremental?: string;
  /** Gives the inputs in the order of their dependencies, which is found once for several targets. Default: it is found. */
  readonly order?: () => Promise<readonly LoadInput[]>;
  /** Folders that are searched for what the inputs need and nobody has. */
  readonly search?: readonly string[];
}

/**
 * Loads inputs in the order of their dependencies, with diagnostics and progress shown as the user wants them.
 *
 * @param repository named in the lines of `--json`; absent where nothing is to last
 */
export async function runLoad(
  context: CommandContext,
  connection: WbemConnection,
  inputs: readonly LoadInput[],
  { incremental, order, search = [], ...settings }: LoadSettings,
  repository?: string,
): Promise<LoadReport | IncrementalReport> {
  const { io, host, reporter, status, global } = context;
  const onObject = objectListener(context, "object", repository);
  const onPragma = pragmaListener(context);
  const onProgress = progressListener(context);
  // What an earlier compile found would not be missed any more, and so be taken for what is gone.
  const ignoresTarget = incremental !== undefined;
  const missing = await searchMissing(context, connection, inputs, {
    ...settings,
    host,
    ignoresTarget,
    folders: search,
  });
  if (missing?.isRefused) return nothingLoaded;
  const all = missing ? [...missing.inputs, ...inputs] : inputs;
  const inOrder = missing || !order ? () => orderShown(context, all) : order;
  const report = await compileInputs(connection, incremental === undefined ? await inOrder() : all, incremental, {
    ...settings,
    host,
    severities: context.severities,
    warningsAsErrors: global["warnings-as-errors"],
    onDiagnostic: missing ? (diagnostic) => reporter.report(missing.explain(diagnostic)) : reporter.report,
    ...(onProgress && { onProgress }),
    ...(onObject && { onObject }),
    ...(onPragma && { onPragma }),
    signal: io.signal,
  });
  status.clear();
  reporter.tellHidden();
  return report;
}

/** Puts inputs into the order of their dependencies, and shows how far that is. */
export async function orderShown(
  { host, status, turns }: Pick<CommandContext, "host" | "status" | "turns">,
  inputs: readonly LoadInput[],
): Promise<readonly LoadInput[]> {
  const { orderInputs } = await import("../loader/order-inputs.ts");
  return orderInputs(inputs, host, (done) => {
    status.update(() => `putting files in order: ${done} of ${inputs.length}`);
    return turns.take();
  });
}

/** Tells what a text says about itself, as `#pragma locale` does, where the user or a program wants to hear of it. */
function pragmaListener({ lines, global, note, target }: CommandContext): LoadOptions["onPragma"] {
  if (!lines && !global.verbose) return undefined;
  return ({ name, value, place: { source, start } }) => {
    const { line, column } = source.locate(start);
    if (global.verbose) note(`${printable(source.name)}:${line}: ${name} ${printable(value)}`);
    lines?.write("pragma", { ...(target !== undefined && { target }), name, value, file: source.name, line, column });
  };
}

/** Shows the progress of a load, and keeps lines from piling up where a program reads them more slowly than they are made. */
export function progressListener({ lines, status }: CommandContext): ((progress: LoadProgress) => unknown) | undefined {
  if (!lines && !status.enabled) return undefined;
  const show = progressOn(status);
  return (progress) => {
    show(progress);
    return lines?.ready();
  };
}
