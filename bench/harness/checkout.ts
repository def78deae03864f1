import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { git } from "./machine.ts";
import { type Checkout, RunFailed } from "./section.ts";

const root = resolve(import.meta.dirname, "../..");

function checkoutAt(name: string, folder: string): Checkout {
  return { name, root: folder, executable: join(folder, "dist/mofkit.js") };
}

/** The working tree that this benchmark is part of. */
export const workingTree: Checkout = checkoutAt("working tree", root);

/** A program to its end; its output is only shown when it fails. */
async function runProgram(command: string, parameters: readonly string[], folder: string, signal: AbortSignal) {
  const child = spawn(command, [...parameters], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const interrupt = () => child.kill();
  signal.addEventListener("abort", interrupt);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += text));
  const status = await new Promise<number | null>((done, failed) => {
    child.once("error", failed);
    child.once("close", done);
  });
  signal.removeEventListener("abort", interrupt);
  signal.throwIfAborted();
  if (status !== 0) throw new RunFailed(`${command} ${parameters.join(" ")} exited with ${status}\n${printed}`.trim());
}

/** npm, run by this Node where `npm run` tells its place: on Windows `npm` is a script that only a shell can run. */
function npm(): readonly [string, ...string[]] {
  const program = process.env.npm_execpath;
  return program === undefined ? ["npm"] : [process.execPath, program];
}

/** A revision checked out and built beside the working tree, and how to remove it. */
export interface TemporaryCheckout extends Checkout {
  /** Removes it; can be called at any time. */
  remove(): void;
}

/** The full name of a commit, or undefined where `revision` names none. */
export function resolveRevision(revision: string): string | undefined {
  try {
    return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
  } catch {
    return undefined;
  }
}

/**
 * Checks a commit out into a git worktree and builds it. It shares the packages of the working tree where its lock file is the same,
 * and installs its own where it is not.
 *
 * @param folder where it goes; does not exist yet
 * @throws RunFailed where it cannot be built
 */
export async function checkOut(
  name: string,
  commit: string,
  folder: string,
  tell: (what: string) => void,
  signal: AbortSignal,
): Promise<TemporaryCheckout> {
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    git(root, "worktree", "prune");
  };
  try {
    tell(`checking out ${name}`);
    git(root, "worktree", "add", "--detach", "--quiet", folder, commit);
    const lock = (place: string) => {
      const path = join(place, "package-lock.json");
      return existsSync(path) ? readFileSync(path, "utf8") : "";
    };
    if (lock(folder) === lock(root)) {
      symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
      tell(`building ${name}`);
      await runProgram(process.execPath, ["scripts/build.ts"], folder, signal);
    } else {
      tell(`installing the packages of ${name}, and building it`);
      const [command, ...parameters] = npm();
      await runProgram(command, [...parameters, "ci", "--no-audit", "--no-fund"], folder, signal);
    }
    return { ...checkoutAt(name, folder), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
