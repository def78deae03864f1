import { violation } from "../../wbem/error.ts";
import type { QualifierUse, ResolvedElement } from "../resolved-class.ts";
import { type ClassRule, describeElement, type Report, targetOf } from "./rule.ts";

function checkQualifierNames(element: ResolvedElement, report: Report): void {
  const { uses } = element;
  if (uses.length < 2) return;
  const seen = new Map<string, number>();
  for (const { definition, qualifier } of uses as readonly QualifierUse[]) {
    const occurrence = seen.get(definition.key) ?? 0;
    seen.set(definition.key, occurrence + 1);
    if (occurrence === 0) continue;
    const parameters = { qualifier: qualifier.name, element: describeElement(element) };
    const { occurrence: _occurrence, ...target } = targetOf(element);
    report.add(violation("duplicate-qualifier", parameters, { ...target, qualifier: qualifier.name, occurrence }));
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
    if (property.occurrence === 0) return;
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
