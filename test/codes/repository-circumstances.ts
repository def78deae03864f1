import type { ChildProcess } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, readdirSync, renameSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { currentLayout, largestClassId } from "../../src/repository/stores/sqlite-layout.ts";
import { asOrdinaryUser } from "../support/ordinary-user.ts";
import { runMofkit } from "../support/run-mofkit.ts";
import { type FinishedProcess, spawnMofkit } from "../support/spawn-mofkit.ts";
import { Worker } from "../support/spawn-worker.ts";

/** The command that is run in a situation. */
export interface Circumstance {
  readonly folder: string;
  readonly argv: readonly string[];
  readonly input?: string;
}

type Run = (command: Circumstance) => Promise<FinishedProcess>;

/** Makes each situation of a repository, and of a whole command, real; see `circumstances`. */
export const repositoryCircumstances = {
  "repository-in-use": async ({ folder, argv }) => {
    const other = new Worker(["hold", join(folder, "repository.db")], { cwd: folder });
    await other.says("holding");
    try {
      return await spawnMofkit(argv, { cwd: folder });
    } finally {
      await other.end();
    }
  },
  "row-damaged": changedBy("UPDATE instance SET body = substr(body, 1, length(body) / 2)"),
  "newer-repository": changedBy(`PRAGMA user_version = ${currentLayout.version + 1}`),
  "older-repository": changedBy(`PRAGMA user_version = ${currentLayout.version - 1}`),
  "numbers-used-up": changedBy(`INSERT INTO instance_class VALUES (${largestClassId}, 1, 'last')`),
  "repository-forbidden": async ({ folder, argv }) => {
    chmodSync(join(folder, "repository.db"), 0o000);
    return spawnMofkit(argv, { cwd: folder, ...asOrdinaryUser(folder) });
  },
  "repository-read-only": async ({ folder, argv }) => {
    chmodSync(join(folder, "repository.db"), 0o444);
    return spawnMofkit(argv, { cwd: folder, ...asOrdinaryUser(folder) });
  },
  "repository-cut-off": async ({ folder, argv }) => {
    const path = join(folder, "repository.db");
    truncateSync(path, statSync(path).size / 2);
    return spawnMofkit(argv, { cwd: folder });
  },
  "repository-unfinished": async ({ folder, argv }) => {
    const path = join(folder, "repository.db");
    leaveJournal(path);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
    const user = asOrdinaryUser(folder);
    chmodSync(folder, 0o555);
    try {
      return await spawnMofkit(argv, { cwd: folder, ...user });
    } finally {
      chmodSync(folder, 0o755);
    }
  },
  "repository-appearing": async ({ folder, argv, input = "" }) => {
    await spawnMofkit(["compile", "-", "-r", "other.db"], { cwd: folder, input });
    const duringInput = async (child: ChildProcess) => {
      await until(() => isWritten(folder), child);
      copyFileSync(join(folder, "other.db"), join(folder, "repository.db"));
    };
    return spawnMofkit(argv, { cwd: folder, input, duringInput });
  },
  "repository-exchange": async ({ folder, argv, input = "" }) => {
    const path = join(folder, "repository.db");
    copyFileSync(path, join(folder, "other.db"));
    const duringInput = async (child: ChildProcess) => {
      await until(() => isLocked(path), child);
      renameSync(join(folder, "other.db"), path);
    };
    return spawnMofkit(argv, { cwd: folder, input, duringInput });
  },
  "full-disk": async ({ folder, argv }) => {
    const files = `${folder}-files`;
    cpSync(folder, files, { recursive: true });
    const script = 'mount -t tmpfs -o size=64k none "$0" && cp "$1"/* "$0" && cd "$0" && shift && exec "$@"';
    return spawnMofkit(argv, { cwd: folder, launchedBy: ["unshare", "-m", "sh", "-c", script, folder, files] });
  },
  // POSIX counts in units of 512 bytes.
  "small-files": async ({ folder, argv }) =>
    spawnMofkit(argv, { cwd: folder, launchedBy: ["sh", "-c", 'ulimit -f 128 && exec "$@"', "sh"] }),
  "little-memory": async ({ folder, argv }) => {
    changeRepository(folder, "UPDATE instance SET body = hex(zeroblob(100000000))");
    const limit = pathToFileURL(join(import.meta.dirname, "../support/limit-memory.ts"));
    return spawnMofkit(argv, { cwd: folder, environment: { NODE_OPTIONS: `--import=${limit}` } });
  },
  interruption: async ({ folder, argv, input = "" }) =>
    spawnMofkit(argv, {
      cwd: folder,
      input,
      duringInput: async (child) => {
        await until(() => isWritten(folder), child);
        child.kill("SIGINT");
        // The end of the input is not to come first.
        await until(() => false, child);
      },
    }),
  // Makes the command itself fail as only a bug could.
  "mistake-in-mofkit": async ({ argv }) => {
    const environment = {
      get MOFKIT_REPOSITORY(): string {
        throw new TypeError("x is not a function");
      },
    };
    return runMofkit(argv, { environment });
  },
} satisfies Readonly<Record<string, Run>>;

/** Runs the command after the repository was changed behind the back of mofkit. */
function changedBy(sql: string): Run {
  return async ({ folder, argv }) => {
    changeRepository(folder, sql);
    return spawnMofkit(argv, { cwd: folder });
  };
}

function changeRepository(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, "repository.db"));
  database.exec(sql);
  database.close();
}

/** Leaves a repository as a process leaves it that is killed while it writes. */
function leaveJournal(path: string): void {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; DELETE FROM instance; DELETE FROM class");
  copyFileSync(path, `${path}.killed`);
  copyFileSync(`${path}-journal`, `${path}.killed-journal`);
  database.close();
  renameSync(`${path}.killed`, path);
  renameSync(`${path}.killed-journal`, `${path}-journal`);
}

/** Waits until something is so, or the process has ended. */
async function until(isSo: () => boolean, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null && !isSo()) await sleep(5);
}

/** Whether a process is at making the repository, which it does in a draft beside it. */
function isWritten(folder: string): boolean {
  return readdirSync(folder).some((name) => /^\.repository\.db\..*\.tmp$/.test(name));
}

/** Whether a process has begun to write the repository that is there. */
function isLocked(path: string): boolean {
  const database = new DatabaseSync(path);
  try {
    database.exec("BEGIN IMMEDIATE; ROLLBACK");
    return false;
  } catch {
    return true;
  } finally {
    database.close();
  }
}
