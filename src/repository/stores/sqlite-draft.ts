import { type linkSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type ConnectionSettings, SqliteConnection, whileBusy } from "./sqlite-connection.ts";
import { SqliteDatabase } from "./sqlite-driver.ts";
import { isBusy, storeError } from "./sqlite-errors.ts";
import { exists, type RepositoryFile } from "./sqlite-file.ts";
import { draftEnding, draftPath, flushFolder, giveName, isErrorCode, journalOf, removeDraft } from "./sqlite-naming.ts";

/** A repository that does not exist yet, in a file beside it that only this process uses. */
export class Draft {
  readonly connection: SqliteConnection;
  readonly #path: string;
  readonly #file: RepositoryFile;

  constructor(path: string, file: RepositoryFile, connection: SqliteConnection) {
    this.connection = connection;
    this.#path = path;
    this.#file = file;
  }

  /**
   * Gives the draft the name of the repository, for good and all at once. What it holds has been committed.
   *
   * @throws `WbemError`: `repository-created-meanwhile`
   */
  publish(link?: typeof linkSync): void {
    try {
      // Until the file has its name this process keeps its lock, so that nobody takes the draft for abandoned.
      giveName(this.#path, this.#file.path, { ...(link && { link }), release: () => this.connection.close() });
    } catch (error) {
      if (!isErrorCode(error, "EEXIST")) throw error;
      throw storeError("repository-created-meanwhile", { repository: this.#file.name }, error);
    }
    this.discard();
    flushFolder(dirname(this.#file.path));
  }

  /** Closes the draft and removes its file, or leaves that to the next writer: what was done or went wrong counts more. */
  discard(): void {
    this.connection.close();
    removeDraft(this.#path);
  }
}

/**
 * Begins a draft. Where another process is at it, waits until that one has ended; then there may be a repository.
 *
 * @returns `undefined` when the repository is there
 * @throws the driver's error for a lock when the wait is over
 */
export async function createDraft(
  file: RepositoryFile,
  settings: ConnectionSettings,
  pragmas: string,
): Promise<Draft | undefined> {
  for (;;) {
    const clear = () => {
      if (!exists(file)) removeDrafts(file, throwError);
    };
    await whileBusy(settings.wait, clear, settings.signal);
    if (exists(file)) return undefined;
    const path = draftPath(file.path);
    const connection = await SqliteConnection.open(path, settings, { readOnly: false, pragmas, isExpendable: true });
    const draft = new Draft(path, file, connection);
    try {
      await whileBusy(settings.wait, () => connection.database.exec("BEGIN EXCLUSIVE"), settings.signal);
      // Before it was locked another process may have taken it for abandoned.
      if (exists({ path, name: file.name })) {
        connection.bringUp(0);
        return draft;
      }
    } catch (error) {
      draft.discard();
      throw error;
    }
    draft.discard();
  }
}

function throwError(error: unknown): never {
  throw error;
}

/**
 * Removes drafts of this repository that a process left behind when it was killed.
 *
 * @param onLiving is given the driver's error for each draft that a living process holds
 */
export function removeDrafts(file: RepositoryFile, onLiving: (error: unknown) => void = () => undefined): void {
  const folder = dirname(file.path);
  const beginning = `.${basename(file.path)}.`;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(beginning) || !draftEnding.test(name.slice(beginning.length))) continue;
    const database = openDraft(join(folder, name));
    if (database !== undefined) removeAbandoned(join(folder, name), database, onLiving);
  }
}

/** Opens a draft, unless it is gone by now or belongs to somebody who keeps it from us. */
function openDraft(path: string): SqliteDatabase | undefined {
  try {
    return new SqliteDatabase(path, { readOnly: true });
  } catch {
    return undefined;
  }
}

/**
 * Removes a draft whose lock is free: the system takes locks away from a process that dies. The lock is held meanwhile, so
 * that one that begins at this moment is not taken for abandoned, or notices.
 */
function removeAbandoned(path: string, database: SqliteDatabase, onLiving: (error: unknown) => void): void {
  let livingError: unknown;
  try {
    database.exec("BEGIN; SELECT 1 FROM sqlite_schema");
    removeWithJournal(path);
  } catch (error) {
    // Any other error means half a database: whoever wrote it had locked it, and is gone.
    if (isBusy(error)) livingError = error;
  }
  database.close();
  // Windows removes no file that is open.
  if (livingError === undefined) removeWithJournal(path);
  else onLiving(livingError);
}

/** The journal first: without its draft nobody would look for it. */
function removeWithJournal(path: string): void {
  removeDraft(journalOf(path));
  removeDraft(path);
}
