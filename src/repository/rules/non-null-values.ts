import { violation } from "../../wbem/error.ts";
import type { InstanceRule } from "./rule.ts";

/**
 * Non-null values
 *
 * A key has a value, and so has a property that is Not_Null or Indexed (Microsoft, "IWbemServices::PutInstance";
 * WBEM_E_ILLEGAL_NULL). A string key without a value is generated when the instance is put. An embedded instance needs no
 * keys.
 */
export const nonNullValues: InstanceRule = {
  name: "non-null-values",
  concerns: (_placement, { required }) => required.some(({ isGenerated }) => !isGenerated),
  checkInstance(subject, isEmbedded, _context, report) {
    const { table } = subject;
    for (const property of table.required) {
      if (property.isKey && (isEmbedded || property.isGenerated)) continue;
      if (subject.valueOf(property) !== null) continue;
      const parameters = { property: property.name, class: table.resolved.declaration.name };
      const target = { property: property.name };
      report.add(
        property.isKey ? violation("null-key", parameters, target) : violation("null-not-allowed", parameters, target),
      );
    }
  },
};
