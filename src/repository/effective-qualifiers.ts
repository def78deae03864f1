import type { CimQualifier } from "../cim/model.ts";
import { completeFlavor, type QualifierDefinition } from "./qualifier-definitions.ts";
import {
  findUse,
  type QualifierUse,
  type ResolvedClass,
  type ResolvedElement,
  type ResolvedMethod,
  type ResolvedParameter,
  type ResolvedProperty,
} from "./resolved-class.ts";

/** A qualifier that an element has, as it is read. */
interface EffectiveQualifier {
  readonly qualifier: CimQualifier;
  readonly definition: QualifierDefinition;
}

/**
 * Whether a qualifier reaches the subclass or the overriding element. Where its type is declared, the declaration decides;
 * keys are inherited whatever was written (WMI too).
 */
export function propagates({ qualifier, definition }: EffectiveQualifier): boolean {
  if (definition.key === "key") return true;
  const { toSubclass } = definition.flavor;
  return definition.type === undefined ? (qualifier.flavor.toSubclass ?? toSubclass) : toSubclass;
}

/** The element that this one takes qualifiers from: the superclass, or what it overrides. */
export function overriddenElement(element: ResolvedElement): ResolvedElement | undefined {
  switch (element.kind) {
    case "class":
      return element.superclass;
    case "parameter":
      return element.method.overridden?.parameters.find(({ key }) => key === element.key);
    default:
      return element.overridden;
  }
}

/** The use of a qualifier that reaches an element from above, by folded name; what the element says itself is left out. */
export function inheritedUse(element: ResolvedElement, key: string): QualifierUse | undefined {
  for (let above = overriddenElement(element); above !== undefined; above = overriddenElement(above)) {
    const use = findUse(above.uses, key);
    if (use !== undefined) return propagates(use) ? use : undefined;
  }
  return undefined;
}

/** The use of a qualifier that an element has, specified or propagated, by folded name. */
export function findEffectiveUse(element: ResolvedElement, key: string): QualifierUse | undefined {
  return findUse(element.uses, key) ?? inheritedUse(element, key);
}

const none: readonly EffectiveQualifier[] = Object.freeze([]);

/** What an element hands down, worked out once for all its subclasses. */
const handedDownBy = new WeakMap<ResolvedElement, readonly EffectiveQualifier[]>();

/** The qualifiers that an element hands to subclasses and overriding elements, marked as propagated. */
function handedDown(element: ResolvedElement): readonly EffectiveQualifier[] {
  // From the top down, so that a hierarchy of any depth needs no stack.
  const missing: ResolvedElement[] = [];
  let current: ResolvedElement | undefined = element;
  while (current !== undefined && !handedDownBy.has(current)) {
    missing.push(current);
    current = overriddenElement(current);
  }
  let result = current === undefined ? none : (handedDownBy.get(current) as readonly EffectiveQualifier[]);
  for (const lower of missing.reverse()) {
    const own: EffectiveQualifier[] = [];
    for (const use of lower.uses) if (propagates(use)) own.push(readUse(use, true));
    const kept = withoutSpecified(result, lower.uses);
    result = own.length === 0 ? kept : [...own, ...kept];
    handedDownBy.set(lower, result);
  }
  return result;
}

function withoutSpecified(
  inherited: readonly EffectiveQualifier[],
  uses: readonly QualifierUse[],
): readonly EffectiveQualifier[] {
  if (uses.length === 0 || inherited.length === 0) return inherited;
  const kept = inherited.filter(({ definition }) => findUse(uses, definition.key) === undefined);
  return kept.length === inherited.length ? inherited : kept;
}

function readUse({ qualifier, definition }: QualifierUse, propagated: boolean): EffectiveQualifier {
  const { name, type, isArray, value = null, implied } = qualifier;
  const flavor = completeFlavor(qualifier.flavor, definition.flavor);
  const read = propagated ? { name, type, isArray, value, flavor, propagated } : { name, type, isArray, value, flavor };
  return { definition, qualifier: implied ? { ...read, implied } : read };
}

function qualifiersOf(effective: readonly EffectiveQualifier[]): readonly CimQualifier[] {
  return effective.map(({ qualifier }) => qualifier);
}

/**
 * The qualifiers of an element as it is read: those it specifies in their order, then those propagated to it. Declared
 * defaults are not among them.
 */
export function effectiveQualifiers(
  element: ResolvedClass | ResolvedProperty | ResolvedMethod | ResolvedParameter,
): readonly CimQualifier[] {
  const above = overriddenElement(element);
  const own = element.uses.map((use) => readUse(use, false));
  return qualifiersOf(above === undefined ? own : [...own, ...withoutSpecified(handedDown(above), element.uses)]);
}

/** The qualifiers that an element has in a subclass that does not redeclare it. */
export function propagatedQualifiers(
  element: ResolvedProperty | ResolvedMethod | ResolvedParameter,
): readonly CimQualifier[] {
  return qualifiersOf(handedDown(element));
}
