import { valueTypeOf } from "../cim/class-elements.ts";
import type { CimMethod, CimParameter, CimProperty, CimQualifier } from "../cim/model.ts";
import { foldName, sameName } from "../cim/names.ts";
import { findQualifier, hasTrueQualifier, isTrue } from "../cim/qualifiers.ts";
import type { ElementType } from "../cim/types.ts";
import { type ChangedElement, type ChangeList, pairByName } from "./diff-changes.ts";
import { type BooleanRule, compareQualifiers, whereDeclared } from "./diff-qualifiers.ts";
import type { ChangeCode } from "./diff-rules.ts";
import { methodText, sameValue, typeText, valueText } from "./diff-text.ts";

/** How the class of a reference or embedded object stands to the one that was there before. */
export type ClassRelation = "same" | "below" | "above" | "elsewhere";

/** What comparing the elements of a class needs to know beyond it. */
export interface ElementContext {
  readonly changes: ChangeList;
  /** How the class `after` stands to `before`. */
  relate(before: string, after: string): ClassRelation;
}

const propertyRules: Readonly<Record<string, BooleanRule>> = {
  read: { became: "added-read-access", noLonger: "removed-read-access", otherwise: true },
  write: { became: "added-write-access", noLonger: "removed-write-access" },
  static: { became: "changed-static", noLonger: "changed-static" },
  weak: { became: "changed-weak", noLonger: "changed-weak" },
};

const methodRules: Readonly<Record<string, BooleanRule>> = {
  static: { became: "changed-static", noLonger: "changed-static" },
};

const embeddingQualifiers = ["embeddedinstance", "embeddedobject"];
const requiringQualifiers = ["required", "not_null"];

/** Compares the properties of a class. `areValues`: the class stands for an enumeration, and they for its values. */
export function compareProperties(
  context: ElementContext,
  left: readonly CimProperty[],
  right: readonly CimProperty[],
  areValues: boolean,
): void {
  for (const [before, after] of pairByName(left, right)) {
    if (before !== undefined && after !== undefined) compareProperty(context, before, after, areValues);
    else tellProperty(context, before, after, areValues);
  }
}

function tellProperty(
  { changes }: ElementContext,
  before: CimProperty | undefined,
  after: CimProperty | undefined,
  areValues: boolean,
): void {
  const property = (after ?? before) as CimProperty;
  const text = areValues ? valueText(property.value, property.type) : typeText(property);
  const code = ((): ChangeCode => {
    if (after === undefined) return areValues ? "removed-enumeration-value" : "removed-property";
    if (areValues) return "added-enumeration-value";
    return isRequired(after) && !hasDefault(after) ? "added-required-property" : "added-property";
  })();
  const [old, now] = after === undefined ? [text, undefined] : [undefined, text];
  changes.add(code, { property: property.name }, old, now, property.propagated === true);
}

function compareProperty(context: ElementContext, before: CimProperty, after: CimProperty, areValues: boolean): void {
  const { changes } = context;
  const element: ChangedElement = { property: after.name };
  const told = new Set<string>();
  const isInherited = before.propagated === true && after.propagated === true;
  if (before.name !== after.name) changes.add("respelled", element, before.name, after.name, isInherited);
  compareTypes(context, before, after, { element, retyped: "retyped-property", isInherited, told });
  compareDefaults(changes, before, after, element, isInherited, areValues);
  compareDemands(changes, before, after, element, isInherited, told);
  if (hasTrueQualifier(before.qualifiers, "Key") !== hasTrueQualifier(after.qualifiers, "Key")) told.add("key");
  compareQualifiers(changes, before, after, { element, type: after.type, told }, propertyRules);
  tellMove(changes, before, after, element);
}

/** Compares the methods of a class. */
export function compareMethods(context: ElementContext, left: readonly CimMethod[], right: readonly CimMethod[]): void {
  for (const [before, after] of pairByName(left, right)) {
    if (before !== undefined && after !== undefined) compareMethod(context, before, after);
    else if (after !== undefined) {
      const isInherited = after.propagated === true;
      context.changes.add("added-method", { method: after.name }, undefined, methodText(after), isInherited);
    } else if (before !== undefined) {
      const isInherited = before.propagated === true;
      context.changes.add("removed-method", { method: before.name }, methodText(before), undefined, isInherited);
    }
  }
}

