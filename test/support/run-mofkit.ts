import { Writable } from "node:stream";
import type { CommandIo } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";
import { mofcomp } from "../../src/cli/mofcomp/main.ts";

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether a person sits before the streams. */
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly signal?: AbortSignal;
}

export interface FinishedRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

class Collected extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

/** Runs a command line in this process and returns all that it wrote. */
export function runMofkit(argv: readonly string[], options: RunOptions = {}): Promise<FinishedRun> {
  return run(main, argv, options);
}

/** Runs a command line of mofcomp in this process and returns all that it wrote. */
export function runMofcomp(argv: readonly string[], options: RunOptions = {}): Promise<FinishedRun> {
  return run(mofcomp, argv, options);
}

async function run(
  executable: (argv: readonly string[], io: CommandIo) => Promise<number>,
  argv: readonly string[],
  options: RunOptions,
): Promise<FinishedRun> {
  const stdout = new Collected();
  const stderr = new Collected();
  const code = await executable(argv, {
    stdout,
    stderr,
    environment: options.environment ?? {},
    stdoutIsTerminal: options.terminal ?? false,
    stderrIsTerminal: options.terminal ?? false,
    columns: options.columns,
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}
