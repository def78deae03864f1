import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { refuses, weighed } from "../diagnostics/severities.ts";
import { load, orderInputs } from "../loader/load.ts";
import type { CountedKind, LoadInput, LoadOptions, LoadReport, ObjectOutcome } from "../loader/load-options.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import type { WbemConnection, WbemTransaction } from "../wbem/connection.ts";
import type { RefusedObject } from "../wbem/error.ts";
import { carryOver, keyOfObject, TouchedObjects } from "./carry-over.ts";
import {
  type CompilationDetails,
  CompilationRecord,
  type CompilationSummary,
  type FileRecord,
  type UnitRecord,
} from "./compilation-record.ts";
import { emptyReport } from "./empty-report.ts";
import { FileRecorder } from "./file-recorder.ts";
import type { IncrementalOptions, IncrementalReport } from "./incremental.ts";
import { type Observation, ObservedFiles } from "./observed-files.ts";
import { type CurrentInput, planRecompile, type RecompilePlan } from "./plan-recompile.ts";
import { type RemovedObject, removeObjects } from "./remove-objects.ts";
import { readWords } from "./source-words.ts";

/** What is known of the last compile, and what identifies this one. */
export interface Known {
  readonly name: string;
  readonly version: string;
  readonly settings: string;
  readonly inputs: string;
  readonly record: CompilationRecord | undefined;
  readonly summary: CompilationSummary | undefined;
  /** The paths of files that have changed; `undefined` where all has to be compiled. */
  readonly changed: ReadonlySet<string> | undefined;
}

/** Leaves a compile of a part that turns out not to stand for one of all. */
class PartIsNotEnough extends Error {}

/** Leaves a compile whose diagnostics have been reported, so that nothing of it lasts. */
class Refused extends Error {}

/**
 * Compiles what has changed with what depends on it, or everything. A part that fails, or shows to reach beyond itself, is taken
 * back and followed by a compile of everything, so that what is said is what that says.
 */
export async function recompile(
  connection: WbemConnection,
  given: readonly CurrentInput[],
  options: IncrementalOptions,
  known: Known,
): Promise<IncrementalReport> {
  const ordered = await orderInputs(
    given.map(({ input }) => input),
    options.host,
  );
  const byInput = new Map(given.map((current) => [current.input, current]));
  const inputs = ordered.map((input) => byInput.get(input) as CurrentInput);
  const details = known.summary && (await known.record?.readDetails());
  const { host = nodeFileHost } = options;
  const plan =
    details && known.changed && !options.prelude?.length
      ? await planRecompile(details, inputs, known.changed, (source) => readWords(source, host))
      : undefined;
  if (plan) {
    const held: (() => void)[] = [];
    const report = await new Recompile(connection, inputs, holdingBack(options, held), known, details, plan).run();
    if (report?.committed) {
      for (const tell of held) tell();
      return report;
    }
  }
  const report = await new Recompile(connection, inputs, options, known, undefined, undefined).run();
  if (!report) throw new Error("a compile of everything has nothing to fall back to");
  return report;
}

/** Keeps what is told until it is known that it counts. */
function holdingBack(options: IncrementalOptions, held: (() => void)[]): IncrementalOptions {
  const { onDiagnostic, onObject } = options;
  return {
    ...options,
    onDiagnostic: (diagnostic) => held.push(() => onDiagnostic(diagnostic)),
    ...(onObject && { onObject: (outcome: ObjectOutcome) => held.push(() => onObject(outcome)) }),
  };
}

