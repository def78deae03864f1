import type { EnumerationDeclaration, EnumerationElement } from "../ast/nodes.ts";
import {
  type EnumerationType,
  enumerationQualifier,
  impliedQualifier,
  isEnumerationType,
  nestedName,
} from "../cim/class-kinds.ts";
import type { CimClass, CimProperty } from "../cim/model.ts";
import { sameName } from "../cim/names.ts";
import { lowerValue } from "./lower-instance.ts";
import { lowerQualifiers } from "./lower-qualifier.ts";
import { intrinsicTypeOf, isOctetString } from "./lower-type.ts";
import type { LoweringPass } from "./lowering.ts";
import type { BodyNames } from "./type-names.ts";

/** What an enumeration that leaves its type open has: integers where one of its elements has one, else strings. */
function openType(elements: readonly EnumerationElement[]): EnumerationType {
  return elements.some(({ value }) => value?.kind === "IntegerLiteral") ? "sint64" : "string";
}

/** The type of the values, and the enumeration that is extended. */
interface Base {
  readonly type: EnumerationType;
  readonly superclass?: string;
}

function lowerBase(
  { name, base, elements }: EnumerationDeclaration,
  outer: BodyNames | undefined,
  pass: LoweringPass,
): Base {
  if (base === undefined) return { type: openType(elements) };
  if (base.kind === "PrimitiveType") {
    const type = isOctetString(base.name) ? undefined : intrinsicTypeOf(base.name);
    if (type !== undefined && isEnumerationType(type)) return { type };
    pass.report("invalid-enumeration-type", { type: base.name }, base);
    return { type: openType(elements) };
  }
  const superclass = pass.typeName(base.name);
  const shape = pass.shapeOf(superclass);
  if (shape?.enumerationType !== undefined) return { type: shape.enumerationType, superclass: shape.definition.name };
  const { hasFailed } = pass.scope;
  if (sameName(superclass, outer === undefined ? name.name : nestedName(outer.name, name.name))) {
    pass.report("derivation-from-itself", { class: name.name }, base);
    return { type: openType(elements) };
  }
  if (hasFailed(base.name) || outer?.isAnyOf(hasFailed)) pass.usesFailed = true;
  else if (!pass.needsMore) {
    if (!shape && pass.scope.isDerived(superclass, name.name)) {
      pass.report("circular-derivation", { class: name.name, superclass: base.name }, base);
    } else pass.report("unknown-base-enumeration", { enumeration: base.name }, base);
  }
  return { type: openType(elements) };
}

function lowerElement(node: EnumerationElement, type: EnumerationType, pass: LoweringPass): CimProperty {
  const { name } = node.name;
  const element = { name, type, isArray: false, qualifiers: lowerQualifiers(node.qualifiers, pass) };
  if (node.value !== undefined) return { ...element, value: lowerValue(node.value, element, pass) };
  return type === "string" ? { ...element, value: name } : element;
}

/**
 * An enumeration as CIM 2 holds it: a class with a property for each element, whose default is the value. Nothing is an
 * instance of it; what has it for a type holds values of its type, with their names as qualifiers.
 */
export function lowerEnumeration(
  node: EnumerationDeclaration,
  outer: BodyNames | undefined,
  pass: LoweringPass,
): CimClass {
  pass.names = outer;
  const { type, superclass } = lowerBase(node, outer, pass);
  const qualifiers = lowerQualifiers(node.qualifiers, pass);
  const { name } = node.name;
  return {
    kind: "class",
    name: outer === undefined ? name : nestedName(outer.name, name),
    ...(superclass !== undefined && { superclass }),
    qualifiers: [...qualifiers, impliedQualifier(enumerationQualifier, type)],
    properties: node.elements.map((element) => lowerElement(element, type, pass)),
    methods: [],
    ...(outer !== undefined && { outer: outer.name }),
  };
}
