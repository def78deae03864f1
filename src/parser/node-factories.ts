import type { IToken } from "chevrotain";
import type {
  Alias,
  ArraySpecifier,
  ArrayValue,
  AssociationDeclaration,
  BooleanLiteral,
  CharacterLiteral,
  ClassDeclaration,
  ClassFeature,
  DataType,
  EnumerationDeclaration,
  EnumerationElement,
  ForwardClassDeclaration,
  Identifier,
  InstanceDeclaration,
  InstanceValue,
  IntegerLiteral,
  Literal,
  MethodDeclaration,
  NameValue,
  NullLiteral,
  ObjectPathValue,
  ObjectType,
  ParameterDeclaration,
  Pragma,
  PragmaArgument,
  PrimitiveType,
  PropertyDeclaration,
  PropertyInitializer,
  Qualifier,
  QualifierFlavorsDeclaration,
  QualifierTypeDeclaration,
  RealLiteral,
  ReferenceType,
  ScalarValue,
  StringLiteral,
  StringPart,
  StructureDeclaration,
  StructureFeature,
  StructureValue,
  StructureValueDeclaration,
  Value,
  VoidType,
} from "../ast/nodes.ts";
import { none } from "./rule.ts";

/**
 * Makes the nodes of the tree, each kind in one place with its properties always in the same order, so that all nodes of
 * a kind share one hidden class.
 */

/** The offset behind a token. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

export function identifier(token: IToken): Identifier {
  return identifierAt(token.startOffset, token.image);
}

export function identifierAt(start: number, name: string): Identifier {
  return { kind: "Identifier", start, end: start + name.length, name };
}

export function alias(token: IToken): Alias {
  return aliasAt(token.startOffset, token.image);
}

/** `image` is with the dollar sign. */
export function aliasAt(start: number, image: string): Alias {
  return { kind: "Alias", start, end: start + image.length, name: image.slice(1) };
}

export function integerLiteral(token: IToken): IntegerLiteral {
  return integerLiteralAt(token.startOffset, token.image);
}

export function integerLiteralAt(start: number, text: string): IntegerLiteral {
  return { kind: "IntegerLiteral", start, end: start + text.length, text };
}

export function realLiteral(token: IToken): RealLiteral {
  return realLiteralAt(token.startOffset, token.image);
}

export function realLiteralAt(start: number, text: string): RealLiteral {
  return { kind: "RealLiteral", start, end: start + text.length, text };
}

export function characterLiteral(token: IToken): CharacterLiteral {
  return { kind: "CharacterLiteral", start: token.startOffset, end: endOf(token), text: token.image };
}

export function stringPart(token: IToken): StringPart {
  return stringPartAt(token.startOffset, token.image);
}

export function stringPartAt(start: number, text: string): StringPart {
  return { kind: "StringPart", start, end: start + text.length, text };
}

/** `parts` has at least one element. */
export function stringLiteral(parts: readonly StringPart[]): StringLiteral {
  const first = parts[0] as StringPart;
  const last = parts[parts.length - 1] as StringPart;
  return { kind: "StringLiteral", start: first.start, end: last.end, parts };
}

export function booleanLiteral(token: IToken): BooleanLiteral {
  return booleanLiteralAt(token.startOffset, token.image);
}

export function booleanLiteralAt(start: number, image: string): BooleanLiteral {
  return { kind: "BooleanLiteral", start, end: start + image.length, value: image.length === "true".length };
}

export function nullLiteral(token: IToken): NullLiteral {
  return nullLiteralAt(token.startOffset);
}

export function nullLiteralAt(start: number): NullLiteral {
  return { kind: "NullLiteral", start, end: start + "null".length };
}

/** The one kind of two shapes: it is rare. */
export function nameValue(name: Identifier, qualifier: Identifier | undefined): NameValue {
  if (qualifier === undefined) return { kind: "NameValue", start: name.start, end: name.end, name };
  return { kind: "NameValue", start: qualifier.start, end: name.end, qualifier, name };
}

export function objectPathValue(start: number, end: number, text: string): ObjectPathValue {
  return { kind: "ObjectPathValue", start, end, text };
}

export function arrayValue(start: number, end: number, elements: readonly ScalarValue[]): ArrayValue {
  return { kind: "ArrayValue", start, end, elements };
}

export function primitiveType(token: IToken): PrimitiveType {
  return { kind: "PrimitiveType", start: token.startOffset, end: endOf(token), name: token.image };
}

export function referenceType(start: number, end: number, className: Identifier | undefined): ReferenceType {
  return { kind: "ReferenceType", start, end, className };
}

export function objectType(start: number, end: number, className: Identifier | undefined): ObjectType {
  return { kind: "ObjectType", start, end, className };
}

export function voidType(token: IToken): VoidType {
  return { kind: "VoidType", start: token.startOffset, end: endOf(token) };
}

