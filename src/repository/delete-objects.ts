import { nestedName } from "../cim/class-kinds.ts";
import { foldName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { refuseDeletionInUse } from "./enumeration-users.ts";
import { classOfPath, instanceNotFound, localPath, locateInstance } from "./locate-instance.ts";
import { namespaceClass, thisNamespaceClass } from "./namespace-instances.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { readOnlyInstance } from "./namespaces.ts";
import type { ResolvedClass } from "./resolved-class.ts";

/**
 * Deletes a class with everything derived from it, what is declared in them, and all their instances: see
 * `WbemServices.deleteClass`.
 */
export async function deleteClass(session: NamespaceSession, name: string): Promise<void> {
  const resolved = await classOfPath(session, { kind: "path", className: name });
  if (resolved.isSystem) {
    throw WbemError.fromViolations([violation("system-class-fixed", { class: resolved.declaration.name })], {
      object: session.refused("class", resolved.declaration.name),
    });
  }
  const doomed = await withNested(session, resolved);
  await refuseDeletionInUse(session, doomed);
  // Subclasses first, so that no row is ever without its superclass.
  await session.removeClasses(doomed.map(({ key }) => key).reverse());
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

function depthOf({ superclass }: ResolvedClass): number {
  let depth = 0;
  for (let current = superclass; current !== undefined; current = current.superclass) depth++;
  return depth;
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
