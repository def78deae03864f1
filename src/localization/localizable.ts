import type {
  AssociationDeclaration,
  ClassDeclaration,
  ClassFeature,
  Declaration,
  MethodDeclaration,
  Node,
  ParameterDeclaration,
  PropertyDeclaration,
  Qualifier,
  StructureDeclaration,
} from "../ast/nodes.ts";

/** What has a localized counterpart: a class, or what MOF 3 has a word of its own for. */
export type ClassLike = ClassDeclaration | AssociationDeclaration | StructureDeclaration;

/** What has texts: a class, or a part of one. */
export type Localizable = ClassLike | PropertyDeclaration | MethodDeclaration | ParameterDeclaration;

export function isClassLike(node: Declaration | ClassFeature): node is ClassLike {
  return (
    node.kind === "ClassDeclaration" || node.kind === "AssociationDeclaration" || node.kind === "StructureDeclaration"
  );
}

/** The parts of an element that may have texts of their own. */
export function partsOf(node: Localizable): readonly Localizable[] {
  switch (node.kind) {
    case "PropertyDeclaration":
    case "ParameterDeclaration":
      return [];
    case "MethodDeclaration":
      return node.parameters;
    default:
      return node.features.flatMap((feature) => (feature.kind === "EnumerationDeclaration" ? [] : [feature]));
  }
}

/** Every qualifier of an element and of its parts that a condition holds for, with the element that has it. */
export function* qualifiersIn(
  node: Localizable,
  condition: (qualifier: Qualifier) => boolean,
): Generator<readonly [Qualifier, Localizable]> {
  for (const qualifier of node.qualifiers) if (condition(qualifier)) yield [qualifier, node];
  for (const part of partsOf(node)) yield* qualifiersIn(part, condition);
}

/** Whether an element or a part of it has a qualifier that a condition holds for. */
export function hasQualifier(node: Localizable, condition: (qualifier: Qualifier) => boolean): boolean {
  return qualifiersIn(node, condition).next().done !== true;
}

/** What an element is called in a message. */
export function describeLocalizable(node: Localizable, around?: Node): string {
  const name = `\`${node.name.name}\``;
  switch (node.kind) {
    case "PropertyDeclaration":
      return `property ${name}`;
    case "MethodDeclaration":
      return `method ${name}`;
    case "ParameterDeclaration":
      return around?.kind === "MethodDeclaration"
        ? `parameter ${name} of method \`${around.name.name}\``
        : `parameter ${name}`;
    default:
      return `class ${name}`;
  }
}
