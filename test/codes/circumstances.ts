import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Situation } from "../../src/codes/situations.ts";
import { maximumSearchedFiles } from "../../src/loader/search-folders.ts";
import { asOrdinaryUser } from "../support/ordinary-user.ts";
import { type FinishedProcess, spawnMofkit } from "../support/spawn-mofkit.ts";
import { postgresCircumstances } from "./postgres-circumstances.ts";
import { type Circumstance, repositoryCircumstances } from "./repository-circumstances.ts";

/** Makes each situation real, runs the command in it, and undoes it. */
export const circumstances: Readonly<Record<Situation, (command: Circumstance) => Promise<FinishedProcess>>> = {
  ...repositoryCircumstances,
  ...postgresCircumstances,
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
  "many-files": async ({ folder, argv }) => {
    mkdirSync(join(folder, "mof/many"));
    for (let index = 0; index < maximumSearchedFiles; index++) writeFileSync(join(folder, `mof/many/${index}.mof`), "");
    return spawnMofkit(argv, { cwd: folder });
  },
  "no-more-watches": async ({ folder, argv }) => {
    const refuse = pathToFileURL(join(import.meta.dirname, "../support/no-watches.ts"));
    return spawnMofkit(argv, { cwd: folder, environment: { NODE_OPTIONS: `--import=${refuse}` } });
  },
  "no-temporary-folder": async ({ folder, argv, input = "" }) => {
    const nowhere = join(folder, "nowhere");
    writeFileSync(nowhere, "");
    return spawnMofkit(argv, { cwd: folder, input, environment: { TMPDIR: nowhere, TEMP: nowhere, TMP: nowhere } });
  },
};
