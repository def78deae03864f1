import type { CimPropertyValue } from "../../cim/model.ts";
import { findSystemProperty } from "../../cim/system-properties.ts";
import { suggest } from "../../codes/suggest.ts";
import { violation } from "../../wbem/error.ts";
import type { InstanceRule } from "./rule.ts";
import { trueSystemProperties } from "./true-system-properties.ts";

/**
 * Known properties
 *
 * An instance has values for properties of its class and for nothing else (DSP0004, 5.1.2.3; WBEM_E_INVALID_PROPERTY), apart
 * from system properties, which {@link trueSystemProperties} judges.
 */
export const knownProperties: InstanceRule = {
  name: "known-properties",
  concerns: ({ slots }) => slots.includes(undefined),
  checkInstance(subject, isEmbedded, context, report) {
    const { instance, slots, table } = subject;
    for (let position = 0; position < slots.length; position++) {
      if (slots[position] !== undefined) continue;
      const property = instance.properties[position] as CimPropertyValue;
      const { name } = property;
      if (findSystemProperty(name) !== undefined) {
        trueSystemProperties.checkSystemProperty(property, subject, isEmbedded, context, report);
        continue;
      }
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
