import { statSync } from "node:fs";
import type { MessageCode, MessageParameters } from "./codes/index.ts";
import { addressOfKeywords, isKeywordTarget } from "./repository/keyword-target.ts";
import type { RepositoryOptions } from "./repository/repository.ts";
import { repositoryName } from "./repository/repository-name.ts";
import type { Store } from "./repository/store.ts";
import type { WbemConnection } from "./wbem/connection.ts";
import { violation, WbemError } from "./wbem/error.ts";

/** How a target is opened. */
export interface OpenOptions
  extends Pick<RepositoryOptions, "dialect" | "keys" | "generateKey" | "locale" | "providers"> {
  /**
   * `read`: a repository that does not exist is an error, nothing is created, and what is read belongs to one state; keep
   * such a connection only as long as the work takes, because writers in other processes wait for it. `write`: each read
   * is one state, and so is all that a transaction reads; an enumeration outside of one goes on with what others commit.
   * Who waits for the lock of another process gives up after 10 s (`repository-locked`).
   */
  readonly access: "read" | "write";
  /**
   * Reads through to the target, which is opened for reading; what is written is kept in memory and thrown away. The target
   * need not exist: it is taken as empty then. Providers are not called.
   */
  readonly overlay?: boolean;
  /** Ends waiting for the lock of another process on a file, with its reason; what waited is not done. */
  readonly signal?: AbortSignal;
}

/** Where a target is. */
type Target =
  | { readonly kind: "memory" }
  | { readonly kind: "sqlite"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string };

/** Kinds of target that will be there one day. */
const comingKinds = new Set(["http", "https"]);

/**
 * Opens a repository or a server.
 *
 * A target is the path of a file (`repository.db`, `C:\mof\repository.db`), `sqlite:PATH` for a path that looks like
 * something else, `memory:`, a repository that ends with the connection, or `postgres://user@host:port/database?name=value` for
 * one in a schema of a PostgreSQL database: `schema=NAME`, else `mofkit`. What such a target leaves out, `postgres:` everything,
 * comes from the environment and the files that psql uses. The driver of a kind of target is loaded when such a target is
 * opened. The name of the connection is the target, without a password.
 *
 * @throws `WbemError` with one violation: `unsupported-target`, `unknown-target`, `postgres-keywords`, `keys-compared-otherwise`,
 * `invalid-locale`, and for a file or a server those of the store: `repository-not-found`, `repository-locked`,
 * `not-a-repository`, `postgres-not-reached` and the like
 * @example const connection = await openConnection("repository.db", { access: "read" });
 */
export async function openConnection(target: string, options: OpenOptions): Promise<WbemConnection> {
  const { access, overlay = false, signal, ...settings } = options;
  const parsed = parseTarget(target);
  const { openRepository } = await import("./repository/repository.ts");
  const store = overlay ? await openOverlay(parsed, target, signal) : await openStore(parsed, target, access, signal);
  try {
    return await openRepository(store, {
      ...settings,
      name: repositoryName(target),
      readOnly: access === "read" && !overlay,
      dryRun: overlay,
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** How a repository is copied. */
export interface BackupOptions {
  /** Replaces a repository that is there under the name of the copy. Default: that is refused (`backup-exists`). */
  readonly replace?: boolean;
  /** Is told how many bytes of how many have been copied, every 4 MB. What it throws ends the backup, which leaves nothing. */
  readonly onProgress?: (copied: number, total: number) => void;
}

/** A copy of a repository. */
export interface Backup {
  /** The size of the copy in bytes. */
  readonly bytes: number;
}

/**
 * Copies the file of a repository while others use it. The copy is a repository of its own, one file that holds one state:
 * who writes meanwhile waits with the commit until it is made. It appears under its name when it is whole and on disk.
 *
 * @param target the repository: the path of a file or `sqlite:PATH`
 * @param copy the file of the copy, in the same manner
 * @throws `WbemError` with one violation: `backup-exists`, `backup-onto-itself`, `backup-without-file` for `memory:` and
 * `postgres:`, and those of `openConnection`, about either file
 * @example const { bytes } = await backupRepository("repository.db", "backups/monday.db", { replace: true });
 */
export async function backupRepository(target: string, copy: string, options: BackupOptions = {}): Promise<Backup> {
  const source = await pathOfFile(target);
  const destination = await pathOfFile(copy);
  const { backupSqliteFile } = await import("./repository/stores/sqlite-backup.ts");
  const names = { repository: target, copy };
  return { bytes: await backupSqliteFile(source, destination, { ...options, names }) };
}

async function pathOfFile(target: string): Promise<string> {
  const path = repositoryFile(target);
  if (path === undefined) throw refusal("backup-without-file", { target: repositoryName(target) });
  return path;
}

/**
 * The file that a target is kept in; `undefined` where it is kept in none.
 *
 * @throws `WbemError` with one violation: `unsupported-target`, `unknown-target`, `postgres-keywords`
 */
export function repositoryFile(target: string): string | undefined {
  const parsed = parseTarget(target);
  return parsed.kind === "sqlite" ? parsed.path : undefined;
}

function parseTarget(target: string): Target {
  if (isKeywordTarget(target)) {
    throw refusal("postgres-keywords", { target: repositoryName(target), address: addressOfKeywords(target) });
  }
  // One letter is a drive.
  const kind = /^([a-z][a-z\d+.-]+):/i.exec(target)?.[1]?.toLowerCase();
  if (kind === undefined && target !== "" && target !== ":memory:") return { kind: "sqlite", path: target };
  if (target === "memory:") return { kind: "memory" };
  if (kind === "sqlite" && target.length > "sqlite:".length) {
    return { kind: "sqlite", path: target.slice("sqlite:".length) };
  }
  if (kind === "postgres" || kind === "postgresql") return { kind: "postgres", url: target };
  // The rest of such a target can hold a password.
  if (kind !== undefined && comingKinds.has(kind)) throw refusal("unsupported-target", { kind });
  throw refusal("unknown-target", { target: repositoryName(target) });
}

async function openStore(target: Target, name: string, access: "read" | "write", signal?: AbortSignal): Promise<Store> {
  if (target.kind === "memory") {
    const { MemoryStore } = await import("./repository/stores/memory.ts");
    return new MemoryStore();
  }
  if (target.kind === "postgres") {
    const { openPostgresStore } = await import("./repository/stores/postgres.ts");
    return openPostgresStore(target.url, { access });
  }
  const { openSqliteStore } = await import("./repository/stores/sqlite.ts");
  return openSqliteStore(target.path, { access, name, signal });
}

async function openOverlay(target: Target, name: string, signal?: AbortSignal): Promise<Store> {
  const { OverlayStore } = await import("./repository/overlay-store.ts");
  return new OverlayStore(await openBelow(target, name, signal));
}

/** What an overlay reads through to, where it is there. */
async function openBelow(target: Target, name: string, signal?: AbortSignal): Promise<Store | undefined> {
  if (target.kind === "memory") return undefined;
  if (target.kind === "sqlite" && statSync(target.path, { throwIfNoEntry: false }) === undefined) return undefined;
  try {
    return await openStore(target, name, "read", signal);
  } catch (error) {
    const isNone = error instanceof WbemError && error.violations[0]?.code === "repository-not-found";
    if (isNone && target.kind === "postgres") return undefined;
    throw error;
  }
}

function refusal<Code extends MessageCode>(code: Code, parameters: MessageParameters<Code>): WbemError {
  return WbemError.fromViolations([violation(code, parameters)]);
}
