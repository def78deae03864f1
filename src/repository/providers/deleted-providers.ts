import { bindKeys } from "../../cim/instance-keys.ts";
import { foldName } from "../../cim/names.ts";
import type { ObjectPath } from "../../cim/object-path.ts";
import { instanceTableOf, PlacedInstance } from "../instance-table.ts";
import type { NamespaceSession } from "../namespace-session.ts";
import { elementsOf, findUse, type ResolvedClass } from "../resolved-class.ts";
import type { InstanceKey } from "../store.ts";
import { storedInstance } from "../stored-instance.ts";
import { findSystemClass } from "../system-classes.ts";
import { providerNameOf } from "./dynamic-class.ts";

/** Folded names of the classes whose instances register a provider for instances, methods or properties of classes. */
const registrationClasses = [
  "__instanceproviderregistration",
  "__methodproviderregistration",
  "__propertyproviderregistration",
];

/** The folded names of the providers that a class or one of its elements names. */
function* providersNamedBy(resolved: ResolvedClass): Generator<string> {
  for (const element of elementsOf(resolved)) {
    const name = providerNameOf(findUse(element.uses, "provider"));
    if (name !== undefined) yield foldName(name);
  }
}

/** Ends the registrations of classes that are deleted, once the transaction lasts. */
export function unregisterProviders(session: NamespaceSession, deleted: readonly ResolvedClass[]): void {
  for (const resolved of deleted) {
    session.journal.unregister(session.key, resolved.key);
    for (const name of providersNamedBy(resolved)) session.deletedProviders.add(name);
  }
}

/**
 * Deletes the registrations, in the repository, of providers that deleted classes have named and no class names any more.
 * It waits for the end of the transaction, because a class may be deleted to be declared anew.
 */
export async function deleteRegistrations(session: NamespaceSession): Promise<void> {
  const gone = new Set(session.deletedProviders);
  if (gone.size === 0) return;
  for await (const resolved of session.descendantsOf(null)) {
    for (const name of providersNamedBy(resolved)) gone.delete(name);
    if (gone.size === 0) return;
  }
  for (const key of registrationClasses) {
    const doomed = await registrationsOf(session, findSystemClass(key) as ResolvedClass, gone);
    if (doomed.length > 0) await session.writer.deleteInstances(session.key, doomed);
  }
}

async function registrationsOf(
  session: NamespaceSession,
  resolved: ResolvedClass,
  providers: ReadonlySet<string>,
): Promise<readonly InstanceKey[]> {
  const table = instanceTableOf(resolved);
  const provider = table.find("provider");
  const doomed: InstanceKey[] = [];
  for await (const rows of session.writer.scanInstances(session.key, resolved.key)) {
    for (const row of rows) {
      const placed = new PlacedInstance(storedInstance(session, row, table), table);
      const name = await providerNamed(session, provider && placed.valueOf(provider));
      if (name !== undefined && providers.has(name)) doomed.push(row);
    }
  }
  return doomed;
}

/** The folded name of the provider that a reference names. */
async function providerNamed(session: NamespaceSession, reference: unknown): Promise<string | undefined> {
  const path = reference as ObjectPath | null | undefined;
  if (path === undefined || path === null) return undefined;
  const resolved = await session.findClass(path.className);
  if (resolved === undefined) return undefined;
  const keys = bindKeys(path, instanceTableOf(resolved).keyDefinition);
  const name = "kind" in keys ? undefined : keys[0]?.value;
  return typeof name === "string" ? foldName(name) : undefined;
}
