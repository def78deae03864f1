import { isAbsolute, relative, resolve } from "node:path";
import { createDiagnostic, diagnosticOf } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { openFile, openSource, openStandardInput } from "../source/open-source.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { SourceError } from "../source/source-error.ts";
import { sourceFromText } from "../source/text-source.ts";
import type { Source } from "../source/types.ts";
import type { WbemConnection, WbemTransaction } from "../wbem/connection.ts";
import { ensureNamespace } from "../wbem/ensure-namespace.ts";
import { WbemError } from "../wbem/error.ts";
import { CompileUnit } from "./compile-unit.ts";
import { findDeclarations } from "./find-declarations.ts";
import type { LoadInput, LoadOptions, LoadPart, LoadReport } from "./load-options.ts";
import { LoadRun, noCounts, spaceOf } from "./load-run.ts";
import { readRecordedFiles, recordRecoveryFiles, recoveryNamespace } from "./recovery-files.ts";
import { diagnosticOfRefusal, diagnosticsOfRefusal } from "./refusals.ts";
import { requireLoadArguments } from "./require-inputs.ts";
import { readerOf } from "./source-reader.ts";
import type { ObjectDeclaration } from "./violation-places.ts";

export {
  defaultNamespace,
  type InputSettings,
  type LoadedFile,
  type LoadInput,
  type LoadOptions,
  type LoadPart,
  type LoadProgress,
  type LoadReport,
  type ObjectOutcome,
  type UnitState,
} from "./load-options.ts";
export { orderInputs } from "./order-inputs.ts";

/** Leaves a transaction whose diagnostics have been reported, so that nothing of it lasts. */
class RollBack extends Error {}

/**
 * Compiles MOF and puts what it declares, all inputs as one transaction over all namespaces: after any error nothing of it
 * lasts. Mistakes in the inputs are diagnostics, and after one the rest is read for more.
 *
 * Errors without a place in a source reject: a `WbemError` where the target cannot do its work or the namespace of the
 * options does not exist, the error of a store that is locked or full, the reason of `signal`; a `TypeError` for arguments that are
 * none, before anything is done.
 *
 * @param inputs loaded in this order; {@link orderInputs} puts them into the order of their dependencies
 * @example
 * const report = await load(connection, [{ kind: "file", path: "schema.mof" }], { onDiagnostic: console.error });
 * report.committed; // true
 */
export async function load(
  connection: WbemConnection,
  inputs: readonly LoadInput[],
  options: LoadOptions,
): Promise<LoadReport> {
  requireLoadArguments(connection, inputs, options);
  const begin = performance.now();
  let run: LoadRun | undefined;
  let committed = true;
  try {
    await connection.transaction(async (transaction) => {
      await options.before?.(transaction);
      const prelude = options.prelude?.length ? await loadPrelude(connection, transaction, options) : undefined;
      run = new LoadRun(connection, transaction, options, prelude);
      if (prelude && prelude.errors > 0) {
        reportPrelude(prelude, run);
        throw new RollBack();
      }
      await loadInputs(run, inputs);
      run.progress.store();
      await options.onProgress?.(run.progress.now);
      await reportDeferred(run, await transaction.checkDeferred());
      run.reportUnused();
      if (!run.isGood) throw new RollBack();
      await recordRecovery(run);
      await options.after?.(transaction);
    });
  } catch (error) {
    if (!isRollBack(error)) throw error;
    committed = false;
    // What providers could not take back is all that such an error tells.
    if (error instanceof WbemError) {
      for (const { code, parameters } of error.violations) run?.report(diagnosticOf(code, parameters));
    }
  } finally {
    run?.close();
  }
  const { files, declarations } = run?.progress.now ?? { files: 0, declarations: 0 };
  return {
    committed,
    files,
    declarations,
    errors: run?.errors ?? 0,
    warnings: run?.warnings ?? 0,
    counts: committed && run ? run.counts : noCounts(),
    recoveryFiles: committed && run ? [...run.recoveryFiles.keys()] : [],
    milliseconds: performance.now() - begin,
  };
}

/** Whether a transaction was left after its diagnostics had been reported, be it that providers had to keep their work. */
function isRollBack(error: unknown): boolean {
  return error instanceof RollBack || (error instanceof WbemError && error.cause instanceof RollBack);
}

async function loadInputs(run: LoadRun, inputs: readonly LoadInput[]): Promise<void> {
  if (run.options.onProgress) run.progress.expect(inputs);
  for (const input of inputs) {
    run.options.signal?.throwIfAborted();
    const parts = input.kind === "file" ? input.parts : undefined;
    const source = parts ? undefined : await openInput(run, input);
    if (!parts && !source) continue;
    const unit = new CompileUnit(run, input);
    try {
      if (run.options.autorecover) unit.recover();
      if (source) await unit.load(source);
      else if (input.kind === "file") await loadParts(run, unit, input.path, parts ?? []);
      await unit.finish();
    } finally {
      unit.close();
    }
  }
  for (const diagnostic of await run.untyped.findDeclaredLater()) run.report(diagnostic);
}

