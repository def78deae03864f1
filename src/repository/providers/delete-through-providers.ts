import { bindKeys } from "../../cim/instance-keys.ts";
import { formatKeys, type KeyBinding, type ObjectPath } from "../../cim/object-path.ts";
import type { WbemContext } from "../../wbem/context.ts";
import type { WbemError } from "../../wbem/error.ts";
import type { ProviderCall } from "../../wbem/provider.ts";
import { instanceTableOf } from "../instance-table.ts";
import { instanceNotFound } from "../locate-instance.ts";
import type { NamespaceSession } from "../namespace-session.ts";
import { relpath } from "../relpath.ts";
import { isClassOrSubclass, type ResolvedClass } from "../resolved-class.ts";
import { callProvider } from "./call-provider.ts";
import { providerCall } from "./namespace-reads.ts";
import type { ProviderAccess, ServedClass } from "./provider-access.ts";
import { withKeptWork } from "./provider-journal.ts";
import { checkWork, workOf } from "./work-answer.ts";

const method = "deleteInstance";

/** What came of one of the classes that an instance may be of. */
interface Attempt {
  readonly resolved: ResolvedClass;
  /** `undefined`: it succeeded. */
  readonly error: WbemError | undefined;
}

/** Which instance is deleted. */
export interface DeletedInstance {
  /** The class that the path names. */
  readonly named: ResolvedClass;
  readonly path: ObjectPath;
  /** The class of the instance that the store holds; `undefined` where it holds none. */
  readonly stored: ResolvedClass | undefined;
}

async function attempt(
  session: NamespaceSession,
  served: ServedClass,
  keys: readonly KeyBinding[],
  call: ProviderCall,
): Promise<Attempt> {
  const { resolved, provider } = served;
  const path: ObjectPath = { kind: "path", className: resolved.declaration.name, keys };
  try {
    const act = () => session.journal.serve(() => provider.deleteInstance?.(path, call));
    const answer = await callProvider<unknown>(served, method, act);
    session.journal.record(method, relpath(instanceTableOf(resolved), formatKeys(keys)), workOf(answer));
    checkWork(served, method, answer);
    return { resolved, error: undefined };
  } catch (error) {
    return { resolved, error: error as WbemError };
  }
}

/**
 * Deletes an instance with the providers of its class, of those above and of those below, siblings left out; abstract
 * classes are not asked. Each gets the path by the name of its own class. What decides are the topmost of these classes, the
 * class of the stored instance among them: one that succeeds is enough (Microsoft, "IWbemServices::DeleteInstance"). Where
 * all of them fail, what the others did is undone. The row of the store is left to the caller.
 *
 * @returns whether there was any provider to ask
 */
export async function deleteThroughProviders(
  session: NamespaceSession,
  providers: ProviderAccess,
  { named, path, stored }: DeletedInstance,
  flags: number,
  context: WbemContext | null,
): Promise<boolean> {
  const keys = bindKeys(path, instanceTableOf(named).keyDefinition);
  if ("kind" in keys) throw instanceNotFound(session, path);
  const above = named.superclass === undefined ? [] : providers.chainOf(named.superclass);
  const below = await providers.below(named);
  const asked = [...above, ...below.toReversed()].filter(({ resolved }) => !resolved.isAbstract);
  if (asked.length === 0) return false;
  const { journal } = session;
  const before = journal.length;
  const call = providerCall(session, flags, context);
  const attempts: Attempt[] = [];
  for (const served of asked) attempts.push(await attempt(session, served, keys, call));
  // The row is deleted when all is decided, and nothing keeps it from that.
  if (stored !== undefined && providers.find(stored) === undefined) {
    attempts.push({ resolved: stored, error: undefined });
  }
  const deciding = attempts.filter(({ resolved }) => !attempts.some((other) => isAbove(other.resolved, resolved)));
  if (deciding.some(({ error }) => error === undefined)) return true;
  const failure = deciding.find(({ error }) => error?.status !== "WBEM_E_NOT_FOUND") ?? deciding[0];
  throw withKeptWork(failure?.error ?? instanceNotFound(session, path), await journal.undoFrom(before));
}

function isAbove(candidate: ResolvedClass, resolved: ResolvedClass): boolean {
  return candidate !== resolved && isClassOrSubclass(resolved, candidate.key);
}
