import type { Alias, ClassDeclaration, InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import { instancePath } from "../cim/instance-keys.ts";
import type { CimInstance } from "../cim/model.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { parseObjectPath } from "../cim/parse-object-path.ts";
import { suggestionHint } from "../diagnostics/create.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { type CycleStep, findAliasCycles } from "./alias-cycles.ts";
import { AliasSuggestions } from "./alias-suggestions.ts";
import { type AliasTable, type DeclaredAlias, PagedAliases } from "./aliases.ts";
import type { ClassShape } from "./class-shape.ts";
import { InstanceBatch } from "./instance-batch.ts";
import type { LoadRun } from "./load-run.ts";
import { lowerInstance } from "./lower-instance.ts";
import { lowerWhole } from "./lower-whole.ts";
import { LoweringPass, type LoweringScope, relatedAlias, type UntypedValue } from "./lowering.ts";
import { type PendingInstance, WaitingInstances } from "./pending-instance.ts";
import { PendingQueue } from "./pending-queue.ts";
import { isRefusal } from "./refusals.ts";

/** An aliased instance that is stored nowhere by itself. */
interface PendingValue extends PendingInstance {
  readonly alias: number;
  readonly isAbstract: boolean;
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
  readonly #aliases = new PagedAliases();
  readonly #run: LoadRun;
  readonly #batch: InstanceBatch;
  readonly #waiting = new WaitingInstances();
  /** Instances whose aliases have come, in the order in which they came. */
  #ready: Iterable<PendingInstance>[] = [];
  /** Aliased instances that are stored nowhere by themselves. */
  readonly #values = new PendingQueue<PendingValue>(WaitingInstances.kept);
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
    const className = declaration.className.name;
    const isInstance = declaration.kind === "InstanceDeclaration" && !declaration.alias;
    if (isInstance && !this.#run.failed.has(className) && scope.namespace.shape(className)?.isStored) {
      const pass = this.#begunPass(scope);
      const instance = lowerInstance(declaration, pass);
      if (pass.isClean) return this.#batch.add(scope.namespace, flags, instance, declaration, scope.source);
    }
    return this.#loadSlowly(declaration, scope, flags);
  }

  /** Puts what is gathered, so that what comes next finds it; where that is nothing, there is nothing to await. */
  flush(): Promise<unknown> | undefined {
    return this.#batch.isEmpty ? undefined : this.#batch.flush();
  }

  /** A class that was declared with an alias: references to the class can use it. */
  async declareClassAlias({ alias, name }: ClassDeclaration, scope: LoweringScope): Promise<void> {
    const id = alias && this.#declareAlias(alias, scope, true);
    if (id === undefined) return;
    this.#aliases.change(id, { path: { kind: "path", className: name.name } });
    this.#wake(id);
    await this.#loadReady();
  }

  /** The alias of a declaration that cannot be read; nothing is said about its uses. */
  failAlias(name: string): void {
    if (this.#aliases.find(name)) return;
    this.#fail(this.#aliases.add({ name, place: undefined, namespace: "", isClass: false }).id);
  }

  /** Loads what still waits and reports what waits for ever; at the end of the compile unit. */
  async settle(): Promise<void> {
    this.#isSettling = true;
    for (const pending of this.#untyped) await this.#loadPending(pending);
    await this.#loadReady();
    for (const pending of this.#values) {
      const { isEmbedded, value } = this.#aliases.get(pending.alias);
      if (isEmbedded || value === undefined) continue;
      await (pending.isAbstract ? this.#put(pending, value) : this.#check(pending, value));
    }
    const left = this.#waiting.takeAll();
    const findings: (readonly Diagnostic[])[] = [];
    for (const pending of left) {
      await this.#lower(pending);
      findings.push((this.#pass as LoweringPass).diagnostics);
    }
    const cycles = new Map(findAliasCycles(left, this.#aliases).map((cycle) => [cycle[0]?.instance, cycle]));
    const suggestions = new AliasSuggestions(this.#aliases);
    left.forEach((pending, index) => {
      for (const diagnostic of findings[index] ?? []) this.#run.report(diagnostic);
      this.#reportCycle(cycles.get(pending) ?? []);
      this.#reportMissing(pending, suggestions);
    });
    await this.flush();
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
    await this.#loadPending({ declaration, scope, flags, alias, missing: [] });
    await this.#loadReady();
  }

  async #loadReady(): Promise<void> {
    while (this.#ready.length > 0) {
      const ready = this.#ready;
      this.#ready = [];
      for (const woken of ready) for (const pending of woken) await this.#loadPending(pending);
    }
  }

  async #loadPending(pending: PendingInstance): Promise<void> {
    const { declaration, scope, alias } = pending;
    const className = declaration.className.name;
    // What is wrong with it may only follow from what is wrong with its class.
    if (this.#run.failed.has(className)) {
      this.#fail(alias);
      return;
    }
    const instance = await this.#lower(pending);
    const pass = this.#pass as LoweringPass;
    const shape = scope.namespace.shape(className);
    const [untyped] = pass.untypedValues;
    if (untyped && !pass.hasErrors && !pass.usesFailed) {
      if (this.#isSettling) this.#leaveUntyped(pending, untyped);
      else this.#untyped.push(pending);
      return;
    }
    await this.#reportFindings(pass);
    if (pass.hasErrors || pass.usesFailed) {
      this.#fail(alias);
    } else if (pass.missingAliases.length > 0) {
      // Others may wait for its path, and it in turn for theirs, so it is lowered for that as soon as its keys are there.
      const isPathLacking = alias !== undefined && this.#aliases.get(alias).path === undefined;
      const isPathNext = isPathLacking && pass.missingKeyAliases.length > 0;
      this.#waiting.add(pending, isPathNext ? pass.missingKeyAliases : pending.missing);
      if (isPathLacking && shape && !isPathNext) {
        const path = declaration.kind === "StructureValueDeclaration" ? null : pathOf(instance, shape);
        this.#aliases.change(alias, { path });
        if (path !== undefined) this.#wake(alias);
      }
    } else {
      await this.#store(pending, instance, shape ?? null);
    }
  }

  /** Leaves out an instance with a value of an unknown type: of that type the target says that it is none. */
  #leaveUntyped({ scope, alias }: PendingInstance, { type, value }: UntypedValue): void {
    const { source, namespace } = scope;
    this.#run.untyped.add(namespace, type, { source, start: value.start, end: value.end });
    this.#fail(alias);
  }

  async #lower(pending: PendingInstance): Promise<CimInstance> {
    const { declaration, scope } = pending;
    const instance = await lowerWhole(this.#begunPass(scope), scope, (pass) => lowerInstance(declaration, pass));
    pending.missing = [...(this.#pass as LoweringPass).missingAliases];
    return instance;
  }

  async #store(pending: PendingInstance, instance: CimInstance, shape: ClassShape | null): Promise<void> {
    const { alias, declaration } = pending;
    const isValue = declaration.kind === "StructureValueDeclaration";
    if (alias === undefined) {
      const isPut = shape === null || (shape.isStored && !isValue);
      await (isPut ? this.#put(pending, instance) : this.#check(pending, instance));
      return;
    }
    if (shape === null) {
      // The target says that there is no such class, so nothing is said about uses of the alias.
      this.#aliases.change(alias, { value: instance, failed: true });
      await this.#put(pending, instance);
    } else if (!isValue && (shape.isStructure || shape.enumerationType !== undefined)) {
      // The target says that it has no instances.
      this.#aliases.change(alias, { value: instance, failed: true });
      await this.#put(pending, instance);
    } else if (isValue || !shape.isStorable) {
      const literal = { declaration, source: pending.scope.source, said: new Set<string>() };
      this.#aliases.change(alias, { value: instance, path: null, literal });
      this.#values.push({ ...pending, alias, isAbstract: shape.isAbstract && !isValue });
    } else {
      const path = this.#aliases.get(alias).path ?? pathOf(instance, shape);
      this.#aliases.change(alias, { value: instance, path });
      await this.#put(pending, instance);
      if (path === undefined) await this.#takeGeneratedPath(alias);
    }
    this.#wake(alias);
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

  /** The target makes a key that an instance leaves open, so its path is known when it has been put. */
  async #takeGeneratedPath(alias: number): Promise<void> {
    const text = await this.#batch.flush();
    const path = text === undefined ? undefined : parseObjectPath(text);
    this.#aliases.change(alias, path?.kind === "path" ? { path } : { failed: true });
  }

  #declareAlias(alias: Alias, scope: LoweringScope, isClass: boolean): number | undefined {
    const place: Place = { source: scope.source, start: alias.start, end: alias.end };
    const before = this.#aliases.find(alias.name);
    if (before && !before.failed && !isSamePlace(before.place, place)) {
      this.#run.at(scope.source).report("duplicate-alias", { alias: alias.name }, alias, relatedAlias(before));
      return undefined;
    }
    const declared: DeclaredAlias = { name: alias.name, place, namespace: scope.namespace.path, isClass };
    return this.#aliases.add(declared).id;
  }

  #fail(alias: number | undefined): void {
    if (alias === undefined) return;
    this.#aliases.change(alias, { failed: true });
    this.#wake(alias);
  }

  #wake(alias: number): void {
    const { name, failed } = this.#aliases.get(alias);
    this.#ready.push(...this.#waiting.take(name, failed));
  }

  #reportMissing({ scope, missing }: PendingInstance, suggestions: AliasSuggestions): void {
    // The alias may stand in what was not read.
    if (this.#run.failed.isIncomplete) return;
    for (const use of missing) {
      if (this.#aliases.find(use.name)) continue;
      const meant = suggestions.find(use.name);
      const details = suggestionHint(meant && `$${meant}`);
      this.#run.at(scope.source).report("unknown-alias", { alias: use.name }, use, details);
    }
  }

  #reportCycle([first, ...others]: readonly CycleStep[]): void {
    if (!first) return;
    const related = others.map(({ instance: { scope }, use: { name, start, end } }) => ({
      message: `which needs \`$${name}\``,
      place: { source: scope.source, start, end },
    }));
    const { instance, use } = first;
    this.#run.at(instance.scope.source).report("circular-alias", { alias: use.name }, use, { related });
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

/** Whether it is one text, read twice because two files include it. */
function isSamePlace(first: Place | undefined, second: Place): boolean {
  return first?.source.path !== undefined && first.source.path === second.source.path && first.start === second.start;
}
