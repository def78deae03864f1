import type { IToken } from "chevrotain";
import { fault, type QueryFault } from "./query-failure.ts";
import { spanOf } from "./query-nodes.ts";

/** What the unknown operators were probably meant as; the others have no counterpart. */
const meantOperators: ReadonlyMap<string, string> = new Map([
  ["==", "="],
  ["===", "="],
  [":=", "="],
  ["=<", "<="],
  ["=>", ">="],
  ["!<", ">="],
  ["!>", "<="],
  ["~=", "<>"],
  ["^=", "<>"],
  ["=~", "LIKE"],
  ["~", "LIKE"],
  ["!", "NOT"],
  ["&&", "AND"],
  ["&", "AND"],
  ["||", "OR"],
  ["|", "OR"],
]);

/** Says that WQL has no such operator, and which one was meant. */
export function unknownOperator(token: IToken): QueryFault {
  const meant = meantOperators.get(token.image);
  const hint = meant && `did you mean \`${meant}\`?`;
  return fault("unknown-query-operator", { operator: token.image }, spanOf(token), hint);
}
