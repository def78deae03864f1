import { globSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import type { LoadInput } from "../loader/load-options.ts";
import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import type { SourcePattern } from "./configuration.ts";

const mofName = /\.(mof|mfl)$/i;
const globCharacter = /[*?[{]/;

/** Where inputs are looked for, and who hears of those that are not there. */
export interface FindInputsOptions {
  /** The file system to look in; what a glob matches is asked of that of Node.js. Default: that of Node.js. */
  readonly host?: FileHost;
  /** Called with `input-not-found`, `no-matching-file` or `folder-without-mof` for each pattern that leads to nothing. */
  onDiagnostic(diagnostic: Diagnostic): void;
}

/**
 * The inputs that patterns of a project file stand for: a folder its `.mof` and `.mfl` files at any depth in the order of their
 * names, anything else a file or, where there is none of that name, a glob. A file that several patterns lead to comes once, where
 * it comes first.
 *
 * @param folder what the patterns are relative to
 * @example findInputs(configuration.sources ?? [], configuration.folder, { onDiagnostic: console.error })
 */
export function findInputs(
  patterns: readonly SourcePattern[],
  folder: string,
  { host = nodeFileHost, onDiagnostic }: FindInputsOptions,
): readonly LoadInput[] {
  const paths = new DistinctPaths(host);
  for (const { pattern, place } of patterns) {
    const found = findFiles(pattern, folder, host, place);
    if (Array.isArray(found)) paths.add(found);
    else onDiagnostic(found);
  }
  return paths.inputs;
}

/** Paths of files, each file once however it is spelled. */
export class DistinctPaths {
  readonly inputs: LoadInput[] = [];
  readonly #host: FileHost;
  readonly #seen = new Set<string>();

  constructor(host: FileHost) {
    this.#host = host;
  }

  add(paths: readonly string[]): void {
    for (const path of paths) {
      const realPath = this.#host.realPath(path);
      if (!this.#seen.has(realPath)) this.inputs.push({ kind: "file", path });
      this.#seen.add(realPath);
    }
  }
}

/** The files that a pattern stands for, or why there are none; `folder` is `""` for the current one. */
export function findFiles(pattern: string, folder: string, host: FileHost, place?: Place): string[] | Diagnostic {
  const path = pathIn(folder, pattern);
  const kind = host.status(path)?.kind;
  if (kind === "folder") {
    const files = filesBelow(path, host, new Set());
    return files.length > 0 ? files : createDiagnostic("folder-without-mof", { path }, place);
  }
  // Whatever else it is, opening it says why it cannot be read.
  if (kind !== undefined) return [path];
  if (!globCharacter.test(pattern)) {
    return createDiagnostic("input-not-found", { path: pattern, folder: resolve(folder) }, place);
  }
  if (host !== nodeFileHost) askOfFolders(pattern, folder, host);
  const matches = globSync(pattern, { cwd: resolve(folder) })
    .map((match) => pathIn(folder, match))
    .filter((match) => host.status(match)?.kind === "file");
  if (matches.length > 0) return matches.sort();
  return createDiagnostic("no-matching-file", { pattern, folder: resolve(folder) }, place);
}

/**
 * Asks a host for the folders in which a glob looks, which is done past it, so that a host that notes what it is asked knows where
 * another file would match. Folders whose name begins with a dot and those of installed packages are left out.
 */
function askOfFolders(pattern: string, folder: string, host: FileHost): void {
  const segments = pattern.split(/[\\/]/);
  const first = segments.findIndex((segment) => globCharacter.test(segment));
  const base = pathIn(folder, segments.slice(0, first).join("/"));
  const depth = segments.includes("**") ? Number.POSITIVE_INFINITY : segments.length - first - 1;
  const entered = new Set<string>();
  const ask = (path: string, left: number) => {
    if (host.status(path)?.kind !== "folder") return;
    const realPath = host.realPath(path);
    if (entered.has(realPath)) return;
    entered.add(realPath);
    for (const { name, kind } of host.list(path)) {
      if (kind === "folder" && left > 0 && !name.startsWith(".") && name !== "node_modules")
        ask(join(path, name), left - 1);
    }
  };
  ask(base === "" ? "." : base, depth);
}

/** In the current folder, the path as it was given. */
function pathIn(folder: string, path: string): string {
  return folder === "" || isAbsolute(path) ? path : join(folder, path);
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
