import { valueTypeOf } from "../cim/class-elements.ts";
import type { CimMethod, CimParameter, CimProperty, CimQualifier, CimValue } from "../cim/model.ts";
import { foldName, sameName } from "../cim/names.ts";
import { findQualifier, hasTrueQualifier, isTrue } from "../cim/qualifiers.ts";
import type { CimType, ElementType } from "../cim/types.ts";
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

/** Qualifiers that make another type of the one that is written. */
const typingQualifiers = ["embeddedinstance", "embeddedobject", "octetstring"];
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
  compareTypes(context, before, after, { element, retyped: "retyped-property", ...given, isInherited, told });
  compareDefaults(changes, before, after, element, isInherited, areValues);
  const direction = { isInput: true, isOutput: isReadable(before) && isReadable(after) };
  compareDemands(changes, before, after, { element, ...direction, isInherited, told });
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
    const results = [result(old, before.qualifiers), result(now, after.qualifiers)] as const;
    const role = { element, ...givenBack, isInherited, told };
    compareTypes(context, ...results, { ...role, retyped: "changed-return-type" });
    compareDemands(changes, ...results, role);
  }
  compareParameters(context, before, after, isInherited);
  const type = now === "void" ? now : now.type;
  compareQualifiers(changes, before, after, { element, type, isOutput: true, told }, methodRules);
  tellMove(changes, before, after, element);
}

