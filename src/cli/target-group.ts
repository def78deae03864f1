import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { LoadInput } from "../loader/load-options.ts";
import { isAboutTarget } from "./failures.ts";
import type { LoadSettings } from "./load-run.ts";
import type { ChosenSettings } from "./project-settings.ts";

/** Work on one target: of a project, or named on the command line. */
export interface TargetJob {
  /** The target of the project that it is for. */
  readonly name?: string;
  /** What the project file says. */
  readonly configured: ChosenSettings;
  readonly inputs: readonly LoadInput[];
  /** The repository. */
  readonly target: string;
  readonly settings: LoadSettings;
}

/**
 * What targets have in common that can share a reading: everything that decides which text is read and how. `undefined` for one that
 * finds out by itself what it has to read.
 */
export function readingOf({ inputs, settings }: TargetJob, dialect: string | undefined): string | undefined {
  const { incremental, includeFolders, includeRoot, search, prelude } = settings;
  if (incremental !== undefined) return undefined;
  return JSON.stringify([inputs, dialect, includeFolders, includeRoot, search, prelude]);
}

/**
 * What tells repositories apart: the file, or the server, database and schema, whichever way they are named; `undefined` for one that
 * no other can be.
 *
 * @throws `WbemError` where the target cannot be understood
 */
export async function identityOf(target: string): Promise<string | undefined> {
  if (target === "memory:") return undefined;
  const { repositoryFile } = await import("../open.ts");
  try {
    const path = repositoryFile(target);
    if (path !== undefined) return fileIdentity(resolve(path));
    const { postgresIdentity } = await import("../repository/stores/postgres-settings.ts");
    return postgresIdentity(target);
  } catch (error) {
    if (isAboutTarget(error)) throw error;
    // Opening it says what is wrong with it.
    return target;
  }
}

/** The real path of a file, and where it has several of them what it is known by to the file system. */
function fileIdentity(path: string): string {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  return file?.isFile() && file.nlink > 1n ? `${file.dev}:${file.ino}` : realPath(path);
}

/** Of a file that is not there yet, too. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPath(folder), basename(path));
  }
}
