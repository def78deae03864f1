import type { Condition, Constant, DataQuery, PropertyPath, Query } from "../../src/query/nodes.ts";

/** A tree as text that means the same; every condition within another in parentheses. */
export function printQuery({ properties, className, condition }: DataQuery): string {
  const selection = properties?.map(printProperty).join(", ") ?? "*";
  const where = condition === undefined ? "" : ` WHERE ${printCondition(condition)}`;
  return `SELECT ${selection} FROM ${className.name}${where}`;
}

export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.map((part) => `(${printCondition(part)})`).join(` ${condition.kind.toUpperCase()} `);
    case "not":
      return `NOT (${printCondition(condition.condition)})`;
    case "comparison":
      return `${printProperty(condition.property)} ${condition.operator} ${printConstant(condition.constant)}`;
    case "null-test":
      return `${printProperty(condition.property)} IS ${condition.isNegated ? "NOT " : ""}NULL`;
    case "isa":
      return `${printProperty(condition.property)} ISA "${condition.className.name}"`;
  }
}

function printProperty({ names }: PropertyPath): string {
  return names.map(({ name }) => name).join(".");
}

function printConstant(constant: Constant): string {
  switch (constant.kind) {
    case "string":
      return `"${constant.value.replace(/[\\"]/g, "\\$&")}"`;
    case "boolean":
      return constant.value ? "TRUE" : "FALSE";
    case "integer":
      return String(constant.value);
    case "real":
      return Number(constant.value).toExponential();
  }
}

/** A tree without places, in which numbers of 64 bits can be shown. */
export function withoutPlaces(tree: Query | Condition): unknown {
  return JSON.parse(
    JSON.stringify(tree, (name, value) =>
      name === "start" || name === "end" || name === "key"
        ? undefined
        : typeof value === "bigint"
          ? `${value}n`
          : value,
    ),
  );
}
