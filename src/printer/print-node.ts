import type {
  ArraySpecifier,
  AssociationDeclaration,
  ClassDeclaration,
  ClassFeature,
  DataType,
  EnumerationDeclaration,
  EnumerationElement,
  Identifier,
  InstanceDeclaration,
  InstanceValue,
  MethodDeclaration,
  Node,
  ParameterDeclaration,
  Pragma,
  PropertyDeclaration,
  PropertyInitializer,
  Qualifier,
  QualifierTypeDeclaration,
  StructureDeclaration,
  StructureValue,
  StructureValueDeclaration,
  Value,
  VoidType,
} from "../ast/nodes.ts";
import {
  type Lines,
  layoutBody,
  layoutElements,
  layoutInstance,
  layoutMember,
  layoutMethod,
  layoutQualifiers,
  layoutQualifierType,
  layoutValue,
  lineWidth,
  memberWidth,
  type PrintedInstance,
  type PrintedMember,
  type PrintedMethod,
  type PrintedQualifier,
  type PrintedValue,
} from "./layout.ts";

/**
 * A node of the tree as MOF. Exact: every name, literal and part of a string stands as it was written, so parsing the text
 * gives the same tree but for the offsets. Layout is that of `printObject`; comments are not part of the tree. A declaration
 * ends with its semicolon; there is no line end behind the last line.
 *
 * @example parseText("class A{uint8 P;};").declarations.map(printNode) // ["class A {\n  uint8 P;\n};"]
 */
export function printNode(node: Node): string {
  return layoutNode(node).join("\n");
}

function layoutNode(node: Node): Lines {
  switch (node.kind) {
    case "ClassDeclaration":
    case "AssociationDeclaration":
    case "StructureDeclaration":
      return layoutClass(node, lineWidth);
    case "EnumerationDeclaration":
      return layoutEnumeration(node, lineWidth);
    case "EnumerationElement":
      return layoutElements([elementOf(node)], memberWidth).flat();
    case "ForwardClassDeclaration":
      return [...layoutList(node.qualifiers), `class ${node.name.name};`];
    case "InstanceDeclaration":
    case "StructureValueDeclaration":
      return layoutInstance(printInstance(node), lineWidth).with(-1, "};");
    case "QualifierTypeDeclaration":
      return layoutQualifierTypeNode(node);
    case "QualifierFlavorsDeclaration":
      return [...layoutList(node.qualifiers), `Qualifier ${node.name.name} : ${namesOf(node.flavors, " ")};`];
    case "Pragma":
      return [pragmaText(node)];
    case "PropertyDeclaration":
    case "MethodDeclaration":
      return layoutFeature(node);
    case "ParameterDeclaration":
      return layoutWithoutEnd(declarationOf(node));
    case "PropertyInitializer":
      return layoutMember(initializerOf(node), memberWidth);
    case "Qualifier":
      return [layoutList([node]).join("\n").slice(1, -1)];
    case "PrimitiveType":
    case "ReferenceType":
    case "ObjectType":
    case "VoidType":
      return [typeText(node)];
    case "ArraySpecifier":
      return [arrayText(node)];
    case "Identifier":
      return [node.name];
    case "StringPart":
      return [node.text];
    default:
      return layoutValue(printValue(node), lineWidth);
  }
}

const classWords = {
  ClassDeclaration: "class",
  AssociationDeclaration: "association",
  StructureDeclaration: "structure",
} as const;

function layoutClass(node: ClassDeclaration | AssociationDeclaration | StructureDeclaration, width: number): Lines {
  const alias = node.kind === "ClassDeclaration" && node.alias ? ` as $${node.alias.name}` : "";
  const superclass = node.superclass === undefined ? "" : ` : ${node.superclass.name}`;
  const head = `${classWords[node.kind]} ${node.name.name}${alias}${superclass}`;
  return [...layoutList(node.qualifiers, width), ...layoutBody(head, node.features.map(layoutFeature))];
}

function layoutEnumeration(node: EnumerationDeclaration, width: number): Lines {
  const base = baseText(node.base);
  const head = base === undefined ? `enumeration ${node.name.name}` : `enumeration ${node.name.name} : ${base}`;
  const elements = layoutElements(node.elements.map(elementOf), memberWidth);
  return [...layoutList(node.qualifiers, width), ...layoutBody(head, elements)];
}

function baseText(base: EnumerationDeclaration["base"]): string | undefined {
  return base?.kind === "PrimitiveType" ? typeText(base) : base?.name;
}

function elementOf(node: EnumerationElement): PrintedMember {
  return { qualifiers: printQualifiers(node.qualifiers), head: node.name.name, value: optionalValue(node.value) };
}

