import type { IToken } from "chevrotain";
import { foldName } from "../cim/names.ts";
import type { ComparisonOperator, Constant, PropertyPath, QueryName, Span } from "./nodes.ts";
import { decodeQueryText } from "./query-literals.ts";

/** Where a token stands. */
export function spanOf({ startOffset, image }: IToken): Span {
  return { start: startOffset, end: startOffset + image.length };
}

/** What reaches from one part of a query to another. */
export function spanning(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}

export function queryName(token: IToken): QueryName {
  return { name: token.image, key: foldName(token.image), ...spanOf(token) };
}

/** A name that is written in quotes. */
export function quotedName(token: IToken): QueryName {
  const name = decodeQueryText(token.image);
  return { name, key: foldName(name), ...spanOf(token) };
}

/** `Prop.Sub` as it is written. */
export function formatPropertyPath({ names }: PropertyPath): string {
  return names.map(({ name }) => name).join(".");
}

/** What either side of a comparison may be, before it is known whether the two go together. */
export type Operand =
  | Constant
  | ({ readonly kind: "property"; readonly property: PropertyPath } & Span)
  | ({ readonly kind: "null" } & Span);

const mirrored: Readonly<Record<Exclude<ComparisonOperator, "LIKE">, Exclude<ComparisonOperator, "LIKE">>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** The operator that says the same with its sides exchanged. */
export function mirrorOperator(operator: Exclude<ComparisonOperator, "LIKE">): Exclude<ComparisonOperator, "LIKE"> {
  return mirrored[operator];
}
