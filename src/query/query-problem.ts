import type { MessageParameter } from "../codes/define.ts";
import type { queryMessages } from "../codes/query-messages.ts";
import type { Span } from "./nodes.ts";
import type { QueryFault } from "./query-failure.ts";

/** The code of something that can be wrong with a query. */
export type QueryCode = keyof typeof queryMessages.table;

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

const lineEnd = /\r\n|\r|\n/g;

/** What is wrong with a query, in the order of its text, with lines and columns. */
export function problemsOf(text: string, faults: readonly QueryFault[]): QueryProblems {
  const sorted = faults.toSorted((left, right) => left.start - right.start);
  const problems = sorted.map((reason) => {
    let line = 1;
    let lineStart = 0;
    for (const match of text.slice(0, reason.start).matchAll(lineEnd)) {
      line++;
      lineStart = match.index + match[0].length;
    }
    return { ...reason, line, column: reason.start - lineStart + 1 };
  });
  return { kind: "problems", problems };
}
