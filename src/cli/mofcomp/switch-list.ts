/**
 * Switches as the parameters of a message that is about them.
 *
 * @example switchesIn(["-U", "-P"]) // { switches: "`-U`, `-P`", verb: "are" }
 */
export function switchesIn(names: readonly string[]): { readonly switches: string; readonly verb: string } {
  return { switches: names.map((name) => `\`${name}\``).join(", "), verb: names.length === 1 ? "is" : "are" };
}
