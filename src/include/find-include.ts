import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { StringLiteral } from "../ast/nodes.ts";
import { sameName } from "../cim/names.ts";
import type { FileHost } from "../source/file-host.ts";
import type { Source } from "../source/types.ts";
import { writtenText } from "./include-pragma.ts";

/** Where included files are looked for, and where they may be. */
export interface IncludePlaces {
  /** Looked in after the folder of the including file, in this order. */
  readonly folders: readonly string[];
  /** Included files must lie below this folder; absent: anywhere. */
  readonly root?: string;
}

/** Where an included file may be: a path as people see it, and how much of it is the folder that was looked in. */
export interface IncludeCandidate {
  readonly folder: string;
  readonly path: string;
}

/** The path in the argument of an include, see {@link slashed}. */
export function includedPath(argument: StringLiteral): string {
  return slashed(writtenText(argument));
}

/**
 * A path with forward slashes, from the text between the quotes: either slash, and backslashes doubled as MOF wants them or
 * single as in files that other compilers read (`"Interop\CIM_Error.mof"`).
 */
export function slashed(text: string): string {
  if (!text.includes("\\")) return text;
  const path = text.replace(/\\+/g, "/");
  return text.startsWith("\\\\") ? `/${path}` : path;
}

/**
 * The paths that an include may mean, in the order in which they are tried: relative to the including file, then to each
 * folder. Those that lead out of the root are left out before the file system is asked for anything.
 *
 * @param joinPaths as `join` of node:path
 */
export function includeCandidates(
  included: string,
  from: Pick<Source, "name" | "path">,
  { folders, root }: IncludePlaces,
  joinPaths: (folder: string, path: string) => string = join,
): readonly IncludeCandidate[] {
  const candidates = isAbsolute(included)
    ? [{ folder: dirname(included), path: included }]
    : [folderOf(from), ...folders].map((folder) => ({ folder, path: joinPaths(folder, included) }));
  return root === undefined ? candidates : candidates.filter(({ path }) => isBelow(resolve(root), resolve(path)));
}

const folders = new WeakMap<Pick<Source, "name" | "path">, string>();

/** The folder of a source as people see it, when its name is its path; else the folder of its path. */
function folderOf(source: Pick<Source, "name" | "path">): string {
  let folder = folders.get(source);
  if (folder === undefined) {
    const { name, path } = source;
    folder = path === undefined ? "." : dirname(resolve(name) === path ? name : path);
    folders.set(source, folder);
  }
  return folder;
}

/** Whether a path lies below a folder; both are absolute. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A file whose name differs only in case from the one that was given. */
export interface FoundInOtherCase {
  readonly path: string;
  /** What the include would have to say to name it exactly. */
  readonly spelled: string;
}

/**
 * The file that a path means when nothing has exactly its name: the first whose name differs only in case.
 *
 * Errors: a `SourceError` where a folder on the way cannot be read.
 */
export function findInOtherCase(host: FileHost, candidates: readonly IncludeCandidate[]): FoundInOtherCase | undefined {
  for (const { folder, path } of candidates) {
    const found = descend(host, folder, relative(folder, path).split(sep));
    if (found !== undefined) return { path: found, spelled: relative(folder, found).replaceAll(sep, "/") };
  }
  return undefined;
}

function descend(host: FileHost, folder: string, parts: readonly string[]): string | undefined {
  let path = folder;
  for (const part of parts) {
    if (part === "..") {
      path = join(path, part);
      continue;
    }
    if (host.status(path)?.kind !== "folder") return undefined;
    // What has no kind is a link that leads nowhere.
    const names = host.list(path).flatMap(({ name, kind }) => (kind ? [name] : []));
    const name = names.includes(part) ? part : names.find((candidate) => sameName(candidate, part));
    if (name === undefined) return undefined;
    path = join(path, name);
  }
  return path;
}
