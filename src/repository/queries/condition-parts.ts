import type { Condition } from "../../query/nodes.ts";

/** What a condition consists of, as it is written. */
interface ConditionParts {
  readonly used: readonly string[];
  readonly left: readonly string[];
}

/**
 * Divides a condition, which is a chain of AND, into what says where to look and what is left to be asked of each object. An OR
 * of which both is true is in both.
 *
 * @param usedNames the folded names of the properties by which objects are found
 */
export function conditionParts(
  text: string,
  condition: Condition | undefined,
  usedNames: ReadonlySet<string>,
): ConditionParts {
  const used: string[] = [];
  const left: string[] = [];
  for (const part of condition === undefined ? [] : chain(condition)) {
    const written = text.slice(part.start, part.end).replaceAll(/\s+/g, " ");
    if (saysWhere(part, usedNames)) used.push(written);
    if (!saysAll(part, usedNames)) left.push(written);
  }
  return { used, left };
}

function chain(condition: Condition): readonly Condition[] {
  return condition.kind === "and" ? condition.conditions.flatMap(chain) : [condition];
}

/** Whether an object is found by a part, or in each of the ways to fulfil it by a part of that. */
function saysWhere(part: Condition, usedNames: ReadonlySet<string>): boolean {
  if (part.kind === "or") return part.conditions.every((way) => saysWhere(way, usedNames));
  if (part.kind === "and") return part.conditions.some((each) => saysWhere(each, usedNames));
  return isEquality(part, usedNames);
}

/** Whether nothing of a part is left to be asked once an object has been found by it. */
function saysAll(part: Condition, usedNames: ReadonlySet<string>): boolean {
  if (part.kind === "or" || part.kind === "and") return part.conditions.every((each) => saysAll(each, usedNames));
  return isEquality(part, usedNames);
}

function isEquality(part: Condition, usedNames: ReadonlySet<string>): boolean {
  if (part.kind !== "comparison" && part.kind !== "isa" && part.kind !== "null-test") return false;
  const { names } = part.property;
  if (names.length > 1 || !usedNames.has(names[0].key)) return false;
  return part.kind === "isa" || (part.kind === "comparison" ? part.operator === "=" : !part.isNegated);
}
