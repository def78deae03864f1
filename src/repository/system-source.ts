import { genusOfInstance, type SystemPropertySource } from "../cim/system-properties.ts";
import type { InstanceTable } from "./instance-table.ts";
import { derivationOf } from "./resolved-class.ts";

/**
 * What the system properties of an instance follow from.
 *
 * @param namespace `null` for an embedded instance, which stands in none
 * @param relpath `null` for one that has no path, or none yet
 */
export function systemSource(
  { resolved, properties }: InstanceTable,
  namespace: string | null,
  relpath: string | null,
): SystemPropertySource {
  return {
    genus: genusOfInstance,
    className: resolved.declaration.name,
    derivation: derivationOf(resolved),
    propertyCount: properties.length,
    namespace,
    relpath,
  };
}
