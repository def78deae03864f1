import { statSync } from "node:fs";
import type { MessageCode, MessageParameters } from "./codes/index.ts";
import type { RepositoryOptions } from "./repository/repository.ts";
import type { Store } from "./repository/store.ts";
import type { WbemConnection } from "./wbem/connection.ts";
import { violation, WbemError } from "./wbem/error.ts";

/** How a target is opened. */
export interface OpenOptions
  extends Pick<RepositoryOptions, "dialect" | "keys" | "generateKey" | "locale" | "providers"> {
  /**
   * `read`: a repository that does not exist is an error, nothing is created, and what is read belongs to one state; keep
   * such a connection only as long as the work takes, because writers in other processes wait for it.
   */
  readonly access: "read" | "write";
  /**
   * Reads through to the target, which is opened for reading; what is written is kept in memory and thrown away. The target
   * need not exist: it is taken as empty then. Providers are not called.
   */
  readonly overlay?: boolean;
}

/** Where a target is. */
type Target = { readonly kind: "memory" } | { readonly kind: "sqlite"; readonly path: string };

/** Kinds of target that will be there one day. */
const comingKinds = new Set(["postgres", "postgresql", "http", "https"]);

/**
 * Opens a repository or a server.
 *
 * A target is the path of a file (`repository.db`, `C:\mof\repository.db`), `sqlite:PATH` for a path that looks like
 * something else, or `memory:`, a repository that ends with the connection. The driver of a kind of target is loaded when
 * such a target is opened.
 *
 * @throws `WbemError` with one violation: `unsupported-target`, `unknown-target`, `keys-compared-otherwise`,
 * `invalid-locale`, and for a file those of `openSqliteStore`: `repository-not-found`, `repository-locked`,
 * `not-a-repository` and the like
 * @example const connection = await openConnection("repository.db", { access: "read" });
 */
export async function openConnection(target: string, options: OpenOptions): Promise<WbemConnection> {
  const { access, overlay = false, ...settings } = options;
  const parsed = parseTarget(target);
  const { openRepository } = await import("./repository/repository.ts");
  const store = overlay ? await openOverlay(parsed, target) : await openStore(parsed, target, access);
  try {
    return await openRepository(store, {
      ...settings,
      name: target,
      readOnly: access === "read" && !overlay,
      dryRun: overlay,
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}

function parseTarget(target: string): Target {
  // One letter is a drive.
  const kind = /^([a-z][a-z\d+.-]+):/i.exec(target)?.[1]?.toLowerCase();
  if (kind === undefined && target !== "" && target !== ":memory:") return { kind: "sqlite", path: target };
  if (target === "memory:") return { kind: "memory" };
  if (kind === "sqlite" && target.length > "sqlite:".length) {
    return { kind: "sqlite", path: target.slice("sqlite:".length) };
  }
  // The rest of such a target can hold a password.
  if (kind !== undefined && comingKinds.has(kind)) throw refusal("unsupported-target", { kind });
  throw refusal("unknown-target", { target });
}

async function openStore(target: Target, name: string, access: "read" | "write"): Promise<Store> {
  if (target.kind === "memory") {
    const { MemoryStore } = await import("./repository/stores/memory.ts");
    return new MemoryStore();
  }
  const { openSqliteStore } = await import("./repository/stores/sqlite.ts");
  return openSqliteStore(target.path, { access, name });
}

async function openOverlay(target: Target, name: string): Promise<Store> {
  const { OverlayStore } = await import("./repository/overlay-store.ts");
  const isThere = target.kind !== "memory" && statSync(target.path, { throwIfNoEntry: false }) !== undefined;
  return new OverlayStore(isThere ? await openStore(target, name, "read") : undefined);
}

function refusal<Code extends MessageCode>(code: Code, parameters: MessageParameters<Code>): WbemError {
  return WbemError.fromViolations([violation(code, parameters)]);
}
