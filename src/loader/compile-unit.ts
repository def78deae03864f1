import { resolve } from "node:path";
import type { Declaration, QualifierFlavorsDeclaration } from "../ast/nodes.ts";
import type { QualifierFlavor } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { createDiagnostic, diagnosticOf } from "../diagnostics/create.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { suppressionMarker } from "../diagnostics/suppression-comment.ts";
import type { IncludeFrame } from "../include/include-pragma.ts";
import { Includer } from "../include/includer.ts";
import { type ParsedBatch, type ParseOptions, parseAtHand } from "../parser/parse.ts";
import { openFile } from "../source/open-source.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { SourceError } from "../source/source-error.ts";
import type { Source } from "../source/types.ts";
import { WbemError } from "../wbem/error.ts";
import { InstanceLoader } from "./instance-loader.ts";
import { defaultNamespace, type InputSettings, type LoadInput, type UnitState } from "./load-options.ts";
import type { LoadRun } from "./load-run.ts";
import { lowerFlavors } from "./lower-flavor.ts";
import type { LoweringScope } from "./lowering.ts";
import type { Flags, FlagsPragma } from "./modes.ts";
import { applyPragma } from "./pragmas.ts";
import { readerOf, type SourceReader } from "./source-reader.ts";
import type { TargetNamespace } from "./target-namespace.ts";
import { TypeLoader } from "./type-loader.ts";
import { untilWaiting } from "./until-waiting.ts";

/**
 * How often the time is looked at while a batch is loaded: it takes as long as a hundredth of an instance. Long declarations come in
 * batches of their own.
 */
const declarationsBetweenTurns = 8;

/**
 * One input with everything it includes. Namespace, flags, flavors and aliases belong to the unit, so an included file
 * begins with those of the including one and hands them back as it leaves them.
 */
export class CompileUnit {
  readonly run: LoadRun;
  /** Opens what the input includes. */
  readonly includer: Includer;
  hasAmendment = false;
  /** What the input was loaded with. */
  readonly settings: InputSettings;
  readonly #input: LoadInput;
  readonly #reader: SourceReader;
  readonly #parsing: ParseOptions;
  readonly #recoveryPath: string | undefined;
  readonly #includedPaths = new Set<string>();
  readonly #instances: InstanceLoader;
  readonly #types: TypeLoader;
  /** The flags that hold at the current place. */
  readonly #flags: Flags;
  /** `undefined`: the default one, which is opened when it is needed; `null`: one that cannot be loaded into. */
  #namespace: TargetNamespace | null | undefined;
  #flavors: ReadonlyMap<string, QualifierFlavor> = new Map();
  /** The sources of which it has been said what is wrong with their encoding. */
  readonly #misencoded = new WeakSet<Source>();
  /** What applies at the current place, made anew after every change. */
  #scope: LoweringScope | undefined;

  constructor(run: LoadRun, input: LoadInput) {
    this.run = run;
    this.#input = input;
    this.#reader = readerOf(run.options);
    this.#parsing = { dialect: run.connection.dialect, comments: { containing: suppressionMarker } };
    this.settings = { ...run.options, ...input.settings };
    this.includer = new Includer({
      ...this.settings,
      host: run.host,
      open: (path, resolved) => this.#reader.open(path, () => openFile(path, resolved, { host: run.host })),
      report: (diagnostic) => run.report(diagnostic),
    });
    this.#recoveryPath = input.kind === "file" ? resolve(input.path) : undefined;
    this.#flags = flagsOf(this.settings);
    this.#instances = new InstanceLoader(run);
    this.#types = new TypeLoader(run, this.#instances, this.#flags);
  }

