import { violation } from "../../wbem/error.ts";
import { type ClassRule, qualifierTarget } from "./rule.ts";
import { useTrait } from "./traits.ts";

/**
 * Qualifier flavor
 *
 * A flavor written at a use does not contradict the declared type (DSP0004, 5.5.2.3). What was declared DisableOverride
 * stays so; a use may add DisableOverride. Whether a qualifier propagates is for its declaration to say: authors of WMI
 * classes write propagation flavors everywhere, so outside of the DMTF dialects one that contradicts has no effect, which is
 * a warning.
 */
export const qualifierFlavor: ClassRule = {
  name: "qualifier-flavor",
  uses: useTrait.flavor,
  concerns: ({ type }) => type !== undefined,
  checkQualifier(use, element, { context }, report) {
    const { flavor: declared } = use.definition;
    const { overridable, toSubclass } = use.qualifier.flavor;
    const target = { ...qualifierTarget(use, element), part: "flavor" as const };
    const qualifier = use.qualifier.name;
    if (overridable === true && !declared.overridable) {
      const parameters = { qualifier, flavor: "EnableOverride", declared: "DisableOverride" };
      report.add(violation("contradictory-flavor", parameters, target));
    }
    if (toSubclass === undefined || toSubclass === declared.toSubclass) return;
    const parameters = toSubclass
      ? { qualifier, flavor: "ToSubclass", declared: "Restricted" }
      : { qualifier, flavor: "Restricted", declared: "ToSubclass" };
    const isStrict = context.dialect === "dmtf" || context.dialect === "dmtf3";
    report.add(violation(isStrict ? "contradictory-flavor" : "flavor-without-effect", parameters, target));
  },
};
