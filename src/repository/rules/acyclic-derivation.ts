import { foldName } from "../../cim/names.ts";
import { violation } from "../../wbem/error.ts";
import type { ClassRule } from "./rule.ts";

/**
 * Acyclic derivation
 *
 * A class does not derive from itself, neither directly nor through its subclasses (DSP0004, 5.1.2.2;
 * WBEM_E_CIRCULAR_REFERENCE).
 */
export const acyclicDerivation: ClassRule = {
  name: "acyclic-derivation",
  checkClass({ resolved, superclass }, report) {
    const { name, superclass: parent = name } = resolved.declaration;
    if (superclass !== "circular") return;
    const target = { part: "superclass" as const };
    if (foldName(parent) === resolved.key) report.add(violation("derivation-from-itself", { class: name }, target));
    else {
      const parameters = { class: name, superclass: parent };
      report.add(violation("circular-derivation", parameters, target, { related: parent }));
    }
  },
};
