import type { CimInstance } from "../cim/model.ts";
import { normalizeNamespace } from "../cim/namespace-path.ts";
import type { WbemTransaction } from "./connection.ts";
import { findNamespace } from "./find-in-target.ts";
import type { WbemServices } from "./services.ts";

/** A namespace that is there, whoever created it. */
export interface EnsuredNamespace {
  readonly services: WbemServices;
  /** The paths of the namespaces that were created for it, parents first; empty where it was there. */
  readonly created: readonly string[];
}

function namespaceInstance(name: string): CimInstance {
  return { kind: "instance", className: "__Namespace", properties: [{ name: "Name", value: name }] };
}

/**
 * Opens a namespace and creates it where it is missing, with all that is missing above it, through instances of
 * `__Namespace` as any client would. `WBEM_E_INVALID_NAMESPACE` where the path is none, or its topmost namespace, which
 * nobody can create, is missing.
 *
 * @example const { services, created } = await ensureNamespace(transaction, "root/Orchard/North")
 */
export async function ensureNamespace(transaction: WbemTransaction, path: string): Promise<EnsuredNamespace> {
  const parsed = normalizeNamespace(path);
  const names = parsed?.server === undefined ? (parsed?.namespace.split("/") ?? []) : [];
  // From the whole path upward: the namespace, or at least its parent, is nearly always there.
  let depth = names.length;
  let services: WbemServices | undefined;
  while (depth > 1 && services === undefined) {
    services = await findNamespace(transaction, names.slice(0, depth).join("/"));
    if (services === undefined) depth--;
  }
  // What is left has no parent to create it in, so the target's own error says what is wrong.
  services ??= await transaction.openNamespace(names[0] ?? path);
  const created: string[] = [];
  for (; depth < names.length; depth++) {
    await services.putInstance(namespaceInstance(names[depth] as string));
    services = await transaction.openNamespace(names.slice(0, depth + 1).join("/"));
    created.push(services.namespace);
  }
  return { services, created };
}