/** One attempt: the removal, the load and the record of both, as one transaction. */
class Recompile {
  readonly #connection: WbemConnection;
  readonly #inputs: readonly CurrentInput[];
  readonly #options: IncrementalOptions;
  readonly #known: Known;
  /** Of the last compile; of a compile of everything read within the transaction, as another may have ended meanwhile. */
  #details: CompilationDetails | undefined;
  readonly #plan: RecompilePlan | undefined;
  readonly #files: ObservedFiles;
  readonly #recorder: FileRecorder;
  /** Which of the inputs each input of the load stands for. */
  readonly #keys = new Map<LoadInput, string>();
  /** Objects that were removed and are not there again, and those that others keep. */
  readonly #removed = new Map<string, CountedKind>();
  readonly #kept = new Map<string, readonly Diagnostic[]>();
  /** How many objects of each kind were there before, though the load says that it created them. */
  readonly #replaced = { classes: 0, instances: 0, qualifiers: 0, namespaces: 0 };
  readonly #touched = new TouchedObjects();
  /** Whether anything was recorded before under the name of this compile. */
  #isRecorded = true;
  /** Whether the load met objects that it did not declare. */
  #hasMetOthers = false;
  #refusals = 0;
  #earlierWarnings = 0;
  #unchangedFiles = 0;

  constructor(
    connection: WbemConnection,
    inputs: readonly CurrentInput[],
    options: IncrementalOptions,
    known: Known,
    details: CompilationDetails | undefined,
    plan: RecompilePlan | undefined,
  ) {
    this.#connection = connection;
    this.#inputs = inputs;
    this.#options = options;
    this.#known = known;
    this.#details = details;
    this.#plan = plan;
    this.#files = new ObservedFiles(options.host ?? nodeFileHost);
    this.#recorder = new FileRecorder(details?.nextId ?? 0);
  }

  /** `undefined` where a part is not enough. */
  async run(): Promise<IncrementalReport | undefined> {
    let report: LoadReport;
    try {
      report = await load(this.#connection, this.#loadInputs(), this.#loadOptions());
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      if (cause instanceof PartIsNotEnough) return undefined;
      if (!(cause instanceof Refused)) throw error;
      report = { ...emptyReport(), errors: this.#refusals };
    }
    const { summary } = this.#known;
    return {
      ...report,
      counts: report.committed ? this.#counts(report) : report.counts,
      upToDate: false,
      compiledFiles: this.#recorder.names,
      unchangedFiles: this.#unchangedFiles,
      earlierWarnings: this.#earlierWarnings,
      ...(summary && { since: summary.time }),
    };
  }

  #loadInputs(): readonly LoadInput[] {
    const planned = this.#plan?.inputs ?? this.#inputs.map((current) => ({ current, parts: undefined }));
    return planned.map(({ current: { input, key }, parts }) => {
      const loaded =
        parts && input.kind === "file"
          ? { ...input, parts: parts.map(({ path = "", before }) => ({ path, state: before })) }
          : input;
      this.#keys.set(loaded, key);
      return loaded;
    });
  }

  #loadOptions(): LoadOptions {
    const { name: _, onObject, onDiagnostic, ...options } = this.#options;
    return {
      ...options,
      host: this.#files,
      before: (transaction) => this.#remove(transaction),
      after: (transaction) => this.#record(transaction),
      onFile: (file) => this.#recorder.addFile(file),
      onDiagnostic: (diagnostic) => {
        this.#recorder.addDiagnostic(diagnostic);
        onDiagnostic(diagnostic);
      },
      onObject: (outcome) => {
        const told = this.#note(outcome);
        this.#recorder.addObject(outcome);
        onObject?.(told);
      },
    };
  }

