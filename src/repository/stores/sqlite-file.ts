import { accessSync, constants, lstatSync, readlinkSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { WbemError } from "../../wbem/error.ts";
import { SqliteDatabase } from "./sqlite-driver.ts";
import { storeError } from "./sqlite-errors.ts";
import { refuseForeign } from "./sqlite-layout.ts";

/** How many symbolic links are followed to a file that does not exist yet. */
const longestLinkChain = 40;

/** Where a repository is kept. */
export interface RepositoryFile {
  /** As the user gave it, for messages. */
  readonly name: string;
  /** Absolute, with links followed. */
  readonly path: string;
}

/**
 * Finds the file of a repository, which need not exist.
 *
 * @throws `WbemError`: `repository-not-a-file`, `repository-folder-not-found`, `repository-access-denied`
 */
export function locateFile(path: string, name: string): RepositoryFile {
  const found = stat(path, name);
  if (found !== undefined) {
    if (!found.isFile()) throw storeError("repository-not-a-file", { repository: name });
    return { name, path: realpathSync(path) };
  }
  let target = resolve(path);
  for (let links = 0; links < longestLinkChain && isLink(target); links++) {
    target = resolve(dirname(target), readlinkSync(target));
  }
  return { name, path: target };
}

/** Whether the file is there. */
export function exists({ path, name }: RepositoryFile): boolean {
  return stat(path, name) !== undefined;
}

/** @throws `WbemError`: `repository-access-denied` */
export function checkReadable({ path, name }: RepositoryFile): void {
  if (!isAllowed(path, constants.R_OK)) throw storeError("repository-access-denied", { repository: name });
}

/**
 * Tells before a long run, and not at its end, that nothing could be written: to the file, or to the folder, which takes a
 * journal while the file is written.
 *
 * @throws `WbemError`: `repository-not-writable`, `repository-folder-not-found`
 */
export function checkWritable(file: RepositoryFile): void {
  const { path, name } = file;
  const folder = stat(dirname(path), name);
  if (folder === undefined || !folder.isDirectory()) {
    throw storeError("repository-folder-not-found", { repository: name });
  }
  if (!isAllowed(dirname(path), constants.W_OK)) {
    throw storeError("repository-not-writable", { repository: name, reason: "this user may not write its folder" });
  }
  if (exists(file)) {
    checkReadable(file);
    if (!isAllowed(path, constants.W_OK)) {
      throw storeError("repository-not-writable", { repository: name, reason: "this user may not write it" });
    }
  }
}

/**
 * Refuses the database of another program before an ordinary connection touches it. The file may be half written, and then
 * be refused by SQLite: a connection that takes locks tells what that means.
 *
 * @throws `WbemError`: `not-a-repository`
 */
export function checkOwn({ path, name }: RepositoryFile): void {
  const url = pathToFileURL(path);
  // Says that nobody writes, so that no lock is taken and nothing is created.
  url.searchParams.set("immutable", "1");
  const database = new SqliteDatabase(url, { readOnly: true });
  try {
    refuseForeign(database, name);
  } catch (error) {
    if (error instanceof WbemError) throw error;
  } finally {
    database.close();
  }
}

function stat(path: string, name: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOTDIR") return undefined;
    if (code === "EACCES" || code === "EPERM")
      throw storeError("repository-access-denied", { repository: name }, error);
    throw error;
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