export function arraySpecifier(start: number, end: number, size: IntegerLiteral | undefined): ArraySpecifier {
  return { kind: "ArraySpecifier", start, end, size };
}

export function qualifier(
  end: number,
  name: Identifier,
  value: Value | undefined,
  flavors: readonly Identifier[],
): Qualifier {
  return { kind: "Qualifier", start: name.start, end, name, value, flavors };
}

export function propertyDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  type: DataType,
  name: Identifier,
  array: ArraySpecifier | undefined,
  value: Value | undefined,
): PropertyDeclaration {
  return { kind: "PropertyDeclaration", start, end, qualifiers, type, name, array, value };
}

export function parameterDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  type: DataType,
  name: Identifier,
  array: ArraySpecifier | undefined,
  value: Value | undefined,
): ParameterDeclaration {
  return { kind: "ParameterDeclaration", start, end, qualifiers, type, name, array, value };
}

export function methodDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  returnType: DataType | VoidType,
  returnArray: ArraySpecifier | undefined,
  name: Identifier,
  parameters: readonly ParameterDeclaration[],
): MethodDeclaration {
  return { kind: "MethodDeclaration", start, end, qualifiers, returnType, returnArray, name, parameters };
}

export function classDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  name: Identifier,
  alias: Alias | undefined,
  superclass: Identifier | undefined,
  features: readonly ClassFeature[],
): ClassDeclaration {
  return { kind: "ClassDeclaration", start, end, qualifiers, name, alias, superclass, features };
}

export function associationDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  name: Identifier,
  superclass: Identifier | undefined,
  features: readonly ClassFeature[],
): AssociationDeclaration {
  return { kind: "AssociationDeclaration", start, end, qualifiers, name, superclass, features };
}

export function structureDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  name: Identifier,
  superclass: Identifier | undefined,
  features: readonly StructureFeature[],
): StructureDeclaration {
  return { kind: "StructureDeclaration", start, end, qualifiers, name, superclass, features };
}

export function enumerationDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  name: Identifier,
  base: PrimitiveType | Identifier | undefined,
  elements: readonly EnumerationElement[],
): EnumerationDeclaration {
  return { kind: "EnumerationDeclaration", start, end, qualifiers, name, base, elements };
}

export function enumerationElement(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  name: Identifier,
  value: Literal | undefined,
): EnumerationElement {
  return { kind: "EnumerationElement", start, end, qualifiers, name, value };
}

export function forwardClassDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  name: Identifier,
): ForwardClassDeclaration {
  return { kind: "ForwardClassDeclaration", start, end, qualifiers, name };
}

export function propertyInitializer(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  name: Identifier,
  value: Value | undefined,
): PropertyInitializer {
  return { kind: "PropertyInitializer", start, end, qualifiers, name, value };
}

export function instanceDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  className: Identifier,
  alias: Alias | undefined,
  properties: readonly PropertyInitializer[],
): InstanceDeclaration {
  return { kind: "InstanceDeclaration", start, end, qualifiers, className, alias, properties };
}

export function instanceValue(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  className: Identifier,
  alias: Alias | undefined,
  properties: readonly PropertyInitializer[],
): InstanceValue {
  return { kind: "InstanceValue", start, end, qualifiers, className, alias, properties };
}

export function structureValueDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  className: Identifier,
  alias: Alias | undefined,
  properties: readonly PropertyInitializer[],
): StructureValueDeclaration {
  return { kind: "StructureValueDeclaration", start, end, qualifiers, className, alias, properties };
}

export function structureValue(
  start: number,
  end: number,
  className: Identifier,
  properties: readonly PropertyInitializer[],
): StructureValue {
  return { kind: "StructureValue", start, end, qualifiers: none, className, alias: undefined, properties };
}

export function qualifierTypeDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  name: Identifier,
  type: PrimitiveType | ObjectType,
  array: ArraySpecifier | undefined,
  value: Value | undefined,
  scopes: readonly Identifier[],
  flavors: readonly Identifier[],
  policy: Identifier | undefined,
): QualifierTypeDeclaration {
  return {
    kind: "QualifierTypeDeclaration",
    start,
    end,
    qualifiers,
    name,
    type,
    array,
    value,
    scopes,
    flavors,
    policy,
  };
}

export function qualifierFlavorsDeclaration(
  start: number,
  end: number,
  qualifiers: readonly Qualifier[],
  name: Identifier,
  flavors: readonly Identifier[],
): QualifierFlavorsDeclaration {
  return { kind: "QualifierFlavorsDeclaration", start, end, qualifiers, name, flavors };
}

export function pragma(
  start: number,
  end: number,
  directive: Pragma["directive"],
  name: Identifier,
  args: readonly PragmaArgument[],
): Pragma {
  return { kind: "Pragma", start, end, directive, name, arguments: args };
}
