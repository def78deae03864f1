import type { CimInstance } from "../cim/model.ts";
import { isNamespacePart } from "../cim/name-characters.ts";
import { foldName } from "../cim/names.ts";
import { quoteKeyText } from "../cim/object-path.ts";
import { violation, WbemError, type WbemErrorDetails } from "../wbem/error.ts";
import type { NamespaceRow } from "./store.ts";

/** The namespace that every repository has. */
export const rootNamespace = "root";

/** Folded names of the classes whose instances are made by the repository and not stored. */
export const namespaceClass = "__namespace";
export const thisNamespaceClass = "__thisnamespace";

/** The last name of a namespace path. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a namespace is left out of listings: one of its names begins with two underscores. */
export function isHidden(key: string): boolean {
  return key.startsWith("__") || key.includes("/__");
}

/** The direct children among all namespaces, by name. */
export function childrenOf(rows: readonly NamespaceRow[], parent: string): readonly NamespaceRow[] {
  const prefix = `${parent}/`;
  return rows.filter(({ key }) => key.startsWith(prefix) && !key.includes("/", prefix.length));
}

/** A child as `createInstanceEnum("__Namespace")` lists it. */
export function namespaceInstance(row: NamespaceRow): CimInstance {
  return { kind: "instance", className: "__Namespace", properties: [{ name: "Name", value: lastName(row.path) }] };
}

/** The one instance of `__thisNAMESPACE`, which every namespace has. */
export function thisNamespaceInstance(): CimInstance {
  const properties = [{ name: "SECURITY_DESCRIPTOR", value: null }];
  return { kind: "instance", className: "__thisNAMESPACE", properties };
}

/** The relpath of a child. */
export function namespaceRelpath(name: string): string {
  return `__Namespace.Name=${quoteKeyText(name)}`;
}

/** The name that an instance of `__Namespace` gives its namespace. `WBEM_E_INVALID_PARAMETER`. */
export function namespaceNameOf(instance: CimInstance, details: WbemErrorDetails = {}): string {
  const value = instance.properties.find(({ name }) => foldName(name) === "name")?.value;
  const name = typeof value === "string" ? value : "";
  for (let index = 0; index < name.length; index++) {
    if (!isNamespacePart(name.charCodeAt(index))) throw invalidName(name, details);
  }
  if (name.length === 0 || !name.isWellFormed()) throw invalidName(name, details);
  return name;
}

function invalidName(name: string, details: WbemErrorDetails): WbemError {
  const target = { property: "Name", part: "value" } as const;
  return WbemError.fromViolations([violation("invalid-namespace-name", { name }, target)], details);
}
