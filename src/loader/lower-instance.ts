import type { InstanceBody, PropertyInitializer, ScalarValue, Value } from "../ast/nodes.ts";
import type { CimInstance, CimPropertyValue, CimScalar, CimValue } from "../cim/model.ts";
import type { ElementType } from "../cim/types.ts";
import type { ClassShape } from "./class-shape.ts";
import { lowerQualifiers } from "./lower-qualifier.ts";
import { lowerPlainValue, naturalTypeOf } from "./lower-value.ts";
import type { LoweringPass } from "./lowering.ts";

/**
 * An instance from its declaration, with values of the types that its class declares. Of an unknown class or property
 * values have their natural type, and the target refuses them.
 */
export function lowerInstance(node: InstanceBody, pass: LoweringPass): CimInstance {
  const shape = pass.scope.namespace.shape(node.className.name);
  if (shape === undefined) pass.neededClasses.push(node.className.name);
  pass.enterInstance();
  const properties: CimPropertyValue[] = [];
  for (const initializer of node.properties) properties.push(lowerProperty(initializer, shape ?? null, pass));
  pass.leaveInstance();
  const className = shape?.definition.name ?? node.className.name;
  return node.qualifiers.length === 0
    ? { kind: "instance", className, properties }
    : { kind: "instance", className, properties, qualifiers: lowerQualifiers(node.qualifiers, pass) };
}

function lowerProperty(node: PropertyInitializer, shape: ClassShape | null, pass: LoweringPass): CimPropertyValue {
  const property = shape === null ? null : shape.property(node.name.name);
  const name = property === null ? node.name.name : property.name;
  const value =
    node.value === undefined
      ? undefined
      : lowerValue(node.value, property === null ? undefined : property.type, pass, property?.isKey);
  if (node.qualifiers.length > 0) {
    const qualifiers = lowerQualifiers(node.qualifiers, pass);
    return value === undefined ? { name, qualifiers } : { name, value, qualifiers };
  }
  return value === undefined ? { name } : { name, value };
}

/** The value that text gives an element; `type` undefined: nothing is known of the element. */
export function lowerValue(value: Value, type: ElementType | undefined, pass: LoweringPass, isKey = false): CimValue {
  if (value.kind !== "ArrayValue") return lowerScalar(value, type, type ?? naturalTypeOf(value), pass, isKey);
  const elementType = type ?? naturalTypeOf(value);
  const elements: CimScalar[] = [];
  for (const element of value.elements) elements.push(lowerScalar(element, type, elementType, pass, isKey));
  return elements;
}

function lowerScalar(
  value: ScalarValue,
  declared: ElementType | undefined,
  { type }: ElementType,
  pass: LoweringPass,
  isKey: boolean,
): CimScalar {
  switch (value.kind) {
    case "Alias":
      return pass.aliasValue(value, declared, isKey);
    case "InstanceValue":
      if (value.alias) pass.report("alias-of-embedded", { alias: value.alias.name }, value.alias);
      return lowerInstance(value, pass);
    case "StructureValue":
      return lowerInstance(value, pass);
    case "StringLiteral":
      return type === "object" ? pass.embeddedText(value) : lowerPlainValue(value, type, pass);
    default:
      return lowerPlainValue(value, type, pass);
  }
}
