import { violation } from "../../wbem/error.ts";
import type { QualifierUse, ResolvedElement } from "../resolved-class.ts";
import { type ClassRule, describeElement, elementTarget, type Report, targetOf } from "./rule.ts";

/** Up to so many qualifiers are compared in pairs. */
const comparedInPairs = 16;

/** Whether a qualifier stands twice. An element has few, so comparing each two of them takes no set. */
function repeatsQualifier(uses: readonly QualifierUse[]): boolean {
  if (uses.length > comparedInPairs) return new Set(uses.map(({ definition }) => definition.key)).size < uses.length;
  for (let index = 1; index < uses.length; index++) {
    const { definition } = uses[index] as QualifierUse;
    for (let before = 0; before < index; before++) {
      if ((uses[before] as QualifierUse).definition === definition) return true;
    }
  }
  return false;
}

function checkQualifierNames(element: ResolvedElement, report: Report): void {
  const { uses } = element;
  if (!repeatsQualifier(uses)) return;
  const seen = new Map<string, number>();
  for (const { definition, qualifier } of uses) {
    const occurrence = seen.get(definition.key) ?? 0;
    seen.set(definition.key, occurrence + 1);
    if (occurrence === 0) continue;
    const parameters = { qualifier: qualifier.name, element: describeElement(element) };
    const target = { ...elementTarget(element), qualifier: qualifier.name, occurrence };
    report.add(violation("duplicate-qualifier", parameters, target));
  }
}

/**
 * Unique names
 *
 * A class declares a property, a method and a qualifier of one name once, and a method a parameter; names are the same
 * without regard to case (DSP0004, 5.1).
 */
export const uniqueNames: ClassRule = {
  name: "unique-names",
  checkClass({ resolved }, report) {
    checkQualifierNames(resolved, report);
  },
  checkProperty(property, { resolved }, report) {
    checkQualifierNames(property, report);
    if (property.occurrence === 0 || resolved.isEnumeration) return;
    const parameters = { property: property.declaration.name, class: resolved.declaration.name };
    report.add(violation("duplicate-property", parameters, targetOf(property)));
  },
  checkMethod(method, { resolved }, report) {
    checkQualifierNames(method, report);
    if (method.occurrence === 0) return;
    const parameters = { method: method.declaration.name, class: resolved.declaration.name };
    report.add(violation("duplicate-method", parameters, targetOf(method)));
  },
  checkParameter(parameter, _subject, report) {
    checkQualifierNames(parameter, report);
    if (parameter.occurrence === 0) return;
    const parameters = { parameter: parameter.declaration.name, method: parameter.method.declaration.name };
    report.add(violation("duplicate-parameter", parameters, targetOf(parameter)));
  },
};
