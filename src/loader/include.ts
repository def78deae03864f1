import type { CompileUnit } from "./compile-unit.ts";
import type { PlacedPragma } from "./pragma-arguments.ts";

/** `#pragma include("file.mof")`, `#include("file.mof")`: compiles a file at this place, as part of the same unit. */
export function includeFile(placed: PlacedPragma, unit: CompileUnit): Promise<void> | undefined {
  const included = unit.includer.open(placed);
  if (included !== undefined) return unit.load(included.source, included.chain);
  // Whatever the file declares is missing from now on, and none of that is worth a message of its own.
  unit.run.failed.isIncomplete = true;
  return undefined;
}
