import type { ClassFeature, Declaration, EnumerationDeclaration, QualifierTypeDeclaration } from "../ast/nodes.ts";
import { nestedName } from "../cim/class-kinds.ts";
import type { CimClass } from "../cim/model.ts";
import { foldName, sameName } from "../cim/names.ts";
import type { ReadableSource } from "../source/readable-source.ts";
import type { PutResult } from "../wbem/services.ts";
import { DeclarationsAhead, type TypeDeclaration, type TypeNeed } from "./declarations-ahead.ts";
import type { InstanceLoader } from "./instance-loader.ts";
import type { LoadRun } from "./load-run.ts";
import { type ClassLikeDeclaration, lowerClass } from "./lower-class.ts";
import { lowerEnumeration } from "./lower-enumeration.ts";
import { lowerQualifierType } from "./lower-qualifier.ts";
import { lowerWhole } from "./lower-whole.ts";
import { LoweringPass, type LoweringScope } from "./lowering.ts";
import type { Flags } from "./modes.ts";
import { findRepeated, nestedNames } from "./nested-types.ts";
import { putDeclaration } from "./put-declaration.ts";
import { BodyNames } from "./type-names.ts";

/**
 * Puts the classes, structures, enumerations and qualifier types of a compile unit. A type that is needed before its place
 * is put first: one further down, or one of the body that is read.
 */
export class TypeLoader {
  readonly #run: LoadRun;
  readonly #instances: InstanceLoader;
  /** The flags with which objects are put from here on, which the unit changes. */
  readonly #flags: Readonly<Flags>;
  /** Passes that are not at work: what a class needs is loaded while it waits half lowered. */
  readonly #passes: LoweringPass[] = [];
  /** Of the source that is loaded. */
  #ahead: DeclarationsAhead | undefined;
  /** The declaration of the top level that is loaded; instances, which are loaded fast, left out. */
  #current: Declaration | undefined;
  /** The structures and enumerations of the top level that are loaded, each needed by the one before, by folded name. */
  readonly #loading = new Map<string, TypeDeclaration>();
  /** What is declared in a class and is not put yet, by the folded name under which it will be kept. */
  readonly #inner = new Map<string, () => Promise<void>>();
  /** What is declared in a structure and derives from it, by the folded name of the structure: put after it. */
  readonly #derived = new Map<string, (() => Promise<void>)[]>();
  /** What waits so, with what it waits for, both by folded name. */
  readonly #waitingFor = new Map<string, string>();

  constructor(run: LoadRun, instances: InstanceLoader, flags: Readonly<Flags>) {
    this.#run = run;
    this.#instances = instances;
    this.#flags = flags;
  }

  /** Begins with a source. */
  open(source: ReadableSource): void {
    this.#ahead = new DeclarationsAhead(source, this.#run);
  }

  /**
   * Begins with a part of the source.
   *
   * @param isLast whether nothing comes behind it
   */
  begin(declarations: readonly Declaration[], isLast: boolean): void {
    this.#ahead?.begin(declarations, isLast);
  }

  /** Notes which declaration of the top level comes next. */
  reach(declaration: Declaration): void {
    this.#current = declaration;
  }

  /** The place that is loaded, to come back to it from another source. */
  get place(): DeclarationsAhead | undefined {
    return this.#ahead;
  }

  /** Goes on at a place that was left for an included file, which has had its own. */
  comeBack(place: DeclarationsAhead | undefined): void {
    this.#ahead = place;
  }

  /** Loads a declaration of the top level, unless it was needed before its place. */
  load(
    declaration: ClassLikeDeclaration | EnumerationDeclaration | QualifierTypeDeclaration,
    scope: LoweringScope,
  ): Promise<unknown> | undefined {
    switch (declaration.kind) {
      case "ClassDeclaration":
      case "AssociationDeclaration":
        return this.#loadClass(declaration, scope, undefined);
      case "StructureDeclaration":
      case "EnumerationDeclaration":
        return this.#ahead?.reach(declaration, scope.namespace) ? this.#loadTopType(declaration, scope) : undefined;
      case "QualifierTypeDeclaration":
        return this.#loadQualifierType(declaration, scope);
    }
  }

