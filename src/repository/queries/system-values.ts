import type { CimInstance } from "../../cim/model.ts";
import { genusOfClass, type SystemPropertySource } from "../../cim/system-properties.ts";
import { type InstanceTable, instanceTableOf } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { derivationOf, type ResolvedClass } from "../resolved-class.ts";
import { storedRelpath } from "../stored-instance.ts";
import { systemSource } from "../system-source.ts";

/**
 * What the system properties of an instance that was read follow from. An embedded one stands in no namespace; of
 * `undefined`, an instance that is none yet, only the path is missing.
 */
export function systemSourceOf(
  view: NamespaceView,
  instance: CimInstance | undefined,
  table: InstanceTable,
  isEmbedded = false,
): SystemPropertySource {
  const { resolved } = table;
  const hasPath = !isEmbedded && (table.keys.length > 0 || resolved.isSingleton);
  const relpath = hasPath && instance !== undefined ? storedRelpath(instance, table) : null;
  return systemSource(table, isEmbedded ? null : view.path, relpath);
}

/** What the system properties of a class follow from. */
export function systemSourceOfClass(view: NamespaceView, resolved: ResolvedClass): SystemPropertySource {
  const { name } = resolved.declaration;
  return {
    genus: genusOfClass,
    className: name,
    derivation: derivationOf(resolved),
    propertyCount: instanceTableOf(resolved).properties.length,
    namespace: view.path,
    relpath: name,
  };
}
