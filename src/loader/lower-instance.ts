import type { InstanceBody, PropertyInitializer, ScalarValue, StringLiteral, Value } from "../ast/nodes.ts";
import { localName } from "../cim/class-kinds.ts";
import { valueOfLiteral } from "../cim/literals.ts";
import type { CimInstance, CimPropertyValue, CimScalar, CimValue } from "../cim/model.ts";
import { sameName } from "../cim/names.ts";
import { lengthenedText, octetsOfText } from "../cim/octet-string.ts";
import { decodeString } from "../cim/string-literal.ts";
import type { CimType, ElementType } from "../cim/types.ts";
import { shorten } from "../codes/shorten.ts";
import type { ClassShape, PropertyShape } from "./class-shape.ts";
import { lowerEnumerationName } from "./lower-name.ts";
import { lowerQualifiers } from "./lower-qualifier.ts";
import { lowerPlainValue, naturalTypeOf, type PlainValue } from "./lower-value.ts";
import type { LoweringPass } from "./lowering.ts";
import { EmbeddedNames } from "./type-names.ts";

/**
 * An instance from its declaration, with values of the types that its class declares. Of an unknown class or property
 * values have their natural type, and the target refuses them.
 *
 * @param expected the class of the element whose value it is
 */
export function lowerInstance(node: InstanceBody, pass: LoweringPass, expected?: string): CimInstance {
  const outer = pass.names;
  const name = outer === undefined ? node.className.name : classMeant(node.className.name, expected, pass);
  const shape = pass.shapeOf(name);
  if (outer === undefined) pass.names = shape;
  else if (shape && !shape.localTypes.isEmpty) pass.names = new EmbeddedNames(shape, outer);
  pass.enterInstance();
  const properties: CimPropertyValue[] = [];
  for (const initializer of node.properties) properties.push(lowerProperty(initializer, shape ?? null, pass));
  pass.leaveInstance();
  const className = shape?.definition.name ?? name;
  const instance: CimInstance =
    node.qualifiers.length === 0
      ? { kind: "instance", className, properties }
      : { kind: "instance", className, properties, qualifiers: lowerQualifiers(node.qualifiers, pass) };
  pass.names = outer;
  return instance;
}

/**
 * The name under which the class of a value is kept. That of the element comes first, as what is declared in a subclass may
 * hide its name.
 */
function classMeant(name: string, expected: string | undefined, pass: LoweringPass): string {
  const definition = expected === undefined ? undefined : pass.shapeOf(expected)?.definition;
  return definition !== undefined && sameName(localName(definition), name) ? definition.name : pass.typeName(name);
}

function lowerProperty(node: PropertyInitializer, shape: ClassShape | null, pass: LoweringPass): CimPropertyValue {
  const property = shape === null ? null : shape.property(node.name.name);
  const name = property === null ? node.name.name : property.name;
  if (property === null && shape?.isStructure) pass.outdatedTypes.push(shape.definition.name);
  const value = node.value === undefined ? undefined : lowerPropertyValue(node.value, property, pass);
  if (node.qualifiers.length > 0) {
    const qualifiers = lowerQualifiers(node.qualifiers, pass);
    return value === undefined ? { name, qualifiers } : { name, value, qualifiers };
  }
  return value === undefined ? { name } : { name, value };
}

function lowerPropertyValue(value: Value, property: PropertyShape | null, pass: LoweringPass): CimValue {
  if (property === null) return lowerValue(value, undefined, pass);
  return property.isOctetString
    ? lowerOctetString(value, property.type, pass)
    : lowerValue(value, property.type, pass, property.isKey);
}

/** The value that text gives an element that is no octet string; `type` undefined: nothing is known of the element. */
export function lowerValue(value: Value, type: ElementType | undefined, pass: LoweringPass, isKey = false): CimValue {
  if (value.kind !== "ArrayValue") return lowerScalar(value, type, type ?? naturalTypeOf(value), pass, isKey);
  const elementType = type ?? naturalTypeOf(value);
  return value.elements.map((element) => lowerScalar(element, type, elementType, pass, isKey));
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
    case "StructureValue":
      if (value.alias) pass.report("alias-of-embedded", { alias: value.alias.name }, value.alias);
      return lowerInstance(value, pass, declared?.className);
    case "NameValue": {
      const found = lowerEnumerationName(value, declared, type, pass);
      return found === undefined ? lowerOfPerhapsUnknownType(value, declared, type, pass) : found;
    }
    case "NullLiteral":
      return null;
    default:
      return type === "object"
        ? lowerOfPerhapsUnknownType(value, declared, type, pass)
        : lowerPlainValue(value, type, pass);
  }
}

function lowerOfPerhapsUnknownType(
  value: PlainValue,
  declared: ElementType | undefined,
  type: CimType,
  pass: LoweringPass,
): CimScalar {
  const unknown = unknownTypeOf(declared, pass);
  if (unknown !== undefined && pass.isInInstance) {
    pass.untypedValues.push({ type: unknown, value });
    return null;
  }
  if (value.kind === "StringLiteral" && type === "object") return pass.embeddedText(value, unknown !== undefined);
  return unknown === undefined ? lowerPlainValue(value, type, pass) : valueOfLiteral(value, type, pass.scope.dialect);
}

/** The type of an element that is neither an enumeration nor a class: perhaps it is misspelt, which the target says when all is there. */
function unknownTypeOf(declared: ElementType | undefined, pass: LoweringPass): string | undefined {
  if (declared?.type !== "object" || declared.className === undefined) return undefined;
  return pass.shapeOf(declared.className) ? undefined : declared.className;
}

/**
 * The value of an `octetstring`: a string of octets, and in an array each of its elements; the octets themselves are taken too,
 * with their length.
 */
export function lowerOctetString(value: Value, { type, isArray }: ElementType, pass: LoweringPass): CimValue {
  const isSingle = type === "uint8";
  if (value.kind === "ArrayValue") {
    return value.elements.map((element) =>
      isSingle || element.kind !== "StringLiteral"
        ? lowerScalar(element, { type, isArray }, { type, isArray }, pass, false)
        : octetsOf(element, lengthenedText, pass),
    );
  }
  return isSingle && value.kind === "StringLiteral"
    ? octetsOf(value, octetsOfText, pass)
    : lowerScalar(value, { type, isArray }, { type, isArray }, pass, false);
}

function octetsOf<Octets>(
  literal: StringLiteral,
  read: (text: string) => Octets | undefined,
  pass: LoweringPass,
): Octets | null {
  const text = decodeString(literal.parts, pass.scope.dialect);
  const octets = read(text);
  if (octets === undefined) pass.report("invalid-octet-string", { value: shorten(text) }, literal);
  return octets ?? null;
}
