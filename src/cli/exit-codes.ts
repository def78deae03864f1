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
  SIGINT: 130,
  SIGTERM: 143,
});

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code of a command by what it reported. */
export function exitCodeOf(reported: { readonly blamesSource: boolean; readonly errors: number }): ExitCode {
  if (reported.blamesSource) return exitCodes.source;
  return reported.errors > 0 ? exitCodes.failure : exitCodes.success;
}
