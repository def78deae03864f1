import { diagnosticOf } from "../diagnostics/create.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { SourceError } from "../source/source-error.ts";
import type { CommandContext } from "./command-context.ts";

/**
 * Opens a file, or standard input for `-`, for the time of `work`; one that cannot be read is reported, and the result is
 * `undefined`.
 */
export async function withSource<Result>(
  context: CommandContext,
  path: string,
  work: (source: ReadableSource) => Promise<Result>,
): Promise<Result | undefined> {
  const { openSource, openStandardInput } = await import("../source/open-source.ts");
  const { signal } = context.io;
  let source: ReadableSource | undefined;
  try {
    source = path === "-" ? await openStandardInput({ signal }) : await openSource(path);
    return await work(source);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    context.reporter.report(diagnosticOf(error.code, error.parameters));
    return undefined;
  } finally {
    source?.close();
  }
}
