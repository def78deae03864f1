import { foldName } from "../../cim/names.ts";
import { violation } from "../../wbem/error.ts";
import { isAmended } from "../merge-amendment.ts";
import { type ClassRule, describeElement, qualifierTarget } from "./rule.ts";

/**
 * Neutral ValueMap
 *
 * Programs compare the values of a ValueMap, so it is not Amended as the names in Values are (Microsoft, "Value map"). A warning,
 * as the documentation has an example with both amended.
 */
export const neutralValueMap: ClassRule = {
  name: "neutral-value-map",
  concerns: ({ key }) => key === foldName("ValueMap"),
  checkQualifier(use, element, _subject, report) {
    if (!isAmended(use)) return;
    report.add(violation("amended-value-map", { element: describeElement(element) }, qualifierTarget(use, element)));
  },
};
