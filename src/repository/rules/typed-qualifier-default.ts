import { isName } from "../../cim/name-characters.ts";
import { checkValue } from "../../cim/values.ts";
import { violation } from "../../wbem/error.ts";
import type { QualifierTypeRule } from "./rule.ts";

/**
 * Typed qualifier default
 *
 * A qualifier type has a valid name and a default of its own type (DSP0004, 5.5.2; WBEM_E_INVALID_QUALIFIER_TYPE).
 */
export const typedQualifierDefault: QualifierTypeRule = {
  name: "typed-qualifier-default",
  checkQualifierType({ name, type, isArray, value = null }, report) {
    if (!isName(name)) report.add(violation("invalid-name", { name }));
    for (const { code, parameters, element } of checkValue(value, { type, isArray })) {
      report.add({ code, parameters, target: { ...(element !== undefined && { element }), part: "value" } });
    }
  },
};
