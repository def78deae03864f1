import { resolve } from "node:path";
import { foldName } from "../cim/names.ts";
import { quoteKeyText } from "../cim/object-path.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { refuses, weighed } from "../diagnostics/severities.ts";
import type { LoadInput, LoadOptions, LoadProgress } from "../loader/load.ts";
import { removeRecordedFiles } from "../loader/recovery-files.ts";
import { diagnosticsOfRefusal } from "../loader/refusals.ts";
import { requireLoadArguments } from "../loader/require-inputs.ts";
import type { WbemConnection, WbemTransaction } from "../wbem/connection.ts";
import type { WbemError } from "../wbem/error.ts";
import { findDeclared } from "./find-declared.ts";
import type { DeclaredObject } from "./removal-groups.ts";
import { noRemovals, type RemovalCounts, type RemoveOptions, removeObjects } from "./remove-objects.ts";

/** How sources are read whose objects are removed, and who hears of it. */
export interface RemoveSourcesOptions
  extends Pick<
      LoadOptions,
      "namespace" | "includeFolders" | "includeRoot" | "severities" | "warningsAsErrors" | "host" | "reader"
    >,
    RemoveOptions {
  /** Called between batches of declarations that are read. A promise is awaited. */
  onProgress?(progress: LoadProgress): unknown;
}

/** What became of the removal of sources. */
export interface RemovalReport {
  /** Whether it lasts. It does not when there was an error. */
  readonly committed: boolean;
  readonly files: number;
  readonly declarations: number;
  readonly errors: number;
  readonly warnings: number;
  /** What happened to objects; all 0 when nothing lasts. */
  readonly counts: RemovalCounts;
  readonly milliseconds: number;
}

/** Leaves a transaction whose diagnostics have been reported, so that nothing of it lasts. */
class RollBack extends Error {}

/**
 * Takes out of a target what sources declare, in reverse order and as one transaction: after any error nothing is changed. Sources are
 * read as {@link findDeclared} does; what others put stays, see {@link removeObjects}. What is not there is no error.
 *
 * Namespaces go that the sources declare as instances of `__Namespace`, and those that this leaves empty, with the namespaces above
 * them, as a compile creates them again; `root` stays. Pragmas that delete are ignored. Files among the inputs are taken from the
 * list of `#pragma autorecover`.
 *
 * Errors, as diagnostics: those of reading, `subclasses-left`, `instances-left`, `class-in-use`, `enumeration-in-use`,
 * `qualifier-in-use`. Rejects as `load` does.
 *
 * @example
 * const { counts } = await removeSources(connection, [{ kind: "file", path: "harbor.mof" }], { onDiagnostic: console.error });
 * counts.class.deleted; // 2
 */
export async function removeSources(
  connection: WbemConnection,
  inputs: readonly LoadInput[],
  options: RemoveSourcesOptions,
): Promise<RemovalReport> {
  requireLoadArguments(connection, inputs, options);
  const begin = performance.now();
  const told = { errors: 0, warnings: 0, isGood: true };
  const { severities: _, warningsAsErrors: __, onObject: ___, ...reading } = options;
  const onDiagnostic = (diagnostic: Diagnostic) => {
    const shown = weighed(diagnostic, options.severities);
    if (shown === undefined) return;
    if (shown.severity === "error") told.errors++;
    else if (shown.severity === "warning") told.warnings++;
    if (refuses(shown, options)) told.isGood = false;
    options.onDiagnostic(shown);
  };
  let progress = { files: 0, declarations: 0 };
  let counts = noRemovals();
  let committed = true;
  try {
    await connection.transaction(async (transaction) => {
      const { objects, report } = await findDeclared(connection, transaction, inputs, { ...reading, onDiagnostic });
      progress = report;
      if (!report.committed) throw new RollBack();
      counts = await remove(transaction, objects, { ...options, onDiagnostic });
      if (told.isGood) reportDeferred(await transaction.checkDeferred(), objects, onDiagnostic);
      if (!told.isGood) throw new RollBack();
      await removeRecordedFiles(transaction, pathsOf(inputs));
    });
  } catch (error) {
    if (!(error instanceof RollBack)) throw error;
    committed = false;
    counts = noRemovals();
  }
  const { files, declarations } = progress;
  const { errors, warnings } = told;
  return { committed, files, declarations, errors, warnings, counts, milliseconds: performance.now() - begin };
}

function pathsOf(inputs: readonly LoadInput[]): readonly string[] {
  return inputs.flatMap((input) => (input.kind === "file" ? [resolve(input.path)] : []));
}

/** Removes objects, then the namespaces among them and those that are empty now. */
async function remove(
  transaction: WbemTransaction,
  objects: readonly DeclaredObject[],
  options: RemoveOptions,
): Promise<RemovalCounts> {
  const touched = new Set<string>();
  const content = objects.filter(({ kind }) => kind !== "namespace");
  const { counts } = await removeObjects(transaction, content, {
    ...options,
    onObject(object) {
      if (object.outcome === "deleted") touched.add(object.namespace);
      options.onObject?.(object);
    },
  });
  const declared = new Map(
    objects.flatMap((object) => (object.kind === "namespace" ? [[keyOf(object), object] as const] : [])),
  );
  const emptied = [...touched].flatMap(namespacesUpTo).filter((object) => !declared.has(keyOf(object)));
  await removeObjects(transaction, [...declared.values(), ...emptied], {
    ...options,
    onObject(object) {
      // Of what nobody declared it is told only that it went.
      if (object.outcome !== "deleted" && !declared.has(keyOf(object))) return;
      counts.namespace[object.outcome]++;
      options.onObject?.(object);
    },
  });
  return counts;
}

function keyOf({ namespace, path }: DeclaredObject): string {
  return foldName(`${namespace}:${path}`);
}

/** A namespace and those above it as objects, without the topmost. */
function namespacesUpTo(path: string): readonly DeclaredObject[] {
  const names = path.split("/");
  return names.slice(1).map((name, index) => ({
    kind: "namespace",
    namespace: names.slice(0, index + 1).join("/"),
    path: `__Namespace.Name=${quoteKeyText(name)}`,
  }));
}

/** Reports what the rest of the target would miss, at its declaration. */
function reportDeferred(
  errors: readonly WbemError[],
  objects: readonly DeclaredObject[],
  report: (diagnostic: Diagnostic) => void,
): void {
  if (errors.length === 0) return;
  const keyOfObject = ({ kind, namespace, path }: DeclaredObject) => foldName(`${kind} ${namespace}:${path}`);
  const places = new Map(objects.map((object) => [keyOfObject(object), object.place]));
  for (const error of errors) {
    const place = error.object && places.get(keyOfObject(error.object));
    for (const diagnostic of diagnosticsOfRefusal(error, place)) report(diagnostic);
  }
}
