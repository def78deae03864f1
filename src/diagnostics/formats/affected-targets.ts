import type { AffectedTargets } from "../diagnostic.ts";
import { printable } from "./printable.ts";

/** So many targets are named; of more the others are counted. */
const namedTargets = 5;

/** `target harbor.db`, `targets harbor.db, test.db`, `all 8 targets` */
export function describeTargets({ names, of }: AffectedTargets): string {
  if (names.length === of) return `all ${of} targets`;
  const shown = names.slice(0, namedTargets).map(printable).join(", ");
  const more = names.length - namedTargets;
  return `${names.length === 1 ? "target" : "targets"} ${shown}${more > 0 ? ` and ${more} more` : ""}`;
}
