import { setImmediate } from "node:timers/promises";
import { foldName, sameName } from "../cim/names.ts";
import { quoteKeyText } from "../cim/object-path.ts";
import type { MessageCode, MessageParameters } from "../codes/index.ts";
import { createDiagnostic, type DiagnosticDetails } from "../diagnostics/create.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { refuses, weighed } from "../diagnostics/severities.ts";
import { Suppressions } from "../diagnostics/suppressions.ts";
import type { FileHost } from "../source/file-host.ts";
import { nodeFileHost } from "../source/node-file-host.ts";
import type { Source } from "../source/types.ts";
import type { WbemConnection, WbemTransaction } from "../wbem/connection.ts";
import { ensureNamespace } from "../wbem/ensure-namespace.ts";
import type { RefusedObject, Violation, WbemError } from "../wbem/error.ts";
import type { PutOutcome, PutResult, WbemServices } from "../wbem/services.ts";
import { DeclaredPlaces } from "./declared-places.ts";
import { FailedNames } from "./failed-names.ts";
import type { CountedKind, LoadOptions } from "./load-options.ts";
import type { Span, SpanReporter } from "./lowering.ts";
import { ProgressMeter } from "./progress-meter.ts";
import type { FileToRecord } from "./recovery-files.ts";
import { diagnosticOfRefusal, diagnosticOfViolation, followAliases, type PlacedDeclaration } from "./refusals.ts";
import { TargetNamespace } from "./target-namespace.ts";
import { UntypedValues } from "./untyped-values.ts";
import { nameOfDeclaration, type ObjectDeclaration } from "./violation-places.ts";

const countedKinds: Readonly<Record<RefusedObject["kind"], CountedKind>> = {
  class: "classes",
  instance: "instances",
  qualifier: "qualifiers",
  namespace: "namespaces",
};

/**
 * In milliseconds. All reading and storing is synchronous, so without a turn of the event loop now and then nobody would
 * hear that the user wants to stop.
 */
const turnInterval = 50;

/** What follows from the options and not from one place: a schema has the same pragma in each of its 1,600 files. */
const saidOnce: ReadonlySet<MessageCode> = new Set<MessageCode>(["flags-override-option"]);

/** The class of the instances that are namespaces. */
export const systemNamespaceClass = "__Namespace";

/** What all inputs of one load share: its counts, its diagnostics, and what was declared where. */
export class LoadRun {
  readonly connection: WbemConnection;
  readonly transaction: WbemTransaction;
  readonly options: LoadOptions;
  readonly host: FileHost;
  readonly declared: DeclaredPlaces;
  readonly failed = new FailedNames();
  readonly untyped = new UntypedValues();
  readonly recoveryFiles = new Map<string, FileToRecord>();
  /** The absolute paths of inputs of which only some files are loaded. */
  readonly partlyLoaded = new Set<string>();
  /** Where the prelude declared what it brought. */
  readonly #before: LoadRun | undefined;
  /** By folded path. */
  readonly #namespaces = new Map<string, TargetNamespace>();
  #lastTurn = performance.now();
  readonly progress: ProgressMeter;
  /** The texts of inputs that are no files, which cannot be opened again. */
  readonly texts = new Map<Source, string>();
  readonly counts = noCounts();
  readonly suppressions: Suppressions;
  errors = 0;
  warnings = 0;
  /** By path, or by source where it has none. There are only so many of a source before it is given up. */
  readonly #syntaxErrors = new Map<string | Source, Place[]>();
  /** The pragmas that deleted classes, the last one for each. */
  readonly #deletions = new Map<string, Place>();
  #heldBack: Diagnostic[] | undefined;
  /** The messages of {@link saidOnce}. */
  readonly #said = new Set<string>();
  #isGood = true;
  #isComplete = true;
  /** The first error, where the run is a prelude. */
  firstError: Diagnostic | undefined;

