import { datetimeLength, datetimeZoneStart, type FollowingValue, type RowCondition } from "../row-condition.ts";

/** Integers of so many digits are compared; of longer ones not all can be held. */
const comparedDigits = 17;

/**
 * A condition on the column `body` in SQL, its values in the order of the `?`. `lower` of SQLite folds ASCII and nothing else. A
 * query that finds one of 100,000 instances takes a tenth of the time that reading them all takes.
 */
export function conditionSql(condition: RowCondition, values: string[]): string {
  switch (condition.kind) {
    case "and":
    case "or": {
      const parts = condition.conditions.map((part) => conditionSql(part, values));
      return `(${parts.join(condition.kind === "and" ? " AND " : " OR ")})`;
    }
    case "contains": {
      values.push(...condition.texts);
      return `(${condition.texts.map(() => "instr(lower(body), ?) > 0").join(" OR ")})`;
    }
    case "lacks":
      values.push(condition.text);
      return "instr(lower(body), ?) = 0";
    case "follows":
      return condition.type === "number" ? numberSql(condition, values) : datetimeSql(condition, values);
  }
}

function following({ text }: FollowingValue, length: number): string {
  return `substr(body, instr(lower(body), ?) + ${text.length}, ${length})`;
}

/** Only integers: SQLite reads other decimal numbers less exactly than they were written. */
function numberSql(condition: FollowingValue, values: string[]): string {
  const { text, operator, value } = condition;
  if (!/^-?\d+$/.test(value) || value.length > comparedDigits) return "TRUE";
  // A quote, a sign and what comes behind.
  const number = `ltrim(${following(condition, comparedDigits + 3)}, '"')`;
  values.push(text, text, text, value);
  return `CASE WHEN instr(lower(body), ?) = 0 THEN FALSE
    WHEN substr(ltrim(${number}, '-0123456789'), 1, 1) IN (',', '}', '"')
    THEN CAST(${number} AS INTEGER) ${operator} CAST(? AS INTEGER) ELSE TRUE END`;
}

function datetimeSql(condition: FollowingValue, values: string[]): string {
  const { text, operator, value } = condition;
  const datetime = following(condition, datetimeLength + 2);
  values.push(text, text, `"*${value.slice(datetimeZoneStart)}"`, text, text, `"${value}"`);
  return `CASE WHEN instr(lower(body), ?) = 0 THEN FALSE
    WHEN ${datetime} GLOB ? AND instr(${datetime}, '*') = 0 THEN ${datetime} ${operator} ? ELSE TRUE END`;
}