function compareMethod(context: ElementContext, before: CimMethod, after: CimMethod): void {
  const { changes } = context;
  const element: ChangedElement = { method: after.name };
  const told = new Set<string>();
  const isInherited = before.propagated === true && after.propagated === true;
  if (before.name !== after.name) changes.add("respelled", element, before.name, after.name, isInherited);
  const [old, now] = [before.returnType, after.returnType];
  if (old === "void" || now === "void") {
    if (old !== now) changes.add("changed-return-type", element, typeText(old), typeText(now), isInherited);
  } else {
    const result = (type: ElementType, qualifiers: readonly CimQualifier[]) => ({ ...type, qualifiers });
    compareTypes(context, result(old, before.qualifiers), result(now, after.qualifiers), {
      element,
      retyped: "changed-return-type",
      isOutput: true,
      isInherited,
      told,
    });
  }
  compareParameters(context, before, after, isInherited);
  const type = now === "void" ? now : now.type;
  compareQualifiers(changes, before, after, { element, type, isOutput: true, told }, methodRules);
  tellMove(changes, before, after, element);
}

function compareParameters(context: ElementContext, before: CimMethod, after: CimMethod, isInherited: boolean): void {
  const { changes } = context;
  for (const [old, now] of pairByName(before.parameters, after.parameters)) {
    const element: ChangedElement = { method: after.name, parameter: ((now ?? old) as CimParameter).name };
    if (old !== undefined && now !== undefined) compareParameter(context, old, now, element, isInherited);
    else if (now !== undefined) {
      const code = isDemanded(now) ? "added-required-parameter" : "added-parameter";
      changes.add(code, element, undefined, parameterText(now), isInherited);
    } else if (old !== undefined) {
      changes.add("removed-parameter", element, parameterText(old), undefined, isInherited);
    }
  }
  const common = (one: CimMethod, other: CimMethod): readonly string[] =>
    one.parameters
      .filter(({ name }) => other.parameters.some((parameter) => sameName(parameter.name, name)))
      .map(({ name }) => foldName(name));
  if (common(before, after).join() !== common(after, before).join()) {
    const [old, now] = [before, after].map(({ parameters }) => parameters.map(({ name }) => name).join(", "));
    changes.add("reordered-parameters", { method: after.name }, old, now, isInherited);
  }
}

function compareParameter(
  context: ElementContext,
  before: CimParameter,
  after: CimParameter,
  element: ChangedElement,
  isInherited: boolean,
): void {
  const { changes } = context;
  const told = new Set<string>();
  if (before.name !== after.name) changes.add("respelled", element, before.name, after.name, isInherited);
  const isOutput = !directionOf(after).isInput;
  compareTypes(context, before, after, { element, retyped: "retyped-parameter", isOutput, isInherited, told });
  compareDefaults(changes, before, after, element, isInherited, false);
  const [old, now] = [directionText(before), directionText(after)];
  if (old !== now) {
    changes.add("changed-direction", element, old, now, isInherited);
    told.add("in").add("out");
  }
  if (!isOutput) compareDemands(changes, before, after, element, isInherited, told);
  const propagated = { propagated: isInherited };
  const type = { element, type: after.type, isOutput, told };
  compareQualifiers(changes, { ...before, ...propagated }, { ...after, ...propagated }, type);
}

// --- types ---

interface TypeContext {
  readonly element: ChangedElement;
  /** The code of a type that is another one altogether. */
  readonly retyped: ChangeCode;
  readonly isOutput?: boolean;
  readonly isInherited: boolean;
  /** Takes the qualifiers whose change is told with the type. */
  readonly told: Set<string>;
}

type TypedElement = ElementType & { readonly qualifiers: readonly CimQualifier[] };

function compareTypes(context: ElementContext, before: TypedElement, after: TypedElement, role: TypeContext): void {
  const { changes } = context;
  const [old, now] = [valueTypeOf(before), valueTypeOf(after)];
  const tell = (code: ChangeCode, one: ElementType = old, other: ElementType = now): void =>
    changes.add(code, role.element, typeText(one), typeText(other), role.isInherited);
  if (before.type !== after.type || !sameKind(old, now)) {
    const isEmbedding = old.type !== now.type && before.type === after.type;
    tell(role.retyped, isEmbedding ? old : before, isEmbedding ? now : after);
    for (const key of embeddingQualifiers) role.told.add(key);
    return;
  }
  if (old.arraySize !== now.arraySize) tell(now.arraySize === undefined ? "freed-array-size" : "fixed-array-size");
  const [oldClass = "", nowClass = ""] = [old.className, now.className];
  if (oldClass === nowClass) return;
  for (const key of embeddingQualifiers) role.told.add(key);
  const relation = context.relate(oldClass, nowClass);
  if (relation === "same") tell("respelled");
  else if (relation === "below") tell(role.isOutput ? "narrowed-result" : "narrowed-type");
  else tell(relation === "above" ? "widened-type" : role.retyped);
}

