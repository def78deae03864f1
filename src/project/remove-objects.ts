import { setImmediate } from "node:timers/promises";
import { enumerationTypeOf } from "../cim/class-kinds.ts";
import { instancePath } from "../cim/instance-keys.ts";
import { localeOfNamespace } from "../cim/locale.ts";
import type { CimClass } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { formatObjectPath } from "../cim/object-path.ts";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { diagnosticOfRefusal, isRefusal } from "../loader/refusals.ts";
import type { WbemTransaction } from "../wbem/connection.ts";
import type { RefusedObject } from "../wbem/error.ts";
import { WBEM_FLAG_SHALLOW } from "../wbem/flags.ts";
import type { WbemServices } from "../wbem/services.ts";
import { storedInstances } from "../wbem/stored-instances.ts";
import { absences, childrenOf, classChecker, isEmpty, namespaceName, orAbsent } from "./removal-checks.ts";
import { type DeclaredObject, goesWithAnother, groupObjects, type RemovalGroup } from "./removal-groups.ts";

/**
 * What became of an object: `absent` was not there any more; `kept` is a class that was refused or a namespace that is not
 * empty.
 */
export type RemovalOutcome = "deleted" | "absent" | "kept";

/** One object after a removal. */
export interface RemovedObject extends DeclaredObject {
  readonly outcome: RemovalOutcome;
}

/** How objects are removed, and who hears of it. */
export interface RemoveOptions {
  /** Called for each object that cannot be removed, and for texts that are left of one that was. */
  onDiagnostic(diagnostic: Diagnostic): void;
  /** Called for each object; instances that were not there come last. */
  onObject?(object: RemovedObject): void;
  /** Stops between objects: the removal rejects with the reason, and its transaction is to be left. */
  readonly signal?: AbortSignal;
}

/** How many objects of each kind came to each end. */
export type RemovalCounts = Readonly<Record<RefusedObject["kind"], Record<RemovalOutcome, number>>>;

/** What became of a removal. */
export interface RemovalResult {
  /** Each object once, however often it was declared. */
  readonly counts: RemovalCounts;
  /** How many objects were refused. What was removed besides is to be taken back then: the transaction has to fail. */
  readonly refusals: number;
}

/** So many of the objects that keep a class from being removed are named. */
export const maximumNamed = 3;

/** In milliseconds: how long objects are removed before the process may hear that the user wants to stop. */
const turnInterval = 50;

/**
 * Removes objects that sources declared, in reverse order: instances, then classes with subclasses first, then qualifier
 * types and enumerations, then namespaces with the innermost first. What is not there is passed over.
 *
 * What others put stays: a class is refused while it has subclasses (`subclasses-left`) or instances (`instances-left`) that are
 * not among the objects, and a namespace is kept while anything is in it. That a class or qualifier type is used in another
 * way is for the caller to ask: `checkDeferred` of the transaction tells it at the end, when what comes in place of the objects
 * has been put. Texts of a removed class in a locale namespace are kept, with a warning (`localized-class-left`), unless they are among the
 * objects.
 *
 * @param objects in the order of their declarations; one that is there twice counts once
 * @throws what the target itself fails with, as a `WbemError`, and the reason of `signal`
 * @example
 * await connection.transaction(async (transaction) => {
 *   const { refusals } = await removeObjects(transaction, objects, { onDiagnostic: console.error });
 *   if (refusals > 0) throw new Error("something cannot be removed");
 * });
 */
export async function removeObjects(
  transaction: WbemTransaction,
  objects: readonly DeclaredObject[],
  options: RemoveOptions,
): Promise<RemovalResult> {
  const removal = new Removal(transaction, options);
  await removal.run(objects);
  return removal;
}

/** A class that is to go, and how many classes above it go as well. */
interface DoomedClass {
  readonly object: DeclaredObject;
  readonly definition: CimClass;
  depth: number;
}

class Removal implements RemovalResult {
  readonly counts = noRemovals();
  refusals = 0;
  readonly #transaction: WbemTransaction;
  readonly #options: RemoveOptions;
  #lastTurn = performance.now();

  constructor(transaction: WbemTransaction, options: RemoveOptions) {
    this.#transaction = transaction;
    this.#options = options;
  }

