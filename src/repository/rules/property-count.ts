import { violation } from "../../wbem/error.ts";
import type { ResolvedClass } from "../resolved-class.ts";
import type { ClassRule } from "./rule.ts";

/** How many properties a class of WMI has at most, inherited ones included. */
export const maximumPropertiesOfWmi = 1024;

function countProperties(resolved: ResolvedClass): number {
  let count = 0;
  for (let current: ResolvedClass | undefined = resolved; current !== undefined; current = current.superclass) {
    for (const { overridden, occurrence } of current.properties) if (!overridden && occurrence === 0) count++;
  }
  return count;
}

/**
 * Property count
 *
 * In WMI a class has at most 1024 properties (WBEM_E_TOO_MANY_PROPERTIES). DMTF sets no limit.
 */
export const propertyCount: ClassRule = {
  name: "property-count",
  checkClass({ resolved, context }, report) {
    if (context.dialect !== "wmi") return;
    const count = countProperties(resolved);
    if (count <= maximumPropertiesOfWmi) return;
    report.add(
      violation("too-many-properties", { class: resolved.declaration.name, count, maximum: maximumPropertiesOfWmi }),
    );
  },
};
