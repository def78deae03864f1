import { violation } from "../../wbem/error.ts";
import { type ClassRule, qualifierTarget } from "./rule.ts";

/**
 * Qualifier flavor
 *
 * A flavor written at a use does not contradict the declared type: what was declared DisableOverride stays so, and a
 * qualifier propagates where its type says so and nowhere else. A use may add DisableOverride (DSP0004, 5.5.2.3).
 */
export const qualifierFlavor: ClassRule = {
  name: "qualifier-flavor",
  concerns: ({ type }) => type !== undefined,
  checkQualifier(use, element, _subject, report) {
    const { flavor: declared } = use.definition;
    const { overridable, toSubclass } = use.qualifier.flavor;
    const loosened = overridable === true && !declared.overridable;
    if (!loosened && (toSubclass === undefined || toSubclass === declared.toSubclass)) return;
    const [found, expected] = loosened
      ? ["EnableOverride", "DisableOverride"]
      : toSubclass === true
        ? ["ToSubclass", "Restricted"]
        : ["Restricted", "ToSubclass"];
    const parameters = { qualifier: use.qualifier.name, flavor: found, declared: expected };
    report.add(violation("contradictory-flavor", parameters, { ...qualifierTarget(use, element), part: "flavor" }));
  },
};
