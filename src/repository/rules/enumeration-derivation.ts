import { violation } from "../../wbem/error.ts";
import type { ClassRule } from "./rule.ts";

/**
 * Enumeration derivation
 *
 * An enumeration extends an enumeration, and nothing else derives from one (DSP0221, enumeration declaration).
 */
export const enumerationDerivation: ClassRule = {
  name: "enumeration-derivation",
  needsSuperclass: true,
  checkClass({ resolved }, report) {
    const { superclass, declaration } = resolved;
    if (superclass === undefined || superclass.isEnumeration === resolved.isEnumeration) return;
    const { name } = superclass.declaration;
    const target = { part: "superclass" as const };
    report.add(
      resolved.isEnumeration
        ? violation("unknown-base-enumeration", { enumeration: name }, target, { related: name })
        : violation("class-under-enumeration", { class: declaration.name, enumeration: name }, target, {
            related: name,
          }),
    );
  },
};
