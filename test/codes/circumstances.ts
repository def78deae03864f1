import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Situation } from "../../src/codes/situations.ts";
import { type FinishedProcess, spawnMofkit } from "../support/spawn-mofkit.ts";
import { Worker } from "../support/spawn-worker.ts";

/** The command that is run in a situation. */
interface Circumstance {
  readonly folder: string;
  readonly argv: readonly string[];
  readonly input?: string;
}

/** Makes each situation real, runs the command in it, and undoes it. */
export const circumstances: Readonly<Record<Situation, (command: Circumstance) => Promise<FinishedProcess>>> = {
  "repository-in-use": async ({ folder, argv }) => {
    const other = new Worker(["hold", join(folder, "repository.db")], { cwd: folder });
    await other.says("holding");
    try {
      return await spawnMofkit(argv, { cwd: folder });
    } finally {
      await other.end();
    }
  },
  "row-damaged": async ({ folder, argv }) => {
    changeRepository(folder, "UPDATE instance SET body = substr(body, 1, length(body) / 2)");
    return spawnMofkit(argv, { cwd: folder });
  },
  "file-forbidden": async ({ folder, argv }) => {
    chmodSync(join(folder, "example.mof"), 0o000);
    return spawnMofkit(argv, { cwd: folder, ...asOrdinaryUser(folder) });
  },
  "circular-link": async ({ folder, argv }) => {
    symlinkSync("example.mof", join(folder, "example.mof"));
    return spawnMofkit(argv, { cwd: folder });
  },
  "few-open-files": async ({ folder, argv }) =>
    spawnMofkit(argv, { cwd: folder, launchedBy: ["sh", "-c", 'ulimit -n 40 && exec "$@"', "sh"] }),
  // Reading what the process has not mapped fails as a disk does, with EIO.
  "failing-disk": async ({ folder, argv }) => {
    symlinkSync("/proc/self/mem", join(folder, "example.mof"));
    return spawnMofkit(argv, { cwd: folder });
  },
  "no-temporary-folder": async ({ folder, argv, input = "" }) => {
    const nowhere = join(folder, "nowhere");
    writeFileSync(nowhere, "");
    return spawnMofkit(argv, { cwd: folder, input, environment: { TMPDIR: nowhere, TEMP: nowhere, TMP: nowhere } });
  },
};

/** Changes the repository behind the back of mofkit. */
function changeRepository(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, "repository.db"));
  database.exec(sql);
  database.close();
}

/** The user `nobody` of most systems. */
const nobody = 65_534;

/** The superuser may do anything, so that a process of its has to give that up. Lets others into the folder. */
function asOrdinaryUser(folder: string): { readonly user?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const path of [folder, dirname(folder)]) chmodSync(path, 0o755);
  return { user: nobody };
}
