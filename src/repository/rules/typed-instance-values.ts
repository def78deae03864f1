import type { CimPropertyValue } from "../../cim/model.ts";
import { isValueOf } from "../../cim/values.ts";
import { type InstanceRule, reportValue } from "./rule.ts";

/**
 * Typed instance values
 *
 * A value is of the type of its property and in its range; an embedded instance obeys the laws of instances itself
 * (DSP0004, 5.2; WBEM_E_TYPE_MISMATCH, WBEM_E_VALUE_OUT_OF_RANGE).
 */
export const typedInstanceValues: InstanceRule = {
  name: "typed-instance-values",
  checkInstance({ instance, slots }, _isEmbedded, context, report) {
    for (let position = 0; position < slots.length; position++) {
      const slot = slots[position];
      if (slot === undefined) continue;
      const { name, value } = instance.properties[position] as CimPropertyValue;
      if (value === undefined || value === null) continue;
      // Without the closure that a report needs: nearly every value is what it should be.
      if (slot.embedding === undefined && isValueOf(value, slot.type)) continue;
      reportValue(value, slot.type, slot.embedding, () => ({ property: name }), context, report);
    }
  },
};
