import { bindKeys } from "../../cim/instance-keys.ts";
import type { CimInstance } from "../../cim/model.ts";
import type { ObjectPath } from "../../cim/object-path.ts";
import type { WbemContext } from "../../wbem/context.ts";
import { WbemError } from "../../wbem/error.ts";
import { WBEM_FLAG_DIRECT_READ } from "../../wbem/flags.ts";
import type { ProviderCall } from "../../wbem/provider.ts";
import { instanceTableOf } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { isClassOrSubclass, type ResolvedClass } from "../resolved-class.ts";
import { callProvider, invalidAnswer } from "./call-provider.ts";
import { providerCall } from "./namespace-reads.ts";
import type { ProviderAccess, ServedClass } from "./provider-access.ts";
import { AnswerCheck, foldedKeys, keysOf } from "./provider-answer.ts";

/** What a provider has under a path; `undefined` where it has nothing. */
async function getFrom(
  view: NamespaceView,
  served: ServedClass,
  path: ObjectPath,
  call: ProviderCall,
): Promise<CimInstance | undefined> {
  const method = "getObject";
  const table = instanceTableOf(served.resolved);
  const keys = bindKeys(path, table.keyDefinition);
  if ("kind" in keys) return undefined;
  const own: ObjectPath = { kind: "path", className: served.resolved.declaration.name, keys };
  let answer: unknown;
  try {
    answer = await callProvider<unknown>(served, method, () => served.provider.getObject?.(own, call));
  } catch (error) {
    if (error instanceof WbemError && error.status === "WBEM_E_NOT_FOUND") return undefined;
    throw error;
  }
  if (answer === undefined || answer === null) return undefined;
  return (await AnswerCheck.begin(view, served, method)).instanceWith(answer, keys);
}

/**
 * Finds an instance with the providers of a class and of those below, which are asked first: what they have is more than
 * the view of it that a provider above may have. Where one of them fails, the others are asked all the same; its error is
 * thrown where none of them has it.
 */
export async function getProvided(
  view: NamespaceView,
  providers: ProviderAccess,
  named: ResolvedClass,
  path: ObjectPath,
  flags: number,
  context: WbemContext | null,
): Promise<CimInstance | undefined> {
  const isDirect = (flags & WBEM_FLAG_DIRECT_READ) !== 0;
  const call = providerCall(view, flags, context);
  const failures: unknown[] = [];
  for (const served of await providers.below(named)) {
    if (isDirect && served.resolved !== named) continue;
    try {
      const found = await getFrom(view, served, path, call);
      if (found !== undefined) return found;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return undefined;
}

/** The instances that the provider of a class has, one after another as it gives them. */
export async function* enumerateProvided(
  view: NamespaceView,
  served: ServedClass,
  flags: number,
  context: WbemContext | null,
): AsyncGenerator<CimInstance> {
  const method = "createInstanceEnum";
  const { resolved, provider } = served;
  const call = providerCall(view, flags, context);
  const name = resolved.declaration.name;
  const instances = await callProvider<unknown>(served, method, () => provider.createInstanceEnum?.(name, call));
  if (!isIterable(instances)) throw invalidAnswer(served, method, "it cannot be iterated");
  const check = await AnswerCheck.begin(view, served, method);
  const iterator = await callProvider<InstanceIterator>(served, method, () => iteratorOf(instances));
  let isOpen = false;
  const close = (): Promise<unknown> => {
    isOpen = false;
    return callProvider<unknown>(served, method, () => iterator.return?.());
  };
  try {
    for (;;) {
      const next = await callProvider<unknown>(served, method, () => iterator.next());
      if (!isResult(next)) throw invalidAnswer(served, method, "its iterator gives what is no result");
      if (next.done) return;
      isOpen = true;
      yield await check.instance(next.value);
      isOpen = false;
    }
  } catch (error) {
    // What was wrong first is told.
    if (isOpen) await close().catch(() => undefined);
    throw error;
  } finally {
    // Whoever reads stops early: the provider hears of it.
    if (isOpen) await close();
  }
}

type Instances = AsyncIterable<unknown> | Iterable<unknown>;
type InstanceIterator = AsyncIterator<unknown> | Iterator<unknown>;

function isIterable(answer: unknown): answer is Instances {
  return typeof answer === "object" && answer !== null && (Symbol.asyncIterator in answer || Symbol.iterator in answer);
}

function iteratorOf(instances: Instances): InstanceIterator {
  return Symbol.asyncIterator in instances ? instances[Symbol.asyncIterator]() : instances[Symbol.iterator]();
}

function isResult(next: unknown): next is IteratorResult<unknown> {
  return typeof next === "object" && next !== null;
}

/** The instances of exactly one class, of the store or of its provider. */
type InstancesOf = (resolved: ResolvedClass) => AsyncIterable<CimInstance>;

/**
 * The instances of several classes, where a provider of one of them may have a view of what classes below it have: each
 * comes once, as one of its own class. So classes below come before those above, and the keys of what they give are
 * remembered as long as that matters; where no provider has classes below it, nothing is, and the order is as it was.
 *
 * @param classes each before those below it
 */
export async function* mergeInstances(
  view: NamespaceView,
  providers: ProviderAccess | undefined,
  classes: AsyncIterable<ResolvedClass> | Iterable<ResolvedClass>,
  instancesOf: InstancesOf,
): AsyncGenerator<CimInstance> {
  /** The topmost class with a provider and what came of the classes below it. */
  let pending: ResolvedClass[] = [];
  for await (const resolved of classes) {
    const [top] = pending;
    if (providers !== undefined && top !== undefined && !isClassOrSubclass(resolved, top.key)) {
      yield* mergeSubtree(view, providers, pending, instancesOf);
      pending = [];
    }
    if (pending.length > 0 || providers?.find(resolved) !== undefined) pending.push(resolved);
    else yield* instancesOf(resolved);
  }
  if (providers !== undefined) yield* mergeSubtree(view, providers, pending, instancesOf);
}

/** A class with a provider and all those below it. */
async function* mergeSubtree(
  view: NamespaceView,
  providers: ProviderAccess,
  classes: readonly ResolvedClass[],
  instancesOf: InstancesOf,
): AsyncGenerator<CimInstance> {
  const seen = new Set<string>();
  for (const resolved of classes.toReversed()) {
    const table = instanceTableOf(resolved);
    const isServed = providers.find(resolved) !== undefined;
    for await (const instance of instancesOf(resolved)) {
      if (classes.length > 1) {
        const key = `${table.keyClass}:${foldedKeys(keysOf(instance, table), view)}`;
        if (isServed && seen.has(key)) continue;
        seen.add(key);
      }
      yield instance;
    }
  }
}
