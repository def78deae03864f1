import { violation } from "../../wbem/error.ts";
import { findUse } from "../resolved-class.ts";
import { type ClassRule, qualifierTarget } from "./rule.ts";

/**
 * Key structure
 *
 * The keys of a class are those of the topmost ancestor that has any: below it no key is added, no inherited property is
 * made one, and no key ceases to be one (DSP0004, 5.6.3.21; Microsoft, "Key qualifier").
 */
export const keyStructure: ClassRule = {
  name: "key-structure",
  needsSuperclass: true,
  needsWholeClass: true,
  checkProperty(property, { resolved }, report) {
    const use = findUse(property.uses, "key");
    if (use === undefined) return;
    const { overridden } = property;
    const target = qualifierTarget(use, property);
    const { name } = property.declaration;
    const keyed = resolved.superclass?.keyClass;
    if (use.qualifier.value === false) {
      if (overridden?.isKey !== true) return;
      report.add(violation("key-revoked", { property: name }, target, { related: overridden.origin }));
    } else if (keyed !== undefined && overridden?.isKey !== true) {
      const keyClass = keyed.declaration.name;
      report.add(violation("key-below-keyed-class", { property: name, keyClass }, target, { related: keyClass }));
    }
  },
};
