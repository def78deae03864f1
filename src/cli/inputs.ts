import { globSync } from "node:fs";
import { join } from "node:path";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { LoadInput } from "../loader/load-options.ts";
import type { FileHost } from "../source/file-host.ts";
import { UsageError } from "./usage.ts";

const mofName = /\.(mof|mfl)$/i;
const globCharacter = /[*?[{]/;

/**
 * The inputs that arguments stand for: `-` is standard input, a folder its `.mof` and `.mfl` files at any depth in the
 * order of their names, anything else a file or, where there is none of that name, a pattern. A file that several
 * arguments lead to comes once, where it comes first.
 *
 * @throws {UsageError} with `input-not-found`, `no-matching-file` or `folder-without-mof` for each argument that leads
 * to nothing
 */
export function expandInputs(operands: readonly string[], host: FileHost): LoadInput[] {
  const inputs: LoadInput[] = [];
  const seen = new Set<string>();
  const problems: Diagnostic[] = [];
  for (const operand of operands) {
    if (operand === "-") {
      if (!seen.has(operand)) inputs.push({ kind: "standard-input" });
      seen.add(operand);
      continue;
    }
    const paths = pathsOf(operand, host);
    if (!Array.isArray(paths)) {
      problems.push(paths);
      continue;
    }
    for (const path of paths) {
      const realPath = host.realPath(path);
      if (!seen.has(realPath)) inputs.push({ kind: "file", path });
      seen.add(realPath);
    }
  }
  if (problems.length > 0) throw new UsageError(...(problems as [Diagnostic, ...Diagnostic[]]));
  return inputs;
}

function pathsOf(operand: string, host: FileHost): string[] | Diagnostic {
  const folder = process.cwd();
  const kind = host.status(operand)?.kind;
  if (kind === "folder") {
    const files = filesBelow(operand, host, new Set());
    return files.length > 0 ? files : createDiagnostic("folder-without-mof", { path: operand });
  }
  // Whatever else it is, opening it says why it cannot be read.
  if (kind !== undefined) return [operand];
  if (!globCharacter.test(operand)) return createDiagnostic("input-not-found", { path: operand, folder });
  const matches = globSync(operand).filter((path) => host.status(path)?.kind === "file");
  return matches.length > 0 ? matches.sort() : createDiagnostic("no-matching-file", { pattern: operand, folder });
}

/** Folders are entered once each, so that a link to a folder above ends. */
function filesBelow(folder: string, host: FileHost, entered: Set<string>): string[] {
  const realPath = host.realPath(folder);
  if (entered.has(realPath)) return [];
  entered.add(realPath);
  return host.list(folder).flatMap(({ name, kind }) => {
    const path = join(folder, name);
    if (kind === "folder") return filesBelow(path, host, entered);
    return kind === "file" && mofName.test(name) ? [path] : [];
  });
}
