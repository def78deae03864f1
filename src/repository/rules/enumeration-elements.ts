import type { EnumerationElements } from "../../cim/enumeration-elements.ts";
import { formatType } from "../../cim/types.ts";
import { violation } from "../../wbem/error.ts";
import type { ResolvedProperty } from "../resolved-class.ts";
import { enumerationElementsOf } from "./enumerated-values.ts";
import { type ClassRule, type Report, targetOf } from "./rule.ts";

/**
 * @param owners the names of own elements before this one by their values
 * @param inherited those of the enumeration that is extended
 */
function checkValue(
  element: ResolvedProperty,
  owners: Map<string, string>,
  inherited: EnumerationElements | undefined,
  report: Report,
): void {
  const { name, value, type } = element.declaration;
  const target = { ...targetOf(element) };
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") {
    const parameters = { element: name, type: formatType({ type, isArray: false }) };
    report.add(violation("enumeration-element-without-value", parameters, target));
    return;
  }
  const text = `${typeof value === "string" ? '"' : ""}${value}`;
  const other = inherited?.valued(value)?.name ?? owners.get(text);
  if (other === undefined) {
    owners.set(text, name);
    return;
  }
  const parameters = { element: name, value: String(value), other };
  report.add(violation("duplicate-enumeration-value", parameters, { ...target, part: "value" }));
}

/**
 * Enumeration elements
 *
 * The elements of an enumeration have values, and no two of them the same name or value, those of the enumerations included
 * that it extends (DSP0221, enumeration declaration).
 */
export const enumerationElements: ClassRule = {
  name: "enumeration-elements",
  checkClass({ resolved }, report) {
    if (!resolved.isEnumeration) return;
    const { superclass } = resolved;
    const inherited = superclass?.isEnumeration ? enumerationElementsOf(superclass) : undefined;
    const names = new Map<string, ResolvedProperty>();
    const owners = new Map<string, string>();
    for (const element of resolved.properties) {
      const earlier = element.overridden ?? names.get(element.key);
      if (earlier === undefined) {
        names.set(element.key, element);
        checkValue(element, owners, inherited, report);
      } else {
        const more = element.overridden === undefined ? {} : { related: earlier.origin };
        const parameters = { element: element.declaration.name, enumeration: earlier.origin };
        report.add(violation("duplicate-enumeration-element", parameters, targetOf(element), more));
      }
    }
  },
};