function compareParameters(context: ElementContext, before: CimMethod, after: CimMethod, isInherited: boolean): void {
  const { changes } = context;
  const known = new Set(before.parameters.map(({ name }) => foldName(name)));
  const lastKept = after.parameters.findLastIndex(({ name }) => known.has(foldName(name)));
  const beforeKept = new Set(after.parameters.slice(0, Math.max(lastKept, 0)));
  for (const [old, now] of pairByName(before.parameters, after.parameters)) {
    const element: ChangedElement = { method: after.name, parameter: ((now ?? old) as CimParameter).name };
    if (old !== undefined && now !== undefined) compareParameter(context, old, now, element, isInherited);
    else if (now !== undefined) {
      const isAsked = directionOf(now).isInput && isDemanded(now);
      const newCode = beforeKept.has(now) ? "inserted-parameter" : "added-parameter";
      const code = isAsked ? "added-required-parameter" : newCode;
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
  const [oldDirection, direction] = [directionOf(before), directionOf(after)];
  const role = { element, ...direction, isInherited, told };
  compareTypes(context, before, after, { ...role, retyped: "retyped-parameter" });
  compareDefaults(changes, before, after, element, isInherited, false);
  const [old, now] = [directionText(before), directionText(after)];
  if (old !== now) {
    changes.add("changed-direction", element, old, now, isInherited);
    told.add("in").add("out");
  }
  // Of a parameter that became an input, or an output, the direction says that it was none before.
  const isInput = oldDirection.isInput && direction.isInput;
  const isOutput = oldDirection.isOutput && direction.isOutput;
  compareDemands(changes, before, after, { ...role, isInput, isOutput });
  const propagated = { propagated: isInherited };
  const type = { element, type: after.type, isOutput: !direction.isInput, told };
  compareQualifiers(changes, { ...before, ...propagated }, { ...after, ...propagated }, type);
}

// --- types ---

/** Which way the values of an element go: clients give them, get them back, or both. */
interface Direction {
  readonly isInput: boolean;
  readonly isOutput: boolean;
}

const given: Direction = { isInput: true, isOutput: false };
const givenBack: Direction = { isInput: false, isOutput: true };

interface ElementRole extends Direction {
  readonly element: ChangedElement;
  readonly isInherited: boolean;
  /** Takes the qualifiers whose change is told in words of its own. */
  readonly told: Set<string>;
}

interface TypeContext extends ElementRole {
  /** The code of a type that is another one altogether. */
  readonly retyped: ChangeCode;
}

type TypedElement = ElementType & { readonly qualifiers: readonly CimQualifier[] };

function compareTypes(context: ElementContext, before: TypedElement, after: TypedElement, role: TypeContext): void {
  const { changes } = context;
  const [old, now] = [clientTypeOf(before), clientTypeOf(after)];
  const tell = (code: ChangeCode, one: ElementType = old, other: ElementType = now): void =>
    changes.add(code, role.element, typeText(one), typeText(other), role.isInherited);
  if (before.type !== after.type || !sameKind(old, now)) {
    const isByQualifier = sameKind(before, after);
    tell(role.retyped, isByQualifier ? old : before, isByQualifier ? now : after);
    for (const key of typingQualifiers) role.told.add(key);
    return;
  }
  if (old.arraySize !== now.arraySize) tell(now.arraySize === undefined ? "freed-array-size" : "fixed-array-size");
  const [oldClass = "", nowClass = ""] = [old.className, now.className];
  if (oldClass === nowClass) return;
  for (const key of typingQualifiers) role.told.add(key);
  const relation = context.relate(oldClass, nowClass);
  if (relation === "same") tell("respelled");
  else if (relation === "below") tell(role.isInput ? "narrowed-type" : "narrowed-result");
  else if (relation === "above") tell(role.isOutput ? "widened-result" : "widened-type");
  else tell(role.retyped);
}

/** What clients make of the values: also with OctetString, which MOF 3 has a type for, they are another type. */
function clientTypeOf(element: TypedElement): ElementType {
  const type = valueTypeOf(element);
  const isOctets = type.octetString === true || (type.isArray && hasTrueQualifier(element.qualifiers, "OctetString"));
  return isOctets ? { ...type, octetString: true } : type;
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

/** An element that may have to have a value; what a method returns has no default. */
interface DemandingElement {
  readonly type: CimType;
  readonly qualifiers: readonly CimQualifier[];
  readonly value?: CimValue;
}

/**
 * Tells whether an element that clients give a value came to demand one, and whether one that they read may be NULL now: both
 * break clients (DSP0004, 5.4.1, Required).
 */
function compareDemands(
  changes: ChangeList,
  before: DemandingElement,
  after: DemandingElement,
  { element, isInherited, isInput, isOutput, told }: ElementRole,
): void {
  const isParameter = element.parameter !== undefined;
  const [was, is] = [before, after].map(demandOf);
  const isGuaranteeLost = isOutput && was !== "nothing" && is === "nothing";
  const isAsked = (one: DemandingElement): boolean => isParameter && isInput && isDemanded(one);
  const [wasAsked, isAskedNow] = [isAsked(before), isAsked(after)];
  const hardens =
    (is === "value" && was !== "value") || (is === "choice" && was === "nothing") || (!wasAsked && isAskedNow);
  const softens =
    (was === "value" && is !== "value") || (was === "choice" && is === "nothing") || (wasAsked && !isAskedNow);
  const code = ((): ChangeCode | undefined => {
    if (isGuaranteeLost) return "no-longer-guaranteed";
    if (!isInput || !(hardens || softens)) return undefined;
    return hardens ? "now-required" : "no-longer-required";
  })();
  if (code === undefined) return;
  const [old, now] = [before, after].map(isInput ? demandText : requirementText);
  changes.add(code, element, old, now, isInherited);
  for (const key of requiringQualifiers) told.add(key);
  if (isParameter) told.add("optional");
}

/** `value`: one has to be given; `choice`: NULL is refused, but there is a default; `nothing`. */
function demandOf(element: DemandingElement): "value" | "choice" | "nothing" {
  if (!isRequired(element)) return "nothing";
  return hasDefault(element) ? "choice" : "value";
}

function demandText(element: DemandingElement): string {
  const value = valueText(element.value, element.type);
  return `${requirementText(element)}; ${value === undefined ? "no default" : `default ${value}`}`;
}

function requirementText(element: DemandingElement): string {
  return requirementsOf(element).join(", ") || "may be NULL";
}

function requirementsOf({ qualifiers }: DemandingElement): readonly string[] {
  return ["Required", "Not_Null", "Optional"].filter((name) => hasTrueQualifier(qualifiers, name));
}

function isRequired({ qualifiers }: DemandingElement): boolean {
  return hasTrueQualifier(qualifiers, "Required") || hasTrueQualifier(qualifiers, "Not_Null");
}

function hasDefault({ value }: DemandingElement): boolean {
  return value !== undefined && value !== null;
}

/** Whether a call has to give an input parameter. */
function isDemanded(parameter: DemandingElement): boolean {
  return !hasDefault(parameter) && !hasTrueQualifier(parameter.qualifiers, "Optional");
}

function isReadable({ qualifiers }: CimProperty): boolean {
  const read = findQualifier(qualifiers, "Read");
  return read === undefined || isTrue(read);
}

/** In is TRUE where it does not stand (DSP0004, 5.6.3.20), but beside Out, which in WMI is the whole direction. */
function directionOf({ qualifiers }: CimParameter): Direction {
  const isOutput = hasTrueQualifier(qualifiers, "Out");
  const input = findQualifier(qualifiers, "In");
  return { isInput: input === undefined ? !isOutput : isTrue(input), isOutput };
}

function directionText(parameter: CimParameter): string {
  const { isInput, isOutput } = directionOf(parameter);
  return [...(isInput ? ["In"] : []), ...(isOutput ? ["Out"] : [])].join(", ");
}

function parameterText(parameter: CimParameter): string {
  const qualifiers = [directionText(parameter), ...requirementsOf(parameter)].filter((text) => text !== "");
  const value = hasDefault(parameter) ? ` = ${valueText(parameter.value, parameter.type)}` : "";
  return `[${qualifiers.join(", ")}] ${typeText(parameter)}${value}`;
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
