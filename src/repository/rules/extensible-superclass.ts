import { violation } from "../../wbem/error.ts";
import type { ClassRule } from "./rule.ts";

/** System classes whose instances the repository makes itself, so that nothing can derive from them. */
const closedSystemClasses = new Set(["__namespace", "__thisnamespace"]);

/**
 * Extensible superclass
 *
 * Nothing derives from a class that is Terminal, and a class that is Terminal is not Abstract, since it could then never
 * have an instance (Microsoft, "Standard qualifiers").
 */
export const extensibleSuperclass: ClassRule = {
  name: "extensible-superclass",
  checkClass({ resolved }, report) {
    const { superclass, isTerminal, isAbstract } = resolved;
    if (superclass !== undefined && (superclass.isTerminal || closedSystemClasses.has(superclass.key))) {
      const { name } = superclass.declaration;
      report.add(violation("terminal-superclass", { superclass: name }, { part: "superclass" }, { related: name }));
    }
    if (isTerminal && isAbstract) report.add(violation("terminal-and-abstract", {}, { qualifier: "Terminal" }));
  },
};
