import { EnumerationElements, listElements } from "../../cim/enumeration-elements.ts";
import type { CimPropertyValue, CimScalar, CimValue } from "../../cim/model.ts";
import type { ElementType } from "../../cim/types.ts";
import { type ViolationTarget, violation } from "../../wbem/error.ts";
import type { ResolvedClass } from "../resolved-class.ts";
import { type ClassRule, type InstanceRule, type Report, type RuleContext, targetOf } from "./rule.ts";
import { elementTrait } from "./traits.ts";

const elementsByClass = new WeakMap<ResolvedClass, EnumerationElements>();

/** The elements of an enumeration, those of the enumerations included that it extends. */
export function enumerationElementsOf(enumeration: ResolvedClass): EnumerationElements {
  let elements = elementsByClass.get(enumeration);
  if (elements === undefined) {
    const { superclass, declaration } = enumeration;
    const base = superclass?.isEnumeration ? enumerationElementsOf(superclass) : undefined;
    elements = EnumerationElements.extending(declaration, base);
    elementsByClass.set(enumeration, elements);
  }
  return elements;
}

function checkValue(
  value: CimValue | undefined,
  { enumeration }: ElementType,
  target: () => ViolationTarget,
  context: RuleContext,
  report: Report,
): void {
  if (enumeration === undefined || value === undefined || value === null) return;
  // That there is none by this name is said where it stands as a type.
  const resolved = context.findClass(enumeration);
  if (!resolved?.isEnumeration) return;
  const elements = enumerationElementsOf(resolved);
  const check = (scalar: CimScalar, more: ViolationTarget): void => {
    if (scalar === null || elements.valued(scalar) !== undefined) return;
    const parameters = { value: String(scalar), enumeration, elements: listElements(elements) };
    report.add(violation("no-enumeration-value", parameters, { ...target(), ...more, part: "value" }));
  };
  if (Array.isArray(value)) {
    (value as readonly CimScalar[]).forEach((scalar, element) => {
      check(scalar, { element });
    });
  } else check(value as CimScalar, {});
}

/**
 * Enumerated values
 *
 * The default of an element that has an enumeration for its type is one of the enumeration's values (DSP0221, enumeration
 * declaration).
 */
export const enumeratedValues: ClassRule = {
  name: "enumerated-values",
  elements: elementTrait.value,
  checkProperty(property, { context }, report) {
    checkValue(property.declaration.value, property.declaration, () => targetOf(property), context, report);
  },
  checkParameter(parameter, { context }, report) {
    checkValue(parameter.declaration.value, parameter.declaration, () => targetOf(parameter), context, report);
  },
};

/**
 * Enumerated instance values
 *
 * What an instance has for a property whose type is an enumeration is one of the enumeration's values.
 */
export const enumeratedInstanceValues: InstanceRule = {
  name: "enumerated-instance-values",
  concerns: (_placement, { hasEnumerations }) => hasEnumerations,
  checkInstance({ instance, slots }, _isEmbedded, context, report) {
    for (let position = 0; position < slots.length; position++) {
      const slot = slots[position];
      if (slot === undefined) continue;
      const { name, value } = instance.properties[position] as CimPropertyValue;
      checkValue(value, slot.type, () => ({ property: name }), context, report);
    }
  },
};
