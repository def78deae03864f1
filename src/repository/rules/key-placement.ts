import { violation } from "../../wbem/error.ts";
import { type ClassRule, describeElement, qualifierTarget } from "./rule.ts";

/**
 * Key placement
 *
 * Key stands on properties and references (WBEM_E_INVALID_QUALIFIER). Where its type is declared the scope says so; WMI
 * declares none and refuses all the same.
 */
export const keyPlacement: ClassRule = {
  name: "key-placement",
  concerns: ({ key, type }) => key === "key" && type === undefined,
  checkQualifier(use, element, _subject, report) {
    if (element.kind === "property") return;
    const parameters = { element: describeElement(element) };
    report.add(violation("misplaced-key", parameters, qualifierTarget(use, element)));
  },
};
