import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import { SourceError } from "../source/source-error.ts";
import type { WbemNamespaces } from "../wbem/connection.ts";
import type { LoadInput } from "./load-options.ts";
import { digestsOf, type RecordedFile, type RecordedInclude, readRecordedFiles } from "./recovery-files.ts";

export { type RecordedFile, type RecordedInclude, type RecoveryFile, removeRecordedFiles } from "./recovery-files.ts";

/** What became of a file since it was compiled; `missing`: it is gone or cannot be read. */
export type RecoveryState = "unchanged" | "changed" | "missing";

/** What became of a file. */
export interface RecoveryFileState {
  readonly state: RecoveryState;
  /** Why a file that is `missing` cannot be read. */
  readonly problem?: SourceError;
}

/** A file that a listed one includes, and what became of it. */
export interface RecoveryInclude extends RecordedInclude, RecoveryFileState {}

/**
 * A file on the list of a repository, and what became of it with all that it includes: `missing` also where only a file that it
 * includes cannot be read and no text says otherwise by now, `changed` where any other of them is not what it was.
 */
export interface RecoveryListEntry extends RecordedFile, RecoveryFileState {
  /** What became of the file by itself. */
  readonly ownState: RecoveryState;
  readonly includes: readonly RecoveryInclude[];
}

/**
 * Reads which files a repository asks to be compiled again when it is rebuilt, in the order in which they came onto the list, and
 * looks at each, and at what it included.
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
  const digestOf = digestsOf(host);
  return files.map((file) => entryOf(file, digestOf));
}

type DigestOf = (path: string) => string;

function entryOf(file: RecordedFile, digestOf: DigestOf): RecoveryListEntry {
  const own = stateOf(file, digestOf);
  const includes = file.includes.map((include) => ({ ...include, ...stateOf(include, digestOf) }));
  const entry = { ...file, ...own, ownState: own.state, includes };
  if (own.state !== "unchanged") return entry;
  // What has changed may no longer include what is missing, so only compiling it can tell.
  if (includes.some(({ state }) => state === "changed")) return { ...entry, state: "changed" };
  const missing = includes.find(({ state }) => state === "missing");
  return missing ? { ...entry, state: "missing", ...(missing.problem && { problem: missing.problem }) } : entry;
}

function stateOf({ path, digest }: RecordedInclude, digestOf: DigestOf): RecoveryFileState {
  try {
    return { state: digestOf(path) === digest ? "unchanged" : "changed" };
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
