import type { Store } from "../store.ts";
import type { ConnectionSettings } from "./sqlite-connection.ts";
import { removeDrafts } from "./sqlite-draft.ts";
import { storeError, translateError } from "./sqlite-errors.ts";
import { checkOwn, checkReadable, checkWritable, exists, locateFile, type RepositoryFile } from "./sqlite-file.ts";
import { currentLayout, type Layout } from "./sqlite-layout.ts";
import { connectToRead, SqliteReadStore } from "./sqlite-read-store.ts";
import { SqliteWriteStore } from "./sqlite-write-store.ts";

/** How long a lock of another process is waited for, in milliseconds. */
const lockWait = 10_000;

export interface SqliteStoreOptions {
  /** `read` never changes, creates or locks anything beyond what reading needs. */
  readonly access: "read" | "write";
  /** What messages call the repository; the path as given by default. */
  readonly name?: string;
  /** How long a lock of another process is waited for, in milliseconds; 10 s by default. */
  readonly lockWaitMilliseconds?: number;
  /** Ends every wait for such a lock, with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** The tables; those of this version by default. */
  readonly layout?: Layout;
}

/**
 * Opens a repository in a SQLite file.
 *
 * Reading shows one state for as long as the store is open, works on a read-only file in a read-only folder and creates
 * nothing; a writer waits for its end, so do not keep such a store longer than the work takes. Only when a writer was
 * killed in the middle does reading write: it undoes that, which SQLite calls a hot journal.
 *
 * Writing to a repository that does not exist makes it in a draft beside it, `.name.<process>-<random>.tmp`, without a
 * journal, flushes that to disk at the commit and gives it its name with a hard link, which fails where somebody else was
 * faster. Killed at any time, it leaves no repository or a whole one; drafts of dead processes are removed by whoever opens
 * the repository for writing next. A file that exists is changed in place, with a rollback journal: readers in other
 * processes see the state before until the commit, which waits for them, and no file stays behind. When more than 128 MB of
 * pages were changed they go to the file early, and readers have to wait for the end.
 *
 * WAL mode would let readers go on all the time, but it cannot be left while one of them is there, and then two files stay
 * beside the repository, without which it cannot be read from a read-only folder. Nor is it faster: 500,000 instances into a
 * repository of a million take 3.0 to 4.1 s with a journal and 3.6 to 4.7 s in WAL mode with the way back.
 *
 * @param path of the file, relative to the working directory
 * @throws `WbemError` with one of: `repository-not-found`, `empty-repository`, `repository-folder-not-found`,
 * `repository-not-a-file`, `repository-access-denied`, `repository-not-writable`, `repository-not-opened`,
 * `not-a-repository`, `newer-repository`, `older-repository`, `damaged-repository`, `unfinished-repository`,
 * `repository-locked`; using the store also throws `repository-created-meanwhile`, `repository-replaced`, `disk-full`,
 * `repository-input-output`, `repository-out-of-memory`, `object-too-large`, `malformed-key`, `too-many-rows`
 * @example const store = await openSqliteStore("repository.db", { access: "read" });
 */
export async function openSqliteStore(path: string, options: SqliteStoreOptions): Promise<Store> {
  const { access, name = path, lockWaitMilliseconds: wait = lockWait, layout = currentLayout, signal } = options;
  const settings = { name, layout, wait, signal };
  try {
    const file = locateFile(path, name);
    return access === "read" ? await openToRead(file, settings) : await openToWrite(file, settings);
  } catch (error) {
    throw translateError(error, name, wait);
  }
}

async function openToRead(file: RepositoryFile, settings: ConnectionSettings): Promise<Store> {
  if (!exists(file)) throw storeError("repository-not-found", { repository: file.name });
  checkReadable(file);
  checkOwn(file);
  return new SqliteReadStore(await connectToRead(file, settings), settings);
}

async function openToWrite(file: RepositoryFile, settings: ConnectionSettings): Promise<Store> {
  checkWritable(file);
  removeDrafts(file);
  const store = new SqliteWriteStore(file, settings);
  await store.open();
  return store;
}
