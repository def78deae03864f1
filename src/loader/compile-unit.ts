import type {
  ClassFeature,
  Declaration,
  EnumerationDeclaration,
  Identifier,
  QualifierFlavorsDeclaration,
  QualifierTypeDeclaration,
} from "../ast/nodes.ts";
import { nestedName } from "../cim/class-kinds.ts";
import type { CimClass, QualifierFlavor } from "../cim/model.ts";
import { foldName, sameName } from "../cim/names.ts";
import { diagnosticOf } from "../diagnostics/create.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { suppressionMarker } from "../diagnostics/suppression-comment.ts";
import { parseBatches } from "../parser/parse.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import { SourceError } from "../source/source-error.ts";
import type { Source } from "../source/types.ts";
import { WbemError } from "../wbem/error.ts";
import { DeclarationsAhead, type TypeDeclaration } from "./declarations-ahead.ts";
import { InstanceLoader } from "./instance-loader.ts";
import type { LoadRun } from "./load-run.ts";
import { type ClassLikeDeclaration, lowerClass } from "./lower-class.ts";
import { lowerEnumeration } from "./lower-enumeration.ts";
import { lowerFlavors } from "./lower-flavor.ts";
import { lowerQualifierType } from "./lower-qualifier.ts";
import { lowerWhole } from "./lower-whole.ts";
import { LoweringPass, type LoweringScope } from "./lowering.ts";
import type { IncludeFrame, PlacedPragma } from "./pragma-arguments.ts";
import { applyPragma } from "./pragmas.ts";
import { putDeclaration } from "./put-declaration.ts";
import type { TargetNamespace } from "./target-namespace.ts";
import { BodyNames } from "./type-names.ts";
import type { FlagsPragma } from "./update-flags.ts";

/**
 * One input with everything it includes. Namespace, flags, flavors and aliases belong to the unit, so an included file
 * begins with those of the including one and hands them back as it leaves them.
 */
export class CompileUnit {
  readonly run: LoadRun;
  /** The source that includes the others. */
  input: Source | undefined;
  /** How many files it has included. */
  includeCount = 0;
  hasAmendment = false;
  readonly #recoveryPath: string | undefined;
  readonly #instances: InstanceLoader;
  #classFlags: number;
  #instanceFlags: number;
  /** `undefined`: the default one, which is opened when it is needed; `null`: one that cannot be loaded into. */
  #namespace: TargetNamespace | null | undefined;
  #flavors: ReadonlyMap<string, QualifierFlavor> = new Map();
  /** What applies at the current place, made anew after every change. */
  #scope: LoweringScope | undefined;
  /** Passes that are not at work: what a class needs is loaded while it waits half lowered. */
  readonly #passes: LoweringPass[] = [];
  /** Of the batch that is loaded. */
  #ahead = new DeclarationsAhead([]);
  /** What is declared in a class and is not put yet, by the folded name under which it will be kept. */
  readonly #inner = new Map<string, () => Promise<void>>();
  /** What is declared in a structure and derives from it, by the folded name of the structure: put after it. */
  readonly #derived = new Map<string, (() => Promise<void>)[]>();
  /** What waits so, with what it waits for, both by folded name. */
  readonly #waitingFor = new Map<string, string>();
  /** The declaration of the top level that is loaded; instances, which are loaded fast, left out. */
  #current: Declaration | undefined;

  /** @param recoveryPath the file that `#pragma autorecover` records; absent where the text comes from none */
  constructor(run: LoadRun, recoveryPath?: string) {
    this.run = run;
    this.#recoveryPath = recoveryPath;
    this.#instances = new InstanceLoader(run);
    this.#classFlags = run.options.classFlags ?? 0;
    this.#instanceFlags = run.options.instanceFlags ?? 0;
  }

  /** Loads a source at the current place and closes it. */
  async load(source: ReadableSource, chain: readonly IncludeFrame[] = []): Promise<void> {
    this.input ??= source;
    this.run.beginFile(source.name);
    try {
      await this.#loadBatches(source, chain);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.run.failed.isIncomplete = true;
      this.run.report(diagnosticOf(error.code, error.parameters));
    } finally {
      source.close();
    }
  }

  /** Loads what has waited for the end of the unit. */
  async finish(): Promise<void> {
    await this.#instances.settle();
  }

