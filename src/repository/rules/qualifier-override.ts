import { valuesEqual } from "../../cim/values-equal.ts";
import { violation } from "../../wbem/error.ts";
import { inheritedUse } from "../effective-qualifiers.ts";
import { type ClassRule, describeElement, qualifierTarget } from "./rule.ts";
import { useTrait } from "./traits.ts";

/**
 * Qualifier override
 *
 * Where a qualifier that is DisableOverride is propagated, the subclass or overriding element repeats its value or leaves
 * it out (DSP0004, 5.5.2.3; WBEM_E_OVERRIDE_NOT_ALLOWED). Only a value that was specified binds, never a declared default:
 * CIM 2.49 turns Key on in 86 overrides. Keys have a law of their own.
 */
export const qualifierOverride: ClassRule = {
  name: "qualifier-override",
  uses: useTrait.heir,
  needsSuperclass: true,
  needsWholeClass: true,
  concerns: ({ key }) => key !== "key",
  checkQualifier(use, element, _subject, report) {
    const inherited = inheritedUse(element, use.definition.key);
    if (inherited === undefined) return;
    const { qualifier, definition } = inherited;
    if (qualifier.flavor.overridable ?? definition.flavor.overridable) return;
    if (valuesEqual(qualifier.value ?? null, use.qualifier.value ?? null)) return;
    const parameters = { qualifier: use.qualifier.name, element: describeElement(element) };
    report.add(violation("override-not-allowed", parameters, { ...qualifierTarget(use, element), part: "value" }));
  },
};
