import type { MessageCode, MessageParameters } from "../../codes/index.ts";
import { violation, WbemError } from "../../wbem/error.ts";

/** Primary result codes (https://www.sqlite.org/rescode.html): the lower eight bits of what the driver gives. */
const busy = 5;
const locked = 6;
const noMemory = 7;
const readOnly = 8;
const inputOutput = 10;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const tooBig = 18;
const notADatabase = 26;

/** Extended result codes. */
const readFailed = 266;
const readShort = 522;
const readOnlyRollback = 776;
const readOnlyMoved = 1032;

/** SQLite's largest row, SQLITE_MAX_LENGTH. */
const largestRow = 1_000_000_000;

/** What was being done when the operating system refused, by extended result code. */
const inputOutputReasons = new Map([
  [readFailed, "reading"],
  [readShort, "reading: the file is shorter than it was"],
  [778, "writing"],
  [1034, "flushing to disk"],
  [1290, "flushing the folder to disk"],
  [1546, "cutting the file"],
  [2570, "deleting the journal"],
  [3850, "locking"],
  [4618, "seeking"],
]);

/** The number with which SQLite refused; `undefined` for an error that is not from it. */
function resultCode(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode : undefined;
}

/** Whether somebody else holds a lock that has to be waited for. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code !== undefined && ((code & 0xff) === busy || (code & 0xff) === locked);
}

/** Whether a journal lies beside the file that a connection for reading may not play back. */
export function needsRecovery(error: unknown): boolean {
  return resultCode(error) === readOnlyRollback;
}

/** Whether a file could not be read, as opposed to what can go wrong with writing. */
export function isReadFault(error: unknown): boolean {
  const code = resultCode(error);
  if (code === undefined) return false;
  return (code & 0xff) === corrupt || (code & 0xff) === notADatabase || code === readFailed || code === readShort;
}

/** Makes the error of one message about a store. */
export function storeError<Code extends MessageCode>(
  code: Code,
  parameters: MessageParameters<Code>,
  cause?: unknown,
): WbemError {
  return WbemError.fromViolations([violation(code, parameters)], { cause });
}

/**
 * What an error of the driver or of the file system means for the user, with the error itself as its cause. Anything else
 * comes back as it is: an error of the work in a transaction, or a bug.
 */
export function translateError(error: unknown, repository: string, lockWait: number): unknown {
  const code = resultCode(error);
  if (code === undefined) return translateFileError(error, repository);
  if (isBusy(error)) return storeError("repository-locked", { repository, seconds: lockWait / 1000 }, error);
  if (code === readOnlyRollback) return storeError("unfinished-repository", { repository }, error);
  if (code === readOnlyMoved) return storeError("repository-replaced", { repository }, error);
  switch (code & 0xff) {
    case full:
      return storeError("disk-full", { repository }, error);
    case readOnly:
      return storeError("repository-not-writable", { repository, reason: "it is read-only" }, error);
    case cannotOpen:
      return storeError("repository-not-opened", { repository, reason: "the operating system refuses" }, error);
    case inputOutput: {
      const reason = inputOutputReasons.get(code) ?? `the operating system refused (${code})`;
      return storeError("repository-input-output", { repository, reason }, error);
    }
    case notADatabase:
      return storeError("not-a-repository", { repository, reason: "it is no SQLite database" }, error);
    case corrupt:
      return storeError("damaged-repository", { repository, reason: "its pages contradict each other" }, error);
    case tooBig:
      return storeError("object-too-large", { repository, limit: largestRow }, error);
    case noMemory:
      return storeError("repository-out-of-memory", { repository }, error);
    default:
      // A table or column that is not there, a value of the wrong type: the file says that it is a repository and is not.
      return storeError("damaged-repository", { repository, reason: "its tables are not those of its layout" }, error);
  }
}

/** As {@link translateError} for errors of `node:fs`. */
function translateFileError(error: unknown, repository: string): unknown {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return error;
  switch (error.code) {
    case "EACCES":
    case "EPERM":
      return storeError("repository-not-writable", { repository, reason: "this user may not write it" }, error);
    case "EROFS":
      return storeError("repository-not-writable", { repository, reason: "its disk is read-only" }, error);
    case "ENOSPC":
    case "EDQUOT":
      return storeError("disk-full", { repository }, error);
    case "ENOENT":
      return storeError("repository-replaced", { repository }, error);
    case "ENAMETOOLONG":
      return storeError("repository-not-opened", { repository, reason: "its name is too long" }, error);
    case "ELOOP":
      return storeError("repository-not-opened", { repository, reason: "its links lead in a circle" }, error);
    default:
      return storeError("repository-input-output", { repository, reason: String(error.code) }, error);
  }
}
