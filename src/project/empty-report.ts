import type { LoadReport } from "../loader/load-options.ts";

/** The report of a compile that has done nothing, and of which nothing lasts. */
export function emptyReport(): LoadReport {
  const none = { created: 0, updated: 0, unchanged: 0, deleted: 0 };
  return {
    committed: false,
    files: 0,
    declarations: 0,
    errors: 0,
    warnings: 0,
    counts: { classes: none, instances: none, qualifiers: none, namespaces: none },
    recoveryFiles: [],
    milliseconds: 0,
  };
}
