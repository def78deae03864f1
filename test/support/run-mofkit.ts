import { Writable } from "node:stream";
import { main } from "../../src/cli/main.ts";

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
export async function runMofkit(argv: readonly string[], options: RunOptions = {}): Promise<FinishedRun> {
  const stdout = new Collected();
  const stderr = new Collected();
  const code = await main(argv, {
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
