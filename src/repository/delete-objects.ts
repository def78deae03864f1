import { foldName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { classOfPath, instanceNotFound, localPath, locateInstance } from "./locate-instance.ts";
import { namespaceClass, thisNamespaceClass } from "./namespace-instances.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { readOnlyInstance } from "./namespaces.ts";

/** Deletes a class with everything derived from it and all their instances: see `WbemServices.deleteClass`. */
export async function deleteClass(session: NamespaceSession, name: string): Promise<void> {
  const resolved = await classOfPath(session, { kind: "path", className: name });
  if (resolved.isSystem) {
    throw WbemError.fromViolations([violation("system-class-fixed", { class: resolved.declaration.name })], {
      object: session.refused("class", resolved.declaration.name),
    });
  }
  const keys = [resolved.key];
  for await (const { key } of session.descendantsOf(resolved)) keys.push(key);
  // Subclasses first, so that no row is ever without its superclass.
  await session.removeClasses(keys.reverse());
}

/** Deletes an instance; one of `__Namespace` with the namespace: see `WbemServices.deleteInstance`. */
export async function deleteInstance(session: NamespaceSession, path: string | ObjectPath): Promise<void> {
  const local = localPath(session, path);
  const named = await classOfPath(session, local);
  if (named.key === thisNamespaceClass) throw readOnlyInstance(named.declaration.name);
  if (named.key === namespaceClass) {
    const name = local.keys?.[0]?.value;
    const isDeleted = typeof name === "string" && (await session.namespaces.delete(`${session.key}/${foldName(name)}`));
    if (!isDeleted) throw instanceNotFound(session, path);
    return;
  }
  const row = await locateInstance(session, local, named);
  if (row === undefined) throw instanceNotFound(session, path);
  await session.writer.deleteInstances(session.key, [row]);
}