  constructor(connection: WbemConnection, transaction: WbemTransaction, options: LoadOptions, before?: LoadRun) {
    this.connection = connection;
    this.declared = new DeclaredPlaces(connection.exactKeys);
    this.transaction = transaction;
    this.options = options;
    this.host = options.host ?? nodeFileHost;
    this.progress = new ProgressMeter(this.host);
    this.#before = before;
    this.suppressions = new Suppressions(connection.dialect);
  }

  /** Gives up what was kept outside of memory. */
  close(): void {
    this.declared.close();
    this.#before?.close();
  }

  /** Whether what was loaded so far may last. */
  get isGood(): boolean {
    return this.#isGood;
  }

  /**
   * Counts a batch of declarations and gives the caller of the load its chance to show that or to stop; where that has to be waited
   * for, the promise is returned to be awaited.
   */
  finishBatch(declarations: number, file: string): Promise<void> | undefined {
    this.progress.loaded(declarations, file);
    if (this.options.onProgress || this.isTurnDue) return this.#showProgress();
    this.options.signal?.throwIfAborted();
    return undefined;
  }

  async #showProgress(): Promise<void> {
    await this.options.onProgress?.(this.progress.now);
    if (this.isTurnDue) await this.takeTurn();
    this.options.signal?.throwIfAborted();
  }

  /** Whether it is time to {@link takeTurn}. */
  get isTurnDue(): boolean {
    return this.options.signal !== undefined && performance.now() - this.#lastTurn >= turnInterval;
  }

  /** Lets the process hear that the user wants to stop, and then stops. */
  async takeTurn(): Promise<void> {
    await setImmediate();
    this.#lastTurn = performance.now();
    this.options.signal?.throwIfAborted();
  }

  /**
   * A namespace that is loaded into, created where that is allowed. It is opened once, so that what is remembered of it
   * serves all files. `WBEM_E_INVALID_NAMESPACE` where it does not exist.
   *
   * @param place where a source names it; one that no source names is not counted as created
   */
  async namespace(path: string, place?: Place): Promise<TargetNamespace> {
    const key = foldName(path);
    let namespace = this.#namespaces.get(key);
    if (!namespace) {
      namespace = await TargetNamespace.open(await this.#openNamespace(path, place));
      this.#namespaces.set(key, namespace);
    }
    return namespace;
  }

  /** Forgets the namespaces that are open: one of them was deleted, perhaps with others below it. */
  forgetNamespaces(): void {
    this.#namespaces.clear();
  }

  async #openNamespace(path: string, place: Place | undefined): Promise<WbemServices> {
    const { createNamespaces = true } = this.options;
    const mayCreate = typeof createNamespaces === "function" ? createNamespaces(path) : createNamespaces;
    if (!mayCreate) return this.transaction.openNamespace(path);
    const begin = this.now();
    const { services, created } = await ensureNamespace(this.transaction, path);
    if (!place) return services;
    const milliseconds = (this.now() - begin) / Math.max(created.length, 1);
    for (const child of created) {
      const slash = child.lastIndexOf("/");
      const [namespace, name] = [child.slice(0, slash), child.slice(slash + 1)];
      this.counts.namespaces.created++;
      const path = `${systemNamespaceClass}.Name=${quoteKeyText(name)}`;
      this.options.onObject?.({ kind: "namespace", namespace, path, outcome: "created", place, milliseconds });
    }
    return services;
  }

  /** Takes note of what the parser refuses, so that it is not refused again for what it means. */
  noteSyntaxErrors(source: Source, diagnostics: readonly Diagnostic[]): void {
    for (const { severity, place } of diagnostics) {
      if (severity !== "error" || place === undefined) continue;
      const key = source.path ?? source;
      const places = this.#syntaxErrors.get(key);
      if (places) places.push(place);
      else this.#syntaxErrors.set(key, [place]);
    }
  }

  /** Reports what follows from what the text means, unless the parser has refused the text at that place. */
  report(diagnostic: Diagnostic): void {
    if (!this.#isRefused(diagnostic)) this.reportSyntax(diagnostic);
  }

  #isRefused({ place }: Diagnostic): boolean {
    if (place === undefined || this.#syntaxErrors.size === 0) return false;
    const refused = this.#syntaxErrors.get(place.source.path ?? place.source);
    return refused?.some(({ start, end }) => place.start <= start && end <= place.end) ?? false;
  }

  /** Reports what the parser says. */
  reportSyntax(diagnostic: Diagnostic): void {
    if (this.#heldBack) this.#heldBack.push(diagnostic);
    else this.#report(diagnostic);
  }

  /** Does work and reports what it finds in the order of the text. */
  async inOrderOfText(work: () => Promise<void>): Promise<void> {
    const found: Diagnostic[] = [];
    this.#heldBack = found;
    try {
      await work();
    } finally {
      this.#heldBack = undefined;
    }
    found.sort((left, right) => (left.place?.start ?? 0) - (right.place?.start ?? 0));
    for (const diagnostic of found) this.#report(diagnostic);
  }

  #report(diagnostic: Diagnostic): void {
    if (diagnostic.severity === "error") this.#isComplete = false;
    if (this.suppressions.covers(diagnostic)) return;
    if (saidOnce.has(diagnostic.code)) {
      if (this.#said.has(diagnostic.message)) return;
      this.#said.add(diagnostic.message);
    }
    const shown = weighed(diagnostic, this.options.severities);
    if (shown === undefined) return;
    if (shown.severity === "error") this.errors++;
    else if (shown.severity === "warning") this.warnings++;
    if (refuses(shown, this.options)) this.#isGood = false;
    this.options.onDiagnostic(shown);
  }

  /** Reports comments that suppress nothing, once everything else has been said. */
  reportUnused(): void {
    // What an error kept from being looked at may yet be what they are for.
    if (!this.#isComplete) return;
    for (const diagnostic of this.suppressions.unused()) this.report(diagnostic);
  }

  /** Reports at places of one source. */
  at(source: Source): SpanReporter {
    const run = this;
    return {
      report<Code extends MessageCode>(
        code: Code,
        parameters: MessageParameters<Code>,
        { start, end }: Span,
        details?: DiagnosticDetails,
      ) {
        run.report(createDiagnostic(code, parameters, { source, start, end }, details));
      },
    };
  }

  /** The time in milliseconds, to measure what is told of an object; 0 where nobody is told, as asking would take time too. */
  now(): number {
    return this.options.onObject ? performance.now() : 0;
  }

  /** Takes note of what a put did: counts it, tells of it, and warns where the run declared the object before. */
  stored(
    namespace: string,
    declaration: ObjectDeclaration,
    source: Source,
    result: PutResult,
    milliseconds: number,
  ): void {
    const { path, outcome, warnings } = result;
    const kind = kindOf(declaration);
    this.counts[countedKinds[kind]][outcome]++;
    const name = nameOfDeclaration(declaration);
    const space = spaceOf(kind, namespace);
    if (warnings.length > 0) {
      this.#reportViolations(warnings, { declaration, source, namespace });
    }
    const { onObject } = this.options;
    const earlier = onObject && outcome !== "created" ? this.declared.find(space, path) : undefined;
    if (outcome === "updated") this.#warnOfSecondDeclaration(kind, space, result, source, name);
    // What is declared in a class has a path that is longer than its name.
    const length = kind === "class" && path.length !== name.name.length ? name.name.length : undefined;
    this.declared.record(space, path, source, name.start, length);
    onObject?.({
      kind,
      namespace,
      path,
      outcome,
      place: { source, start: name.start, end: name.end },
      ...(earlier && { earlier }),
      milliseconds,
    });
  }

  /** The pragma that deleted a class. */
  findDeletion({ kind, namespace, path }: RefusedObject): Place | undefined {
    return kind === "class" ? this.#deletions.get(deletionKey(namespace, path)) : undefined;
  }

  /** Takes note of what a pragma deleted. */
  deleted(
    kind: "class" | "instance" | "namespace",
    namespace: string,
    path: string,
    source: Source,
    { start, end }: Span,
    milliseconds: number,
  ): void {
    this.counts[countedKinds[kind]].deleted++;
    if (kind === "class") this.#deletions.set(deletionKey(namespace, path), { source, start, end });
    const place = { source, start, end };
    this.options.onObject?.({ kind, namespace, path, outcome: "deleted", place, milliseconds });
  }

  #warnOfSecondDeclaration(kind: string, space: string, result: PutResult, source: Source, name: Span): void {
    const { path, warnings } = result;
    const first = this.declared.find(space, path);
    // A warning about the first declaration has shown it.
    if (!first || warnings.some(({ related }) => related !== undefined && sameName(related, path))) return;
    const related = [{ message: "it is first declared here", place: first }];
    this.at(source).report("declared-differently", { kind, path }, name, { related });
  }

  /** Reports why a declaration was refused, without what only follows from an earlier error. */
  refused(error: WbemError, placed: PlacedDeclaration): void {
    const { declaration, source } = placed;
    const { start, end, name } = nameOfDeclaration(declaration);
    if (error.violations.length === 0) this.report(diagnosticOfRefusal(error, { source, start, end }));
    else this.#reportViolations(violationsOf(error), placed);
    if (!("className" in declaration)) this.failed.add(name);
  }

  /** Reports what is wrong with an instance that is only a value: everything but that it cannot be stored. */
  refusedValue(error: WbemError, placed: PlacedDeclaration): void {
    this.#reportViolations(
      error.violations.filter(({ code }) => code !== "class-without-key" && code !== "instance-of-structure"),
      placed,
    );
  }

  #reportViolations(violations: readonly Violation[], placed: PlacedDeclaration): void {
    const declared = this.#before ? [this.declared, this.#before.declared] : [this.declared];
    const diagnostics = followAliases(
      violations.filter((violation) => !this.failed.explains(violation)),
      placed,
    )
      .map((followed) => diagnosticOfViolation(followed.violation, followed.placed, declared))
      .sort((left, right) => (left.place?.start ?? 0) - (right.place?.start ?? 0));
    for (const diagnostic of diagnostics) this.report(diagnostic);
  }
}

