import type { MessageParameter } from "../codes/define.ts";
import type { queryMessages } from "../codes/query-messages.ts";
import type { Span } from "./nodes.ts";

/** The code of something that can be wrong with a query. */
export type QueryCode = keyof typeof queryMessages;

/** What is wrong with a query, and where. */
export interface QueryProblem extends Span {
  readonly code: QueryCode;
  readonly parameters: Readonly<Record<string, MessageParameter>>;
  /** The line of `start`, from 1. */
  readonly line: number;
  /** The place of `start` in its line, from 1, in UTF-16 code units. */
  readonly column: number;
  /** The next step, where it is a better one than the hint of the code. */
  readonly hint?: string;
}

/** Everything that is wrong with a query, in the order of the text; at least one. */
export interface QueryProblems {
  readonly kind: "problems";
  readonly problems: readonly QueryProblem[];
}
