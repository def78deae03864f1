import { violation } from "../../wbem/error.ts";
import type { ResolvedClass } from "../resolved-class.ts";
import type { Report } from "./rule.ts";

/**
 * Instantiable class
 *
 * An instance that stands by itself is one of a class that is not abstract, needs keys or a singleton class, and is no
 * indication, which only happens, and no structure or enumeration of MOF 3 (DSP0004, 5.1.2.3 and 5.6.3; WBEM_E_INVALID_CLASS,
 * WBEM_E_NO_KEY). Embedded ones are free of this: DSC embeds instances of the abstract MSFT_KeyValuePair. Nothing of this depends
 * on the instance, so it is asked once per class.
 */
export const instantiableClass = {
  name: "instantiable-class",
  checkInstanceClass(resolved: ResolvedClass, report: Report): void {
    const { name } = resolved.declaration;
    const target = { part: "class" as const };
    const related = { related: name };
    if (resolved.isEnumeration)
      report.add(violation("instance-of-enumeration", { enumeration: name }, target, related));
    else if (resolved.isStructure) report.add(violation("instance-of-structure", { structure: name }, target, related));
    else if (resolved.isAbstract) report.add(violation("instance-of-abstract-class", { class: name }, target, related));
    else if (resolved.isIndication) report.add(violation("instance-of-indication", { class: name }, target, related));
    else if (resolved.keyClass === undefined && !resolved.isSingleton) {
      report.add(violation("class-without-key", { class: name }, target, related));
    }
  },
};
