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
  /** The height of the terminal in lines, where it is known. */
  readonly rows?: number | undefined;
  /** Aborted, with the name of the signal as its reason, when the user interrupts. */
  readonly signal: AbortSignal;
}

/** The width of the terminal, as it or the variable `COLUMNS` says. */
export function columnsOf(io: CommandIo): number | undefined {
  return io.columns ?? (Number.parseInt(io.environment.COLUMNS ?? "", 10) || undefined);
}

/** The height of a terminal of which nothing else is known. */
const usualRows = 24;

/**
 * The size of the terminal, as it or the variables `COLUMNS` and `LINES` say.
 *
 * @param columns the width where nothing says another
 */
export function terminalSize(io: CommandIo, columns: number): { readonly columns: number; readonly rows: number } {
  const rows = io.rows ?? (Number.parseInt(io.environment.LINES ?? "", 10) || usualRows);
  return { columns: columnsOf(io) ?? columns, rows };
}

/** Whether a person sits at standard error and sees a line of progress that is rewritten in place. */
export function isWatched({
  stderrIsTerminal,
  environment,
}: Pick<CommandIo, "stderrIsTerminal" | "environment">): boolean {
  return stderrIsTerminal && !environment.CI && environment.TERM !== "dumb";
}
