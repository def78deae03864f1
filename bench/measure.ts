import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** One run of a whole process: wall and processor time in milliseconds, peak memory in MiB. */
export interface Run {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
}

/** A command line for Node, and what has to be in place before each run. */
export interface Subject {
  readonly name: string;
  readonly arguments: readonly string[];
  prepare?(): void;
}

/** A process that did not end well; its message has what it printed. */
export class RunFailed extends Error {}

const hook = join(import.meta.dirname, "usage-hook.cjs");

/** Runs a subject once in a new process. Throws {@link RunFailed} when it does not exit with 0. */
export async function runOnce(subject: Subject): Promise<Run> {
  subject.prepare?.();
  const begin = performance.now();
  const child = spawn(process.execPath, ["--require", hook, ...subject.arguments], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const printed = [collect(child.stdio[1]), collect(child.stdio[2])];
  const usage = collect(child.stdio[3]);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const wall = performance.now() - begin;
  if (status !== 0) {
    throw new RunFailed(`${subject.name} exited with ${status}\n${(await Promise.all(printed)).join("")}`);
  }
  return { wall, ...(JSON.parse(await usage) as { cpu: number; memory: number }) };
}

/** What a program prints, run by Node with these arguments in a new process. Throws when it does not exit with 0. */
export async function runForOutput(nodeArguments: readonly string[]): Promise<string> {
  return (await promisify(execFile)(process.execPath, [...nodeArguments])).stdout;
}

async function collect(stream: unknown): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

/**
 * Runs all subjects in turn, A B C A B C …, so that a machine whose speed drifts slows all of them alike. The first round
 * warms the caches of the operating system and of V8 and is not counted.
 */
export async function runInTurn(
  subjects: readonly Subject[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly Run[]>> {
  const runs = new Map<string, Run[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const subject of subjects) {
      const run = await runOnce(subject);
      if (round > 0) runs.get(subject.name)?.push(run);
    }
  }
  return runs;
}
