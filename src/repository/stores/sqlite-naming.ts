import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** What `link` answers where a file system has no hard links. */
const withoutLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** How the names of drafts of a file end, behind a dot, its name and a dot. */
export const draftEnding = /^\d+-[\da-f]{8}\.tmp$/;

/**
 * The path of a new file beside the one that it is to become: `.name.<process>-<random>.tmp`. The number keeps drafts of one process
 * apart, which needs no `node:crypto`: loading that takes 4 ms.
 */
export function draftPath(path: string): string {
  const random = Math.floor(Math.random() * 2 ** 32)
    .toString(16)
    .padStart(8, "0");
  return join(dirname(path), `.${basename(path)}.${process.pid}-${random}.tmp`);
}

/** The path of the journal that SQLite keeps of a database while it is written. */
export function journalOf(path: string): string {
  return `${path}-journal`;
}

/** How a finished draft gets its name. */
export interface NamingOptions {
  /** Makes a second name for a file, as `linkSync` does. */
  readonly link?: typeof linkSync;
  /** Lets go of the draft before it is renamed, which Windows does not do with an open file. */
  readonly release?: () => void;
}

/**
 * Gives a draft the name that it was made for, at once. The name of the draft stays where the file system has hard links.
 *
 * @throws an error with the code `EEXIST` where the name is taken
 */
export function giveName(draft: string, path: string, { link = linkSync, release }: NamingOptions = {}): void {
  try {
    link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && withoutLinks.has(String(error.code)))) throw error;
    release?.();
    // Takes the name with an empty file, which fails where it is taken; `rename` alone would replace what is there.
    closeSync(openSync(path, "wx"));
    renameSync(draft, path);
  }
}

/** Makes a new name last through a power failure, where the system can do that for folders. */
export function flushFolder(path: string): void {
  try {
    flushFile(path, "r");
  } catch {
    // Windows has no such thing, and some network drives refuse it; the file itself has been flushed.
  }
}

/** Makes what was written to a file last through a power failure. */
export function flushFile(path: string, flags: "r" | "r+" = "r+"): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Removes a draft, or leaves that to the next writer: what was done or went wrong counts more. */
export function removeDraft(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The next writer tries again.
  }
}

/** Whether an error is one of the operating system with this code, such as `EEXIST`. */
export function isErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