  async #remove(transaction: WbemTransaction): Promise<void> {
    const { signal } = this.#options;
    const record = await CompilationRecord.open(transaction, this.#known.name);
    await this.#readLast(transaction, record);
    const files = this.#plan?.removed ?? this.#details?.units.flatMap((unit) => unit.files) ?? [];
    const objects: RefusedObject[] = [];
    for (const file of files) {
      for (const [kind, namespace, ...paths] of (await record?.readObjects(file)) ?? []) {
        // Others may count on a namespace, and it is none of what it holds.
        if (kind !== "namespace") for (const path of paths) objects.push({ kind, namespace, path });
      }
    }
    if (objects.length === 0) return;
    const { revision } = transaction;
    // Only who may stay up to date makes it worth while.
    const hasOthers = revision !== undefined && ((await record?.othersAt(revision - 1)) ?? []).length > 0;
    if (hasOthers) await this.#touched.keep(transaction, objects);
    let reasons: Diagnostic[] = [];
    const { refusals } = await removeObjects(transaction, objects, {
      onDiagnostic: (diagnostic) => reasons.push(diagnostic),
      onObject: (object: RemovedObject) => {
        if (object.outcome === "deleted") {
          this.#removed.set(keyOfObject(object), countedKinds[object.kind]);
          this.#touched.add(object);
        }
        if (object.outcome !== "kept") return;
        this.#kept.set(
          keyOfObject(object),
          reasons.filter(({ severity }) => severity === "error"),
        );
        reasons = [];
      },
      ...(signal && { signal }),
    });
    if (refusals > 0 && this.#plan) throw new PartIsNotEnough();
  }

