import { CimDateTime } from "../cim/datetime.ts";
import type { CimClass, CimInstance, CimValue } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import { formatObjectPath, type ObjectPath } from "../cim/object-path.ts";
import { parseObjectPath } from "../cim/parse-object-path.ts";
import { compareDateTimes, equalDateTimes } from "./datetime-order.ts";
import type { PropertyPath } from "./nodes.ts";
import type { PreparedComparison, PreparedCondition, PreparedQuery } from "./prepared-query.ts";
import type { QueryEnvironment } from "./query-environment.ts";

type QueryObject = CimInstance | CimClass;

/**
 * Whether an object fulfils the condition of a query. Logic has three values: what is compared with NULL, or with a property
 * that an embedded object has not, is unknown, and so is its negation; only what is true matches.
 *
 * 1,000,000 evaluations of `Name = "x" AND Size > 5` take 0.05 to 0.13 s beside what the environment takes, of a LIKE 0.1 s.
 *
 * @example
 * const query = parseQuery(text);
 * const prepared = prepareDataQuery(query, definition, text);
 * matches(prepared, instance, environment) // true
 */
export function matches({ condition }: PreparedQuery, object: QueryObject, environment: QueryEnvironment): boolean {
  return condition === undefined || evaluate(condition, object, environment) === true;
}

/** `undefined` for unknown. */
function evaluate(
  condition: PreparedCondition,
  object: QueryObject,
  environment: QueryEnvironment,
): boolean | undefined {
  switch (condition.kind) {
    case "and": {
      let result: boolean | undefined = true;
      for (const part of condition.conditions) {
        const value = evaluate(part, object, environment);
        if (value === false) return false;
        if (value === undefined) result = undefined;
      }
      return result;
    }
    case "or": {
      let result: boolean | undefined = false;
      for (const part of condition.conditions) {
        const value = evaluate(part, object, environment);
        if (value === true) return true;
        if (value === undefined) result = undefined;
      }
      return result;
    }
    case "not": {
      const value = evaluate(condition.condition, object, environment);
      return value === undefined ? undefined : !value;
    }
    case "comparison": {
      const value = read(condition.property, object, environment);
      return value === undefined || value === null ? undefined : compare(value, condition, environment);
    }
    case "like": {
      const text = textOf(read(condition.property, object, environment));
      return text === undefined ? undefined : condition.pattern.matches(text);
    }
    case "null-test": {
      const value = read(condition.property, object, environment);
      return value === undefined ? undefined : (value === null) !== condition.isNegated;
    }
    case "isa": {
      const value = read(condition.property, object, environment);
      return isQueryObject(value) ? environment.isA(value, condition.className) : undefined;
    }
  }
}

/** The value of a property; `undefined` where there is no such property, or no object that could have it. */
function read({ names }: PropertyPath, object: QueryObject, environment: QueryEnvironment): CimValue | undefined {
  const first = names[0];
  let value = first.key === "__this" ? object : environment.valueOf(object, first);
  for (let index = 1; index < names.length; index++) {
    if (!isQueryObject(value)) return undefined;
    value = environment.valueOf(value, names[index] as (typeof names)[number]);
  }
  return value;
}

function isQueryObject(value: CimValue | undefined): value is QueryObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { kind } = value as Exclude<typeof value, readonly unknown[]>;
  return kind === "instance" || kind === "class";
}

/** The text of a value for LIKE. */
function textOf(value: CimValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  if (value instanceof CimDateTime) return value.text;
  return isPath(value) ? formatObjectPath(value) : undefined;
}

function isPath(value: CimValue): value is ObjectPath {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "path";
}

/** The comparison of a value that is not NULL; `undefined` where the constant is nothing that it could be compared with. */
function compare(
  value: Exclude<CimValue, null>,
  { operator, forms }: PreparedComparison,
  environment: QueryEnvironment,
): boolean | undefined {
  switch (typeof value) {
    case "string":
      if (forms.text !== undefined) return compareOrdered(foldName(value), operator, forms.text);
      return forms.path && compareText(value, operator, forms.path, environment);
    case "number": {
      if (forms.number === undefined) return undefined;
      return compareOrdered(forms.isSingle ? Math.fround(value) : value, operator, forms.number);
    }
    case "bigint":
      return forms.number === undefined ? undefined : compareOrdered(value, operator, forms.number);
    case "boolean":
      return forms.boolean === undefined || (operator !== "=" && operator !== "<>")
        ? undefined
        : (value === forms.boolean) === (operator === "=");
    default:
  }
  if (value instanceof CimDateTime) return forms.datetime && compareTimes(value, operator, forms.datetime);
  return isPath(value) && forms.path !== undefined
    ? compareReferences(value, operator, forms.path, environment)
    : undefined;
}

/** Text and numbers; `number` and `bigint` compare exactly with each other. NaN is equal to nothing. */
function compareOrdered<Value extends string | number | bigint>(
  left: Value,
  operator: PreparedComparison["operator"],
  right: string | number | bigint,
): boolean {
  switch (operator) {
    case "=":
      return isEqual(left, right);
    case "<>":
      return !isEqual(left, right);
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

function isEqual(left: string | number | bigint, right: string | number | bigint): boolean {
  return typeof left === typeof right ? left === right : left <= right && left >= right;
}

/** Between a point in time and an interval, and with asterisks, nothing comes first. */
function compareTimes(
  left: CimDateTime,
  operator: PreparedComparison["operator"],
  right: CimDateTime,
): boolean | undefined {
  if (operator === "=" || operator === "<>") return equalDateTimes(left, right) === (operator === "=");
  const order = compareDateTimes(left, right);
  return order === undefined ? undefined : compareOrdered(order, operator, 0);
}

/** Text that shows a path, such as `__PATH`, against a path. */
function compareText(
  text: string,
  operator: PreparedComparison["operator"],
  right: ObjectPath,
  environment: QueryEnvironment,
): boolean | undefined {
  const left = parseObjectPath(text);
  return left.kind === "path" ? compareReferences(left, operator, right, environment) : undefined;
}

function compareReferences(
  left: ObjectPath,
  operator: PreparedComparison["operator"],
  right: ObjectPath,
  environment: QueryEnvironment,
): boolean | undefined {
  if (operator !== "=" && operator !== "<>") return undefined;
  return (environment.foldReference(left) === environment.foldReference(right)) === (operator === "=");
}
