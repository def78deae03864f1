import { formatType } from "../../cim/types.ts";
import { violation } from "../../wbem/error.ts";
import { unknownType } from "./known-element-classes.ts";
import { type ClassRule, targetOf } from "./rule.ts";
import { elementTrait } from "./traits.ts";

/**
 * Key type
 *
 * A key is a single value that can be written in a path: no array and no embedded object. Real keys, which CIM discourages,
 * and strings with EmbeddedInstance, which WMI takes for plain strings, are warnings (DSP0004, 5.6.3.21;
 * WBEM_E_CANNOT_BE_KEY).
 */
export const keyType: ClassRule = {
  name: "key-type",
  elements: elementTrait.key,
  checkProperty(property, { context }, report) {
    if (!property.isKey) return;
    const { declaration, embedding } = property;
    const parameters = { property: declaration.name, type: formatType(declaration) };
    const target = { ...targetOf(property), part: "type" as const };
    if (declaration.isArray) report.add(violation("array-key", parameters, target));
    else if (declaration.type === "object") {
      const { className } = declaration;
      const embedded = violation("embedded-key", parameters, target);
      if (className === undefined || context.findClass(className)) report.add(embedded);
      // Most likely a misspelt type, which the end of the transaction shows.
      else context.defer({ className, missing: unknownType(className, target), violation: embedded });
    } else if (embedding !== undefined) report.add(violation("embedded-text-key", parameters, target));
    else if (declaration.type === "real32" || declaration.type === "real64") {
      report.add(violation("real-key", parameters, target));
    }
  },
};