/** Loads some of the files that an input includes; they are named as the input is, by an absolute path or a relative one. */
async function loadParts(run: LoadRun, unit: CompileUnit, input: string, parts: readonly LoadPart[]): Promise<void> {
  run.partlyLoaded.add(resolve(input));
  for (const { path, state } of parts) {
    const name = isAbsolute(input) ? path : relative(process.cwd(), path);
    const source = await reportingSourceErrors(run, async () => openInputFile(run, path, name));
    if (!source) continue;
    await unit.resume(state);
    await unit.load(source);
  }
}

/** Opens an input; reports why it cannot be read. */
async function openInput(run: LoadRun, input: LoadInput): Promise<ReadableSource | undefined> {
  const { signal } = run.options;
  const reader = readerOf(run.options);
  return reportingSourceErrors(run, async () => {
    switch (input.kind) {
      case "file":
        return openInputFile(run, input.path, input.path);
      case "standard-input":
        return reader.openStream("standard input", () => openStandardInput(signal && { signal }));
      case "text": {
        const path = input.path && resolve(input.path);
        const source = reader.open(input.name, () => sourceFromText(input.text, input.name, path));
        run.texts.set(source, input.text);
        return source;
      }
    }
  });
}

function openInputFile(run: LoadRun, path: string, name: string): ReadableSource {
  const { host } = run;
  return readerOf(run.options).open(path, () => openFile(path, resolve(path), { name, host }));
}

async function reportingSourceErrors(
  run: LoadRun,
  open: () => Promise<ReadableSource>,
): Promise<ReadableSource | undefined> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    run.failed.isIncomplete = true;
    run.report(diagnosticOf(error.code, error.parameters));
    return undefined;
  }
}

/** Loads what the inputs rest on, with the same rules but without the flags and the includes' root that are for the inputs. */
async function loadPrelude(
  connection: WbemConnection,
  transaction: WbemTransaction,
  { namespace, includeFolders, createNamespaces, host, reader, signal, onProgress, prelude = [] }: LoadOptions,
): Promise<LoadRun> {
  const diagnostics: Diagnostic[] = [];
  const run = new LoadRun(connection, transaction, {
    ...(namespace !== undefined && { namespace }),
    ...(includeFolders && { includeFolders }),
    ...(createNamespaces !== undefined && { createNamespaces }),
    ...(host && { host }),
    ...(reader && { reader }),
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (progress) => onProgress({ ...progress, phase: "prelude" }) }),
    onDiagnostic(diagnostic) {
      if (diagnostic.severity === "error" && diagnostics.length === 0) diagnostics.push(diagnostic);
    },
  });
  await loadInputs(run, prelude);
  run.firstError = diagnostics[0];
  return run;
}

function reportPrelude({ errors, firstError }: LoadRun, run: LoadRun): void {
  if (!firstError) return;
  const { message, place } = firstError;
  const parameters = { errors: errors === 1 ? "an error" : `${errors} errors`, first: message };
  const related = place ? [{ message, place }] : [];
  run.report(createDiagnostic("prelude-failed", parameters, undefined, { related }));
}

async function recordRecovery({ recoveryFiles, partlyLoaded, transaction, host }: LoadRun): Promise<void> {
  const isAffected =
    recoveryFiles.size > 0 ||
    (partlyLoaded.size > 0 && (await readRecordedFiles(transaction)).some(({ path }) => partlyLoaded.has(path)));
  if (!isAffected) return;
  const { services } = await ensureNamespace(transaction, recoveryNamespace);
  await recordRecoveryFiles(services, recoveryFiles.values(), partlyLoaded, host);
}

/**
 * Rules that are checked when all is there were broken: shows it at the declarations. Their sources are read again for that,
 * each once.
 */
async function reportDeferred(run: LoadRun, errors: readonly WbemError[]): Promise<void> {
  const names = errors.map(
    ({ object }) => object && run.declared.find(spaceOf(object.kind, object.namespace), object.path),
  );
  const offsets = new Map<Source, number[]>();
  for (const name of names) {
    if (!name) continue;
    const others = offsets.get(name.source);
    if (others) others.push(name.start);
    else offsets.set(name.source, [name.start]);
  }
  const found = new Map<Source, ReadonlyMap<number, ObjectDeclaration>>();
  for (const [source, wanted] of offsets) {
    const opened = await reopen(run, source);
    if (opened) found.set(source, await findDeclarations(opened, wanted));
  }
  errors.forEach((error, index) => {
    const { object, violations } = error;
    if (object && violations[0]?.code === "class-in-use") {
      run.report(diagnosticOfRefusal(error, run.findDeletion(object)));
      return;
    }
    const name = names[index];
    const declaration = name && found.get(name.source)?.get(name.start);
    if (object && declaration && violations.length > 0) {
      run.refused(error, { declaration, source: name.source, namespace: object.namespace });
    } else {
      for (const diagnostic of diagnosticsOfRefusal(error, name)) run.report(diagnostic);
    }
  });
}

async function reopen(run: LoadRun, source: Source): Promise<ReadableSource | undefined> {
  const text = run.texts.get(source);
  if (text !== undefined) return sourceFromText(text, source.name);
  if (source.path === undefined) return undefined;
  try {
    return await openSource(source.path, { host: run.host });
  } catch (error) {
    // The file is gone; the message then shows the name alone.
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
