import type { Writable } from "node:stream";

/** What a command line is given of the world beside files and standard input, so that a test can give it another one. */
export interface CommandIo {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether a person looks at the stream, so that colours and progress are welcome. */
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** The width of the terminal in columns, where it is known. */
  readonly columns: number | undefined;
  /** Aborted, with the name of the signal as its reason, when the user interrupts. */
  readonly signal: AbortSignal;
}

/** The width of the terminal, as it or the variable `COLUMNS` says. */
export function columnsOf(io: CommandIo): number | undefined {
  return io.columns ?? (Number.parseInt(io.environment.COLUMNS ?? "", 10) || undefined);
}

/** Whether a person sits at standard error and sees a line of progress that is rewritten in place. */
export function isWatched({
  stderrIsTerminal,
  environment,
}: Pick<CommandIo, "stderrIsTerminal" | "environment">): boolean {
  return stderrIsTerminal && !environment.CI && environment.TERM !== "dumb";
}