  /**
   * Fetches the shape of a class. A structure or enumeration is loaded first where it is one of the body that is read and not put
   * yet, or where there is none and one is declared further down.
   */
  async provide(name: string, scope: LoweringScope, need: TypeNeed = "type"): Promise<void> {
    const { namespace } = scope;
    const inner = this.#inner.get(foldName(name));
    if (inner) await inner();
    else {
      if (namespace.shape(name) === undefined) await namespace.fetchShape(name);
      if (namespace.shape(name) !== null || !(await this.#loadAhead(name, scope, need))) return;
    }
    if (namespace.shape(name) === undefined) await namespace.fetchShape(name);
  }

  /**
   * Loads a structure or enumeration of an earlier load anew where it is declared further down. What the run itself declared is
   * replaced at the place of its second declaration and not before.
   */
  async renew(name: string, scope: LoweringScope): Promise<boolean> {
    if (this.#run.declared.find(scope.namespace.path, name)) return false;
    return this.#loadAhead(name, scope, "type");
  }

  /** Loads a structure or enumeration that is declared further down; `false` where none is. */
  async #loadAhead(name: string, scope: LoweringScope, need: TypeNeed): Promise<boolean> {
    // An instance that has waited may come from another source.
    if (this.#ahead?.source !== scope.source) return false;
    const declaration = await this.#ahead.take(name, this.#current?.start ?? 0, scope.namespace, need);
    if (!declaration) return false;
    await this.#loadTopType(declaration, scope);
    return true;
  }

  /** Whether a structure or enumeration that is being loaded derives from another one by its declaration. */
  isDerived(name: string, ancestor: string): boolean {
    const seen = new Set<TypeDeclaration>();
    let current = this.#loading.get(foldName(name));
    while (current !== undefined && !seen.has(current)) {
      seen.add(current);
      const above = current.kind === "StructureDeclaration" ? current.superclass : current.base;
      if (above === undefined) return false;
      if (sameName(above.name, ancestor)) return true;
      current = this.#loading.get(foldName(above.name));
    }
    return false;
  }

  async #loadTopType(declaration: TypeDeclaration, scope: LoweringScope): Promise<void> {
    const key = foldName(declaration.name.name);
    this.#loading.set(key, declaration);
    await this.#loadType(declaration, scope, undefined);
    this.#loading.delete(key);
  }

  #loadType(
    declaration: TypeDeclaration,
    scope: LoweringScope,
    outer: BodyNames | undefined,
  ): Promise<unknown> | undefined {
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

  #loadClass(
    declaration: ClassLikeDeclaration,
    scope: LoweringScope,
    outer: BodyNames | undefined,
  ): Promise<unknown> | undefined {
    const nested = nestedNames(declaration.features);
    if (outer !== undefined || nested.length > 0 || declaration.kind === "StructureDeclaration") {
      return this.#loadClassInOrder(declaration, nested, scope, outer);
    }
    const { name, superclass } = declaration;
    return this.#putClass(declaration, new BodyNames(name.name, superclass?.name, nested, undefined), scope);
  }

  /** Loads a class that is declared in another one or has declarations in it, or a structure, which may have to wait for others. */
  async #loadClassInOrder(
    declaration: ClassLikeDeclaration,
    nested: readonly string[],
    scope: LoweringScope,
    outer: BodyNames | undefined,
  ): Promise<void> {
    const names = await this.#namesIn(declaration, nested, outer, scope);
    if (declaration.kind === "StructureDeclaration" && names.superclass !== undefined) {
      // It may derive from one that is declared behind it.
      await this.provide(names.superclass, scope, "superclass");
      if (outer === undefined && this.#reportCycle(declaration, names.superclass, scope)) return;
      if (outer !== undefined && this.#waitsFor(names.superclass, declaration, names, scope)) return;
    }
    const repeated = names.nested.length > 0 ? findRepeated(declaration.features) : undefined;
    if (repeated) {
      this.#run.at(scope.source).report("duplicate-nested-type", { type: repeated.name, class: names.name }, repeated);
      this.#fail(declaration, names.name);
      return;
    }
    await this.#loadNested(declaration.features, names, scope);
    await this.#putClass(declaration, names, scope);
  }

  /** Reports a structure that derives from one that derives from it; `false` where it does not. */
  #reportCycle(declaration: ClassLikeDeclaration, superclass: string, { namespace, source }: LoweringScope): boolean {
    const { name } = declaration.name;
    const isItself = sameName(superclass, name);
    if (isItself || namespace.shape(superclass) || !this.isDerived(superclass, name)) return false;
    const place = declaration.superclass ?? declaration.name;
    this.#run.at(source).report("circular-derivation", { class: name, superclass }, place);
    this.#fail(declaration, name);
    return true;
  }

  #putClass(declaration: ClassLikeDeclaration, names: BodyNames, scope: LoweringScope): Promise<unknown> | undefined {
    const putting = this.#putLowered(declaration, scope, (pass) => lowerClass(declaration, names, pass));
    const derived = this.#derived.size === 0 ? undefined : this.#derived.get(foldName(names.name));
    const hasAlias = "alias" in declaration && declaration.alias !== undefined;
    if (hasAlias || derived) return this.#goOnBehind(declaration, putting, names, scope);
    return putting instanceof Promise ? putting : undefined;
  }

