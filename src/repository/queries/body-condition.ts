import type { PropertyPath } from "../../query/nodes.ts";
import type { PreparedComparison, PreparedCondition } from "../../query/prepared-query.ts";
import type { InstanceProperty, InstanceTable } from "../instance-table.ts";
import type { FollowingValue, RowCondition } from "../row-condition.ts";
import { alternatives, isAscii, maximumLeaves } from "../text-condition.ts";

/** Names of members that bodies have beside those of properties. */
const bodyMembers: ReadonlySet<string> = new Set(["classname", "values", "qualifiers", "propertyqualifiers", "types"]);

/** What is in a body with qualifiers, of the instance or of properties: in it a name need not stand before its value. */
const qualified: RowCondition = { kind: "contains", texts: ['qualifiers":'] };

/**
 * What follows from a condition for the bodies of the instances of a class that match it; `undefined` where nothing does that a
 * store could look for. Nothing of it replaces the evaluation: it leaves out instances that cannot match, and each that is
 * left is still judged. It rests on what `instanceBody` writes: JSON without blanks, values under their names in the canonical
 * form of their type, which stays that of the class as long as it has instances, while spelling and defaults may change.
 *
 * Looked for are equality of numbers, booleans and ASCII text, the order of integers, doubles and datetimes, and the plain
 * beginning or part of a LIKE. What a NOT says and what is said of references, embedded objects, arrays, enumerations and `real32`
 * is left to the evaluation.
 */
export function bodyCondition(
  condition: PreparedCondition | undefined,
  table: InstanceTable,
): RowCondition | undefined {
  if (condition === undefined) return undefined;
  const found = conditionOf(condition, table);
  return found === undefined || leavesOf(found) > maximumLeaves ? undefined : found;
}

function leavesOf(condition: RowCondition): number {
  if (condition.kind === "contains") return condition.texts.length;
  if (condition.kind !== "and" && condition.kind !== "or") return 1;
  return condition.conditions.reduce((count, part) => count + leavesOf(part), 0);
}

function conditionOf(condition: PreparedCondition, table: InstanceTable): RowCondition | undefined {
  switch (condition.kind) {
    case "and": {
      const parts = condition.conditions.map((part) => conditionOf(part, table)).filter((part) => part !== undefined);
      return parts.length < 2 ? parts[0] : { kind: "and", conditions: parts };
    }
    case "or": {
      const parts = condition.conditions.map((part) => conditionOf(part, table));
      return parts.every((part) => part !== undefined) ? { kind: "or", conditions: parts } : undefined;
    }
    case "comparison": {
      const property = propertyAt(condition.property, table);
      return property && comparisonOf(condition, property, table);
    }
    case "like": {
      const property = propertyAt(condition.property, table);
      if (property === undefined || !isText(property)) return undefined;
      const { start, part } = condition.pattern.plainText;
      const text = start === "" ? inJson(part) : `${nameOf(property)}"${inJson(start)}`;
      if (part === "" || !isAscii(text)) return undefined;
      return withDefault(contains(text, text.includes("i")), property, table);
    }
    default:
      return undefined;
  }
}

/** A property of the instance itself that bodies hold in a form that can be looked for. */
function propertyAt({ names }: PropertyPath, table: InstanceTable): InstanceProperty | undefined {
  const [{ name }, ...parts] = names;
  const property = parts.length === 0 ? table.find(name) : undefined;
  if (property === undefined || !isAscii(property.key) || property.embedding !== undefined) return undefined;
  return property.type.isArray || property.type.enumeration !== undefined ? undefined : property;
}

function comparisonOf(
  { operator, forms }: PreparedComparison,
  property: InstanceProperty,
  table: InstanceTable,
): RowCondition | undefined {
  const { text, number, boolean, datetime } = forms;
  const name = nameOf(property);
  switch (property.type.type) {
    case "string":
    case "char16": {
      if (text === undefined || operator !== "=" || !isAscii(text)) return undefined;
      return withDefault(contains(`${name}${JSON.stringify(text)}`), property, table);
    }
    case "boolean": {
      if (boolean === undefined || (operator !== "=" && operator !== "<>")) return undefined;
      return withDefault(contains(`${name}${boolean === (operator === "=")}`), property, table);
    }
    case "datetime": {
      if (datetime === undefined || datetime.hasWildcards || operator === "<>") return undefined;
      return following({ type: "datetime", operator, value: datetime.text }, property, table);
    }
    case "uint64":
    case "sint64":
      if (number === undefined || operator === "<>") return undefined;
      return operator === "="
        ? withDefault(contains(`${name}"${number}"`), property, table)
        : following({ type: "number", operator, value: String(number) }, property, table);
    case "real32":
    case "reference":
    case "object":
      return undefined;
    default: {
      if (number === undefined || operator === "<>") return undefined;
      const value = JSON.stringify(Number(number));
      if (operator !== "=") return following({ type: "number", operator, value }, property, table);
      // Other numbers begin so, too, and minus zero is text.
      const texts = number === 0 ? [`${name}0`, `${name}"-0"`] : [`${name}${value}`];
      return withDefault({ kind: "contains", texts: texts.flatMap((each) => alternatives(each)) }, property, table);
    }
  }
}

function isText({ type }: InstanceProperty): boolean {
  return type.type === "string" || type.type === "char16";
}

/** What stands before the value of a property, in lower case. */
function nameOf({ key }: InstanceProperty): string {
  return `"${key}":`;
}

/** A part of a text as it stands in JSON. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function contains(text: string, isPart = false): RowCondition {
  return { kind: "contains", texts: alternatives(text, isPart) };
}

/** Whether the name of a property can stand in a body otherwise than before the value of the instance. */
function isAmbiguous({ key }: InstanceProperty, { properties }: InstanceTable): boolean {
  return (
    bodyMembers.has(key) || properties.some(({ type, embedding }) => type.type === "object" || embedding !== undefined)
  );
}

/** A condition, or where the default of the class may fulfil it, that the instance sets nothing. */
function withDefault(
  condition: RowCondition,
  property: InstanceProperty,
  table: InstanceTable,
): RowCondition | undefined {
  if (property.default === null) return condition;
  if (isAmbiguous(property, table)) return undefined;
  return { kind: "or", conditions: [condition, { kind: "lacks", text: nameOf(property) }, qualified] };
}

function following(
  value: Pick<FollowingValue, "type" | "operator" | "value">,
  property: InstanceProperty,
  table: InstanceTable,
): RowCondition | undefined {
  if (isAmbiguous(property, table)) return undefined;
  const text = nameOf(property);
  const conditions: RowCondition[] = [{ kind: "follows", text, ...value }, qualified];
  const [, ...otherForms] = alternatives(text);
  if (otherForms.length > 0) conditions.push({ kind: "contains", texts: otherForms });
  if (property.default !== null) conditions.push({ kind: "lacks", text });
  return { kind: "or", conditions };
}
