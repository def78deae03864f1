import type { Qualifier, QualifierTypeDeclaration, Value } from "../ast/nodes.ts";
import { parseInteger } from "../cim/integer-literal.ts";
import {
  type CimQualifier,
  type CimScalar,
  type CimValue,
  type QualifierFlavor,
  type QualifierScope,
  type QualifierType,
  qualifierScopes,
} from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { IntrinsicType } from "../cim/types.ts";
import { lowerFlavors } from "./lower-flavor.ts";
import { intrinsicTypeOf } from "./lower-type.ts";
import { isPlainValue, lowerPlainValue, naturalTypeOf } from "./lower-value.ts";
import type { LoweringPass } from "./lowering.ts";

const noQualifiers: readonly CimQualifier[] = Object.freeze([]);

/** A qualifier list. Values get the declared type of the qualifier, where its namespace declares one, else their own. */
export function lowerQualifiers(nodes: readonly Qualifier[], pass: LoweringPass): readonly CimQualifier[] {
  if (nodes.length === 0) return noQualifiers;
  const qualifiers: CimQualifier[] = [];
  for (const node of nodes) qualifiers.push(lowerQualifier(node, pass));
  return qualifiers;
}

function lowerQualifier(node: Qualifier, pass: LoweringPass): CimQualifier {
  const { name } = node.name;
  const { flavors } = pass.scope;
  const flavor = lowerFlavors(node.flavors, flavors.size === 0 ? undefined : flavors.get(foldName(name)), pass);
  const declared = pass.scope.namespace.qualifierType(name);
  const { value } = node;
  if (declared) {
    const { type, isArray } = declared;
    if (value === undefined) return { name, type, isArray, flavor };
    return { name, type, isArray, value: lowerQualifierValue(value, type, isArray, pass), flavor };
  }
  if (value === undefined) return { name, type: "boolean", isArray: false, flavor };
  const { type, isArray } = naturalTypeOf(value);
  return { name, type, isArray, value: lowerQualifierValue(value, type, isArray, pass), flavor };
}

/** The value of a qualifier or of a declared default. All compilers take one value for an array of one. */
function lowerQualifierValue(value: Value, type: IntrinsicType, isArray: boolean, pass: LoweringPass): CimValue {
  if (value.kind === "ArrayValue") {
    const elements: CimScalar[] = [];
    for (const element of value.elements) elements.push(lowerQualifierScalar(element, type, pass));
    return elements;
  }
  const scalar = lowerQualifierScalar(value, type, pass);
  return isArray && scalar !== null ? [scalar] : scalar;
}

function lowerQualifierScalar(
  value: Exclude<Value, { kind: "ArrayValue" }>,
  type: IntrinsicType,
  pass: LoweringPass,
): CimScalar {
  if (isPlainValue(value)) return lowerPlainValue(value, type, pass);
  if (value.kind === "Alias") pass.report("unexpected-alias", { alias: value.name, type }, value);
  else pass.report("unexpected-instance", { type }, value);
  return null;
}

const scopesByWord: ReadonlyMap<string, QualifierScope> = new Map(qualifierScopes.map((scope) => [scope, scope]));

/** A qualifier type from its declaration. */
export function lowerQualifierType(node: QualifierTypeDeclaration, pass: LoweringPass): QualifierType {
  const type = node.type.kind === "PrimitiveType" ? intrinsicTypeOf(node.type.name) : "string";
  const isArray = node.array !== undefined;
  const size = node.array?.size && parseInteger(node.array.size.text);
  const scopes: QualifierScope[] = [];
  for (const word of node.scopes) {
    const scope = scopesByWord.get(foldName(word.name));
    if (scope) scopes.push(scope);
    else pass.report("unsupported-scope", { scope: word.name }, word);
  }
  const flavor: QualifierFlavor = lowerFlavors(node.flavors, undefined, pass);
  return {
    kind: "qualifier",
    name: node.name.name,
    type,
    isArray,
    ...(size !== undefined && { arraySize: Number(size) }),
    ...(node.value && { value: lowerQualifierValue(node.value, type, isArray, pass) }),
    scopes,
    flavor,
  };
}
