import { foldName } from "../../cim/names.ts";
import { violation } from "../../wbem/error.ts";
import { findUse, type ResolvedMethod, type ResolvedProperty } from "../resolved-class.ts";
import { type ClassRule, qualifierTarget, type Report, targetOf } from "./rule.ts";
import { elementTrait } from "./traits.ts";

/** The element that an Override names: `Name`, in old schemas `Class.Name`. */
function overriddenName(value: string): string {
  return value.slice(value.lastIndexOf(".") + 1);
}

function checkOverride(element: ResolvedProperty | ResolvedMethod, report: Report): void {
  const { kind, overridden, uses } = element;
  const { name } = element.declaration;
  const use = findUse(uses, "override");
  const value = use?.qualifier.value;
  if (use === undefined || typeof value !== "string") {
    if (overridden !== undefined) {
      const { origin } = overridden;
      report.add(
        violation("redeclared-without-override", { kind, name, origin }, targetOf(element), { related: origin }),
      );
    }
    return;
  }
  if (foldName(overriddenName(value)) !== element.key) {
    report.add(violation("override-of-another-name", { kind, name, value }, qualifierTarget(use, element)));
  } else if (overridden === undefined) {
    report.add(violation("override-of-nothing", { kind, name }, qualifierTarget(use, element)));
  }
}

/**
 * Override name
 *
 * What declares an inherited property or method again says so with Override and its name, and Override names nothing else
 * (DSP0004, 5.6.3.34). Compilers have never insisted on it, so it only warns.
 */
export const overrideName: ClassRule = {
  name: "override-name",
  elements: elementTrait.override,
  needsSuperclass: true,
  needsWholeClass: true,
  checkProperty(property, { resolved }, report) {
    if (!resolved.isEnumeration) checkOverride(property, report);
  },
  checkMethod: (method, _subject, report) => checkOverride(method, report),
};