  async run(objects: readonly DeclaredObject[]): Promise<void> {
    const { groups, namespaces } = await groupObjects(objects, (namespace) => this.#open(namespace));
    for (const group of groups.toReversed()) {
      await this.#removeInstances(group);
      const doomed = await this.#findClasses(group);
      const isType = ({ definition }: DoomedClass) => enumerationTypeOf(definition) !== undefined;
      await this.#removeClasses(
        group,
        doomed.filter((one) => !isType(one)),
      );
      await this.#removeQualifiers(group);
      // Qualifier types may have them for types, too.
      await this.#removeClasses(group, doomed.filter(isType));
      for (const { object, definition } of doomed) {
        if (goesWithAnother(definition, group)) {
          this.#tell(object, group.gone.has(foldName(definition.name)) ? "deleted" : "kept");
        }
      }
    }
    for (const group of groups) await this.#warnOfTexts(group);
    await this.#removeNamespaces(namespaces);
  }

  async #open(namespace: string): Promise<WbemServices | undefined> {
    return orAbsent(() => this.#transaction.openNamespace(namespace));
  }

  async #removeInstances({ services, instances }: RemovalGroup): Promise<void> {
    if (services === undefined) {
      for (const object of instances) this.#tell(object, "absent");
      return;
    }
    const isOfClass = classChecker(services);
    const absent = new Map<string, { readonly object: DeclaredObject; times: number }>();
    for (let index = instances.length - 1; index >= 0; index--) {
      if (this.#isTurnDue) await this.#takeTurn();
      const object = instances[index] as DeclaredObject;
      const isThere =
        (await isOfClass(object.path)) && (await this.#delete(object, () => services.deleteInstance(object.path)));
      if (isThere) this.#tell(object, "deleted");
      if (isThere !== false) continue;
      const key = foldName(object.path);
      const missed = absent.get(key);
      if (missed) missed.times++;
      else absent.set(key, { object, times: 1 });
    }
    if (absent.size === 0) return;
    // One that was declared twice is missed once, because it has gone.
    for (const { path } of instances) {
      const missed = absent.get(foldName(path));
      if (missed) missed.times--;
    }
    for (const { object, times } of absent.values()) if (times === 0) this.#tell(object, "absent");
  }

  /** The classes that are there, those first that are to go first. */
  async #findClasses({ services, classes }: RemovalGroup): Promise<readonly DoomedClass[]> {
    const found = new Map<string, DoomedClass>();
    for (const [key, object] of classes) {
      if (this.#isTurnDue) await this.#takeTurn();
      const definition = services && (await orAbsent(() => services.getClass(object.path)));
      if (definition === undefined) this.#tell(object, "absent");
      else found.set(key, { object, definition, depth: 0 });
    }
    const depthOf = (doomed: DoomedClass): number => {
      const chain: DoomedClass[] = [];
      let above: DoomedClass | undefined = doomed;
      while (above !== undefined && above.depth === 0) {
        chain.push(above);
        const { superclass }: CimClass = above.definition;
        above = superclass === undefined ? undefined : found.get(foldName(superclass));
      }
      let depth = above?.depth ?? 0;
      for (const one of chain.reverse()) one.depth = ++depth;
      return depth;
    };
    for (const doomed of found.values()) depthOf(doomed);
    return [...found.values()].reverse().sort((left, right) => right.depth - left.depth);
  }

  /**
   * Removes classes, in rounds: one may have what is declared in another for a type, whichever is declared first. What no round
   * can remove is reported.
   */
  async #removeClasses(group: RemovalGroup, doomed: readonly DoomedClass[]): Promise<void> {
    let left = doomed;
    for (let isLast = false; left.length > 0; ) {
      const refused: DoomedClass[] = [];
      /** Folded names of classes above those that were refused. */
      const above = new Set<string>();
      for (const one of left) {
        const { name, superclass } = one.definition;
        const isHeldBack = !isLast && above.has(foldName(name));
        if (!isHeldBack && (await this.#removeClass(group, one, isLast))) continue;
        refused.push(one);
        if (superclass !== undefined) above.add(foldName(superclass));
      }
      isLast = refused.length === left.length;
      left = refused;
    }
  }

  /** Removes a class; `false` where the target refuses that, which is then reported only in the last round. */
  async #removeClass(group: RemovalGroup, { object, definition }: DoomedClass, isLast: boolean): Promise<boolean> {
    const { services, gone, kept } = group;
    if (this.#isTurnDue) await this.#takeTurn();
    if (services === undefined || goesWithAnother(definition, group)) return true;
    const { name } = definition;
    const remove = async () => {
      for (const one of (await services.deleteClass(name)).classes) gone.add(foldName(one));
    };
    let isThere: boolean | undefined = false;
    if (!(await this.#isNeeded(object, definition, services, kept))) {
      try {
        isThere = isLast ? await this.#delete(object, remove) : await remove().then(() => true);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return false;
      }
    }
    if (!isThere) kept.add(foldName(name));
    this.#tell(object, isThere ? "deleted" : "kept");
    return true;
  }

  /** Whether others rest on a class, which has been reported then. */
  async #isNeeded(
    object: DeclaredObject,
    definition: CimClass,
    services: WbemServices,
    kept: ReadonlySet<string>,
  ): Promise<boolean> {
    const { name } = definition;
    const { namespace, place } = object;
    const subclasses: string[] = [];
    for await (const subclass of services.createClassEnum(name, WBEM_FLAG_SHALLOW)) subclasses.push(subclass.name);
    if (subclasses.length > 0) {
      // What keeps those has been said.
      if (subclasses.every((subclass) => kept.has(foldName(subclass)))) return true;
      const parameters = { class: name, namespace, subclasses: listOf(subclasses, subclasses.length) };
      this.#refuse(createDiagnostic("subclasses-left", parameters, place));
      return true;
    }
    const instances: string[] = [];
    for await (const instance of storedInstances(services.createInstanceEnum(name, WBEM_FLAG_SHALLOW))) {
      const path = instancePath(instance, definition);
      instances.push(path === undefined ? instance.className : formatObjectPath(path));
      if (instances.length > maximumNamed) break;
    }
    if (instances.length === 0) return false;
    this.#refuse(createDiagnostic("instances-left", { class: name, namespace, instances: listOf(instances) }, place));
    return true;
  }

  async #removeQualifiers({ services, qualifiers }: RemovalGroup): Promise<void> {
    for (const object of [...qualifiers.values()].reverse()) {
      const isThere =
        services !== undefined && (await this.#delete(object, () => services.deleteQualifier(object.path)));
      this.#tell(object, isThere === undefined ? "kept" : isThere ? "deleted" : "absent");
    }
  }

  async #warnOfTexts({ services, namespace, classes, gone }: RemovalGroup): Promise<void> {
    if (services === undefined || gone.size === 0) return;
    for (const child of await childrenOf(services)) {
      const path = `${namespace}/${child}`;
      const localized = localeOfNamespace(path) && (await this.#open(path));
      if (localized === undefined) continue;
      for (const [key, { path: name, place }] of classes) {
        if (!gone.has(key) || (await orAbsent(() => localized.getClass(name))) === undefined) continue;
        this.#options.onDiagnostic(createDiagnostic("localized-class-left", { namespace: path, class: name }, place));
      }
    }
  }

  async #removeNamespaces(objects: readonly DeclaredObject[]): Promise<void> {
    const doomed = new Map<string, DeclaredObject>();
    for (const object of objects) {
      const name = namespaceName(object.path);
      if (name !== undefined) doomed.set(foldName(`${object.namespace}/${name}`), object);
    }
    // A longer path is never around a shorter one.
    for (const [path, object] of [...doomed].sort(([left], [right]) => right.length - left.length)) {
      const services = await this.#open(path);
      const parent = services && (await this.#open(object.namespace));
      if (services === undefined || parent === undefined) this.#tell(object, "absent");
      else if (!(await isEmpty(services))) this.#tell(object, "kept");
      else if (await this.#delete(object, () => parent.deleteInstance(object.path))) this.#tell(object, "deleted");
    }
  }

  /** Deletes an object; `false` where it is not there, `undefined` where it was refused, which has been reported then. */
  async #delete(object: DeclaredObject, remove: () => PromiseLike<unknown>): Promise<boolean | undefined> {
    try {
      await remove();
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (absences.has(error.status)) return false;
      this.#refuse(diagnosticOfRefusal(error, object.place));
      return undefined;
    }
  }

  #refuse(diagnostic: Diagnostic): void {
    this.refusals++;
    this.#options.onDiagnostic(diagnostic);
  }

  #tell(object: DeclaredObject, outcome: RemovalOutcome): void {
    this.counts[object.kind][outcome]++;
    this.#options.onObject?.({ ...object, outcome });
  }

  get #isTurnDue(): boolean {
    return this.#options.signal !== undefined && performance.now() - this.#lastTurn >= turnInterval;
  }

  async #takeTurn(): Promise<void> {
    await setImmediate();
    this.#lastTurn = performance.now();
    this.#options.signal?.throwIfAborted();
  }
}

/** Counts before anything has happened. */
export function noRemovals(): RemovalCounts {
  return { class: noOutcomes(), instance: noOutcomes(), qualifier: noOutcomes(), namespace: noOutcomes() };
}

function noOutcomes(): Record<RemovalOutcome, number> {
  return { deleted: 0, absent: 0, kept: 0 };
}

/** The first of some names in backticks, and how many others there are where that is known. */
function listOf(names: readonly string[], count?: number): string {
  const shown = names.slice(0, maximumNamed).map((name) => `\`${name}\``);
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(", ")} and ${count === undefined ? "more" : `${left} more`}`;
  const last = shown.pop() as string;
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}
