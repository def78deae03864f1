import type { ElementType } from "../../cim/types.ts";
import { formatType, isIntegerType } from "../../cim/types.ts";
import { violation } from "../../wbem/error.ts";
import type { ResolvedElement } from "../resolved-class.ts";
import { type ClassRule, describeElement, qualifierTarget } from "./rule.ts";

/** Qualifiers that mean something only on some types, by folded name. */
const applicableTypes: ReadonlyMap<string, (type: ElementType) => boolean> = new Map([
  ["minvalue", ({ type }) => isIntegerType(type)],
  ["maxvalue", ({ type }) => isIntegerType(type)],
  ["embeddedinstance", ({ type }) => type === "string" || type === "object"],
  ["embeddedobject", ({ type }) => type === "string" || type === "object"],
]);

function typeOf(element: ResolvedElement): ElementType | undefined {
  switch (element.kind) {
    case "class":
      return undefined;
    case "method":
      return element.declaration.returnType === "void" ? undefined : element.declaration.returnType;
    default:
      return element.declaration;
  }
}

/**
 * Applicable qualifier
 *
 * MinValue and MaxValue stand on integers, EmbeddedInstance and EmbeddedObject on strings, in WMI also on embedded objects
 * (DSP0004, 5.6.3). CIM 2.49 has bounds on datetimes and reals, so it only warns; the qualifier then has no effect.
 */
export const applicableQualifier: ClassRule = {
  name: "applicable-qualifier",
  concerns: ({ key }) => applicableTypes.has(key),
  checkQualifier(use, element, _subject, report) {
    const applies = applicableTypes.get(use.definition.key);
    if (applies === undefined) return;
    const type = typeOf(element);
    if (type === undefined || applies(type)) return;
    const parameters = { qualifier: use.qualifier.name, element: describeElement(element), type: formatType(type) };
    report.add(violation("qualifier-without-effect", parameters, qualifierTarget(use, element)));
  },
};
