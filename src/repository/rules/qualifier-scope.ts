import { kindOfClass } from "../../cim/class-kinds.ts";
import type { QualifierScope } from "../../cim/model.ts";
import { violation } from "../../wbem/error.ts";
import type { ResolvedElement } from "../resolved-class.ts";
import { type ClassRule, type ClassSubject, describeElement, qualifierTarget } from "./rule.ts";

/** The one scope that an element is in: an association is no class here, and a reference is no property. */
function scopeOf(element: ResolvedElement): QualifierScope {
  switch (element.kind) {
    case "class":
      return element.isAssociation ? "association" : element.isIndication ? "indication" : "class";
    case "property":
      return element.declaration.type === "reference" ? "reference" : "property";
    default:
      return element.kind;
  }
}

/** The scope of MOF 3 that what it declares in its own words is in; `undefined` for what CIM 2 has too. */
function scopeOfNewKind(element: ResolvedElement, { resolved }: ClassSubject): QualifierScope | undefined {
  if (element.kind === "property") return resolved.isEnumeration ? "enumerationvalue" : undefined;
  if (element.kind !== "class") return undefined;
  return element.isEnumeration
    ? "enumeration"
    : kindOfClass(element.declaration) === "structure"
      ? "structure"
      : undefined;
}

/**
 * Qualifier scope
 *
 * A qualifier stands only on the kinds of element that its type declares; an association has the scope association and
 * not class, a reference the scope reference and not property (DSP0004, 5.5.2.2; WBEMMOF_E_QUALIFIER_USED_OUTSIDE_SCOPE).
 * A structure, an enumeration and its elements have scopes of their own (DSP0221); outside of `dmtf3` those of the class and
 * the properties that stand for them will do too, as the qualifiers of CIM 2 know no others.
 */
export const qualifierScope: ClassRule = {
  name: "qualifier-scope",
  concerns: ({ type }) => type !== undefined && !type.scopes.includes("any"),
  checkQualifier(use, element, subject, report) {
    const scopes = use.definition.type?.scopes ?? [];
    const ownScope = scopeOfNewKind(element, subject);
    if (ownScope !== undefined && scopes.includes(ownScope)) return;
    const isStrict = ownScope !== undefined && subject.context.dialect === "dmtf3";
    if (!isStrict && scopes.includes(scopeOf(element))) return;
    const parameters = {
      qualifier: use.qualifier.name,
      element: describeElement(element),
      scopes: scopes.join(", ") || "no scope",
    };
    report.add(violation("qualifier-outside-scope", parameters, qualifierTarget(use, element)));
  },
};
