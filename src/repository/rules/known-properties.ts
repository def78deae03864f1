import type { CimPropertyValue } from "../../cim/model.ts";
import { suggest } from "../../codes/suggest.ts";
import { violation } from "../../wbem/error.ts";
import type { InstanceRule } from "./rule.ts";

/**
 * Known properties
 *
 * An instance has values for properties of its class and for nothing else (DSP0004, 5.1.2.3; WBEM_E_INVALID_PROPERTY).
 */
export const knownProperties: InstanceRule = {
  name: "known-properties",
  checkInstance({ instance, slots, table }, _isEmbedded, _context, report) {
    for (let position = 0; position < slots.length; position++) {
      if (slots[position] !== undefined) continue;
      const { name } = instance.properties[position] as CimPropertyValue;
      const suggestion = suggest(name, table.propertyNames);
      const className = table.resolved.declaration.name;
      report.add(
        violation(
          "unknown-property",
          { property: name, class: className },
          { property: name },
          { related: className, ...(suggestion !== undefined && { suggestion }) },
        ),
      );
    }
  },
};
