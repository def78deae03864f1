import { elementTypeProblem } from "../../cim/element-type-problem.ts";
import type { CimPropertyValue, CimQualifier } from "../../cim/model.ts";
import { isName } from "../../cim/name-characters.ts";
import { valuesEqual } from "../../cim/values-equal.ts";
import type { ViolationTarget } from "../../wbem/error.ts";
import { violation } from "../../wbem/error.ts";
import { canonicalQualifier } from "../canonical-qualifiers.ts";
import { findEffectiveUse } from "../effective-qualifiers.ts";
import type { ResolvedClass, ResolvedProperty } from "../resolved-class.ts";
import { type InstanceRule, type Report, type RuleContext, reportValue } from "./rule.ts";

function checkQualifiers(
  qualifiers: readonly CimQualifier[],
  element: ResolvedClass | ResolvedProperty,
  elementTarget: ViolationTarget,
  context: RuleContext,
  report: Report,
): void {
  const seen = new Map<string, number>();
  for (const qualifier of qualifiers) {
    if (qualifier.propagated === true) continue;
    const { name } = qualifier;
    const definition = context.definitions.find(name);
    const { key } = definition;
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    const target = { ...elementTarget, qualifier: name, ...(occurrence > 0 && { occurrence }) };
    if (occurrence > 0) {
      const where = element.kind === "class" ? "the instance" : `property \`${element.declaration.name}\``;
      report.add(violation("duplicate-qualifier", { qualifier: name, element: where }, target));
      continue;
    }
    if (definition.type === undefined) {
      // A declared qualifier has a name, and the type of its declaration.
      if (!isName(name)) report.add(violation("invalid-name", { name }, target));
      const found = elementTypeProblem(qualifier, "qualifier");
      if (found !== undefined) report.add(violation("invalid-qualifier-type", { found }, { ...target, part: "type" }));
    }
    const { type, isArray, value = null } = canonicalQualifier(qualifier, definition);
    reportValue(value, { type, isArray }, undefined, () => target, context, report);
    if (key === "key") report.add(violation("key-on-instance", {}, target));
    const above = findEffectiveUse(element, key);
    if (above === undefined || (above.qualifier.flavor.overridable ?? above.definition.flavor.overridable)) continue;
    if (valuesEqual(above.qualifier.value ?? null, value)) continue;
    const parameters = { qualifier: name, element: "the instance" };
    report.add(violation("override-not-allowed", parameters, { ...target, part: "value" }));
  }
}

/**
 * Instance qualifiers
 *
 * WMI lets an instance and its properties carry qualifiers of their own. Each stands once, has a name, is of its declared type
 * or of one that there is, leaves what the class fixes with DisableOverride as it is, and is not Key, which only a class can say (WBEM_E_CANNOT_BE_KEY).
 */
export const instanceQualifiers: InstanceRule = {
  name: "instance-qualifiers",
  checkInstance({ instance, slots, table }, _isEmbedded, context, report) {
    if (instance.qualifiers !== undefined) {
      checkQualifiers(instance.qualifiers, table.resolved, {}, context, report);
    }
    for (let position = 0; position < slots.length; position++) {
      const slot = slots[position];
      const { name, qualifiers } = instance.properties[position] as CimPropertyValue;
      if (slot === undefined || qualifiers === undefined) continue;
      checkQualifiers(qualifiers, slot.resolved, { property: name }, context, report);
    }
  },
};