function sameKind(left: ElementType, right: ElementType): boolean {
  return (
    left.type === right.type &&
    left.isArray === right.isArray &&
    sameName(left.enumeration ?? "", right.enumeration ?? "") &&
    (left.octetString === true) === (right.octetString === true)
  );
}

// --- defaults and what must be given ---

type DefaultedElement = CimProperty | CimParameter;

function compareDefaults(
  changes: ChangeList,
  before: DefaultedElement,
  after: DefaultedElement,
  element: ChangedElement,
  isInherited: boolean,
  areValues: boolean,
): void {
  if (sameValue(before.value, after.value)) return;
  const code = areValues ? "changed-enumeration-value" : "changed-default";
  changes.add(code, element, valueText(before.value, before.type), valueText(after.value, after.type), isInherited);
}

/** Tells whether an element that clients give a value came to demand one. */
function compareDemands(
  changes: ChangeList,
  before: DefaultedElement,
  after: DefaultedElement,
  element: ChangedElement,
  isInherited: boolean,
  told: Set<string>,
): void {
  const isParameter = element.parameter !== undefined;
  const [was, is] = [before, after].map(demandOf);
  const [wasDemanded, isDemandedNow] = isParameter ? [isDemanded(before), isDemanded(after)] : [false, false];
  const hardens =
    (is === "value" && was !== "value") || (is === "choice" && was === "nothing") || (!wasDemanded && isDemandedNow);
  const softens =
    (was === "value" && is !== "value") || (was === "choice" && is === "nothing") || (wasDemanded && !isDemandedNow);
  if (!hardens && !softens) return;
  const [old, now] = [before, after].map(demandText);
  changes.add(hardens ? "now-required" : "no-longer-required", element, old, now, isInherited);
  for (const key of requiringQualifiers) told.add(key);
  if (isParameter) told.add("optional");
}

/** `value`: one has to be given; `choice`: NULL is refused, but there is a default; `nothing`. */
function demandOf(element: DefaultedElement): "value" | "choice" | "nothing" {
  if (!isRequired(element)) return "nothing";
  return hasDefault(element) ? "choice" : "value";
}

function demandText(element: DefaultedElement): string {
  const words = ["Required", "Not_Null", "Optional"].filter((name) => hasTrueQualifier(element.qualifiers, name));
  const value = valueText(element.value, element.type);
  return [
    words.length === 0 ? "may be NULL" : words.join(", "),
    value === undefined ? "no default" : `default ${value}`,
  ].join("; ");
}

function isRequired({ qualifiers }: DefaultedElement): boolean {
  return hasTrueQualifier(qualifiers, "Required") || hasTrueQualifier(qualifiers, "Not_Null");
}

function hasDefault({ value }: DefaultedElement): boolean {
  return value !== undefined && value !== null;
}

/** Whether a call has to give a parameter. */
function isDemanded(parameter: CimParameter): boolean {
  return (
    directionOf(parameter).isInput && !hasDefault(parameter) && !hasTrueQualifier(parameter.qualifiers, "Optional")
  );
}

/** In is TRUE where it does not stand (DSP0004, 5.6.3.20), but beside Out, which in WMI is the whole direction. */
function directionOf({ qualifiers }: CimParameter): { readonly isInput: boolean; readonly isOutput: boolean } {
  const isOutput = hasTrueQualifier(qualifiers, "Out");
  const input = findQualifier(qualifiers, "In");
  return { isInput: input === undefined ? !isOutput : isTrue(input), isOutput };
}

function directionText(parameter: CimParameter): string {
  const { isInput, isOutput } = directionOf(parameter);
  return [...(isInput ? ["In"] : []), ...(isOutput ? ["Out"] : [])].join(", ");
}

function parameterText(parameter: CimParameter): string {
  return `[${directionText(parameter)}] ${typeText(parameter)}`;
}

function tellMove(
  changes: ChangeList,
  before: CimProperty | CimMethod,
  after: CimProperty | CimMethod,
  element: ChangedElement,
): void {
  if ((before.propagated === true) === (after.propagated === true)) return;
  changes.add("moved-declaration", element, whereDeclared(before), whereDeclared(after));
}
