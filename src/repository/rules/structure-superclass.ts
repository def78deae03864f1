import { violation } from "../../wbem/error.ts";
import { findUse } from "../resolved-class.ts";
import type { ClassRule } from "./rule.ts";

/**
 * Structure superclass
 *
 * A structure derives from a structure, and what derives from one is one too (DSP0221, structure declaration; DSP0004,
 * qualifier Structure).
 */
export const structureSuperclass: ClassRule = {
  name: "structure-superclass",
  needsSuperclass: true,
  checkClass({ resolved }, report) {
    const { superclass } = resolved;
    const use = findUse(resolved.uses, "structure");
    if (use?.qualifier.value !== true || superclass === undefined || superclass.isStructure) return;
    const { name } = superclass.declaration;
    const parameters = { structure: resolved.declaration.name, superclass: name };
    report.add(violation("structure-under-class", parameters, { part: "superclass" }, { related: name }));
  },
};
