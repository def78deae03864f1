import type { StringLiteral } from "../ast/nodes.ts";
import { diagnosticOf } from "../diagnostics/create.ts";
import type { RelatedPlace } from "../diagnostics/diagnostic.ts";
import type { FileHost } from "../source/file-host.ts";
import { openSource } from "../source/open-source.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { SourceError } from "../source/source-error.ts";
import type { CompileUnit } from "./compile-unit.ts";
import { findInOtherCase, includeCandidates, includedPath, isBelow } from "./find-include.ts";
import {
  hasSingleBackslash,
  type IncludeFrame,
  type PlacedPragma,
  stringArgument,
  writtenText,
} from "./pragma-arguments.ts";

/** How deep files may include each other. The deepest schema known, CIM 2.49, has two levels. */
export const maximumIncludeDepth = 64;

/**
 * How many files one input may include. A few small files that include each other twice would otherwise be read 2^64 times;
 * CIM 2.49 includes 1,633.
 */
export const maximumIncludes = 100_000;

/**
 * From this depth on, a file is recognised by its real path as one that is being read. Before, its path does: asking the
 * file system for the real paths of the 1,633 files that CIM 2.49 includes took 30 ms.
 */
const realPathDepth = 8;

/** `#pragma include("file.mof")`, `#include("file.mof")`: compiles a file at this place, as part of the same unit. */
export async function includeFile(placed: PlacedPragma, unit: CompileUnit): Promise<void> {
  const { pragma, source, chain } = placed;
  const argument = stringArgument(pragma);
  let opened: ReadableSource | undefined;
  if (!argument) placed.reporter.report("invalid-include", {}, pragma);
  else {
    try {
      opened = await openIncluded(placed, unit, argument);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      const { start, end } = argument;
      const place = { source, start, end };
      unit.run.report(diagnosticOf(error.code, error.parameters, place, { related: relatedTo(chain) }));
    }
  }
  if (!argument || !opened) {
    // Whatever the file declares is missing from now on, and none of that is worth a message of its own.
    unit.run.failed.isIncomplete = true;
    return;
  }
  const { start, end } = argument;
  const frame: IncludeFrame = { path: opened.path ?? "", name: opened.name, place: { source, start, end } };
  await unit.load(opened, [...chain, frame]);
}

/** Opens the file that is meant; reports why it cannot be. */
async function openIncluded(
  { pragma, source, chain, reporter }: PlacedPragma,
  unit: CompileUnit,
  argument: StringLiteral,
): Promise<ReadableSource | undefined> {
  const { settings, run } = unit;
  const { host } = run;
  const related = relatedTo(chain);
  if (chain.length >= maximumIncludeDepth) {
    reporter.report("include-too-deep", { limit: maximumIncludeDepth }, pragma, { related });
    return undefined;
  }
  if (++unit.includeCount > maximumIncludes) {
    // Said once: what follows would only repeat it.
    if (unit.includeCount === maximumIncludes + 1) {
      reporter.report("too-many-includes", { limit: maximumIncludes }, pragma, { related });
    }
    return undefined;
  }
  const path = includedPath(argument);
  if (hasSingleBackslash(writtenText(argument))) reporter.report("undoubled-backslash", { path }, argument);
  const { includeRoot: root, includeFolders: folders = [] } = settings;
  const candidates = includeCandidates(path, source, root === undefined ? { folders } : { folders, root });
  const reportOutside = (outside: string) =>
    reporter.report("include-outside-root", { path: outside, root: root ?? "" }, argument, { related });
  if (candidates.length === 0) {
    reportOutside(path);
    return undefined;
  }

  const paths = candidates.map((candidate) => candidate.path);
  let found = root === undefined ? undefined : paths.find((candidate) => host.status(candidate));
  let opened = root === undefined ? await openFirst(paths, host) : undefined;
  if (found === undefined && opened === undefined) {
    const other = findInOtherCase(host, candidates);
    if (other === undefined) {
      const places = [...new Set(paths)].map((place) => `\`${place}\``).join(", ");
      reporter.report("include-not-found", { path, places }, argument, { related });
      return undefined;
    }
    found = other.path;
    reporter.report("include-case-differs", { spelled: other.spelled }, argument);
  }
  if (found !== undefined) {
    if (root !== undefined && !isBelow(host.realPath(root), host.realPath(found))) {
      reportOutside(found);
      return undefined;
    }
    opened = await openSource(found, { host });
  }
  const cycle = opened && findCycle(opened, unit, chain);
  if (cycle) {
    opened?.close();
    reporter.report("include-cycle", { chain: cycle.join(" → ") }, argument, { related });
    return undefined;
  }
  return opened;
}

/** Opens the first file that is there: trying is faster than asking. */
async function openFirst(paths: readonly string[], host: FileHost): Promise<ReadableSource | undefined> {
  for (const path of paths) {
    try {
      return await openSource(path, { host });
    } catch (error) {
      const isAbsent = error instanceof SourceError && absentCodes.has(error.code);
      if (!isAbsent) throw error;
    }
  }
  return undefined;
}

const absentCodes: ReadonlySet<string> = new Set(["file-not-found", "not-a-folder"]);

/** The names of the files from the first reading of a file to its include, where it is being read already. */
function findCycle(
  { path = "", name }: ReadableSource,
  { input, run: { host } }: CompileUnit,
  chain: readonly IncludeFrame[],
): readonly string[] | undefined {
  const files = input?.path === undefined ? [...chain] : [{ path: input.path, name: input.name }, ...chain];
  let index = files.findIndex((file) => file.path === path);
  if (index < 0 && chain.length >= realPathDepth) {
    const realPath = host.realPath(path);
    // The path of text that is at hand need not exist.
    index = files.findIndex((file) => host.status(file.path) && host.realPath(file.path) === realPath);
  }
  return index < 0 ? undefined : [...files.slice(index).map((file) => file.name), name];
}

/** Shows how the file that has the faulty include came to be read. */
function relatedTo(chain: readonly IncludeFrame[]): readonly RelatedPlace[] {
  return chain.toReversed().map(({ name, place }) => ({ message: `\`${name}\` is included here`, place }));
}
