import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { type Measures, RunFailed, type Subject } from "./section.ts";

/** A run of a whole process: wall and processor time in milliseconds, peak memory in MiB, and what it printed. */
export interface ProcessRun {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
  readonly output: string;
}

const hook = join(import.meta.dirname, "usage-hook.cjs");

async function collect(stream: unknown): Promise<string> {
  const parts: Buffer[] = [];
  if (stream !== null) for await (const part of stream as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

/**
 * Runs Node with these arguments in a new process. Throws {@link RunFailed} when it does not exit with 0.
 *
 * @param outputFile where its standard output goes, as with `> FILE`; by default it is collected
 */
export async function runNode(
  nodeArguments: readonly string[],
  { signal, outputFile }: { readonly signal?: AbortSignal; readonly outputFile?: string } = {},
): Promise<ProcessRun> {
  const descriptor = outputFile === undefined ? undefined : openSync(outputFile, "w");
  try {
    const begin = performance.now();
    const child = spawn(process.execPath, ["--require", hook, ...nodeArguments], {
      stdio: ["ignore", descriptor ?? "pipe", "pipe", "pipe"],
    });
    const interrupt = () => child.kill();
    signal?.addEventListener("abort", interrupt);
    const texts = Promise.all([collect(child.stdio[1]), collect(child.stdio[2]), collect(child.stdio[3])]);
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    const wall = performance.now() - begin;
    signal?.removeEventListener("abort", interrupt);
    signal?.throwIfAborted();
    const [output, messages, usage] = await texts;
    if (status !== 0) throw new RunFailed(`exited with ${status}\n${output}${messages}`.trim());
    return { wall, output, ...(JSON.parse(usage) as { cpu: number; memory: number }) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** What a program prints, run by Node with these arguments in a new process. Throws {@link RunFailed} when it does not exit with 0. */
export async function runForOutput(nodeArguments: readonly string[], signal?: AbortSignal): Promise<string> {
  return (await runNode(nodeArguments, signal === undefined ? {} : { signal })).output;
}

export interface SubjectOptions {
  /** What has to be in place before each run. */
  readonly prepare?: () => void | Promise<void>;
  /** How many things the process does: it then measures a `rate` a second too, of its wall time. */
  readonly count?: number;
  /** Where its standard output goes, as with `> FILE`. */
  readonly outputFile?: string;
}

/** A whole process as people run it, start and end included: measures `wall` and `cpu` in milliseconds and `memory` (peak) in MiB. */
export function processSubject(
  name: string,
  nodeArguments: readonly string[],
  { prepare, count, outputFile }: SubjectOptions = {},
): Subject {
  return {
    name,
    run: async (signal) => {
      await prepare?.();
      const { wall, cpu, memory } = await runNode(nodeArguments, {
        signal,
        ...(outputFile === undefined ? {} : { outputFile }),
      });
      return { wall, cpu, memory, ...(count === undefined ? {} : { rate: (count / wall) * 1000 }) };
    },
  };
}

/**
 * A program that measures itself and prints its {@link Measures} as one JSON object, so that what it does before and after does not count.
 * `memory` (peak, in MiB) is added.
 */
export function programSubject(
  name: string,
  nodeArguments: readonly string[],
  { prepare }: Pick<SubjectOptions, "prepare"> = {},
): Subject {
  return {
    name,
    run: async (signal) => {
      await prepare?.();
      const { memory, output } = await runNode(nodeArguments, { signal });
      return { memory, ...(JSON.parse(output) as Measures) };
    },
  };
}

/** The empty Node start that whole processes are compared with. */
export const emptyStart = "empty Node start";

export function emptyStartSubject(): Subject {
  return processSubject(emptyStart, ["-e", "0"]);
}
