import { spawnSync } from "node:child_process";
import { freemem } from "node:os";
import { wholeExample } from "../../src/codes/explanation.ts";
import { explanations } from "../../src/codes/explanations/index.ts";
import type { MessageCode } from "../../src/codes/index.ts";
import type { Situation } from "../../src/codes/situations.ts";
import { postgresServer } from "../support/postgres-server.ts";

/** Needs permissions, limits, signals or names of open files as POSIX has them. */
const posixSituations: ReadonlySet<Situation> = new Set([
  "file-forbidden",
  "circular-link",
  "few-open-files",
  "repository-forbidden",
  "repository-read-only",
  "repository-unfinished",
  "repository-exchange",
  "small-files",
  "interruption",
]);

const linuxSituations: ReadonlySet<Situation> = new Set(["failing-disk", "full-disk", "little-memory"]);

/** What a program has to be able to do for a situation. */
const trials: Partial<Record<Situation, readonly string[]>> = {
  "full-disk": ["unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=64k none /mnt"],
  "little-memory": ["prlimit", "--version"],
};

/** How much memory an example takes, in bytes, where it is much. */
const memoryNeeded: Partial<Record<MessageCode, number>> = { "object-too-large": 4e9 };

const hasPostgres = (await postgresServer()) !== undefined;

/** What keeps an example of a code from being tried here. */
export function obstacleTo(code: MessageCode, example: "wrong" | "right"): string | undefined {
  if (example === "wrong" && freemem() < (memoryNeeded[code] ?? 0)) return "too little memory";
  const { situation } = wholeExample(explanations[code][example]);
  if (situation === undefined) return undefined;
  if (situation.startsWith("postgres-") && !hasPostgres) return "no PostgreSQL server can be started";
  const onWindows = process.platform === "win32" && posixSituations.has(situation);
  if (onWindows || (process.platform !== "linux" && linuxSituations.has(situation))) return "another system is needed";
  const [program, ...argv] = trials[situation] ?? [];
  if (program === undefined || spawnSync(program, argv).status === 0) return undefined;
  return `\`${program}\` does not work here`;
}
