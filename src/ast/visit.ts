import type { Node } from "./nodes.ts";

/** The direct parts of a node in the order of the text. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case "Identifier":
    case "Alias":
    case "IntegerLiteral":
    case "RealLiteral":
    case "CharacterLiteral":
    case "StringPart":
    case "BooleanLiteral":
    case "NullLiteral":
    case "ObjectPathValue":
    case "PrimitiveType":
    case "VoidType":
      return none;
    case "StringLiteral":
      return node.parts;
    case "NameValue":
      return present([node.qualifier, node.name]);
    case "ArrayValue":
      return node.elements;
    case "ReferenceType":
    case "ObjectType":
      return present([node.className]);
    case "ArraySpecifier":
      return present([node.size]);
    case "Qualifier":
      return present([node.name, node.value, ...node.flavors]);
    case "PropertyDeclaration":
    case "ParameterDeclaration":
      return inOrder([...node.qualifiers, node.type, node.name, node.array, node.value]);
    case "MethodDeclaration":
      return present([...node.qualifiers, node.returnType, node.returnArray, node.name, ...node.parameters]);
    case "ClassDeclaration":
      return inOrder([...node.qualifiers, node.name, node.alias, node.superclass, ...node.features]);
    case "ForwardClassDeclaration":
      return [...node.qualifiers, node.name];
    case "PropertyInitializer":
      return present([...node.qualifiers, node.name, node.value]);
    case "AssociationDeclaration":
    case "StructureDeclaration":
      return present([...node.qualifiers, node.name, node.superclass, ...node.features]);
    case "EnumerationDeclaration":
      return present([...node.qualifiers, node.name, node.base, ...node.elements]);
    case "EnumerationElement":
      return present([...node.qualifiers, node.name, node.value]);
    case "InstanceDeclaration":
    case "InstanceValue":
    case "StructureValueDeclaration":
    case "StructureValue":
      return present([...node.qualifiers, node.className, node.alias, ...node.properties]);
    case "QualifierTypeDeclaration":
      return inOrder([
        ...node.qualifiers,
        node.name,
        node.type,
        node.array,
        node.value,
        ...node.scopes,
        ...node.flavors,
        node.policy,
      ]);
    case "QualifierFlavorsDeclaration":
      return [...node.qualifiers, node.name, ...node.flavors];
    case "Pragma":
      return [node.name, ...node.arguments];
  }
}

const none: readonly never[] = [];

function present(parts: readonly (Node | undefined)[]): Node[] {
  return parts.filter((part) => part !== undefined);
}

/** For kinds whose parts may stand in more than one order: an alias behind the superclass, flavors before scopes. */
function inOrder(parts: readonly (Node | undefined)[]): Node[] {
  return present(parts).sort((left, right) => left.start - right.start);
}

/** What is called for nodes; what a visitor does not need it leaves out. */
export interface Visitor {
  /** Before the parts of a node, with the node around it. `false` passes over the parts. */
  readonly enter?: (node: Node, parent: Node | undefined) => boolean | undefined;
  /** Behind the parts of a node, also of one whose parts were passed over. */
  readonly leave?: (node: Node, parent: Node | undefined) => void;
}

/**
 * Visits a node and all in it, in the order of the text.
 *
 * @example
 * const aliases: string[] = [];
 * const { declarations } = parseText("instance of A as $a { P = $b; };");
 * for (const declaration of declarations) {
 *   visit(declaration, { leave: (node) => node.kind === "Alias" && aliases.push(node.name) });
 * }
 * aliases // ["a", "b"]
 */
export function visit(node: Node, visitor: Visitor): void {
  visitWithin(node, undefined, visitor);
}

function visitWithin(node: Node, parent: Node | undefined, visitor: Visitor): void {
  if (visitor.enter?.(node, parent) !== false) {
    for (const child of children(node)) visitWithin(child, node, visitor);
  }
  visitor.leave?.(node, parent);
}
