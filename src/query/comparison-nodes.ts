import { foldName } from "../cim/names.ts";
import { shorten } from "../codes/shorten.ts";
import type { Comparison, ComparisonOperator, Condition, PropertyPath } from "./nodes.ts";
import { fault, type QueryFault } from "./query-failure.ts";
import { formatPropertyPath, mirrorOperator, type Operand, spanning } from "./query-nodes.ts";

type Note = (reason: QueryFault) => void;

/**
 * The comparison of two operands, the property to the left; `undefined` where they do not go together, which is noted.
 *
 * @param isFollowedByWord whether words follow the right one, so that it is text without quotes rather than a property
 */
export function joinOperands(
  left: Operand,
  operator: Exclude<ComparisonOperator, "LIKE">,
  right: Operand,
  isFollowedByWord: boolean,
  note: Note,
): Comparison | undefined {
  const span = spanning(left, right);
  if (left.kind === "null" || right.kind === "null") {
    note(fault("comparison-with-null", { operator }, span, nullHint(left, operator, right)));
    return undefined;
  }
  if (left.kind === "property") {
    if (right.kind !== "property") {
      return { kind: "comparison", property: left.property, operator, constant: right, ...span };
    }
    const word = shorten(formatPropertyPath(right.property));
    note(
      isFollowedByWord
        ? fault("missing-query-quotes", { word }, right, `text stands in quotes: \`"${word} …"\``)
        : fault("comparison-of-properties", { left: formatPropertyPath(left.property), right: word }, span),
    );
    return undefined;
  }
  if (right.kind === "property") {
    return {
      kind: "comparison",
      property: right.property,
      operator: mirrorOperator(operator),
      constant: left,
      ...span,
    };
  }
  note(fault("comparison-of-constants", { left: shorten(String(left.value)) }, span));
  return undefined;
}

/** `Prop LIKE "pattern"`. */
export function likeOf(left: Operand, right: Operand, note: Note): Condition | undefined {
  const property = propertyOf(left, "LIKE", note);
  const constant = property && textOf(right, note);
  if (property === undefined || constant === undefined) return undefined;
  return { kind: "comparison", property, operator: "LIKE", constant, ...spanning(left, right) };
}

/** `Prop ISA "Class"`. */
export function subclassTestOf(left: Operand, right: Operand, note: Note): Condition | undefined {
  const property = propertyOf(left, "ISA", note);
  const constant = property && textOf(right, note);
  if (property === undefined || constant === undefined) return undefined;
  const { value: name, start, end } = constant;
  return { kind: "isa", property, className: { name, key: foldName(name), start, end }, ...spanning(left, right) };
}

function nullHint(left: Operand, operator: string, right: Operand): string | undefined {
  const property = left.kind === "property" ? left : right.kind === "property" ? right : undefined;
  if (property === undefined || (operator !== "=" && operator !== "<>")) return undefined;
  return `write \`${formatPropertyPath(property.property)} IS ${operator === "=" ? "" : "NOT "}NULL\``;
}

function propertyOf(operand: Operand, operator: string, note: Note): PropertyPath | undefined {
  if (operand.kind === "property") return operand.property;
  const found = operand.kind === "null" ? "NULL" : "a constant";
  note(fault("unexpected-in-query", { expected: `a property before \`${operator}\``, found }, operand));
  return undefined;
}

function textOf(operand: Operand, note: Note): Extract<Operand, { kind: "string" }> | undefined {
  if (operand.kind === "string") return operand;
  if (operand.kind === "property") {
    note(fault("missing-query-quotes", { word: shorten(formatPropertyPath(operand.property)) }, operand));
  } else {
    const found = operand.kind === "null" ? "NULL" : `\`${shorten(String(operand.value))}\``;
    note(fault("unexpected-in-query", { expected: "text in quotes", found }, operand));
  }
  return undefined;
}