  /** Once a class is put: its alias can be used, and what has waited for it is put. */
  async #goOnBehind(
    declaration: ClassLikeDeclaration,
    putting: CimClass | Promise<CimClass | undefined>,
    names: BodyNames,
    scope: LoweringScope,
  ): Promise<void> {
    const definition = await putting;
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
    { name: { name }, superclass }: ClassLikeDeclaration,
    nested: readonly string[],
    outer: BodyNames | undefined,
    { namespace }: LoweringScope,
  ): Promise<BodyNames> {
    if (outer === undefined) return new BodyNames(name, superclass?.name, nested, undefined);
    for (let around: BodyNames | undefined = outer; around !== undefined; around = around.outer) {
      const above = around.superclass;
      if (above === undefined || namespace.localTypesOf(above) !== undefined) continue;
      if (namespace.shape(above) === undefined) await namespace.fetchShape(above);
    }
    const above = superclass && (outer.localType(superclass.name, namespace) ?? superclass.name);
    return new BodyNames(nestedName(outer.name, name), above, nested, outer);
  }

  /**
   * Lowers a class or what is kept as one, and puts it; `undefined` where it has errors. A promise comes only where something has to
   * be waited for.
   */
  #putLowered(
    declaration: ClassLikeDeclaration | EnumerationDeclaration,
    scope: LoweringScope,
    lower: (pass: LoweringPass) => CimClass,
  ): CimClass | Promise<CimClass | undefined> {
    // One declaration may lead to many that come further down.
    const waiting = this.#run.isTurnDue ? this.#run.takeTurn() : this.#instances.flush();
    if (!waiting) {
      const pass = this.#passes.pop() ?? new LoweringPass(scope);
      pass.begin(scope);
      const definition = lower(pass);
      const { isClean } = pass;
      this.#passes.push(pass);
      if (isClean) return this.#put(declaration, definition, scope);
    }
    return this.#putWhole(waiting, declaration, scope, lower);
  }

  /** As {@link #putLowered} where something has to be waited for, or reported. */
  async #putWhole(
    waiting: Promise<unknown> | undefined,
    declaration: ClassLikeDeclaration | EnumerationDeclaration,
    scope: LoweringScope,
    lower: (pass: LoweringPass) => CimClass,
  ): Promise<CimClass | undefined> {
    await waiting;
    await this.#instances.flush();
    const pass = this.#passes.pop() ?? new LoweringPass(scope);
    const definition = await lowerWhole(pass, scope, lower);
    for (const alias of pass.missingAliases) pass.report("unknown-alias", { alias: alias.name }, alias);
    for (const diagnostic of pass.diagnostics) this.#run.report(diagnostic);
    const isRefused = pass.hasErrors || pass.usesFailed;
    this.#passes.push(pass);
    if (isRefused) {
      this.#fail(declaration, definition.name);
      return undefined;
    }
    return this.#put(declaration, definition, scope);
  }

  #put(
    declaration: ClassLikeDeclaration | EnumerationDeclaration,
    definition: CimClass,
    { namespace, source, aliases }: LoweringScope,
  ): CimClass | Promise<CimClass> {
    const placed = { declaration, source, namespace: namespace.path, aliases };
    const put = (flags: number) => namespace.services.putClass(definition, flags);
    const note = (result: PutResult | undefined): CimClass => {
      if (!result) this.#run.failed.add(definition.name);
      if (result?.outcome === "updated") namespace.forgetShapes();
      else if (result) namespace.rememberPut(definition, result.outcome);
      return definition;
    };
    const result = putDeclaration(this.#run, placed, this.#flags.classflags, put);
    return result instanceof Promise ? result.then(note) : note(result);
  }

  /** Notes that a class could not be put, so that nothing is said of what only follows from that. */
  #fail(declaration: ClassLikeDeclaration | EnumerationDeclaration, name: string): void {
    this.#run.failed.add(declaration.name.name);
    this.#run.failed.add(name);
    if ("alias" in declaration && declaration.alias) this.#instances.failAlias(declaration.alias.name);
  }

  async #loadQualifierType(declaration: QualifierTypeDeclaration, scope: LoweringScope): Promise<void> {
    const waiting = this.#instances.flush();
    if (waiting) await waiting;
    const { namespace, source } = scope;
    const pass = this.#passes.pop() ?? new LoweringPass(scope);
    const type = await lowerWhole(pass, scope, (current) => lowerQualifierType(declaration, current));
    for (const diagnostic of pass.diagnostics) this.#run.report(diagnostic);
    const isRefused = pass.hasErrors || pass.usesFailed;
    this.#passes.push(pass);
    if (isRefused) {
      this.#run.failed.add(declaration.name.name);
      return;
    }
    const placed = { declaration, source, namespace: namespace.path };
    const result = await putDeclaration(this.#run, placed, 0, () => namespace.services.setQualifier(type));
    if (!result) return;
    namespace.rememberQualifierType(type);
    if (result.outcome !== "unchanged") namespace.forgetShapes();
  }
}
