import type { Alias, ClassDeclaration, InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import { instancePath } from "../cim/instance-keys.ts";
import type { CimInstance } from "../cim/model.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { parseObjectPath } from "../cim/parse-object-path.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import { type AliasHandle, type AliasState, type AliasTable, type DeclaredAlias, SpillingAliases } from "./aliases.ts";
import type { ClassShape } from "./class-shape.ts";
import { InstanceBatch } from "./instance-batch.ts";
import type { PendingInstance } from "./kept-instances.ts";
import { LeftReport } from "./left-report.ts";
import type { LoadRun } from "./load-run.ts";
import { lowerInstance } from "./lower-instance.ts";
import { lowerWhole } from "./lower-whole.ts";
import { LoweringPass, type LoweringScope, relatedAlias, type UntypedValue } from "./lowering.ts";
import { PendingQueue } from "./pending-queue.ts";
import { isRefusal } from "./refusals.ts";
import { untilWaiting } from "./until-waiting.ts";
import { WaitingInstances } from "./waiting-instances.ts";

/** Text in which declarations stand, and the offset of its first code unit. */
interface DeclaredText {
  readonly text: string;
  readonly base: number;
}

/**
 * Puts the instances of a compile unit, those that use aliases of later ones when these have come.
 *
 * An aliased instance of a class without keys is not stored: it is a value for properties that embed it, as in the
 * configuration documents of DSC. Where nothing embeds it, it is held to the rules at the end of the unit all the same. One
 * of an abstract class is a value too; where nothing embeds it, it is refused. What MOF 3 declares with `value of` is never
 * stored, whatever its class is.
 */
export class InstanceLoader {
  /** The text of the declarations that come next; `undefined` where there is something to say of its form. */
  text: DeclaredText | undefined;
  readonly #aliases = new SpillingAliases();
  readonly #run: LoadRun;
  readonly #batch: InstanceBatch;
  readonly #waiting = new WaitingInstances();
  /** Instances whose aliases have come, in the order in which they came, from an index on. */
  #ready: Iterator<PendingInstance>[] = [];
  #nextReady = 0;
  /** Aliased instances that are stored nowhere by themselves. */
  readonly #values = new PendingQueue(WaitingInstances.kept);
  /** Instances with values whose type may still come. */
  readonly #untyped = new PendingQueue(WaitingInstances.kept);
  #isSettling = false;
  #pass: LoweringPass | undefined;

  constructor(run: LoadRun) {
    this.#run = run;
    this.#batch = new InstanceBatch(run, this.#aliases);
  }

  get aliases(): AliasTable {
    return this.#aliases;
  }

  /** Gives up what is kept outside of memory. */
  close(): void {
    this.#aliases.close();
    this.#waiting.close();
    this.#values.close();
    this.#untyped.close();
  }

  /** Takes an instance; where that has to wait for anything, the promise is returned to be awaited. */
  load(
    declaration: InstanceDeclaration | StructureValueDeclaration,
    scope: LoweringScope,
    flags: number,
  ): Promise<unknown> | undefined {
    const { alias } = declaration;
    const className = declaration.className.name;
    const shape = scope.namespace.shape(className);
    const isPut = declaration.kind === "InstanceDeclaration" && (alias ? isOrdinary(shape) : shape?.isStored);
    if (!shape || !isPut || this.#run.failed.has(className)) return this.#loadSlowly(declaration, scope, flags);
    const pass = this.#begunPass(scope);
    const instance = lowerInstance(declaration, pass);
    if (pass.isClean && !alias) return this.#batch.add(scope.namespace, flags, instance, declaration, scope.source);
    const isWaiting = pass.lacksOnlyAliases;
    if (!pass.isClean && !isWaiting) return this.#loadSlowly(declaration, scope, flags);
    const path = alias && pathOf(instance, shape);
    // A key that is missing comes with an alias, or the target makes it.
    if (alias && !path) return this.#loadSlowly(declaration, scope, flags);
    const state = isWaiting ? { path } : { path, value: instance };
    const handle = alias && this.#aliases.addFirst(declaredAlias(alias, scope, false), state);
    if (alias && !handle) return this.#loadSlowly(declaration, scope, flags);
    let put: Promise<unknown> | undefined;
    if (isWaiting) {
      this.#waiting.add(this.#pendingOf(declaration, scope, flags, handle, path !== undefined), pass.missingAliases);
    } else put = this.#batch.add(scope.namespace, flags, instance, declaration, scope.source);
    if (alias) this.#wake(alias.name, false);
    return put === undefined ? this.#loadReady() : put.then(() => this.#loadReady());
  }

  /** Puts what is gathered, so that what comes next finds it; where that is nothing, there is nothing to await. */
  flush(): Promise<unknown> | undefined {
    return this.#batch.isEmpty ? undefined : this.#batch.flush();
  }

  /** A class that was declared with an alias: references to the class can use it. */
  async declareClassAlias({ alias, name }: ClassDeclaration, scope: LoweringScope): Promise<void> {
    const path: ObjectPath = { kind: "path", className: name.name };
    if (!alias || !this.#declareAlias(alias, scope, true, { path })) return;
    this.#wake(alias.name, false);
    await this.#loadReady();
  }

  /** The alias of a declaration that cannot be read; nothing is said about its uses. */
  failAlias(name: string): void {
    if (this.#aliases.find(name)) return;
    this.#aliases.add({ name, place: undefined, namespace: "", isClass: false }, { failed: true });
    this.#wake(name, true);
  }

  /** Loads what still waits and reports what waits for ever; at the end of the compile unit. */
  async settle(): Promise<void> {
    this.#isSettling = true;
    for (const pending of this.#untyped) await this.#loadPending(pending);
    await this.#loadReady();
    for (const pending of this.#values) await this.#settleValue(pending);
    const lower = async (pending: PendingInstance) => {
      await this.#lower(pending);
      return this.#pass as LoweringPass;
    };
    await new LeftReport(this.#run, this.#waiting.left(), this.#aliases, lower).report();
    await this.flush();
  }

  /** Puts a value that nothing embeds, or holds it to the rules. */
  async #settleValue(pending: PendingInstance): Promise<void> {
    const { declaration, scope, alias } = pending;
    if (alias && this.#aliases.isEmbedded(alias.id)) return;
    const value = await this.#lower(pending);
    const isAbstract = scope.namespace.shape(declaration.className.name)?.isAbstract;
    const isPut = declaration.kind === "InstanceDeclaration" && isAbstract;
    await (isPut ? this.#put(pending, value) : this.#check(pending, value));
  }

  async #loadSlowly(
    declaration: InstanceDeclaration | StructureValueDeclaration,
    scope: LoweringScope,
    flags: number,
  ): Promise<void> {
    if (declaration.kind === "StructureValueDeclaration" && !declaration.alias) {
      const { className } = declaration;
      await this.flush();
      this.#run.at(scope.source).report("value-without-alias", { structure: className.name }, className);
    }
    const alias = declaration.alias && this.#declareAlias(declaration.alias, scope, false);
    await this.#loadPending(this.#pendingOf(declaration, scope, flags, alias, false));
    await this.#loadReady();
  }

  #pendingOf(
    declaration: InstanceDeclaration | StructureValueDeclaration,
    scope: LoweringScope,
    flags: number,
    alias: AliasHandle | undefined,
    hasPath: boolean,
  ): PendingInstance {
    const { start, end } = declaration;
    const text = this.text?.text.slice(start - this.text.base, end - this.text.base);
    return { declaration, text, scope, flags, alias, hasPath };
  }

  /** Loads what has become ready; where that has to wait for anything, the promise is returned to be awaited. */
  #loadReady(): Promise<void> | undefined {
    if (this.#ready.length === 0) return undefined;
    return untilWaiting(() => {
      for (let pending = this.#takeReady(); pending; pending = this.#takeReady()) {
        const loading = this.#loadPending(pending);
        if (loading) return loading;
      }
      return undefined;
    });
  }

  #takeReady(): PendingInstance | undefined {
    for (; this.#nextReady < this.#ready.length; this.#nextReady++) {
      const { value, done } = (this.#ready[this.#nextReady] as Iterator<PendingInstance>).next();
      if (!done) return value;
    }
    this.#ready = [];
    this.#nextReady = 0;
    return undefined;
  }

  /** Puts an instance, or has it wait; where that has to be waited for, the promise is returned to be awaited. */
  #loadPending(pending: PendingInstance): Promise<unknown> | undefined {
    const { declaration, scope } = pending;
    const className = declaration.className.name;
    // What is wrong with it may only follow from what is wrong with its class.
    if (this.#run.failed.has(className)) {
      this.#fail(pending);
      return undefined;
    }
    const shape = scope.namespace.shape(className);
    if (declaration.kind === "InstanceDeclaration" && shape && isOrdinary(shape)) {
      const pass = this.#begunPass(scope);
      const instance = lowerInstance(declaration, pass);
      if (pass.isClean) return this.#storeOrdinary(pending, instance, shape);
    }
    return this.#loadPendingSlowly(pending);
  }

  async #loadPendingSlowly(pending: PendingInstance): Promise<void> {
    const { declaration, scope, alias } = pending;
    const instance = await this.#lower(pending);
    const pass = this.#pass as LoweringPass;
    const shape = scope.namespace.shape(declaration.className.name);
    const [untyped] = pass.untypedValues;
    if (untyped && !pass.hasErrors && !pass.usesFailed) {
      if (this.#isSettling) this.#leaveUntyped(pending, untyped);
      else this.#untyped.push(pending);
      return;
    }
    await this.#reportFindings(pass);
    if (pass.hasErrors || pass.usesFailed) {
      this.#fail(pending);
    } else if (pass.missingAliases.length > 0) {
      // Others may wait for its path, and it in turn for theirs, so it is lowered for that as soon as its keys are there.
      const isPathLacking = alias !== undefined && !pending.hasPath;
      const isPathNext = isPathLacking && pass.missingKeyAliases.length > 0;
      const isValue = declaration.kind === "StructureValueDeclaration";
      const path = isPathLacking && shape && !isPathNext ? (isValue ? null : pathOf(instance, shape)) : undefined;
      pending.hasPath ||= path !== undefined;
      this.#waiting.add(pending, isPathNext ? pass.missingKeyAliases : pass.missingAliases);
      if (path !== undefined) {
        this.#setAlias(pending, { path });
        this.#wakeFor(pending, false);
      }
    } else {
      await this.#store(pending, instance, shape ?? null);
    }
  }

  /** Leaves out an instance with a value of an unknown type: of that type the target says that it is none. */
  #leaveUntyped(pending: PendingInstance, { type, value }: UntypedValue): void {
    const { source, namespace } = pending.scope;
    this.#run.untyped.add(namespace, type, { source, start: value.start, end: value.end });
    this.#fail(pending);
  }

  #lower({ declaration, scope }: PendingInstance): Promise<CimInstance> {
    return lowerWhole(this.#begunPass(scope), scope, (pass) => lowerInstance(declaration, pass));
  }

  async #store(pending: PendingInstance, instance: CimInstance, shape: ClassShape | null): Promise<void> {
    const { alias, declaration } = pending;
    const isValue = declaration.kind === "StructureValueDeclaration";
    if (shape && !isValue && isOrdinary(shape)) {
      await this.#storeOrdinary(pending, instance, shape);
    } else if (alias === undefined) {
      const isPut = shape === null || (shape.isStored && !isValue);
      await (isPut ? this.#put(pending, instance) : this.#check(pending, instance));
    } else if (shape === null || (!isValue && (shape.isStructure || shape.enumerationType !== undefined))) {
      // The target says that there is no such class, or that it has no instances, so nothing is said about uses of the alias.
      this.#setAlias(pending, { failed: true });
      await this.#put(pending, instance);
      this.#wakeFor(pending, true);
    } else {
      const literal = { declaration, source: pending.scope.source, said: new Set<string>() };
      this.#setAlias(pending, { value: instance, path: null, literal });
      this.#values.push(pending);
      this.#wakeFor(pending, false);
    }
  }

  /** Puts an instance of a class whose instances are stored, and then its alias has a path. */
  #storeOrdinary(pending: PendingInstance, instance: CimInstance, shape: ClassShape): Promise<unknown> | undefined {
    if (pending.alias === undefined) return this.#put(pending, instance);
    const path = pathOf(instance, shape);
    if (!path) return this.#storeWithoutPath(pending, instance);
    this.#setAlias(pending, { value: instance, path });
    const put = this.#put(pending, instance);
    this.#wakeFor(pending, false);
    return put;
  }

  /** The target makes a key that an instance leaves open, so its path is known when it has been put. */
  async #storeWithoutPath(pending: PendingInstance, instance: CimInstance): Promise<void> {
    await this.#put(pending, instance);
    const text = await this.#batch.flush();
    const path = text === undefined ? undefined : parseObjectPath(text);
    const failed = path?.kind !== "path";
    this.#setAlias(pending, failed ? { failed } : { value: instance, path });
    this.#wakeFor(pending, failed);
  }

  #put({ declaration, scope, flags }: PendingInstance, instance: CimInstance): Promise<unknown> | undefined {
    return this.#batch.add(scope.namespace, flags, instance, declaration, scope.source);
  }
  /**
   * Holds an instance to the rules without storing it: a put of it is always refused, as its class has no key, and what else
   * is wrong with it is reported.
   */
  async #check({ declaration, scope }: PendingInstance, instance: CimInstance): Promise<void> {
    const { namespace, source } = scope;
    // A put of it would store it.
    if (namespace.shape(declaration.className.name)?.isStorable) return;
    await this.flush();
    try {
      await namespace.services.putInstance(instance, 0);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.#run.refusedValue(error, { declaration, source, namespace: namespace.path, aliases: this.#aliases });
    }
  }

  /** Takes note of an alias; `undefined` where another declaration has its name. */
  #declareAlias(alias: Alias, scope: LoweringScope, isClass: boolean, state?: AliasState): AliasHandle | undefined {
    const declared = declaredAlias(alias, scope, isClass);
    const before = this.#aliases.find(alias.name);
    if (!before || before.failed || isSamePlace(before.place, declared.place))
      return this.#aliases.add(declared, state);
    this.#run.at(scope.source).report("duplicate-alias", { alias: alias.name }, alias, relatedAlias(before));
    return undefined;
  }

  #setAlias({ declaration, scope, alias: handle }: PendingInstance, state: AliasState): void {
    const { alias } = declaration;
    if (alias && handle) this.#aliases.set(handle, declaredAlias(alias, scope, false), state);
  }

  #fail(pending: PendingInstance): void {
    this.#setAlias(pending, { failed: true });
    this.#wakeFor(pending, true);
  }

  #wakeFor({ declaration, alias }: PendingInstance, hasFailed: boolean): void {
    if (alias && declaration.alias) this.#wake(declaration.alias.name, hasFailed);
  }

  #wake(alias: string, hasFailed: boolean): void {
    for (const taken of this.#waiting.take(alias, hasFailed)) this.#ready.push(taken[Symbol.iterator]());
  }

  /** Reports what lowering found, after what is to be said of the instances before. */
  async #reportFindings({ diagnostics, hasErrors, missingAliases }: LoweringPass): Promise<void> {
    // What waits is lowered again, and then its warnings come again.
    if (diagnostics.length === 0 || (!hasErrors && missingAliases.length > 0)) return;
    await this.flush();
    for (const diagnostic of diagnostics) this.#run.report(diagnostic);
  }

  #begunPass(scope: LoweringScope): LoweringPass {
    this.#pass ??= new LoweringPass(scope);
    this.#pass.begin(scope);
    return this.#pass;
  }
}

/** The path of an instance; `null`: it has none; `undefined`: one of its keys is left to the target. */
function pathOf(instance: CimInstance, shape: ClassShape): ObjectPath | null | undefined {
  return shape.isStorable ? instancePath(instance, shape.definition) : null;
}

/** Whether what is an instance of the class is stored. */
function isOrdinary(shape: ClassShape | null | undefined): boolean {
  return shape?.isStorable === true && !shape.isStructure && shape.enumerationType === undefined;
}

function declaredAlias(
  { name, start, end }: Alias,
  { source, namespace }: LoweringScope,
  isClass: boolean,
): DeclaredAlias {
  return { name, place: { source, start, end }, namespace: namespace.path, isClass };
}

/** Whether it is one text, read twice because two files include it. */
function isSamePlace(first: Place | undefined, second: Place | undefined): boolean {
  const path = first?.source.path;
  return path !== undefined && path === second?.source.path && first?.start === second.start;
}