  /** Loads a source at the current place and closes it; where that has to wait for anything, the promise is returned to be awaited. */
  load(source: ReadableSource, chain: readonly IncludeFrame[] = []): Promise<void> | undefined {
    const end = this.#begin(source, chain);
    let waiting: Promise<unknown> | undefined;
    try {
      const only = parseAtHand(source, this.#parsing);
      waiting = only ? this.#loadBatch(only, source, chain) : this.#loadBatches(source, chain);
    } catch (error) {
      end(error);
      return undefined;
    }
    if (waiting) return waiting.then(() => end(), end);
    end();
    return undefined;
  }

  /** Begins with a source, and gives what ends it: with the error, where one has ended it before its end. */
  #begin(source: ReadableSource, chain: readonly IncludeFrame[]): (error?: unknown) => void {
    this.includer.input ??= source;
    const { path } = source;
    if (path !== undefined && path !== this.#recoveryPath) this.#includedPaths.add(path);
    const place = this.#types.place;
    const text = this.#instances.text;
    this.#types.open(source);
    const isIncluded = chain.length > 0;
    const order = this.run.progress.begin(source, !isIncluded);
    const { onFile } = this.run.options;
    const before = onFile && this.#state;
    const includesBefore = this.includer.count;
    return (error) => {
      try {
        if (error === undefined) {
          this.#reportEncoding(source);
          const includes = this.includer.count - includesBefore;
          if (before) onFile({ source, input: this.#input, order, includes, before, after: this.#state });
        } else {
          if (!(error instanceof SourceError)) throw error;
          this.run.failed.isIncomplete = true;
          this.run.report(diagnosticOf(error.code, error.parameters));
        }
      } finally {
        if (isIncluded) this.#types.comeBack(place);
        this.#instances.text = text;
        this.run.progress.end();
        source.close();
      }
    };
  }

  /** What a source that is loaded at the current place begins with. */
  get #state(): UnitState {
    const namespace = this.#namespace === undefined ? this.#defaultNamespace : (this.#namespace?.path ?? "");
    const { classflags: classFlags, instanceflags: instanceFlags } = this.#flags;
    return { namespace, classFlags, instanceFlags, flavors: Object.fromEntries(this.#flavors) };
  }

  /** Goes on from the state that there was at another place. */
  async resume({ namespace, classFlags, instanceFlags, flavors }: UnitState): Promise<void> {
    await this.#instances.flush();
    this.#namespace = await this.run.namespace(namespace);
    this.#flags.classflags = classFlags;
    this.#flags.instanceflags = instanceFlags;
    this.#flavors = new Map(Object.entries(flavors));
    this.#scope = undefined;
  }

  /** Loads what has waited for the end of the unit. */
  async finish(): Promise<void> {
    await this.#instances.settle();
  }

  /** Gives up what is kept outside of memory. */
  close(): void {
    this.#instances.close();
  }

  async #loadBatches(source: ReadableSource, chain: readonly IncludeFrame[]): Promise<void> {
    for await (const batch of this.#reader.batches(source, this.#parsing)) {
      await this.#loadBatch(batch, source, chain);
    }
  }

  #reportEncoding(source: ReadableSource): void {
    if (!source.encodingProblem || this.#misencoded.has(source)) return;
    this.#misencoded.add(source);
    const { code, parameters, offset } = source.encodingProblem;
    this.run.report(diagnosticOf(code, parameters, { source, start: offset, end: offset + 1 }));
  }

  /** Loads a part of a source; where that has to wait for anything, the promise is returned to be awaited. */
  #loadBatch(batch: ParsedBatch, source: ReadableSource, chain: readonly IncludeFrame[]): Promise<unknown> | undefined {
    const { declarations, diagnostics, comments, failed, abandoned, isLast } = batch;
    // Before all that they may suppress.
    const problems = comments.flatMap((comment) => this.run.suppressions.add(source, comment));
    for (const { kind, name, alias } of failed) {
      // What is not included, or goes into another namespace, is missing.
      if (kind === "Pragma" && /^(?:include|namespace)$/i.test(name)) this.run.failed.isIncomplete = true;
      if (kind !== "InstanceDeclaration" && kind !== "StructureValueDeclaration") this.run.failed.add(name);
      if (alias !== undefined) this.#instances.failAlias(alias);
    }
    // What follows is not read any more, and what it would declare is missing.
    if (abandoned) this.run.failed.isIncomplete = true;
    this.#reportEncoding(source);
    this.run.noteSyntaxErrors(source, diagnostics);
    if (this.run.options.onProgress) this.run.progress.parsed(declarations, isLast, this.settings.includeFolders);
    this.#types.begin(declarations, isLast);
    this.#instances.text = diagnostics.length === 0 ? batch : undefined;
    const said = inOrder(diagnostics, problems);
    if (said.length > 0) return this.#loadSaying(said, declarations, source, chain);
    let next = 0;
    return untilWaiting(() => {
      while (next < declarations.length) {
        if (next % declarationsBetweenTurns === 0 && this.run.isTurnDue) return this.run.takeTurn();
        const loading = this.#loadDeclaration(declarations[next++] as Declaration, source, chain);
        if (loading) return loading;
      }
      return next++ === declarations.length ? this.run.finishBatch(declarations.length, source.name) : undefined;
    });
  }

  /** Loads declarations, with what the parser says of the text between them at its place. */
  async #loadSaying(
    diagnostics: readonly Diagnostic[],
    declarations: readonly Declaration[],
    source: Source,
    chain: readonly IncludeFrame[],
  ): Promise<void> {
    let next = 0;
    const reportBefore = async (offset: number) => {
      while (next < diagnostics.length && startOf(diagnostics[next] as Diagnostic) < offset) {
        await this.#reportSyntax(diagnostics[next++] as Diagnostic);
      }
    };
    for (const declaration of declarations) {
      if (this.run.isTurnDue) await this.run.takeTurn();
      const { kind, start, end } = declaration;
      await reportBefore(start);
      const hasDiagnostics = next < diagnostics.length && startOf(diagnostics[next] as Diagnostic) < end;
      if (hasDiagnostics && kind === "Pragma") await reportBefore(end);
      if (hasDiagnostics && kind !== "Pragma") {
        await this.#instances.flush();
        await this.run.inOrderOfText(async () => {
          await this.#loadDeclaration(declaration, source, chain);
          await reportBefore(end);
        });
      } else await this.#loadDeclaration(declaration, source, chain);
    }
    await reportBefore(Number.POSITIVE_INFINITY);
    await this.run.finishBatch(declarations.length, source.name);
  }

  /** Reports what the parser says, after what is to be said of the instances before. */
  async #reportSyntax(diagnostic: Diagnostic): Promise<void> {
    await this.#instances.flush();
    this.run.reportSyntax(diagnostic);
  }

