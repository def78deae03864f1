import { datetimeLength, datetimeZoneStart, type FollowingValue, type RowCondition } from "../row-condition.ts";
import type { Value } from "./postgres-connection.ts";

/** A body with its letters of ASCII in lower case, which is what `lower` does in this collation whatever the database's is. */
const folded = `lower(body COLLATE "C")`;

/**
 * A number of JSON that `numeric` can hold: what has more digits is no value of a property, but may be text that looks like one. No
 * backslash, which `standard_conforming_strings` decides about.
 */
const number = "^-?[0-9]{1,50}([.][0-9]{1,50})?(e[-+]?[0-9]{1,3})?$";

/** A condition on the column `body` in SQL; its values are put behind those that are there. */
export function conditionSql(condition: RowCondition, values: Value[]): string {
  const parameter = (value: string) => `$${values.push(value)}::pg_catalog.text`;
  switch (condition.kind) {
    case "and":
    case "or": {
      const parts = condition.conditions.map((part) => conditionSql(part, values));
      return `(${parts.join(condition.kind === "and" ? " AND " : " OR ")})`;
    }
    case "contains":
      return `(${condition.texts.map((text) => `strpos(${folded}, ${parameter(text)}) > 0`).join(" OR ")})`;
    case "lacks":
      return `strpos(${folded}, ${parameter(condition.text)}) = 0`;
    case "follows":
      return condition.type === "number" ? numberSql(condition, parameter) : datetimeSql(condition, parameter);
  }
}

type Parameter = (value: string) => string;

function numberSql({ text, operator, value }: FollowingValue, parameter: Parameter): string {
  const before = parameter(text);
  const found = `btrim(split_part(split_part(split_part(${folded}, ${before}, 2), ',', 1), '}', 1), '"')`;
  return `CASE WHEN strpos(${folded}, ${before}) = 0 THEN FALSE
    WHEN ${found} ~ '${number}' THEN ${found}::numeric ${operator} ${parameter(value)}::numeric ELSE TRUE END`;
}

function datetimeSql({ text, operator, value }: FollowingValue, parameter: Parameter): string {
  const before = parameter(text);
  const found = `left(split_part(${folded}, ${before}, 2), ${datetimeLength + 2})`;
  const zone = parameter(`${value.slice(datetimeZoneStart)}"`);
  return `CASE WHEN strpos(${folded}, ${before}) = 0 THEN FALSE
    WHEN length(${found}) = ${datetimeLength + 2} AND left(${found}, 1) = '"' AND strpos(${found}, '*') = 0
      AND right(${found}, length(${zone})) = ${zone}
    THEN ${found} COLLATE "C" ${operator} ${parameter(`"${value}"`)} ELSE TRUE END`;
}
