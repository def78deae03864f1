import type { CimPropertyValue } from "../../cim/model.ts";
import { violation } from "../../wbem/error.ts";
import type { InstanceRule } from "./rule.ts";

/**
 * One value per property
 *
 * An instance sets a property once (WBEMMOF_E_DUPLICATE_PROPERTY).
 */
export const oneValuePerProperty: InstanceRule = {
  name: "one-value-per-property",
  concerns: ({ slots, positions }) => slots.some((slot, position) => slot && positions[slot.index] !== position),
  checkInstance({ instance, slots, positions }, _isEmbedded, _context, report) {
    let occurrences: Map<string, number> | undefined;
    for (let position = 0; position < slots.length; position++) {
      const slot = slots[position];
      if (slot === undefined || positions[slot.index] === position) continue;
      occurrences ??= new Map();
      const occurrence = (occurrences.get(slot.key) ?? 0) + 1;
      occurrences.set(slot.key, occurrence);
      const { name } = instance.properties[position] as CimPropertyValue;
      report.add(violation("property-set-twice", { property: name }, { property: name, occurrence }));
    }
  },
};
