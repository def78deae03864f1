import { violation } from "../../wbem/error.ts";
import type { InstanceRule } from "./rule.ts";

/**
 * Finite keys
 *
 * A key that is a real number is neither infinite nor NaN: a path has no word for them (Microsoft, "WMI object path"; DSP0004,
 * 8.5), and NaN is not even the same as itself (WBEM_E_INVALID_OBJECT). An embedded instance is found by no key.
 */
export const finiteKeys: InstanceRule = {
  name: "finite-keys",
  concerns: (_placement, { realKeys }) => realKeys.length > 0,
  checkInstance(subject, isEmbedded, _context, report) {
    if (isEmbedded) return;
    for (const property of subject.table.realKeys) {
      const value = subject.valueOf(property);
      if (typeof value !== "number" || Number.isFinite(value)) continue;
      const target = { property: property.name, part: "value" } as const;
      report.add(violation("infinite-key", { property: property.name, value: String(value) }, target));
    }
  },
};
