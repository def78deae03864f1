import { sameName } from "../../cim/names.ts";
import { violation } from "../../wbem/error.ts";
import { isAmended } from "../merge-amendment.ts";
import { type ClassRule, describeElement, qualifierTarget } from "./rule.ts";

/**
 * Localizable texts
 *
 * What is Amended is text for people that subclasses show too: neither the ValueMap, which programs compare, nor what its flavors
 * keep from subclasses (Microsoft, "Localizing WMI class information"). Both are warnings, as published classes have some.
 */
export const localizableTexts: ClassRule = {
  name: "localizable-texts",
  checkQualifier(use, element, _subject, report) {
    if (!isAmended(use)) return;
    const { name, flavor } = use.qualifier;
    const described = describeElement(element);
    if (sameName(name, "ValueMap")) {
      report.add(violation("amended-value-map", { element: described }, qualifierTarget(use, element)));
    }
    if (flavor.toSubclass === false) {
      const target = { ...qualifierTarget(use, element), part: "flavor" as const };
      report.add(violation("restricted-text", { qualifier: name, element: described }, target));
    }
  },
};
