import type { CommandIo } from "./io.ts";

/**
 * Whether messages are coloured: as the option says, else as the variables `FORCE_COLOR` and `NO_COLOR` (no-color.org)
 * say, else on a terminal that is not dumb. `isTerminal` tells of the stream they go to, that of messages where it is not
 * given.
 */
export function wantsColor(
  option: "auto" | "always" | "never" | undefined,
  io: CommandIo,
  isTerminal = io.stderrIsTerminal,
): boolean {
  if (option === "always" || option === "never") return option === "always";
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = io.environment;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return isTerminal && terminal !== "dumb";
}
