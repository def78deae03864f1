import type { CimInstance, CimPropertyValue, CimScalar, CimValue } from "../cim/model.ts";
import { canonicalQualifiers } from "./canonical-qualifiers.ts";
import { instanceTableOf, PlacedInstance } from "./instance-table.ts";
import type { QualifierDefinitions } from "./qualifier-definitions.ts";
import type { ResolvedClass } from "./resolved-class.ts";
import type { RuleContext } from "./rules/rule.ts";

/** A key that an instance did not set, with the value it has all the same. */
export interface FilledKey {
  readonly name: string;
  readonly value: CimScalar;
}

function canonicalScalar(value: CimScalar, context: RuleContext): CimScalar {
  if (typeof value !== "object" || value === null || value.kind !== "instance") return value;
  const placed = new PlacedInstance(value, instanceTableOf(context.findClass(value.className) as ResolvedClass));
  return canonicalInstance(placed, [], context);
}

function canonicalValue(value: CimValue, context: RuleContext): CimValue {
  if (!Array.isArray(value)) return canonicalScalar(value as CimScalar, context);
  const elements = (value as readonly CimScalar[]).map((element) => canonicalScalar(element, context));
  return elements.every((element, index) => element === value[index]) ? value : elements;
}

function canonicalProperty(
  property: CimPropertyValue,
  name: string,
  value: CimValue | undefined,
  definitions: QualifierDefinitions,
): CimPropertyValue {
  const qualifiers = property.qualifiers && canonicalQualifiers(property.qualifiers, definitions);
  return {
    name,
    ...(value !== undefined && { value }),
    ...(qualifiers !== undefined && qualifiers.length > 0 && { qualifiers }),
  };
}

/**
 * An instance that was checked, in the form in which it is kept: class and properties spelled as the class spells them,
 * every key there, qualifiers in canonical form. The instance itself where it is in that form, as nearly all are.
 */
export function canonicalInstance(
  { instance, table, slots }: PlacedInstance,
  filledKeys: readonly FilledKey[],
  context: RuleContext,
): CimInstance {
  const { definitions } = context;
  const { properties } = instance;
  let changed: CimPropertyValue[] | undefined = filledKeys.length > 0 ? properties.slice() : undefined;
  for (let position = 0; position < properties.length; position++) {
    const property = properties[position] as CimPropertyValue;
    const slot = slots[position];
    if (slot === undefined) {
      // A system property, which is not stored.
      changed ??= properties.slice();
      changed[position] = { name: property.name };
      continue;
    }
    const value =
      slot.embedding === undefined || property.value === undefined
        ? property.value
        : canonicalValue(property.value, context);
    const isSet = value !== undefined && value === property.value;
    if (isSet && property.name === slot.name && property.qualifiers === undefined) continue;
    changed ??= properties.slice();
    changed[position] = canonicalProperty(property, slot.name, value, definitions);
  }
  const className = table.resolved.declaration.name;
  if (changed === undefined && instance.qualifiers === undefined && className === instance.className) return instance;
  const filled = new Set(filledKeys.map(({ name }) => name));
  // What neither sets a value nor has qualifiers says nothing.
  const says = ({ name, value, qualifiers }: CimPropertyValue): boolean =>
    !filled.has(name) && (value !== undefined || qualifiers !== undefined);
  const kept = (changed ?? properties).filter(says);
  const qualifiers = instance.qualifiers && canonicalQualifiers(instance.qualifiers, definitions);
  return {
    kind: "instance",
    className,
    properties: filledKeys.length > 0 ? [...filledKeys, ...kept] : kept,
    ...(qualifiers !== undefined && qualifiers.length > 0 && { qualifiers }),
  };
}
