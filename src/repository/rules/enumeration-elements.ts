import { formatType } from "../../cim/types.ts";
import { violation } from "../../wbem/error.ts";
import type { ResolvedClass, ResolvedProperty } from "../resolved-class.ts";
import { type ClassRule, type Report, targetOf } from "./rule.ts";

/** The elements that an enumeration inherits and its own, in this order. */
function allElements(enumeration: ResolvedClass): readonly ResolvedProperty[] {
  const chain: ResolvedClass[] = [];
  for (let current: ResolvedClass | undefined = enumeration; current?.isEnumeration; current = current.superclass) {
    chain.push(current);
  }
  return chain.toReversed().flatMap(({ properties }) => properties);
}

function checkValue(element: ResolvedProperty, owners: Map<string, string>, isOwn: boolean, report: Report): void {
  const { name, value, type } = element.declaration;
  const target = { ...targetOf(element) };
  if (value === undefined || value === null) {
    const parameters = { element: name, type: formatType({ type, isArray: false }) };
    if (isOwn) report.add(violation("enumeration-element-without-value", parameters, target));
    return;
  }
  const text = `${typeof value === "string" ? '"' : ""}${value}`;
  const other = owners.get(text);
  if (other === undefined) owners.set(text, name);
  else if (isOwn) {
    const parameters = { element: name, value: String(value), other };
    report.add(violation("duplicate-enumeration-value", parameters, { ...target, part: "value" }));
  }
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
    const own = new Set(resolved.properties);
    const names = new Map<string, ResolvedProperty>();
    const owners = new Map<string, string>();
    for (const element of allElements(resolved)) {
      const earlier = names.get(element.key);
      const isOwn = own.has(element);
      if (earlier === undefined) {
        names.set(element.key, element);
        checkValue(element, owners, isOwn, report);
      } else if (isOwn) {
        const parameters = { element: element.declaration.name, enumeration: earlier.origin };
        const more = own.has(earlier) ? {} : { related: earlier.origin };
        report.add(violation("duplicate-enumeration-element", parameters, targetOf(element), more));
      }
    }
  },
};
