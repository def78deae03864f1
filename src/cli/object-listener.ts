import type { Place } from "../diagnostics/diagnostic.ts";
import { printable } from "../diagnostics/formats/printable.ts";
import type { CommandContext } from "./command-context.ts";

/** What became of an object. */
interface ObjectResult {
  readonly outcome: string;
  readonly kind: string;
  readonly namespace: string;
  readonly path: string;
  /** Absent where no text names it. */
  readonly place?: Place;
  readonly milliseconds?: number;
}

/**
 * Tells of each object where the user or a program wants to hear of it.
 *
 * @param type of the lines of `--json`
 * @param repository named in these lines; absent where nothing is to last
 */
export function objectListener(
  { lines, global, note, target }: CommandContext,
  type: "object" | "removal",
  repository: string | undefined,
): ((result: ObjectResult) => void) | undefined {
  if (!lines && !global.verbose) return undefined;
  return ({ outcome, kind, namespace, path, place, milliseconds }) => {
    if (global.verbose) note(`${outcome} ${kind} ${namespace}:${printable(path)}`);
    lines?.write(type, {
      ...(target !== undefined && { target }),
      ...(repository !== undefined && { repository }),
      outcome,
      kind,
      namespace,
      path,
      ...(place && { file: place.source.name, ...place.source.locate(place.start) }),
      ...(milliseconds !== undefined && { milliseconds: Math.round(milliseconds * 1000) / 1000 }),
    });
  };
}
