import type { QualifierScope } from "../../cim/model.ts";
import { violation } from "../../wbem/error.ts";
import type { ResolvedElement } from "../resolved-class.ts";
import { type ClassRule, describeElement, qualifierTarget } from "./rule.ts";

/** The one scope that an element is in: an association is no class here, and a reference is no property. */
export function scopeOf(element: ResolvedElement): QualifierScope {
  switch (element.kind) {
    case "class":
      return element.isAssociation ? "association" : element.isIndication ? "indication" : "class";
    case "property":
      return element.declaration.type === "reference" ? "reference" : "property";
    default:
      return element.kind;
  }
}

/**
 * Qualifier scope
 *
 * A qualifier stands only on the kinds of element that its type declares; an association has the scope association and
 * not class, a reference the scope reference and not property (DSP0004, 5.5.2.2; WBEMMOF_E_QUALIFIER_USED_OUTSIDE_SCOPE).
 */
export const qualifierScope: ClassRule = {
  name: "qualifier-scope",
  concerns: ({ type }) => type !== undefined && !type.scopes.includes("any"),
  checkQualifier(use, element, _subject, report) {
    const scopes = use.definition.type?.scopes ?? [];
    if (scopes.includes(scopeOf(element))) return;
    const parameters = {
      qualifier: use.qualifier.name,
      element: describeElement(element),
      scopes: scopes.join(", ") || "no scope",
    };
    report.add(violation("qualifier-outside-scope", parameters, qualifierTarget(use, element)));
  },
};
