import { nestedName } from "../cim/class-kinds.ts";
import { foldName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { checkContextArgument } from "../wbem/check-arguments.ts";
import type { WbemContext } from "../wbem/context.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { checkFlags } from "../wbem/operation-flags.ts";
import type { DeleteClassResult } from "../wbem/services.ts";
import { refuseDeletionInUse } from "./enumeration-users.ts";
import { classOfPath, instanceNotFound, keysOfPath, localPath, locateInstance } from "./locate-instance.ts";
import { namespaceClass, thisNamespaceClass } from "./namespace-instances.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { deleteThroughProviders } from "./providers/delete-through-providers.ts";
import { unregisterProviders } from "./providers/deleted-providers.ts";
import { findMissingProvider } from "./providers/missing-provider.ts";
import { isServed, providersOf } from "./providers/provider-access.ts";
import { depthOf, type ResolvedClass } from "./resolved-class.ts";

/**
 * Deletes a class with everything derived from it, what is declared in them, and all their instances: see
 * `WbemServices.deleteClass`.
 */
export async function deleteClass(session: NamespaceSession, name: string, flags: number): Promise<DeleteClassResult> {
  checkFlags("deleteClass", flags);
  const resolved = await classOfPath(session, { kind: "path", className: name });
  if (resolved.isSystem) {
    throw WbemError.fromViolations([violation("system-class-fixed", { class: resolved.declaration.name })], {
      object: session.refused("class", resolved.declaration.name),
    });
  }
  const doomed = await withNested(session, resolved);
  await refuseWithoutOuter(session, doomed);
  const instances = await countInstances(session, doomed);
  await removeWithNested(session, doomed);
  return { classes: doomed.map(({ declaration }) => declaration.name), instances };
}

async function countInstances(
  { reader, key: namespace }: NamespaceSession,
  classes: readonly ResolvedClass[],
): Promise<number> {
  let count = 0;
  for (const { key } of classes) {
    count += await reader.countInstances(namespace, key);
  }
  return count;
}

/** Deletes what was declared in a class that is declared anew without it. */
export async function deleteNested(session: NamespaceSession, name: string): Promise<void> {
  const resolved = await session.findClass(name);
  if (resolved !== undefined) await removeWithNested(session, await withNested(session, resolved));
}

async function removeWithNested(session: NamespaceSession, doomed: readonly ResolvedClass[]): Promise<void> {
  await refuseDeletionInUse(session, doomed);
  for (const { key, declaration, isEnumeration } of doomed) {
    if (isEnumeration) continue;
    session.deferred.deletedClasses.set(key, declaration.name);
    session.deferred.embeddedClasses.set(key, declaration.name);
  }
  unregisterProviders(session, doomed);
  // Subclasses first, so that no row is ever without its superclass.
  await session.removeClasses(doomed.map(({ key }) => key).reverse());
}

/** Refuses to delete what is declared in a class that stays. */
async function refuseWithoutOuter(session: NamespaceSession, doomed: readonly ResolvedClass[]): Promise<void> {
  const keys = new Set(doomed.map(({ key }) => key));
  for (const { declaration } of doomed) {
    const { name, outer } = declaration;
    if (outer === undefined || keys.has(foldName(outer))) continue;
    const around = await session.findClass(outer);
    if (around === undefined) continue;
    const parameters = { type: name, class: around.declaration.name };
    const related = { related: around.declaration.name };
    throw WbemError.fromViolations([violation("nested-type-deletion", parameters, {}, related)], {
      object: session.refused("class", name),
    });
  }
}

/** A class with everything that derives from it or is declared in what does, each after what it derives from. */
async function withNested(session: NamespaceSession, resolved: ResolvedClass): Promise<readonly ResolvedClass[]> {
  const doomed = new Map([[resolved.key, resolved]]);
  // What is added while this goes on is gone through as well.
  for (const current of doomed.values()) {
    for await (const subclass of session.descendantsOf(current)) doomed.set(subclass.key, subclass);
    const { name, nested = [] } = current.declaration;
    for (const local of nested) {
      const inner = await session.findClass(nestedName(name, local));
      if (inner !== undefined) doomed.set(inner.key, inner);
    }
  }
  return [...doomed.values()].sort((left, right) => depthOf(left) - depthOf(right));
}

/** Deletes an instance; one of `__Namespace` with the namespace: see `WbemServices.deleteInstance`. */
export async function deleteInstance(
  session: NamespaceSession,
  path: string | ObjectPath,
  flags: number,
  context: WbemContext | null,
): Promise<void> {
  checkFlags("deleteInstance", flags);
  checkContextArgument(context);
  const local = localPath(session, path);
  const named = await classOfPath(session, local);
  if (named.key === thisNamespaceClass && local.keys?.length === 0) {
    throw WbemError.fromViolations([violation("undeletable-instance", { class: named.declaration.name })]);
  }
  if (named.key === namespaceClass) {
    const name = keysOfPath(local, named)[0]?.value as string;
    if (!(await session.namespaces.delete(`${session.key}/${foldName(name)}`))) throw instanceNotFound(session, path);
    return;
  }
  const row = await locateInstance(session, local, named);
  const providers = providersOf(session);
  if (providers !== undefined) {
    const stored = row && (await session.findClass(row.className));
    const deleted = { named, path: local, stored };
    if (await deleteThroughProviders(session, providers, deleted, flags, context)) {
      if (row !== undefined) await session.writer.deleteInstances(session.key, [row]);
      return;
    }
  }
  if (row !== undefined) await session.writer.deleteInstances(session.key, [row]);
  // Whether its provider has the instance is not asked where nothing is to last.
  else if (!(session.settings.dryRun && isServed(session, named))) {
    const missing = await findMissingProvider(session, named);
    throw missing === undefined ? instanceNotFound(session, path) : WbemError.fromViolations([missing]);
  }
}
