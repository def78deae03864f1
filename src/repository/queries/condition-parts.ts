import type { Condition } from "../../query/nodes.ts";

/** What a condition consists of, as it is written. */
interface ConditionParts {
  readonly used: readonly string[];
  readonly left: readonly string[];
}

/**
 * Divides a condition, which is a chain of AND, into what says where to look and what is left to be asked of each object.
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
    (saysWhere(part, usedNames) ? used : left).push(written);
  }
  return { used, left };
}

function chain(condition: Condition): readonly Condition[] {
  return condition.kind === "and" ? condition.conditions.flatMap(chain) : [condition];
}

function saysWhere(part: Condition, usedNames: ReadonlySet<string>): boolean {
  if (part.kind !== "comparison" && part.kind !== "isa" && part.kind !== "null-test") return false;
  const { names } = part.property;
  if (names.length > 1 || !usedNames.has(names[0].key)) return false;
  return part.kind === "isa" || (part.kind === "comparison" ? part.operator === "=" : !part.isNegated);
}
