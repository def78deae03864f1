import { violation } from "../../wbem/error.ts";
import { type ClassRule, targetOf } from "./rule.ts";
import { elementTrait } from "./traits.ts";

/**
 * Structure features
 *
 * A structure has no keys and no methods: it has no identity, and a value of it only stands in properties (DSP0221, structure
 * declaration; DSP0004, qualifier Structure).
 */
export const structureFeatures: ClassRule = {
  name: "structure-features",
  elements: elementTrait.key | elementTrait.method,
  checkProperty(property, { resolved }, report) {
    if (!resolved.isStructure || !property.isKey) return;
    const parameters = { property: property.declaration.name, structure: resolved.declaration.name };
    report.add(violation("key-in-structure", parameters, targetOf(property)));
  },
  checkMethod(method, { resolved }, report) {
    if (!resolved.isStructure) return;
    report.add(violation("method-in-structure", { method: method.declaration.name }, targetOf(method)));
  },
};
