import type { QualifierScope, QualifierType } from "../cim/model.ts";
import { sameName } from "../cim/names.ts";
import { valuesEqual } from "../cim/values-equal.ts";
import { ChangeList, type FoundChange } from "./diff-changes.ts";
import { flavorText } from "./diff-qualifiers.ts";
import { typeText, valueText } from "./diff-text.ts";

/** What changed of a qualifier type that both sides have. */
export function compareQualifierTypes(before: QualifierType, after: QualifierType): readonly FoundChange[] {
  const changes = new ChangeList();
  if (before.name !== after.name) changes.add("respelled", {}, before.name, after.name);
  if (!sameType(before, after)) changes.add("retyped-qualifier-type", {}, typeText(before), typeText(after));
  if (!valuesEqual(before.value ?? null, after.value ?? null)) {
    const [old, now] = [before, after].map(({ value, type }) => valueText(value ?? null, type));
    changes.add("changed-qualifier-type-default", {}, old, now);
  }
  compareScopes(changes, before.scopes, after.scopes);
  const [old, now] = [before, after].map(({ flavor }) => flavorText(flavor));
  if (old !== now) {
    const isFixed = before.flavor.overridable !== false && after.flavor.overridable === false;
    changes.add(isFixed ? "fixed-qualifier-type" : "changed-qualifier-type-flavor", {}, old, now);
  }
  return changes.found;
}

function sameType(left: QualifierType, right: QualifierType): boolean {
  return (
    left.type === right.type &&
    left.isArray === right.isArray &&
    left.arraySize === right.arraySize &&
    sameName(left.enumeration ?? "", right.enumeration ?? "")
  );
}

function compareScopes(changes: ChangeList, before: readonly QualifierScope[], after: readonly QualifierScope[]): void {
  const lacks = (scopes: readonly QualifierScope[], others: readonly QualifierScope[]): boolean =>
    !scopes.includes("any") && others.some((scope) => !scopes.includes(scope));
  const [old, now] = [before, after].map((scopes) => [...scopes].sort().join(", "));
  if (lacks(after, before)) changes.add("narrowed-scope", {}, old, now);
  if (lacks(before, after)) changes.add("widened-scope", {}, old, now);
}
