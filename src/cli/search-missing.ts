import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { printable } from "../diagnostics/formats/printable.ts";
import { refuses, weighed } from "../diagnostics/severities.ts";
import type { FindMissingOptions, FoundMissing, FoundSource } from "../loader/find-missing.ts";
import type { LoadInput, LoadReport } from "../loader/load-options.ts";
import type { Need } from "../loader/need-scan.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import type { CommandContext } from "./command-context.ts";
import { countOf } from "./counts.ts";

const needs: Readonly<Record<Need, string>> = {
  superclass: "the superclass",
  instance: "the class of an instance",
  reference: "the class of a reference",
  embedded: "the class of an embedded instance",
  type: "a type",
  qualifier: "a qualifier",
};

/** What became of a load that was not begun. */
export const nothingLoaded: LoadReport = (() => {
  const none = { created: 0, updated: 0, unchanged: 0, deleted: 0 };
  const counts = { classes: none, instances: none, qualifiers: none, namespaces: none };
  const report = { committed: false, files: 0, declarations: 0, errors: 0, warnings: 0, milliseconds: 0 };
  return { ...report, counts, recoveryFiles: [] };
})();

/** What a search found, and whether a warning that counts as an error keeps the load from beginning. */
export type SearchedMissing = FoundMissing & { readonly isRefused: boolean };

/** Searches folders, where there are any, for what inputs need, and tells what was found as the user wants it. */
export async function searchMissing(
  { global, io, lines, note, reporter, severities, target }: CommandContext,
  connection: WbemConnection,
  inputs: readonly LoadInput[],
  settings: Omit<FindMissingOptions, "onDiagnostic">,
): Promise<SearchedMissing | undefined> {
  if (settings.folders.length === 0) return undefined;
  const { findMissing } = await import("../loader/find-missing.ts");
  let isRefused = false;
  const missing = await findMissing(connection, inputs, {
    ...settings,
    signal: io.signal,
    onDiagnostic(diagnostic: Diagnostic) {
      const shown = weighed(diagnostic, severities);
      if (shown === undefined) return;
      isRefused ||= refuses(shown, { severities, warningsAsErrors: global["warnings-as-errors"] });
      reporter.report(shown);
    },
  });
  const { found } = missing;
  if (lines) {
    for (const { need, ...others } of found)
      lines.write("found", { ...(target !== undefined && { target }), ...others, need });
    lines.summary.found = found.length + Number(lines.summary.found ?? 0);
  }
  if (global.verbose) for (const source of found) note(describeFound(source));
  else if (found.length > 0)
    note(`found ${countOf(found.length, "more file")} that ${found.length === 1 ? "is" : "are"} needed`);
  return { ...missing, isRefused };
}

/** `found cim/CIM_Job.mof, which declares CIM_Job, the superclass of CIM_ConcreteJob in own.mof` */
function describeFound({ path, name, need, by, file }: FoundSource): string {
  const needed = by === undefined ? `${needs[need]} in ${file}` : `${needs[need]} of ${by} in ${file}`;
  return printable(`found ${path}, which declares ${name}, ${needed}`);
}
