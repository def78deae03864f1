import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const launcher = join(import.meta.dirname, "../../src/cli/mofkit.ts");

export interface FinishedProcess {
  /** The exit code; `null` when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  readonly cwd: string;
  /** Written to standard input, which is empty otherwise. */
  readonly input?: string;
  /** Happens when the input is written and its end is still to come. */
  readonly duringInput?: (child: ChildProcess) => Promise<void>;
  /** Kills the process with SIGKILL after so many milliseconds. */
  readonly killAfter?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** The number of the user as whom it runs, where this process may choose. */
  readonly user?: number;
  /** A command that runs the command line that is appended to it. */
  readonly launchedBy?: readonly string[];
}

/** Runs mofkit from its sources as a process of its own, as a shell would. */
export function spawnMofkit(commandLine: readonly string[], options: SpawnOptions): Promise<FinishedProcess> {
  return spawnScript(launcher, commandLine, options);
}

/** Runs a script as a process of its own. */
export async function spawnScript(
  script: string,
  argv: readonly string[],
  options: SpawnOptions,
): Promise<FinishedProcess> {
  const [command = process.execPath, ...words] = [...(options.launchedBy ?? []), process.execPath, script, ...argv];
  const child = spawn(command, words, {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: "1", ...options.environment },
    stdio: "pipe",
    ...(options.user !== undefined && { uid: options.user }),
  });
  child.stdin.on("error", () => undefined);
  child.stdin.write(options.input ?? "");
  const timer =
    options.killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), options.killAfter);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  await options.duringInput?.(child);
  child.stdin.end();
  const code = await ended;
  clearTimeout(timer);
  return { code, stdout, stderr };
}
