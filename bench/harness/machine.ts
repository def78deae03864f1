import { execFileSync } from "node:child_process";
import { arch, cpus, loadavg, platform, release, totalmem } from "node:os";

/** Where something was measured. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly architecture: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  /** How many processes wanted to run on average in the minute before; 0 where the system does not tell. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    node: process.versions.node,
    platform: `${platform()} ${release()}`,
    architecture: arch(),
    processor: cpus()[0]?.model.trim() ?? "unknown processor",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

export function machineLine({ node, platform, architecture, processor, cores, memoryGiB, load }: Machine): string {
  return `Node ${node}, ${platform} ${architecture}, ${cores} x ${processor}, ${memoryGiB} GiB, load ${load}`;
}

/** What was measured. */
export interface Revision {
  readonly commit: string;
  /** Whether everything in the working tree is as in the commit. */
  readonly isClean: boolean;
}

/** The output of git in a working tree. Throws where git is not there, or fails. */
export function git(root: string, ...parameters: readonly string[]): string {
  return execFileSync("git", ["-C", root, ...parameters], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

/** The revision of a working tree; undefined where git has none. */
export function revisionOf(root: string): Revision | undefined {
  try {
    return { commit: git(root, "rev-parse", "--short=12", "HEAD"), isClean: git(root, "status", "--porcelain") === "" };
  } catch {
    return undefined;
  }
}
