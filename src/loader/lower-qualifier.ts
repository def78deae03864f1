import type { Identifier, Qualifier, QualifierTypeDeclaration, ScalarValue, Value } from "../ast/nodes.ts";
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
import { type ElementType, type IntrinsicType, intrinsicTypes } from "../cim/types.ts";
import { didYouMean } from "../diagnostics/create.ts";
import { lowerFlavors } from "./lower-flavor.ts";
import { enumerationMeant, lowerEnumerationName } from "./lower-name.ts";
import { lowerType } from "./lower-type.ts";
import { isPlainValue, lowerPlainValue, naturalTypeOf } from "./lower-value.ts";
import type { LoweringPass, Span } from "./lowering.ts";

const noQualifiers: readonly CimQualifier[] = Object.freeze([]);

/** A qualifier list. Values get the declared type of the qualifier, where its namespace declares one, else their own. */
export function lowerQualifiers(nodes: readonly Qualifier[], pass: LoweringPass): readonly CimQualifier[] {
  if (nodes.length === 0) return noQualifiers;
  const qualifiers: CimQualifier[] = [];
  for (const node of nodes) qualifiers.push(lowerQualifier(node, pass));
  return qualifiers;
}

function lowerQualifier(node: Qualifier, pass: LoweringPass): CimQualifier {
  const { flavors, namespace } = pass.scope;
  const { name, type: declared } = namespace.qualifier(node.name.name);
  const flavor = lowerFlavors(node.flavors, flavors.size === 0 ? undefined : flavors.get(foldName(name)), pass);
  const { value } = node;
  if (declared) {
    const { type, isArray } = declared;
    if (value === undefined) return { name, type, isArray, flavor };
    return { name, type, isArray, value: lowerQualifierValue(value, declared, pass), flavor };
  }
  if (value === undefined) return { name, type: "boolean", isArray: false, flavor };
  if (pass.scope.hasFailed(name) && firstOf(value)?.kind === "NameValue") {
    // Its type would tell what the name stands for.
    pass.usesFailed = true;
    return { name, type: "boolean", isArray: false, flavor };
  }
  const natural = naturalTypeOf(value);
  const { isArray } = natural;
  const type = enumerationTypeIn(value, pass) ?? natural.type;
  return { name, type, isArray, value: lowerQualifierValue(value, { type, isArray }, pass), flavor };
}

function firstOf(value: Value): ScalarValue | undefined {
  return value.kind === "ArrayValue" ? value.elements[0] : value;
}

/** The type of the enumeration that a value names an element of. */
function enumerationTypeIn(value: Value, pass: LoweringPass): IntrinsicType | undefined {
  const first = firstOf(value);
  if (first?.kind !== "NameValue" || !first.qualifier) return undefined;
  return enumerationMeant(first, undefined, pass)?.enumerationType;
}

/** The type of a qualifier's value, which may be an enumeration. */
interface QualifierValueType extends ElementType {
  readonly type: IntrinsicType;
}

/** The value of a qualifier or of a declared default. All compilers take one value for an array of one. */
function lowerQualifierValue(value: Value, type: QualifierValueType, pass: LoweringPass): CimValue {
  if (value.kind === "ArrayValue") {
    const elements: CimScalar[] = [];
    for (const element of value.elements) elements.push(lowerQualifierScalar(element, type, pass));
    return elements;
  }
  const scalar = lowerQualifierScalar(value, type, pass);
  return type.isArray && scalar !== null ? [scalar] : scalar;
}

function lowerQualifierScalar(
  value: Exclude<Value, { kind: "ArrayValue" }>,
  declared: QualifierValueType,
  pass: LoweringPass,
): CimScalar {
  const { type } = declared;
  if (value.kind === "NameValue") {
    const found = lowerEnumerationName(value, declared, type, pass);
    if (found !== undefined) return found;
  }
  if (isPlainValue(value)) return lowerPlainValue(value, type, pass);
  if (value.kind === "Alias") pass.report("unexpected-alias", { alias: value.name, type }, value);
  else pass.report("unexpected-instance", { type }, value);
  return null;
}

const scopesByWord: ReadonlyMap<string, QualifierScope> = new Map(qualifierScopes.map((scope) => [scope, scope]));

/** What the policies of MOF 3 say in flavors (DSP0221, qualifier policy). */
const flavorsByPolicy: ReadonlyMap<string, QualifierFlavor> = new Map<string, QualifierFlavor>([
  ["restricted", { toSubclass: false }],
  ["enableoverride", { overridable: true, toSubclass: true }],
  ["disableoverride", { overridable: false, toSubclass: true }],
]);

function flavorOfPolicy({ name }: Identifier): QualifierFlavor {
  const flavor = flavorsByPolicy.get(foldName(name));
  if (!flavor) throw new TypeError(`the parser takes \`${name}\` for a policy`);
  return flavor;
}

function lowerQualifierValueType(
  { name, type, array }: QualifierTypeDeclaration,
  pass: LoweringPass,
): QualifierValueType {
  const lowered = lowerType(type, array, pass);
  if (lowered.type !== "object" && lowered.type !== "reference") return { ...lowered, type: lowered.type };
  const { className } = lowered;
  if (className !== undefined && pass.scope.hasFailed(className)) pass.usesFailed = true;
  else if (!pass.needsMore) {
    const definition = className === undefined ? undefined : pass.shapeOf(className)?.definition;
    if (definition === undefined) reportUnknownType(className ?? "object", type, pass);
    else pass.report("class-as-qualifier-type", { qualifier: name.name, type: definition.name }, type);
  }
  return { type: "string", isArray: lowered.isArray };
}

function reportUnknownType(type: string, span: Span, pass: LoweringPass): void {
  pass.report("unknown-type", { type }, span, didYouMean(type, intrinsicTypes));
}

/** A qualifier type from its declaration. */
export function lowerQualifierType(node: QualifierTypeDeclaration, pass: LoweringPass): QualifierType {
  const declared = lowerQualifierValueType(node, pass);
  const { type, isArray, arraySize, enumeration } = declared;
  // What the default is a value of is not known otherwise.
  const isTypeKnown = !pass.hasErrors && !pass.usesFailed;
  const scopes: QualifierScope[] = [];
  for (const word of node.scopes) {
    const scope = scopesByWord.get(foldName(word.name));
    if (!scope) throw new TypeError(`the parser takes \`${word.name}\` for a scope`);
    scopes.push(scope);
  }
  const flavor = node.policy ? flavorOfPolicy(node.policy) : lowerFlavors(node.flavors, undefined, pass);
  return {
    kind: "qualifier",
    name: node.name.name,
    type,
    isArray,
    ...(arraySize !== undefined && { arraySize }),
    ...(enumeration !== undefined && { enumeration }),
    ...(node.value && isTypeKnown && { value: lowerQualifierValue(node.value, declared, pass) }),
    scopes,
    flavor,
  };
}
