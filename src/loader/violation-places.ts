import type {
  Alias,
  AssociationDeclaration,
  ClassDeclaration,
  ClassFeature,
  DataType,
  Declaration,
  EnumerationDeclaration,
  EnumerationElement,
  Identifier,
  InstanceDeclaration,
  InstanceValue,
  MethodDeclaration,
  NodeBase,
  ParameterDeclaration,
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
import { foldName } from "../cim/names.ts";
import type { ViolationTarget } from "../wbem/error.ts";
import type { Span } from "./lowering.ts";

/** The declarations that are put as objects, so that a put of them can be refused. */
export type ObjectDeclaration =
  | ClassDeclaration
  | AssociationDeclaration
  | StructureDeclaration
  | EnumerationDeclaration
  | InstanceDeclaration
  | StructureValueDeclaration
  | QualifierTypeDeclaration;

/** An instance that stands as a value. */
type EmbeddedNode = InstanceValue | StructureValue;

const objectKinds: ReadonlySet<Declaration["kind"]> = new Set<ObjectDeclaration["kind"]>([
  "ClassDeclaration",
  "AssociationDeclaration",
  "StructureDeclaration",
  "EnumerationDeclaration",
  "InstanceDeclaration",
  "StructureValueDeclaration",
  "QualifierTypeDeclaration",
]);

/** Whether a declaration is one of an object. */
export function isObjectDeclaration(declaration: Declaration): declaration is ObjectDeclaration {
  return objectKinds.has(declaration.kind);
}

/** The name under which an object is shown: that of the class, of the qualifier type, or of an instance's class. */
export function nameOfDeclaration(declaration: ObjectDeclaration): Identifier {
  return "className" in declaration ? declaration.className : declaration.name;
}

/** Anything that has a name and qualifiers. */
type Element =
  | ObjectDeclaration
  | PropertyDeclaration
  | MethodDeclaration
  | ParameterDeclaration
  | EnumerationElement
  | PropertyInitializer
  | EmbeddedNode;

/**
 * The exact text that a violation is about. A target that names something the declaration does not have (an inherited
 * property, a missing key) gives what encloses it, in the end the name of the object.
 */
export function spanOfViolation(declaration: ObjectDeclaration | EmbeddedNode, target: ViolationTarget): Span {
  let element: Element = declaration;
  if (target.property !== undefined || target.method !== undefined) {
    const found: Element | undefined = memberOf(declaration, target);
    if (!found) return nameOf(declaration);
    element = found;
  }
  if (target.qualifier !== undefined) {
    const qualifier = nth(element.qualifiers, target.qualifier, target.occurrence);
    if (qualifier) return partOfQualifier(qualifier, target);
    return nameOf(element);
  }
  return partOfElement(element, target);
}

/** The property, method or parameter that a target names. */
function memberOf(declaration: ObjectDeclaration | EmbeddedNode, target: ViolationTarget): Element | undefined {
  if ("elements" in declaration) return memberNamed(declaration.elements, target.property, target);
  if ("properties" in declaration) return memberNamed(declaration.properties, target.property, target);
  if (!("features" in declaration)) return undefined;
  const features: readonly ClassFeature[] = declaration.features;
  if (target.property !== undefined) return memberNamed(features, target.property, target, "PropertyDeclaration");
  const kind = "MethodDeclaration";
  if (target.parameter === undefined) return memberNamed(features, target.method, target, kind);
  const method = nth(features, target.method ?? "", 0, kind);
  return method?.kind === kind ? memberNamed(method.parameters, target.parameter, target) : undefined;
}

/** The member of a name. An occurrence counts the innermost name of the target, so it may count qualifiers instead. */
function memberNamed<Member extends Named & { readonly qualifiers: readonly Qualifier[] }>(
  members: readonly Member[],
  name = "",
  { qualifier, occurrence }: ViolationTarget,
  kind?: Member["kind"],
): Member | undefined {
  if (qualifier === undefined) return nth(members, name, occurrence, kind);
  const named = allNamed(members, name, kind);
  return named.find(({ qualifiers }) => nth(qualifiers, qualifier)) ?? named[0];
}

/** The `occurrence`th of the elements with a name, or the last of them. */
function nth<Item extends Named>(
  items: readonly Item[],
  name: string,
  occurrence = 0,
  kind?: Item["kind"],
): Item | undefined {
  const named = allNamed(items, name, kind);
  return named[occurrence] ?? named.at(-1);
}

interface Named {
  readonly kind: string;
  readonly name: Identifier;
}

/**
 * By kind and folded name, of lists in which something was looked for: each of 50,000 properties may break a rule, and 50,000 looks
 * through as many kept a compile busy for minutes.
 */
const indexes = new WeakMap<readonly Named[], ReadonlyMap<string, Named[]>>();

/** @param kind of those that are meant, where the list has several */
function allNamed<Item extends Named>(
  items: readonly Item[],
  name: string,
  kind: Item["kind"] = items[0]?.kind ?? "",
): readonly Item[] {
  let index = indexes.get(items);
  if (index === undefined) {
    index = Map.groupBy<string, Named>(items, (item) => `${item.kind} ${foldName(item.name.name)}`);
    indexes.set(items, index);
  }
  return (index.get(`${kind} ${foldName(name)}`) ?? []) as readonly Named[] as readonly Item[];
}

function nameOf(element: Element): Span {
  return "className" in element ? element.className : element.name;
}

function partOfQualifier(qualifier: Qualifier, target: ViolationTarget): Span {
  if (target.part === "flavor") return spanOfAll(qualifier.flavors) ?? qualifier.name;
  if (target.element !== undefined || target.part === "value")
    return spanOfValue(qualifier.value, target) ?? qualifier.name;
  return qualifier.name;
}

function partOfElement(element: Element, target: ViolationTarget): Span {
  if (target.embedded || target.element !== undefined || target.part === "value") {
    return ("value" in element ? spanOfValue(element.value, target) : undefined) ?? nameOf(element);
  }
  switch (target.part) {
    case "type":
      return typeOf(element) ?? nameOf(element);
    case "class": {
      const type = typeOf(element);
      return (type && "className" in type ? type.className : undefined) ?? type ?? nameOf(element);
    }
    case "superclass":
      if ("base" in element && element.base) return element.base;
      return ("superclass" in element ? element.superclass : undefined) ?? nameOf(element);
    case "flavor":
      return ("flavors" in element ? spanOfAll(element.flavors) : undefined) ?? nameOf(element);
    case "scope":
      return ("scopes" in element ? spanOfAll(element.scopes) : undefined) ?? nameOf(element);
    default:
      return nameOf(element);
  }
}

function typeOf(element: Element): DataType | VoidType | undefined {
  if ("returnType" in element) return element.returnType;
  return "type" in element ? element.type : undefined;
}

/** A value, one element of it, or something inside the embedded instance it is. */
function spanOfValue(value: Value | undefined, target: ViolationTarget): Span | undefined {
  if (!value) return undefined;
  const part = partOfValue(value, target);
  const isEmbedded = part.kind === "InstanceValue" || part.kind === "StructureValue";
  return target.embedded && isEmbedded ? spanOfViolation(part, target.embedded) : part;
}

/** A value, or the element of it that is meant. */
function partOfValue(value: Value, { element }: ViolationTarget): Value {
  return element !== undefined && value.kind === "ArrayValue" ? (value.elements[element] ?? value) : value;
}

/** The use of an alias for whose value a rule is broken inside of that value, and where in it. */
export interface AliasedTarget {
  readonly alias: Alias;
  readonly target: ViolationTarget;
}

/** The first alias on the way to what a violation is about; `undefined`: all of it is written in the declaration. */
export function findAliasOnWay(
  declaration: ObjectDeclaration | EmbeddedNode,
  target: ViolationTarget,
): AliasedTarget | undefined {
  if (!target.embedded || target.qualifier !== undefined) return undefined;
  const element = memberOf(declaration, target);
  if (!element || !("value" in element) || !element.value) return undefined;
  const part = partOfValue(element.value, target);
  if (part.kind === "Alias") return { alias: part, target: target.embedded };
  const isEmbedded = part.kind === "InstanceValue" || part.kind === "StructureValue";
  return isEmbedded ? findAliasOnWay(part, target.embedded) : undefined;
}

function spanOfAll(nodes: readonly NodeBase[]): Span | undefined {
  const [first] = nodes;
  const last = nodes.at(-1);
  return first && last && { start: first.start, end: last.end };
}
