import { watch } from "node:fs";
import { join } from "node:path";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { reasonOf } from "../source/file-error.ts";

/** Tells of changes in folders. */
export interface FolderEvents {
  /**
   * Watches the files directly in a folder, until what it returns is called. Who is told looks for himself what has changed: an
   * event may come late, twice, or for nothing. A folder that is gone, or that this user may not look into, has no events.
   *
   * @throws {WatchError} where the system watches no more
   */
  watch(folder: string, onEvent: (path: string) => void): () => void;
}

/** Folders cannot be watched. */
export class WatchError extends Error {
  readonly diagnostic: Diagnostic;

  constructor(folder: string, cause: unknown) {
    const diagnostic = createDiagnostic("watch-failed", { folder, reason: reasonOf(cause) });
    super(diagnostic.message, { cause });
    this.name = "WatchError";
    this.diagnostic = diagnostic;
  }
}

/** The limits of the system on what is watched and open; whatever else fails shows when the files are read. */
const limits: ReadonlySet<string | undefined> = new Set(["ENOSPC", "EMFILE", "ENFILE"]);

/** The events of the file system of the machine. */
export const nodeFolderEvents: FolderEvents = {
  watch(folder, onEvent) {
    try {
      const watcher = watch(folder, (_, name) => onEvent(name === null ? folder : join(folder, name)));
      // A folder that goes away is an event as any other.
      watcher.on("error", () => onEvent(folder));
      return () => watcher.close();
    } catch (error) {
      if (limits.has((error as NodeJS.ErrnoException).code)) throw new WatchError(folder, error);
      return () => undefined;
    }
  },
};
