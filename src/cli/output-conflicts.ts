import { resolve } from "node:path";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { FileHost } from "../source/file-host.ts";
import { UsageError } from "./usage.ts";

/**
 * Refuses outputs that would replace what is read or each other, whatever links lead to them.
 *
 * @throws {UsageError} with `output-is-input` or `outputs-are-same`
 */
export function refuseConflicts(outputs: readonly string[], inputs: readonly string[], host: FileHost): void {
  const read = new Set(inputs.filter((input) => input !== "-").map((input) => placeOf(input, host)));
  const written = new Set<string>();
  for (const path of outputs) {
    const place = placeOf(path, host);
    if (read.has(place)) throw new UsageError(createDiagnostic("output-is-input", { path }));
    if (written.has(place)) throw new UsageError(createDiagnostic("outputs-are-same", { path }));
    written.add(place);
  }
}

function placeOf(path: string, host: FileHost): string {
  return host.status(path) === undefined ? resolve(path) : host.realPath(path);
}
