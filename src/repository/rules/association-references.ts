import { violation } from "../../wbem/error.ts";
import type { ResolvedClass } from "../resolved-class.ts";
import { type ClassRule, targetOf } from "./rule.ts";
import { elementTrait } from "./traits.ts";

/** The number of references in an association, inherited ones included. */
function countReferences(association: ResolvedClass): number {
  let count = 0;
  for (let current: ResolvedClass | undefined = association; current !== undefined; current = current.superclass) {
    for (const { declaration, overridden } of current.properties) {
      if (declaration.type === "reference" && overridden === undefined) count++;
    }
  }
  return count;
}

/**
 * Association references
 *
 * An association has at least two references, and none below it adds one (DSP0004, 5.6.3). Real schemas hold associations
 * that break this, so it only warns. In the dialect of DSP0004 a reference stands in an association and nowhere else; WMI has
 * references in any class, and so has MOF 3 (DSP0221, propertyDeclaration).
 */
export const associationReferences: ClassRule = {
  name: "association-references",
  elements: elementTrait.reference,
  needsSuperclass: true,
  needsWholeClass: true,
  checkClass({ resolved }, report) {
    if (!resolved.isAssociation || resolved.isAbstract) return;
    const count = countReferences(resolved);
    if (count < 2) report.add(violation("too-few-references", { class: resolved.declaration.name, count }));
  },
  checkProperty(property, { resolved, context }, report) {
    if (property.declaration.type !== "reference") return;
    const { name } = property.declaration;
    const { superclass, isAssociation } = resolved;
    if (!isAssociation) {
      if (context.dialect === "dmtf")
        report.add(violation("reference-outside-association", { reference: name }, targetOf(property)));
      return;
    }
    if (superclass?.isAssociation !== true || property.overridden !== undefined) return;
    if (countReferences(superclass) < 2) return;
    const parent = superclass.declaration.name;
    const parameters = { reference: name, superclass: parent };
    report.add(violation("added-reference", parameters, targetOf(property), { related: parent }));
  },
};