  /** Loads a declaration; where that has to wait for anything, the promise is returned to be awaited. */
  #loadDeclaration(
    declaration: Declaration,
    source: Source,
    chain: readonly IncludeFrame[],
  ): Promise<unknown> | undefined {
    if (declaration.kind === "InstanceDeclaration" && this.#scope?.source === source) {
      return this.#instances.load(declaration, this.#scope, this.#flags.instanceflags);
    }
    this.#types.reach(declaration);
    switch (declaration.kind) {
      case "Pragma":
        return applyPragma({ pragma: declaration, source, chain, reporter: this.run.at(source) }, this) ?? undefined;
      case "QualifierFlavorsDeclaration":
        this.#addFlavors(declaration, source);
        return undefined;
      case "ForwardClassDeclaration":
        return undefined;
      default:
    }
    if (this.#namespace === undefined) return this.#loadInDefaultNamespace(declaration, source, chain);
    const scope = this.#scopeIn(source);
    if (!scope) {
      if ("alias" in declaration && declaration.alias) this.#instances.failAlias(declaration.alias.name);
      return undefined;
    }
    switch (declaration.kind) {
      case "InstanceDeclaration":
      case "StructureValueDeclaration":
        return this.#instances.load(declaration, scope, this.#flags.instanceflags);
      default:
        return this.#types.load(declaration, scope);
    }
  }

  async #loadInDefaultNamespace(
    declaration: Declaration,
    source: Source,
    chain: readonly IncludeFrame[],
  ): Promise<void> {
    await this.#currentNamespace();
    await this.#loadDeclaration(declaration, source, chain);
  }

  #addFlavors({ name, flavors }: QualifierFlavorsDeclaration, source: Source): void {
    const flavor = lowerFlavors(flavors, undefined, this.run.at(source));
    // Instances that wait keep the flavors of their place, so the old map is left as it is.
    this.#flavors = new Map([...this.#flavors, [foldName(name.name), flavor]]);
    this.#scope = undefined;
  }

  /** What applies to declarations of a source at this place; `undefined` where no namespace to load into is open. */
  #scopeIn(source: Source): LoweringScope | undefined {
    if (this.#scope?.source === source) return this.#scope;
    const namespace = this.#namespace;
    if (!namespace) return undefined;
    const { dialect } = this.run.connection;
    const scope: LoweringScope = {
      source,
      namespace,
      dialect,
      flavors: this.#flavors,
      aliases: this.#instances.aliases,
      hasFailed: (name) => this.run.failed.has(name),
      provide: (name) => this.#types.provide(name, scope),
      isDerived: (name, ancestor) => this.#types.isDerived(name, ancestor),
      renew: (name) => this.#types.renew(name, scope),
    };
    this.#scope = scope;
    return scope;
  }

  async #currentNamespace(): Promise<TargetNamespace | null> {
    if (this.#namespace !== undefined) return this.#namespace;
    this.#namespace = await this.run.namespace(this.#defaultNamespace);
    return this.#namespace;
  }

  get #defaultNamespace(): string {
    return this.settings.namespace ?? defaultNamespace;
  }

  // --- what pragmas do ---

  /** Changes to a namespace; the error where it does not exist and is not created. */
  async enterNamespace(path: string, place: Place): Promise<WbemError | undefined> {
    await this.#instances.flush();
    this.leaveNamespace();
    try {
      this.#namespace = await this.run.namespace(path, place);
      return undefined;
    } catch (error) {
      if (error instanceof WbemError && error.status === "WBEM_E_INVALID_NAMESPACE") return error;
      throw error;
    }
  }

  /** Leaves out what follows, up to the next namespace: where it belongs is not known. */
  leaveNamespace(): void {
    this.#scope = undefined;
    this.#namespace = null;
  }

  /** Works on the current namespace when everything before has been put; does nothing where there is none. */
  async withNamespace(work: (namespace: TargetNamespace) => Promise<void>): Promise<void> {
    await this.#instances.flush();
    const namespace = await this.#currentNamespace();
    if (namespace) await work(namespace);
  }

  /** @param warn called when the flags replace others that came from outside */
  changeFlags(pragma: FlagsPragma, flags: number, warn: () => void): void {
    const given = flagsOf(this.settings)[pragma];
    if (given !== 0 && given !== flags) warn();
    this.#flags[pragma] = flags;
  }

  /**
   * Has the input recorded for recovery. An included file is not recorded: it may not compile by itself.
   *
   * @param place the pragma that asks for it; absent where an option does
   */
  recover(place?: Place): void {
    const path = this.#recoveryPath;
    if (path === undefined) {
      this.run.report(createDiagnostic("autorecover-without-file", {}, place));
      return;
    }
    const { includeFolders = [], includeRoot } = this.settings;
    this.run.recoveryFiles.set(path, {
      path,
      namespace: this.#defaultNamespace,
      dialect: this.run.connection.dialect,
      // Those that are still to come are added to it.
      includedPaths: this.#includedPaths,
      includeFolders: includeFolders.map((folder) => resolve(folder)),
      ...(includeRoot !== undefined && { includeRoot: resolve(includeRoot) }),
    });
  }
}

/** The flags with which an input begins. */
function flagsOf({ classFlags = 0, instanceFlags = 0 }: InputSettings): Flags {
  return { classflags: classFlags, instanceflags: instanceFlags };
}

/** What the parser says and what comments give occasion to say, in the order of the text. */
function inOrder(diagnostics: readonly Diagnostic[], others: readonly Diagnostic[]): readonly Diagnostic[] {
  if (others.length === 0) return diagnostics;
  return [...diagnostics, ...others].sort((left, right) => startOf(left) - startOf(right));
}

function startOf({ place }: Diagnostic): number {
  return place?.start ?? -1;
}
