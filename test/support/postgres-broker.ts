import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { TestProject } from "vitest/node";
import { freePort, importEmbeddedPostgres } from "../../bench/postgres/embedded-postgres.ts";

/** How tests reach the server, or why there is none. */
export type PostgresServer =
  | { readonly port: number; readonly host: string; readonly user: string; readonly password: string }
  | { readonly missing: string };

declare module "vitest" {
  interface ProvidedContext {
    /** Where to ask for the server; see {@link PostgresServer}. */
    readonly postgresBroker: number;
  }
}

/**
 * Nothing of it lasts, so nothing is flushed to disk; that a commit lasts is for the server to test. `C` makes the databases of
 * tests the same on every machine.
 */
const flags = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];
const initialFlags = ["--encoding=UTF8", "--locale=C", "--no-sync"];

export interface RunningServer {
  readonly server: PostgresServer;
  /** Ends it at once, as `pg_ctl stop --mode immediate` does, and starts it again. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server of its own. */
export async function startPostgresServer(): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), "mofkit-postgres-"));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const { default: EmbeddedPostgres } = await importEmbeddedPostgres();
    const [port, user, password] = [await freePort(), "mofkit", "mofkit"];
    const log: string[] = [];
    const postgres = new EmbeddedPostgres({
      databaseDir: join(folder, "data"),
      port,
      user,
      password,
      persistent: false,
      // The server refuses to run as root.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: initialFlags,
      postgresFlags: flags.flatMap((flag) => ["-c", flag]),
      onLog: (message) => log.push(String(message)),
      onError: (message) => log.push(String(message)),
    });
    // The user that it runs as may look into the folder.
    if (process.getuid?.() === 0) chmodSync(folder, 0o755);
    try {
      await postgres.initialise();
      await postgres.start();
    } catch (error) {
      throw new Error(`${error ?? "it ended"}: ${log.slice(-3).join(" ")}`, { cause: error });
    }
    return {
      server: { host: "127.0.0.1", port, user, password },
      crash: async () => {
        const pidFile = join(folder, "data", "postmaster.pid");
        process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGQUIT");
        // It is gone with its last process.
        while (existsSync(pidFile)) await setImmediate();
        await postgres.start();
      },
      stop: async () => {
        await postgres.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    return {
      server: { missing: error instanceof Error ? error.message : String(error) },
      crash: async () => undefined,
      stop: async () => undefined,
    };
  }
}

/** Starts one PostgreSQL server for a whole run, when the first test asks for it, and stops it at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let running: Promise<RunningServer> | undefined;
  const broker = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    running ??= startPostgresServer();
    running.then(({ server }) => socket.end(JSON.stringify(server)));
  });
  await new Promise<void>((resolve) => broker.listen(0, "127.0.0.1", resolve));
  project.provide("postgresBroker", (broker.address() as AddressInfo).port);
  return async () => {
    broker.close();
    await (await running)?.stop();
  };
}
