import { violation } from "../../wbem/error.ts";
import type { ClassRule } from "./rule.ts";

/**
 * Abstract superclass
 *
 * The superclass of an abstract class is abstract. WMI refuses anything else with WBEM_E_CANNOT_BE_ABSTRACT; CIM does not,
 * and its own schema has such classes, so this only warns.
 */
export const abstractSuperclass: ClassRule = {
  name: "abstract-superclass",
  needsWholeClass: true,
  checkClass({ resolved }, report) {
    const { superclass } = resolved;
    if (!resolved.isAbstract || superclass === undefined || superclass.isAbstract) return;
    const { name } = superclass.declaration;
    const parameters = { superclass: name };
    report.add(violation("abstract-under-concrete", parameters, { qualifier: "Abstract" }, { related: name }));
  },
};
