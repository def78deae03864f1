import { showValue } from "../../cim/describe-value.ts";
import { elementTypeProblem } from "../../cim/element-type-problem.ts";
import { qualifierScopes } from "../../cim/model.ts";
import { violation } from "../../wbem/error.ts";
import type { QualifierTypeRule } from "./rule.ts";

const known: ReadonlySet<string> = new Set(qualifierScopes);

/**
 * Known qualifier type
 *
 * A qualifier type is of an intrinsic type and stands on kinds of element that there are (DSP0004, 5.5;
 * WBEM_E_INVALID_QUALIFIER_TYPE, WBEM_E_INVALID_QUALIFIER). A compiler knows no others; a program may hand over anything.
 */
export const knownQualifierType: QualifierTypeRule = {
  name: "known-qualifier-type",
  checkQualifierType(type, report) {
    const found = elementTypeProblem(type, "qualifier");
    if (found !== undefined) report.add(violation("invalid-qualifier-type", { found }, { part: "type" }));
    for (const scope of type.scopes) {
      if (!known.has(scope)) report.add(violation("invalid-scope", { scope: showValue(scope) }, { part: "scope" }));
    }
  },
};
