import { resolve } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { LoadInput, LoadOptions, LoadReport } from "../loader/load-options.ts";
import { requireLoadArguments } from "../loader/require-inputs.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import { CompilationRecord, type CompilationSummary } from "./compilation-record.ts";
import { emptyReport } from "./empty-report.ts";
import { compareWithObservations, digestOfBytes } from "./observed-files.ts";
import type { CurrentInput } from "./plan-recompile.ts";

/** What can be compiled incrementally: files and text, but not standard input, which cannot be read twice. */
export type IncrementalInput = Exclude<LoadInput, { readonly kind: "standard-input" }>;

/** How {@link compileIncrementally} compiles, and who hears of it. */
export interface IncrementalOptions
  extends Omit<LoadOptions, "createNamespaces" | "onFile" | "before" | "after" | "reader"> {
  /** As in {@link LoadOptions}, but no function: what it answers cannot be compared with what it answered before. */
  readonly createNamespaces?: boolean;
  /**
   * What tells this compilation from others into the same target: what it declared under this name before is replaced. Default:
   * the inputs, so that one with other inputs is another compilation.
   */
  readonly name?: string;
}

/** What became of an incremental compile. */
export interface IncrementalReport extends LoadReport {
  /** Whether there was nothing to do: sources, settings and target are as they were. */
  readonly upToDate: boolean;
  /** The names of the files that were compiled, as people see them, in their order. */
  readonly compiledFiles: readonly string[];
  /** How many files were left as they were. */
  readonly unchangedFiles: number;
  /** How many warnings there were about these when they were compiled; they are not told again. */
  readonly earlierWarnings: number;
  /** When the last compile was that changed anything, in ISO 8601; absent where none is recorded. */
  readonly since?: string;
}

/**
 * Compiles as `load` does, and no more than is needed: nothing where files, settings and target are as they were after the last
 * compile of this name; where a few files have changed, these and those that depend on them. The inputs are loaded in the order
 * of their dependencies. The target then holds what it would hold if all that these inputs declared the last time had been
 * removed and all of them compiled afresh; what others put stays. Namespaces are never removed.
 *
 * Files are compared by their content. That the target is as it was shows in its revision; where others have written to it, or
 * it counts none, everything is compiled. Compiles of other names are no others where nothing of theirs can mean anything here. What is declared no more is removed, and where others rest on it (a subclass,
 * instances), that is an error: `subclasses-left`, `instances-left`. A compile with an error changes nothing.
 *
 * What is remembered is kept in the target, in a namespace that listings and dumps leave out. Errors are those of `load`.
 *
 * @example
 * const report = await compileIncrementally(connection, [{ kind: "file", path: "schema.mof" }], { onDiagnostic: console.error });
 * report.upToDate; // true where nothing has changed
 */
export async function compileIncrementally(
  connection: WbemConnection,
  inputs: readonly IncrementalInput[],
  options: IncrementalOptions,
): Promise<IncrementalReport> {
  requireLoadArguments(connection, inputs, options);
  const begin = performance.now();
  const current = describeInputs(inputs);
  const identity = {
    // The name is in the path of each record, so it must not grow with the inputs.
    name: digestOfBytes(options.name ?? JSON.stringify(current.map(({ key }) => key).sort())),
    version: packageJson.version,
    settings: digestOfSettings(connection, options),
    inputs: digestOfBytes(JSON.stringify(current.map(({ key, text }) => [key, text]))),
  };
  const record = await CompilationRecord.open(connection, identity.name);
  const summary = await record?.readSummary();
  const isTargetAsBefore = summary?.revision !== undefined && (await connection.revision()) === summary.revision;
  const isComparable =
    isTargetAsBefore && summary.version === identity.version && summary.settings === identity.settings;
  const differences = isComparable
    ? compareWithObservations(summary.observations, options.host ?? nodeFileHost)
    : undefined;
  const isSame =
    differences?.changed.size === 0 && differences.others.length === 0 && summary?.inputs === identity.inputs;
  if (summary && isSame) return reportNothing(summary, performance.now() - begin);

  const { recompile } = await import("./recompile.ts");
  const changed = differences?.others.length === 0 ? differences.changed : undefined;
  const report = await recompile(connection, current, options, { ...identity, record, summary, changed });
  return { ...report, milliseconds: performance.now() - begin };
}

/** The inputs by what they are, each with a key of its own. */
function describeInputs(inputs: readonly IncrementalInput[]): readonly CurrentInput[] {
  const counts = new Map<string, number>();
  return inputs.map((given) => {
    const { key, ...current } = describeInput({ ...given });
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return { ...current, key: count === 0 ? key : `${key} ${count}` };
  });
}

/** An input by what it is: the same input, edited, has the same key. */
function describeInput(input: IncrementalInput): CurrentInput {
  const { settings } = input;
  if (input.kind === "file") {
    const { kind, path } = input;
    return { input, key: canonicalJson({ kind, path: resolve(path), settings }) };
  }
  const { kind, name, path, text } = input;
  const key = canonicalJson({ kind, name, path: path && resolve(path), settings });
  return { input, key, text: digestOfBytes(text) };
}

/** Everything that decides what a compile does apart from its inputs. */
function digestOfSettings(connection: WbemConnection, options: IncrementalOptions): string {
  const { name: _, host: __, signal: ___, includeFolders = [], includeRoot, ...others } = options;
  const { dialect, exactKeys } = connection;
  const folders = includeFolders.map((folder) => resolve(folder));
  return digestOfBytes(
    canonicalJson({
      ...others,
      includeFolders: folders,
      includeRoot: includeRoot && resolve(includeRoot),
      dialect,
      exactKeys,
    }),
  );
}

/** JSON in which objects have their members in the order of their names; functions are left out. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member) => {
    if (member === null || typeof member !== "object" || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}

function reportNothing({ files, warnings, time }: CompilationSummary, milliseconds: number): IncrementalReport {
  return {
    ...emptyReport(),
    committed: true,
    milliseconds,
    upToDate: true,
    compiledFiles: [],
    unchangedFiles: files,
    earlierWarnings: warnings,
    since: time,
  };
}
