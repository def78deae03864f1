import type {
  ArraySpecifier,
  ClassFeature,
  DataType,
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
  Value,
  VoidType,
} from "../ast/nodes.ts";
import {
  type Lines,
  layoutBody,
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
 * @example declarations.map(printNode).join("\n\n")
 */
export function printNode(node: Node): string {
  return layoutNode(node).join("\n");
}

function layoutNode(node: Node): Lines {
  switch (node.kind) {
    case "ClassDeclaration": {
      const alias = node.alias === undefined ? "" : ` as $${node.alias.name}`;
      const superclass = node.superclass === undefined ? "" : ` : ${node.superclass.name}`;
      const head = `class ${node.name.name}${alias}${superclass}`;
      return [...layoutList(node.qualifiers), ...layoutBody(head, node.features.map(layoutFeature))];
    }
    case "ForwardClassDeclaration":
      return [...layoutList(node.qualifiers), `class ${node.name.name};`];
    case "InstanceDeclaration":
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

function layoutFeature(feature: ClassFeature): Lines {
  return feature.kind === "MethodDeclaration"
    ? layoutMethod(methodOf(feature), memberWidth)
    : layoutMember(declarationOf(feature), memberWidth);
}

/** A parameter by itself: as a member, but what ends it belongs to the list it stands in. */
function layoutWithoutEnd(member: PrintedMember): Lines {
  const lines = layoutMember(member, memberWidth);
  return lines.with(-1, (lines.at(-1) as string).slice(0, -1));
}

function layoutList(qualifiers: readonly Qualifier[]): Lines {
  return layoutQualifiers(printQualifiers(qualifiers), lineWidth);
}

function layoutQualifierTypeNode(node: QualifierTypeDeclaration): Lines {
  const clauses = [
    ...(node.scopes.length > 0 ? [`Scope(${namesOf(node.scopes, ", ")})`] : []),
    ...(node.flavors.length > 0 ? [`Flavor(${namesOf(node.flavors, ", ")})`] : []),
  ];
  const head = `Qualifier ${node.name.name} : ${typeText(node.type)}${arrayText(node.array)}`;
  return layoutQualifierType(
    { qualifiers: printQualifiers(node.qualifiers), head, value: optionalValue(node.value) },
    clauses,
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

function printInstance(node: InstanceDeclaration | InstanceValue): PrintedInstance {
  const alias = node.alias === undefined ? "" : ` as $${node.alias.name}`;
  return {
    kind: "instance",
    qualifiers: printQualifiers(node.qualifiers),
    head: `instance of ${node.className.name}${alias}`,
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