  /** Finds out what there is to replace. A part was planned over what the last compile left, which must still be there. */
  async #readLast(transaction: WbemTransaction, record: CompilationRecord | undefined): Promise<void> {
    if (this.#plan) {
      const { revision = Number.NaN } = this.#known.summary ?? {};
      if (transaction.revision !== revision + 1) throw new PartIsNotEnough();
      return;
    }
    this.#isRecorded = (await record?.readSummary()) !== undefined;
    this.#details = this.#isRecorded ? await record?.readDetails() : undefined;
    this.#recorder.nextId = this.#details?.nextId ?? 0;
  }

  /** Takes note of an object that was put; gives what is to be told of it. */
  #note(object: ObjectOutcome): ObjectOutcome {
    const { kind, outcome, earlier } = object;
    const isNew = kind === "namespace" && outcome === "created";
    if (outcome !== "unchanged" && !isNew) this.#touched.add(object);
    const isAnothers = outcome === "deleted" || (outcome !== "created" && !earlier && kind !== "namespace");
    this.#hasMetOthers ||= isAnothers || (this.#plan !== undefined && kind === "qualifier");
    if (this.#kept.size > 0) this.#kept.delete(keyOfObject(object));
    if (outcome !== "created" || this.#removed.size === 0 || !this.#removed.delete(keyOfObject(object))) return object;
    this.#replaced[countedKinds[kind]]++;
    return { ...object, outcome: "updated" };
  }

  /** Writes down what the next compile has to know. */
  async #record(transaction: WbemTransaction): Promise<void> {
    if (this.#plan && this.#hasMetOthers) throw new PartIsNotEnough();
    this.#refuseKept();
    const { name, version, settings, inputs } = this.#known;
    // Where something was recorded its classes are there.
    const there = this.#isRecorded ? await CompilationRecord.open(transaction, name) : undefined;
    const record = there ?? (await CompilationRecord.create(transaction, name));
    await this.#recorder.readWords(this.#files);
    const { units, replaced } = this.#units();
    for (const file of replaced) await record.deleteObjects(file);
    for (const [id, chunks] of this.#recorder.chunks) await record.writeObjects(id, chunks);
    const files = units.flatMap((unit) => unit.files);
    const warnings = files.reduce((sum, file) => sum + file.warnings, 0);
    this.#unchangedFiles = files.length - this.#recorder.names.length;
    this.#earlierWarnings = warnings - this.#recorder.warnings;
    await record.write(
      {
        version,
        settings,
        inputs,
        revision: transaction.revision,
        time: new Date().toISOString(),
        files: files.length,
        warnings,
        observations: this.#observations(files),
      },
      {
        isSeparable: !this.#hasMetOthers && !this.#recorder.isEntangled && !this.#options.prelude?.length,
        nextId: this.#recorder.nextId,
        units,
      },
      this.#plan && this.#known.record,
    );
    await carryOver(record, transaction, this.#touched);
  }

  /** What is declared no more stays only where others rest on it, and then it has to be declared. */
  #refuseKept(): void {
    const reasons = [...this.#kept.values()].flat();
    if (this.#kept.size === 0) return;
    for (const reason of reasons) {
      const shown = weighed(reason, this.#options.severities);
      if (!shown) continue;
      if (refuses(shown, this.#options)) this.#refusals++;
      this.#options.onDiagnostic(shown);
    }
    throw new Refused();
  }

  /** The units as they are now, and the records of files that are no longer so. */
  #units(): { readonly units: readonly UnitRecord[]; readonly replaced: readonly FileRecord[] } {
    const before = new Map(this.#details?.units.map((unit) => [unit.input, unit]));
    const planned = new Map(this.#plan?.inputs.map((one) => [one.current.key, one]));
    const loaded = this.#recorder.unitsOf(({ input }) => this.#keys.get(input) ?? "");
    const units = this.#inputs.map((current): UnitRecord => {
      const { key, text } = current;
      const known = before.get(key);
      const own = loaded.get(key);
      if (this.#plan === undefined) return unitRecord(key, text, own ?? []);
      const one = planned.get(key);
      if (!one) return known as UnitRecord;
      const files = own ?? [];
      this.#checkPart(files, one.parts ?? known?.files, one.parts !== undefined);
      if (!one.parts) return unitRecord(key, text, files);
      const replacements = new Map(one.parts.map(({ id }, index) => [id, files[index] as FileRecord]));
      return unitRecord(
        key,
        text,
        (known as UnitRecord).files.map((file) => replacements.get(file.id) ?? file),
      );
    });
    const replaced = this.#plan?.removed ?? this.#details?.units.flatMap((unit) => unit.files) ?? [];
    return { units, replaced };
  }

  /** Holds the files of a unit that was loaded to what was expected of them. */
  #checkPart(files: readonly FileRecord[], expected: readonly FileRecord[] | undefined, isPart: boolean): void {
    const count = expected?.length ?? 1;
    const isSame =
      files.length === count &&
      files.every((file, index) => {
        const before = expected?.[index];
        if (before && file.path !== before.path) return false;
        return !isPart || !before || (file.includes === 0 && isSameState(file.after, before.after));
      });
    if (!isSame) throw new PartIsNotEnough();
  }

  /** What was observed now, and of the files that were left what was observed then. */
  #observations(files: readonly FileRecord[]): readonly Observation[] {
    const now = this.#files.observations;
    if (!this.#plan) return now;
    const paths = new Set(files.map(({ path }) => path));
    const observations = new Map<string, Observation>();
    for (const observation of [...(this.#known.summary?.observations ?? []), ...now]) {
      const [question, path] = observation;
      if (question !== "read" || paths.has(path)) observations.set(`${question} ${path}`, observation);
    }
    return [...observations.values()];
  }

  /** What was removed and is there again counts as updated, what is not as deleted. */
  #counts({ counts }: LoadReport): LoadReport["counts"] {
    const gone = { classes: 0, instances: 0, qualifiers: 0, namespaces: 0 };
    for (const kind of this.#removed.values()) gone[kind]++;
    const corrected = (kind: CountedKind) => ({
      ...counts[kind],
      created: counts[kind].created - this.#replaced[kind],
      updated: counts[kind].updated + this.#replaced[kind],
      deleted: counts[kind].deleted + gone[kind],
    });
    return {
      classes: corrected("classes"),
      instances: corrected("instances"),
      qualifiers: corrected("qualifiers"),
      namespaces: corrected("namespaces"),
    };
  }
}

const countedKinds: Readonly<Record<RefusedObject["kind"], CountedKind>> = {
  class: "classes",
  instance: "instances",
  qualifier: "qualifiers",
  namespace: "namespaces",
};

function unitRecord(input: string, text: string | undefined, files: readonly FileRecord[]): UnitRecord {
  return { input, ...(text !== undefined && { text }), files };
}

function isSameState(left: FileRecord["after"], right: FileRecord["after"]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