/** The violations of a refusal; one because the object is there already relates to its first declaration. */
function violationsOf({ status, object, violations }: WbemError): readonly Violation[] {
  if (status !== "WBEM_E_ALREADY_EXISTS" || !object) return violations;
  return violations.map((violation) =>
    violation.related === undefined ? { ...violation, related: object.path } : violation,
  );
}

function deletionKey(namespace: string, path: string): string {
  return `${foldName(namespace)}:${foldName(path)}`;
}

type Outcomes = Record<PutOutcome | "deleted", number>;

/** Counts before anything has happened. */
export function noCounts(): Record<CountedKind, Outcomes> {
  return {
    classes: noOutcomes(),
    instances: noOutcomes(),
    qualifiers: noOutcomes(),
    namespaces: noOutcomes(),
  };
}

function noOutcomes(): Outcomes {
  return { created: 0, updated: 0, unchanged: 0, deleted: 0 };
}

/** What a declaration declares: an instance of `__Namespace` is a namespace. */
export function kindOf(declaration: ObjectDeclaration): RefusedObject["kind"] {
  if (declaration.kind === "QualifierTypeDeclaration") return "qualifier";
  if (declaration.kind !== "InstanceDeclaration" && declaration.kind !== "StructureValueDeclaration") return "class";
  return sameName(declaration.className.name, systemNamespaceClass) ? "namespace" : "instance";
}

/** Where the names of a kind are unique: a class and a qualifier type of one namespace may have the same name. */
export function spaceOf(kind: RefusedObject["kind"], namespace: string): string {
  return kind === "qualifier" ? `${foldName(namespace)}:qualifier` : namespace;
}
