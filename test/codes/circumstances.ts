import { chmodSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Situation } from "../../src/codes/situations.ts";
import { type FinishedProcess, spawnMofkit } from "../support/spawn-mofkit.ts";
import { Worker } from "../support/spawn-worker.ts";

/** The command that is run in a situation. */
interface Circumstance {
  readonly folder: string;
  readonly argv: readonly string[];
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
  "file-forbidden": async ({ folder, argv }) => {
    chmodSync(join(folder, "example.mof"), 0o000);
    return spawnMofkit(argv, { cwd: folder, ...asOrdinaryUser(folder) });
  },
};

/** The user `nobody` of most systems. */
const nobody = 65_534;

/** The superuser may do anything, so that a process of its has to give that up. Lets others into the folder. */
function asOrdinaryUser(folder: string): { readonly user?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const path of [folder, dirname(folder)]) chmodSync(path, 0o755);
  return { user: nobody };
}
