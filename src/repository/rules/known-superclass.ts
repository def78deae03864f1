import { violation } from "../../wbem/error.ts";
import type { ClassRule } from "./rule.ts";

/**
 * Known superclass
 *
 * A class derives from a class of its own namespace that is there already (DSP0004, 5.1.2.2; WBEM_E_INVALID_SUPERCLASS).
 */
export const knownSuperclass: ClassRule = {
  name: "known-superclass",
  checkClass({ resolved, superclass, context }, report) {
    const name = resolved.declaration.superclass;
    if (superclass !== "unknown" || name === undefined) return;
    const suggestion = context.suggestClass(name);
    report.add(
      violation(
        "unknown-superclass",
        { superclass: name },
        { part: "superclass" },
        suggestion === undefined ? {} : { suggestion },
      ),
    );
  },
};
