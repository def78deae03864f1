import { foldName } from "../cim/names.ts";
import type { Violation } from "../wbem/error.ts";

/**
 * Names of classes and qualifiers whose declarations failed, so that nothing is reported that only follows from that. One
 * set for all namespaces and kinds: a run that fails is repeated anyway, and then everything left is reported.
 */
export class FailedNames {
  readonly #names = new Set<string>();
  /** Part of the input was not read, so that any name may be missing because of that. */
  isIncomplete = false;

  add(name: string): void {
    this.#names.add(foldName(name));
  }

  has(name: string): boolean {
    return this.#names.size > 0 && this.#names.has(foldName(name));
  }

  /** Whether a rule is broken only because something that failed is not there, or not as it was declared. */
  explains({ code, parameters, related }: Violation): boolean {
    if (related !== undefined && this.has(related.slice(0, related.search(/[.=]|$/)))) return true;
    if (!code.startsWith("unknown-") && code !== "undeclared-qualifier") return false;
    return this.isIncomplete || Object.values(parameters).some((value) => typeof value === "string" && this.has(value));
  }
}