  async #loadBatches(source: ReadableSource, chain: readonly IncludeFrame[]): Promise<void> {
    let isEncodingReported = false;
    const reportEncoding = () => {
      if (!source.encodingProblem || isEncodingReported) return;
      isEncodingReported = true;
      const { code, parameters, offset } = source.encodingProblem;
      this.run.report(diagnosticOf(code, parameters, { source, start: offset, end: offset + 1 }));
    };
    const options = { dialect: this.run.connection.dialect, comments: { containing: suppressionMarker } };
    for await (const { declarations, diagnostics, comments, failed, abandoned } of parseBatches(source, options)) {
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
      reportEncoding();
      await this.#loadDeclarations(declarations, inOrder(diagnostics, problems), source, chain);
      await this.run.finishBatch(declarations.length, source.name);
    }
    reportEncoding();
  }

  /** Loads declarations, with what the parser says of the text between them at its place. */
  async #loadDeclarations(
    declarations: readonly Declaration[],
    diagnostics: readonly Diagnostic[],
    source: Source,
    chain: readonly IncludeFrame[],
  ): Promise<void> {
    let next = 0;
    this.#ahead = new DeclarationsAhead(declarations);
    for (const declaration of declarations) {
      while (next < diagnostics.length && startOf(diagnostics[next] as Diagnostic) < declaration.start) {
        await this.#reportSyntax(diagnostics[next++] as Diagnostic);
      }
      const scope = this.#scope;
      if (declaration.kind === "InstanceDeclaration" && scope?.source === source) {
        // Nearly always nothing has to be awaited; awaiting that took 0.06 s for a million instances.
        const loading = this.#instances.load(declaration, scope, this.#instanceFlags);
        if (loading) await loading;
      } else {
        await this.#loadDeclaration(declaration, source, chain);
      }
    }
    while (next < diagnostics.length) await this.#reportSyntax(diagnostics[next++] as Diagnostic);
  }

  /** Reports what the parser says, after what is to be said of the instances before. */
  async #reportSyntax(diagnostic: Diagnostic): Promise<void> {
    await this.#instances.flush();
    this.run.report(diagnostic);
  }

  async #loadDeclaration(declaration: Declaration, source: Source, chain: readonly IncludeFrame[]): Promise<void> {
    this.#current = declaration;
    switch (declaration.kind) {
      case "Pragma": {
        const ahead = this.#ahead;
        ahead.pass();
        await applyPragma({ pragma: declaration, source, chain, reporter: this.run.at(source) }, this);
        // An included file has had its own.
        this.#ahead = ahead;
        return;
      }
      case "QualifierFlavorsDeclaration":
        this.#addFlavors(declaration, source);
        return;
      case "ForwardClassDeclaration":
        return;
      default:
    }
    const scope = await this.#scopeIn(source);
    if (!scope) {
      if ("alias" in declaration && declaration.alias) this.#instances.failAlias(declaration.alias.name);
      return;
    }
    switch (declaration.kind) {
      case "ClassDeclaration":
      case "AssociationDeclaration":
        await this.#loadClass(declaration, scope, undefined);
        return;
      case "StructureDeclaration":
      case "EnumerationDeclaration":
        if (this.#ahead.reach(declaration)) await this.#loadType(declaration, scope, undefined);
        return;
      case "QualifierTypeDeclaration":
        await this.#loadQualifierType(declaration, scope);
        return;
      case "InstanceDeclaration":
      case "StructureValueDeclaration":
        await this.#instances.load(declaration, scope, this.#instanceFlags);
    }
  }

  /**
   * Loads a structure or enumeration that is needed before its place: one further down, or one of the body that is read. What the
   * run has declared above is not needed: a second declaration further down replaces it there and not before.
   */
  async #declareAhead(name: string, scope: LoweringScope): Promise<void> {
    const inner = this.#inner.get(foldName(name));
    if (inner) {
      await inner();
      return;
    }
    if (this.run.declared.find(scope.namespace.path, name)) return;
    const declaration = this.#ahead.take(name, this.#current);
    if (declaration) await this.#loadType(declaration, scope, undefined);
  }

  #loadType(declaration: TypeDeclaration, scope: LoweringScope, outer: BodyNames | undefined): Promise<void> {
    return declaration.kind === "EnumerationDeclaration"
      ? this.#loadEnumeration(declaration, scope, outer)
      : this.#loadClass(declaration, scope, outer);
  }

  async #loadEnumeration(
    declaration: EnumerationDeclaration,
    scope: LoweringScope,
    outer: BodyNames | undefined,
  ): Promise<void> {
    await this.#putLowered(declaration, scope, (pass) => lowerEnumeration(declaration, outer, pass));
  }

  /** Loads what is declared in the body of a class, so that its properties can have it for a type. */
  async #loadNested(features: readonly ClassFeature[], names: BodyNames, scope: LoweringScope): Promise<void> {
    const waiting: string[] = [];
    for (const feature of features) {
      if (feature.kind !== "StructureDeclaration" && feature.kind !== "EnumerationDeclaration") continue;
      const key = foldName(nestedName(names.name, feature.name.name));
      waiting.push(key);
      this.#inner.set(key, async () => {
        this.#inner.delete(key);
        await this.#loadType(feature, scope, names);
      });
    }
    for (const key of waiting) await this.#inner.get(key)?.();
  }

  async #loadClass(
    declaration: ClassLikeDeclaration,
    scope: LoweringScope,
    outer: BodyNames | undefined,
  ): Promise<void> {
    const names = await this.#namesIn(declaration, outer, scope);
    if (outer !== undefined && names.superclass !== undefined) {
      // It may derive from one that is declared behind it in the same body.
      await this.#declareAhead(names.superclass, scope);
      if (this.#waitsFor(names.superclass, declaration, names, scope)) return;
    }
    const repeated = names.nested.length > 0 ? findRepeated(declaration) : undefined;
    if (repeated) {
      this.run.at(scope.source).report("duplicate-nested-type", { type: repeated.name, class: names.name }, repeated);
      this.#fail(declaration, names.name);
      return;
    }
    await this.#loadNested(declaration.features, names, scope);
    await this.#putClass(declaration, names, scope);
  }

  async #putClass(declaration: ClassLikeDeclaration, names: BodyNames, scope: LoweringScope): Promise<void> {
    const definition = await this.#putLowered(declaration, scope, (pass) => lowerClass(declaration, names, pass));
    if (definition && "alias" in declaration && declaration.alias) {
      await this.#instances.declareClassAlias(declaration, scope);
    }
    const key = foldName(names.name);
    const derived = this.#derived.get(key) ?? [];
    this.#derived.delete(key);
    for (const load of derived) await load();
  }

  /** Whether a structure derives from one that it is declared in, and so is put only after that. */
  #waitsFor(superclass: string, declaration: ClassLikeDeclaration, names: BodyNames, scope: LoweringScope): boolean {
    let around = names.outer;
    while (around !== undefined && !sameName(around.name, superclass)) around = around.outer;
    const key = around === undefined ? this.#waitingFor.get(foldName(superclass)) : foldName(around.name);
    if (key === undefined) return false;
    this.#waitingFor.set(foldName(names.name), key);
    const load = async () => {
      this.#waitingFor.delete(foldName(names.name));
      await this.#loadNested(declaration.features, names, scope);
      await this.#putClass(declaration, names, scope);
    };
    const others = this.#derived.get(key);
    if (others) others.push(load);
    else this.#derived.set(key, [load]);
    return true;
  }

  /** What local names mean in a body. */
  async #namesIn(
    { name: { name }, superclass, features }: ClassLikeDeclaration,
    outer: BodyNames | undefined,
    { namespace }: LoweringScope,
  ): Promise<BodyNames> {
    const nested: string[] = [];
    for (const feature of features) {
      const isType = feature.kind === "StructureDeclaration" || feature.kind === "EnumerationDeclaration";
      if (isType) nested.push(feature.name.name);
    }
    if (outer === undefined) return new BodyNames(name, superclass?.name, nested, undefined);
    for (let around: BodyNames | undefined = outer; around !== undefined; around = around.outer) {
      const above = around.superclass;
      if (above !== undefined && namespace.shape(above) === undefined) await namespace.fetchShape(above);
    }
    const shapes = { shapeOf: (className: string) => namespace.shape(className) ?? undefined };
    const above = superclass && (outer.localType(superclass.name, shapes) ?? superclass.name);
    return new BodyNames(nestedName(outer.name, name), above, nested, outer);
  }

  /** Lowers a class or what is kept as one, and puts it; `undefined` where it has errors. */
  async #putLowered(
    declaration: ClassLikeDeclaration | EnumerationDeclaration,
    scope: LoweringScope,
    lower: (pass: LoweringPass) => CimClass,
  ): Promise<CimClass | undefined> {
    await this.#instances.flush();
    const { namespace, source } = scope;
    const pass = this.#passes.pop() ?? new LoweringPass(scope);
    const definition = await lowerWhole(pass, scope, lower);
    for (const alias of pass.missingAliases) pass.report("unknown-alias", { alias: alias.name }, alias);
    for (const diagnostic of pass.diagnostics) this.run.report(diagnostic);
    const isRefused = pass.hasErrors || pass.usesFailed;
    this.#passes.push(pass);
    if (isRefused) {
      this.#fail(declaration, definition.name);
      return undefined;
    }
    const placed = { declaration, source, namespace: namespace.path };
    const put = (flags: number) => namespace.services.putClass(definition, flags);
    const result = await putDeclaration(this.run, placed, this.#classFlags, put);
    if (!result) this.run.failed.add(definition.name);
    // A chain of 400 enumerations, each extending the one before, took 20 s when all were read anew for each.
    if (result?.outcome === "created") namespace.forgetAbsent();
    else if (result?.outcome === "updated") namespace.forgetShapes();
    return definition;
  }

  /** Notes that a class could not be put, so that nothing is said of what only follows from that. */
  #fail(declaration: ClassLikeDeclaration | EnumerationDeclaration, name: string): void {
    this.run.failed.add(declaration.name.name);
    this.run.failed.add(name);
    if ("alias" in declaration && declaration.alias) this.#instances.failAlias(declaration.alias.name);
  }

  async #loadQualifierType(declaration: QualifierTypeDeclaration, scope: LoweringScope): Promise<void> {
    await this.#instances.flush();
    const { namespace, source } = scope;
    const pass = this.#passes.pop() ?? new LoweringPass(scope);
    const type = await lowerWhole(pass, scope, (current) => lowerQualifierType(declaration, current));
    for (const diagnostic of pass.diagnostics) this.run.report(diagnostic);
    const isRefused = pass.hasErrors || pass.usesFailed;
    this.#passes.push(pass);
    if (isRefused) {
      this.run.failed.add(declaration.name.name);
      return;
    }
    const placed = { declaration, source, namespace: namespace.path };
    const result = await putDeclaration(this.run, placed, 0, () => namespace.services.setQualifier(type));
    if (!result) return;
    namespace.rememberQualifierType(type);
    if (result.outcome !== "unchanged") namespace.forgetShapes();
  }

  #addFlavors({ name, flavors }: QualifierFlavorsDeclaration, source: Source): void {
    const flavor = lowerFlavors(flavors, undefined, this.run.at(source));
    // Instances that wait keep the flavors of their place, so the old map is left as it is.
    this.#flavors = new Map([...this.#flavors, [foldName(name.name), flavor]]);
    this.#scope = undefined;
  }

  /** What applies to declarations of a source at this place; `undefined` where there is no namespace to load into. */
  async #scopeIn(source: Source): Promise<LoweringScope | undefined> {
    if (this.#scope?.source === source) return this.#scope;
    const namespace = await this.#currentNamespace();
    if (!namespace) return undefined;
    const { dialect } = this.run.connection;
    const scope: LoweringScope = {
      source,
      namespace,
      dialect,
      flavors: this.#flavors,
      aliases: this.#instances.aliases,
      hasFailed: (name) => this.run.failed.has(name),
      declareAhead: (name) => this.#declareAhead(name, scope),
    };
    this.#scope = scope;
    return scope;
  }

  async #currentNamespace(): Promise<TargetNamespace | null> {
    if (this.#namespace !== undefined) return this.#namespace;
    this.#namespace = await this.run.namespace(this.run.defaultNamespace);
    return this.#namespace;
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
    const { classFlags = 0, instanceFlags = 0 } = this.run.options;
    const given = pragma === "classflags" ? classFlags : instanceFlags;
    if (given !== 0 && given !== flags) warn();
    if (pragma === "classflags") this.#classFlags = flags;
    else this.#instanceFlags = flags;
  }

  /** Has the input recorded for recovery. An included file is not recorded: it may not compile by itself. */
  recover({ pragma, reporter }: PlacedPragma): void {
    const path = this.#recoveryPath;
    if (path === undefined) reporter.report("autorecover-without-file", {}, pragma);
    else this.run.recoveryFiles.set(path, { path, namespace: this.run.defaultNamespace });
  }
}

/** What the parser says and what comments give occasion to say, in the order of the text. */
function inOrder(diagnostics: readonly Diagnostic[], others: readonly Diagnostic[]): readonly Diagnostic[] {
  if (others.length === 0) return diagnostics;
  return [...diagnostics, ...others].sort((left, right) => startOf(left) - startOf(right));
}

/** The name of a type that a body declares for the second time. */
function findRepeated({ features }: ClassLikeDeclaration): Identifier | undefined {
  const seen = new Set<string>();
  for (const feature of features) {
    if (feature.kind !== "StructureDeclaration" && feature.kind !== "EnumerationDeclaration") continue;
    const key = foldName(feature.name.name);
    if (seen.has(key)) return feature.name;
    seen.add(key);
  }
  return undefined;
}

function startOf({ place }: Diagnostic): number {
  return place?.start ?? -1;
}
