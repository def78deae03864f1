import type { CimInstance } from "../cim/model.ts";
import { isSlash } from "../cim/name-characters.ts";
import { foldName } from "../cim/names.ts";
import { normalizeNamespace } from "../cim/namespace-path.ts";
import { checkText } from "../wbem/check-arguments.ts";
import { violation, WbemError, type WbemErrorDetails } from "../wbem/error.ts";
import { WBEM_FLAG_CREATE_ONLY, WBEM_FLAG_UPDATE_ONLY } from "../wbem/flags.ts";
import type { PutOutcome } from "../wbem/services.ts";
import { namespaceClass, namespaceNameOf, namespaceRelpath } from "./namespace-instances.ts";
import type { NamespaceSession } from "./namespace-session.ts";

/**
 * Creates a child namespace by its instance of `__Namespace`. One that is there stays as it is; its qualifiers, which WMI
 * reads as security descriptors, are not stored.
 */
export async function putNamespace(
  session: NamespaceSession,
  instance: CimInstance,
  flags: number,
  details: WbemErrorDetails,
): Promise<PutOutcome> {
  if (foldName(instance.className) !== namespaceClass) throw readOnlyInstance(instance.className, details);
  const name = namespaceNameOf(instance, details);
  const path = namespaceRelpath(name);
  const child = `${session.path}/${name}`;
  const exists = (await session.reader.getNamespace(foldName(child))) !== undefined;
  if (exists && (flags & WBEM_FLAG_CREATE_ONLY) !== 0) {
    throw WbemError.fromViolations([violation("instance-exists", { path })], details);
  }
  if (!exists && (flags & WBEM_FLAG_UPDATE_ONLY) !== 0) {
    throw WbemError.fromViolations([violation("instance-to-update-missing", { path })], details);
  }
  if (exists) return "unchanged";
  await session.namespaces.create(child);
  return "created";
}

/** The whole path of a namespace below another by its path from there. `WBEM_E_INVALID_NAMESPACE` where that is none. */
export function namespaceBelow(parent: string, path: string): string {
  checkText(path, "the path of the namespace");
  const below = isSlash(path.charCodeAt(0)) ? undefined : normalizeNamespace(path);
  if (below !== undefined) return `${parent}/${below.namespace}`;
  throw WbemError.fromViolations([violation("invalid-relative-namespace", { path, namespace: parent })]);
}

/** The error for an instance that the repository makes itself. */
function readOnlyInstance(className: string, details: WbemErrorDetails = {}): WbemError {
  return WbemError.fromViolations([violation("read-only-instance", { class: className })], details);
}
