import { digestFile } from "../source/file-digest.ts";
import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import { SourceError } from "../source/source-error.ts";
import type { WbemNamespaces } from "../wbem/connection.ts";
import type { LoadInput } from "./load-options.ts";
import { type RecordedFile, readRecordedFiles } from "./recovery-files.ts";

export { type RecordedFile, type RecoveryFile, removeRecordedFiles } from "./recovery-files.ts";

/** What became of a recorded file since it was compiled; `missing`: it is gone or cannot be read. */
export type RecoveryState = "unchanged" | "changed" | "missing";

/** A file on the list of a repository, and what became of it. */
export interface RecoveryListEntry extends RecordedFile {
  readonly state: RecoveryState;
  /** Why a file that is `missing` cannot be read. */
  readonly problem?: SourceError;
}

/**
 * Reads which files a repository asks to be compiled again when it is rebuilt, in the order in which they came onto the list, and
 * looks at each. The state is that of the file itself, not of what it includes.
 *
 * Files come onto the list by `#pragma autorecover` and `LoadOptions.autorecover`, when the load lasts. (Microsoft, "pragma
 * autorecover", where the list is a value of the registry)
 *
 * @param host the file system to look at. Default: that of Node.js
 * @example
 * const list = await readRecoveryList(old);
 * const report = await load(fresh, recoveryInputs(list), { autorecover: true, onDiagnostic: console.error });
 */
export async function readRecoveryList(
  namespaces: WbemNamespaces,
  host: FileHost = nodeFileHost,
): Promise<readonly RecoveryListEntry[]> {
  const files = await readRecordedFiles(namespaces);
  return files.map((file) => ({ ...file, ...stateOf(file, host) }));
}

function stateOf({ path, digest }: RecordedFile, host: FileHost): Pick<RecoveryListEntry, "state" | "problem"> {
  try {
    return { state: digestFile(path, host) === digest ? "unchanged" : "changed" };
  } catch (error) {
    if (error instanceof SourceError) return { state: "missing", problem: error };
    throw error;
  }
}

/**
 * What to load to rebuild a repository from its list: each file with the namespace and the include folders that it was compiled
 * with. `orderInputs` keeps the order but where a file that was changed needs a later one.
 *
 * @example const inputs = await orderInputs(recoveryInputs(list));
 */
export function recoveryInputs(files: readonly RecordedFile[]): readonly LoadInput[] {
  return files.map(({ path, namespace, includeFolders, includeRoot }) => ({
    kind: "file",
    path,
    settings: { namespace, includeFolders, ...(includeRoot !== undefined && { includeRoot }) },
  }));
}