function layoutFeature(feature: ClassFeature): Lines {
  switch (feature.kind) {
    case "PropertyDeclaration":
      return layoutMember(declarationOf(feature), memberWidth);
    case "MethodDeclaration":
      return layoutMethod(methodOf(feature), memberWidth);
    case "StructureDeclaration":
      return layoutClass(feature, memberWidth);
    case "EnumerationDeclaration":
      return layoutEnumeration(feature, memberWidth);
  }
}

/** A parameter by itself: as a member, but what ends it belongs to the list it stands in. */
function layoutWithoutEnd(member: PrintedMember): Lines {
  const lines = layoutMember(member, memberWidth);
  return lines.with(-1, (lines.at(-1) as string).slice(0, -1));
}

function layoutList(qualifiers: readonly Qualifier[], width: number = lineWidth): Lines {
  return layoutQualifiers(printQualifiers(qualifiers), width);
}

function layoutQualifierTypeNode(node: QualifierTypeDeclaration): Lines {
  const clauses = [
    ...(node.scopes.length > 0 ? [`Scope(${namesOf(node.scopes, ", ")})`] : []),
    ...(node.flavors.length > 0 ? [`Flavor(${namesOf(node.flavors, ", ")})`] : []),
    ...(node.policy ? [`Policy(${node.policy.name})`] : []),
  ];
  const head = `Qualifier ${node.name.name} : ${typeText(node.type)}${arrayText(node.array)}`;
  return layoutQualifierType(
    { qualifiers: printQualifiers(node.qualifiers), head, value: optionalValue(node.value) },
    clauses,
    node.policy === undefined ? "," : "",
  );
}

function pragmaText(node: Pragma): string {
  const name = node.directive === "include" ? `#${node.name.name}` : `#pragma ${node.name.name}`;
  if (node.arguments.length === 0) return name;
  return `${name}(${node.arguments.map((argument) => layoutNode(argument).join(" ")).join(", ")})`;
}

function declarationOf(node: PropertyDeclaration | ParameterDeclaration): PrintedMember {
  return {
    qualifiers: printQualifiers(node.qualifiers),
    head: `${typeText(node.type)} ${node.name.name}${arrayText(node.array)}`,
    value: optionalValue(node.value),
  };
}

function methodOf(node: MethodDeclaration): PrintedMethod {
  return {
    qualifiers: printQualifiers(node.qualifiers),
    head: `${typeText(node.returnType)}${arrayText(node.returnArray)} ${node.name.name}`,
    parameters: node.parameters.map(declarationOf),
  };
}

function initializerOf(node: PropertyInitializer): PrintedMember {
  return {
    qualifiers: printQualifiers(node.qualifiers),
    head: node.name.name,
    value: optionalValue(node.value),
  };
}

function printInstance(
  node: InstanceDeclaration | InstanceValue | StructureValueDeclaration | StructureValue,
): PrintedInstance {
  const word = node.kind === "InstanceDeclaration" || node.kind === "InstanceValue" ? "instance" : "value";
  const alias = node.alias === undefined ? "" : ` as $${node.alias.name}`;
  return {
    kind: "instance",
    qualifiers: printQualifiers(node.qualifiers),
    head: `${word} of ${node.className.name}${alias}`,
    properties: node.properties.map(initializerOf),
  };
}

function printQualifiers(qualifiers: readonly Qualifier[]): readonly PrintedQualifier[] {
  return qualifiers.map((node) => ({
    name: node.name.name,
    value: optionalValue(node.value),
    flavors: node.flavors.map(({ name }) => name),
  }));
}

function optionalValue(value: Value | undefined): PrintedValue | undefined {
  return value && printValue(value);
}

function printValue(value: Value): PrintedValue {
  switch (value.kind) {
    case "IntegerLiteral":
    case "RealLiteral":
    case "CharacterLiteral":
    case "ObjectPathValue":
      return value.text;
    case "StringLiteral":
      return { kind: "text", text: value.parts.map(({ text }) => text) };
    case "BooleanLiteral":
      return value.value ? "TRUE" : "FALSE";
    case "NullLiteral":
      return "NULL";
    case "Alias":
      return `$${value.name}`;
    case "NameValue":
      return value.qualifier === undefined ? value.name.name : `${value.qualifier.name}.${value.name.name}`;
    case "ArrayValue":
      return value.elements.map(printValue);
    case "InstanceValue":
    case "StructureValue":
      return printInstance(value);
  }
}

function typeText(type: DataType | VoidType): string {
  switch (type.kind) {
    case "PrimitiveType":
      return type.name;
    case "ReferenceType":
      return `${type.className?.name ?? "object"} ref`;
    case "ObjectType":
      return type.className?.name ?? "object";
    case "VoidType":
      return "void";
  }
}

function arrayText(array: ArraySpecifier | undefined): string {
  return array === undefined ? "" : `[${array.size?.text ?? ""}]`;
}

function namesOf(identifiers: readonly Identifier[], separator: string): string {
  return identifiers.map(({ name }) => name).join(separator);
}
