import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { whileBusy } from "./sqlite-connection.ts";
import { removeDrafts } from "./sqlite-draft.ts";
import { copyDatabase, SqliteDatabase } from "./sqlite-driver.ts";
import { isReadFault, storeError, translateError } from "./sqlite-errors.ts";
import { checkOwn, checkReadable, checkWritable, exists, locateFile, type RepositoryFile } from "./sqlite-file.ts";
import { currentLayout, identify, type Layout } from "./sqlite-layout.ts";
import { draftPath, flushFile, flushFolder, giveName, isErrorCode, journalOf, removeDraft } from "./sqlite-naming.ts";
import { connectToRead } from "./sqlite-read-store.ts";

/** How long a lock of another process is waited for, in milliseconds. */
const lockWait = 10_000;

/** How many pages are copied at a time, 4 MB; in between the program goes on. */
const pagesAtATime = 256;

export interface SqliteBackupOptions {
  /** What messages call the repository and the copy; the paths as given by default. */
  readonly names?: { readonly repository: string; readonly copy: string };
  /** Replaces a repository that is there under the name of the copy. */
  readonly replace?: boolean;
  /** Is told how many bytes of how many have been copied. What it throws ends the backup. */
  readonly onProgress?: (copied: number, total: number) => void;
  /** How long a lock of another process is waited for, in milliseconds; 10 s by default. */
  readonly lockWaitMilliseconds?: number;
  /** The tables; those of this version by default. A repository of an older layout is copied as it is. */
  readonly layout?: Layout;
  /** Gives the copy the name of a repository that it replaces, as `renameSync` does. */
  readonly rename?: typeof renameSync;
}

/**
 * Copies a repository while others use it. The copy is one state of it: it is made under a lock for reading, for which
 * writers wait with their commit, so it ends however much is written. It is made beside its place, as
 * `.name.<process>-<random>.tmp`, with the permissions of the repository, flushed to disk, and gets its name when it is whole;
 * a failure leaves nothing behind, and what a kill leaves the next backup to that place removes. 126 MB take 0.2 s.
 *
 * @returns the size of the copy in bytes
 * @throws `WbemError`: `backup-exists`, `backup-onto-itself`, and those of opening a repository, about either file
 */
export async function backupSqliteFile(
  path: string,
  copyPath: string,
  options: SqliteBackupOptions = {},
): Promise<number> {
  const {
    names = { repository: path, copy: copyPath },
    replace = false,
    lockWaitMilliseconds: wait = lockWait,
    layout = currentLayout,
    rename = renameSync,
  } = options;
  const about = async <Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw translateError(error, name, wait);
    }
  };
  const source = await about(names.repository, () => locateSource(path, names.repository));
  const copy = await about(names.copy, () => locateCopy(source, copyPath, names.copy, { replace, wait }));
  const settings = { name: names.repository, layout, wait };
  const connection = await about(names.repository, () => connectToRead(source, settings, true));
  const draft = draftPath(copy.path);
  try {
    return await about(names.copy, async () => {
      // Before anything is in it, so that nobody else reads what the repository does not show.
      closeSync(openSync(draft, "wx", statSync(source.path).mode));
      try {
        await copyPages(connection.database, draft, options.onProgress);
      } catch (error) {
        // The copy is only written.
        throw isReadFault(error) ? translateError(error, names.repository, wait) : error;
      }
      flushFile(draft);
      if (replace && exists(copy)) replaceWith(draft, copy.path, await claim(copy, wait), rename);
      else nameNew(draft, copy);
      flushFolder(dirname(copy.path));
      return statSync(copy.path).size;
    });
  } finally {
    connection.close();
    removeDraft(journalOf(draft));
    removeDraft(draft);
  }
}

function locateSource(path: string, name: string): RepositoryFile {
  const source = locateFile(path, name);
  if (!exists(source)) throw storeError("repository-not-found", { repository: name });
  checkReadable(source);
  checkOwn(source);
  return source;
}

/** Finds the place of the copy, and refuses one that is taken before anything is copied. */
async function locateCopy(
  source: RepositoryFile,
  path: string,
  name: string,
  { replace, wait }: { readonly replace: boolean; readonly wait: number },
): Promise<RepositoryFile> {
  const copy = locateFile(path, name);
  if (isSameFile(source.path, copy.path)) throw storeError("backup-onto-itself", { file: name });
  checkWritable(copy);
  const isThere = exists(copy);
  if (replace && isThere) (await claim(copy, wait)).close();
  else if (isThere) throw storeError("backup-exists", { file: name });
  // A journal beside a new database would be played back into it.
  else if (existsSync(journalOf(copy.path))) {
    if (!replace) throw storeError("backup-exists", { file: journalOf(name) });
    rmSync(journalOf(copy.path));
  }
  removeDrafts(copy);
  return copy;
}

function isSameFile(left: string, right: string): boolean {
  const [one, other] = [left, right].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return left === right || (one !== undefined && one.ino === other?.ino && one.dev === other.dev);
}

async function copyPages(
  database: SqliteDatabase,
  draft: string,
  onProgress: SqliteBackupOptions["onProgress"],
): Promise<void> {
  const pageSize = database.prepare("PRAGMA page_size").get()?.page_size as number;
  await copyDatabase(database, draft, {
    rate: pagesAtATime,
    progress: ({ totalPages, remainingPages }) =>
      onProgress?.((totalPages - remainingPages) * pageSize, totalPages * pageSize),
  });
}

function nameNew(draft: string, copy: RepositoryFile): void {
  try {
    giveName(draft, copy.path);
  } catch (error) {
    throw isErrorCode(error, "EEXIST") ? storeError("backup-exists", { file: copy.name }, error) : error;
  }
}

/**
 * Makes sure that what is replaced is a repository in which nobody writes, and that no journal of it lies there: that would
 * be played back into the copy.
 *
 * @returns what keeps everybody else out of it until it is closed
 */
async function claim(copy: RepositoryFile, wait: number): Promise<SqliteDatabase> {
  checkOwn(copy);
  const database = new SqliteDatabase(copy.path);
  try {
    await whileBusy(wait, () => database.exec("BEGIN EXCLUSIVE"));
    if (identify(database, copy.name, currentLayout) === 0) {
      throw storeError("not-a-repository", { repository: copy.name, reason: "it is empty" });
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Gives the copy its name while the claim on what it replaces holds: a journal that somebody began in between would be
 * played back into the copy. Who waits for the old file is refused by SQLite once it has lost its name.
 */
function replaceWith(draft: string, path: string, claimed: SqliteDatabase, rename: typeof renameSync): void {
  try {
    rename(draft, path);
  } catch {
    // Windows replaces no file that is open, so there nobody else is in it either where this succeeds.
    claimed.close();
    rename(draft, path);
  } finally {
    if (claimed.isOpen) claimed.close();
  }
}
