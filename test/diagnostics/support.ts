import type { MessageCode } from "../../src/codes/index.ts";
import type { Diagnostic, Place } from "../../src/diagnostics/diagnostic.ts";
import { sourceFromText } from "../../src/source/text-source.ts";

/**
 * A place in a text where `«` and `»` enclose it.
 *
 * @example placeIn("class «A» {};")
 */
export function placeIn(marked: string, name = "example.mof"): Place {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  return { source: sourceFromText(marked.replace(/[«»]/g, ""), name), start, end };
}

/** A diagnostic with a code that some room has; what it says is up to the test. */
export function diagnosticAt(place: Place | undefined, more: Partial<Omit<Diagnostic, "place">> = {}): Diagnostic {
  const code: MessageCode = "file-not-found";
  return {
    code,
    severity: "error",
    message: "superclass `B` does not exist",
    related: [],
    ...(place && { place }),
    ...more,
  };
}
