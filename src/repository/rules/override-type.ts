import { foldName, sameName } from "../../cim/names.ts";
import { formatType } from "../../cim/types.ts";
import { violation } from "../../wbem/error.ts";
import { isClassOrSubclass, type ResolvedClass, type ResolvedProperty } from "../resolved-class.ts";
import { type ClassRule, type ClassSubject, type Report, targetOf } from "./rule.ts";
import { elementTrait } from "./traits.ts";

/** The path under which an inherited property is shown as a related place: its class. */
function declaringClass(overridden: ResolvedProperty, { resolved }: ClassSubject): string {
  for (let current = resolved.superclass; current !== undefined; current = current.superclass) {
    if (current.propertiesByKey.get(overridden.key) === overridden) return current.declaration.name;
  }
  return overridden.origin;
}

/** Checks that the class a reference or embedded object names is the inherited one or a subclass of it. */
function checkNarrowing(
  property: ResolvedProperty,
  overridden: ResolvedProperty,
  className: string | undefined,
  inherited: string | undefined,
  subject: ClassSubject,
  report: Report,
): void {
  // `object ref` and `object` take any class, so whatever stands there now is no wider.
  if (inherited === undefined || (className !== undefined && sameName(className, inherited))) return;
  const ancestor = foldName(inherited);
  const narrowed = className === undefined ? undefined : findNamed(className, subject);
  if (narrowed !== undefined && isClassOrSubclass(narrowed, ancestor)) return;
  const related = declaringClass(overridden, subject);
  const parameters = { property: property.declaration.name, type: className ?? "object", inherited };
  const problem = violation("override-not-narrowed", parameters, { ...targetOf(property), part: "class" }, { related });
  if (className === undefined || narrowed !== undefined) report.add(problem);
  else {
    const missing = violation("unknown-element-class", { class: className }, problem.target);
    subject.context.defer({ className, ancestor, violation: problem, missing });
  }
}

/** Checks that an enumeration is the inherited one or one that it extends, so that no value is added. */
function checkEnumeration(
  property: ResolvedProperty,
  overridden: ResolvedProperty,
  subject: ClassSubject,
  report: Report,
): void {
  const { enumeration } = property.declaration;
  const inherited = overridden.declaration.enumeration;
  if (enumeration === undefined || inherited === undefined || sameName(enumeration, inherited)) return;
  const known = subject.context.findClass(inherited);
  if (known === undefined || isClassOrSubclass(known, foldName(enumeration))) return;
  const parameters = { property: property.declaration.name, enumeration, inherited };
  const related = declaringClass(overridden, subject);
  const target = { ...targetOf(property), part: "type" as const };
  report.add(violation("override-changes-enumeration", parameters, target, { related }));
}

/** The class that a reference names, which may be the one that is being put. */
function findNamed(className: string, { resolved, context }: ClassSubject): ResolvedClass | undefined {
  return foldName(className) === resolved.key ? resolved : context.findClass(className);
}

/**
 * Override type
 *
 * A property that is declared again keeps its type and its being an array; a reference or embedded object may only be
 * narrowed to a subclass, an enumeration to one that it extends (DSP0004, 5.6.3.34; DSP0221; WBEM_E_TYPE_MISMATCH). A class
 * that is not there yet is looked up when the transaction ends.
 */
export const overrideType: ClassRule = {
  name: "override-type",
  elements: elementTrait.override,
  needsSuperclass: true,
  needsWholeClass: true,
  checkProperty(property, subject, report) {
    const { overridden, declaration } = property;
    if (overridden === undefined || subject.resolved.isEnumeration) return;
    const { type, isArray } = overridden.declaration;
    if (declaration.type !== type || declaration.isArray !== isArray) {
      const parameters = {
        property: declaration.name,
        type: formatType(declaration),
        inherited: formatType(overridden.declaration),
      };
      const related = declaringClass(overridden, subject);
      report.add(violation("override-changes-type", parameters, { ...targetOf(property), part: "type" }, { related }));
      return;
    }
    checkEnumeration(property, overridden, subject, report);
    if (declaration.type === "reference") {
      const { className } = overridden.declaration;
      checkNarrowing(property, overridden, declaration.className, className, subject, report);
    } else if (overridden.embedding !== undefined && property.embedding !== undefined) {
      const { className } = property.embedding;
      checkNarrowing(property, overridden, className, overridden.embedding.className, subject, report);
    }
  },
};
