import type { NodeBase, StringLiteral } from "../ast/nodes.ts";
import type { MessageCode, MessageParameters } from "../codes/index.ts";
import { createDiagnostic, diagnosticOf } from "../diagnostics/create.ts";
import type { Diagnostic, Place, RelatedPlace } from "../diagnostics/diagnostic.ts";
import type { FileHost } from "../source/file-host.ts";
import { openFile } from "../source/open-source.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { SourceError } from "../source/source-error.ts";
import type { Source } from "../source/types.ts";
import { findInOtherCase, type IncludeCandidate, includeCandidates, isBelow, slashed } from "./find-include.ts";
import { FolderPaths } from "./folder-paths.ts";
import {
  hasSingleBackslash,
  type IncludeFrame,
  type PlacedInclude,
  stringArgument,
  writtenText,
} from "./include-pragma.ts";

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

/** What the files of one input may be, and who hears of those that cannot be included. */
export interface IncluderOptions {
  readonly host: FileHost;
  /** Looked in after the folder of the including file, in this order. */
  readonly includeFolders?: readonly string[];
  /** Included files must lie below this folder; absent: anywhere. */
  readonly includeRoot?: string;
  /** Opens a file by its path, and by the same path made absolute. Default: `openFile` over the host. */
  readonly open?: (path: string, resolved: string) => ReadableSource;
  report(diagnostic: Diagnostic): void;
}

/** An included file that is open, and how it came to be. */
export interface IncludedSource {
  readonly source: ReadableSource;
  /** The includes that lead to what it includes itself. */
  readonly chain: readonly IncludeFrame[];
}

/** Opens the files that one input includes, within the limits. */
export class Includer {
  /** The source that includes the others. */
  input: Source | undefined;
  /** How many files have been included. */
  count = 0;
  readonly #options: IncluderOptions;
  readonly #paths = new FolderPaths();
  readonly #join = (folder: string, path: string) => this.#paths.join(folder, path);

  constructor(options: IncluderOptions) {
    this.#options = options;
  }

  /** Opens the file that `#pragma include("file.mof")` or `#include("file.mof")` names; reports why it cannot be. */
  open(placed: PlacedInclude): IncludedSource | undefined {
    const { pragma, source, chain } = placed;
    const argument = stringArgument(pragma);
    if (argument === undefined) {
      this.#options.report(createDiagnostic("invalid-include", {}, placeIn(source, pragma)));
      return undefined;
    }
    const place = placeIn(source, argument);
    try {
      const opened = this.#open(placed, argument);
      return opened && { source: opened, chain: [...chain, { path: opened.path ?? "", name: opened.name, place }] };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.#options.report(diagnosticOf(error.code, error.parameters, place, { related: relatedTo(chain) }));
      return undefined;
    }
  }

  #open({ pragma, source, chain }: PlacedInclude, argument: StringLiteral): ReadableSource | undefined {
    const { host, includeRoot: root, includeFolders: folders = [] } = this.#options;
    const report = <Code extends MessageCode>(
      code: Code,
      parameters: MessageParameters<Code>,
      node: NodeBase = argument,
    ) => this.#options.report(createDiagnostic(code, parameters, placeIn(source, node), { related: relatedTo(chain) }));
    if (chain.length >= maximumIncludeDepth) {
      report("include-too-deep", { limit: maximumIncludeDepth }, pragma);
      return undefined;
    }
    if (++this.count > maximumIncludes) {
      // Said once: what follows would only repeat it.
      if (this.count === maximumIncludes + 1) report("too-many-includes", { limit: maximumIncludes }, pragma);
      return undefined;
    }
    const written = writtenText(argument);
    const path = slashed(written);
    if (hasSingleBackslash(written)) {
      this.#options.report(createDiagnostic("undoubled-backslash", { path }, placeIn(source, argument)));
    }
    const places = root === undefined ? { folders } : { folders, root };
    const candidates = includeCandidates(path, source, places, this.#join);
    const reportOutside = (outside: string) => report("include-outside-root", { path: outside, root: root ?? "" });
    if (candidates.length === 0) {
      reportOutside(path);
      return undefined;
    }

    let found = root === undefined ? undefined : candidates.find((candidate) => host.status(candidate.path))?.path;
    let opened = root === undefined ? this.#openFirst(candidates) : undefined;
    if (found === undefined && opened === undefined) {
      const other = findInOtherCase(host, candidates);
      if (other === undefined) {
        const paths = new Set(candidates.map((candidate) => candidate.path));
        report("include-not-found", { path, places: Array.from(paths, (place) => `\`${place}\``).join(", ") });
        return undefined;
      }
      found = other.path;
      const details = { spelled: other.spelled };
      this.#options.report(createDiagnostic("include-case-differs", details, placeIn(source, argument)));
    }
    if (found !== undefined) {
      if (root !== undefined && !isBelow(host.realPath(root), host.realPath(found))) {
        reportOutside(found);
        return undefined;
      }
      opened = this.#openFile(found);
    }
    const cycle = opened && findCycle(opened, this.input, chain, host);
    if (cycle) {
      opened?.close();
      report("include-cycle", { chain: cycle.join(" → ") });
      return undefined;
    }
    return opened;
  }

  /** Opens the first file that is there: trying is faster than asking. */
  #openFirst(candidates: readonly IncludeCandidate[]): ReadableSource | undefined {
    for (const { path } of candidates) {
      try {
        return this.#openFile(path);
      } catch (error) {
        const isAbsent = error instanceof SourceError && absentCodes.has(error.code);
        if (!isAbsent) throw error;
      }
    }
    return undefined;
  }

  #openFile(path: string): ReadableSource {
    const { host, open } = this.#options;
    const resolved = this.#paths.resolve(path);
    return open ? open(path, resolved) : openFile(path, resolved, { host });
  }
}

function placeIn(source: Source, { start, end }: NodeBase): Place {
  return { source, start, end };
}

const absentCodes: ReadonlySet<string> = new Set(["file-not-found", "not-a-folder"]);

/** The names of the files from the first reading of a file to its include, where it is being read already. */
function findCycle(
  { path = "", name }: ReadableSource,
  input: Source | undefined,
  chain: readonly IncludeFrame[],
  host: FileHost,
): readonly string[] | undefined {
  const files = input?.path === undefined ? chain : [{ path: input.path, name: input.name }, ...chain];
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
