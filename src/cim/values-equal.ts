import { foldPath } from "./fold-key.ts";
import { classToJson } from "./json.ts";
import type { CimInstance, CimPropertyValue, CimQualifier, CimScalar, CimValue, QualifierFlavor } from "./model.ts";
import { sameName } from "./names.ts";

/** Text in paths is compared exactly: a different spelling is a different value, although it may name the same thing. */
const exactly = { exactKeys: true } as const;

/**
 * Whether two values are the same, so that a put of one over the other changes nothing. Names compare without case, text
 * exactly, numbers by their bits (`NaN` equals itself, `-0` is not `0`), datetimes and references by their canonical
 * text; properties and qualifiers of embedded instances in any order. `undefined`, no value, equals only itself.
 */
export function valuesEqual(left: CimValue | undefined, right: CimValue | undefined): boolean {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      (left as readonly CimScalar[]).every((element, index) => valuesEqual(element, right[index]))
    );
  }
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(right)) return false;
  const one = left as Extract<CimScalar, { kind: string }>;
  const other = right as Extract<CimScalar, { kind: string }>;
  switch (one.kind) {
    case "datetime":
      return other.kind === "datetime" && one.text === other.text;
    case "path":
      return other.kind === "path" && foldPath(one, exactly) === foldPath(other, exactly);
    case "instance":
      return other.kind === "instance" && instancesEqual(one, other);
    case "class":
      return other.kind === "class" && JSON.stringify(classToJson(one)) === JSON.stringify(classToJson(other));
  }
}

/** Whether two instances have the same class, the same qualifiers, and the same properties with the same values. */
export function instancesEqual(left: CimInstance, right: CimInstance): boolean {
  return (
    sameName(left.className, right.className) &&
    matchByName(left.properties, right.properties, propertyValuesEqual) &&
    matchByName(left.qualifiers ?? [], right.qualifiers ?? [], qualifiersEqual)
  );
}

function propertyValuesEqual(left: CimPropertyValue, right: CimPropertyValue): boolean {
  return (
    valuesEqual(left.value, right.value) && matchByName(left.qualifiers ?? [], right.qualifiers ?? [], qualifiersEqual)
  );
}

/** Whether two qualifiers have the same type, value and flavor; where they come from does not count. */
function qualifiersEqual(left: CimQualifier, right: CimQualifier): boolean {
  return (
    left.type === right.type &&
    left.isArray === right.isArray &&
    valuesEqual(left.value, right.value) &&
    flavorsEqual(left.flavor, right.flavor)
  );
}

function flavorsEqual(left: QualifierFlavor, right: QualifierFlavor): boolean {
  return (
    left.overridable === right.overridable &&
    left.toSubclass === right.toSubclass &&
    left.toInstance === right.toInstance &&
    left.translatable === right.translatable &&
    left.amended === right.amended
  );
}

/** Whether each of the elements has its equal of the same name among the others. Both nearly always have one order. */
function matchByName<Element extends { readonly name: string }>(
  left: readonly Element[],
  right: readonly Element[],
  equal: (left: Element, right: Element) => boolean,
): boolean {
  if (left.length !== right.length) return false;
  return left.every((element, index) => {
    const atSamePlace = right[index] as Element;
    const other = sameName(atSamePlace.name, element.name)
      ? atSamePlace
      : right.find(({ name }) => sameName(name, element.name));
    return other !== undefined && equal(element, other);
  });
}
