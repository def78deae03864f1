import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { LoadInput } from "../loader/load-options.ts";
import { DistinctPaths, findFiles } from "../project/find-inputs.ts";
import type { FileHost } from "../source/file-host.ts";
import { UsageError } from "./usage.ts";

/**
 * The inputs that arguments stand for: `-` is standard input, anything else files, folders and globs as in a project file.
 *
 * @throws {UsageError} with `input-not-found`, `no-matching-file` or `folder-without-mof` for each argument that leads
 * to nothing
 */
export function expandInputs(operands: readonly string[], host: FileHost): LoadInput[] {
  const found = new DistinctPaths(host);
  const problems: Diagnostic[] = [];
  for (const operand of operands) {
    if (operand === "-") {
      if (!found.inputs.some(({ kind }) => kind === "standard-input")) found.inputs.push({ kind: "standard-input" });
      continue;
    }
    const paths = findFiles(operand, "", host);
    if (Array.isArray(paths)) found.add(paths);
    else problems.push(paths);
  }
  if (problems.length > 0) throw new UsageError(...(problems as [Diagnostic, ...Diagnostic[]]));
  return found.inputs;
}
