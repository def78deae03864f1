/** The exit codes of mofkit. */
export const exitCodes = Object.freeze({
  /** Good, perhaps with warnings. */
  success: 0,
  /** Failed, and no place in a source is to blame: repository locked or missing, disk full, object not found. */
  failure: 1,
  /** The command line is wrong. */
  usage: 2,
  /** There is an error with a place in a source. */
  source: 3,
  /** A comparison found what it was to look for; nothing failed. */
  difference: 4,
  /** As a shell reports a process that died of the signal: 128 + its number. */
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
});

/**
 * The signals after which a command rolls back, says so and ends: a closed terminal, Ctrl-C, a request to end. Any other, such as
 * SIGQUIT, ends the process as the operating system has it.
 */
export const interruptionSignals = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

export type InterruptionSignal = (typeof interruptionSignals)[number];

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code of a command by what it reported. */
export function exitCodeOf(reported: { readonly blamesSource: boolean; readonly errors: number }): ExitCode {
  if (reported.blamesSource) return exitCodes.source;
  return reported.errors > 0 ? exitCodes.failure : exitCodes.success;
}
