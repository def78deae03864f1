import type { IParserErrorMessageProvider, IToken, TokenType } from "chevrotain";
import type { MessageCode, MessageParameters } from "../codes/index.ts";
import type { Span } from "./nodes.ts";
import type { QueryCode } from "./query-problem.ts";

/** What is wrong, before lines are counted. */
export interface QueryFault extends Span {
  readonly code: QueryCode;
  readonly parameters: Readonly<Record<string, string | number | bigint>>;
  readonly hint?: string;
}

/** Makes a fault; the parameters are those that the code's texts name. */
export function fault<Code extends QueryCode & MessageCode>(
  code: Code,
  parameters: MessageParameters<Code>,
  { start, end }: Span,
  hint?: string,
): QueryFault {
  return { code, parameters, start, end, ...(hint !== undefined && { hint }) };
}

/** Ends the parsing of a query at what makes the rest of it mean nothing. Never leaves the parser. */
export class QueryAbort extends Error {
  readonly fault: QueryFault;

  constructor(reason: QueryFault) {
    super(reason.code);
    this.fault = reason;
  }
}

/** Where a rule could not go on. */
export interface SyntaxFailure {
  readonly rule: string;
  /** The one kind of token that would do; `undefined` where there are several. */
  readonly expected: TokenType | undefined;
  readonly found: IToken;
}

/** Keeps what Chevrotain knows of a failure at the moment it asks how to word it; its own wording is never used. */
export class SyntaxFailureRecorder implements IParserErrorMessageProvider {
  #failure: SyntaxFailure | undefined;

  /** The last failure, once. */
  take(): SyntaxFailure | undefined {
    const failure = this.#failure;
    this.#failure = undefined;
    return failure;
  }

  buildMismatchTokenMessage(options: { expected: TokenType; actual: IToken; ruleName: string }): string {
    const { ruleName: rule, expected, actual: found } = options;
    this.#failure = { rule, expected, found };
    return rule;
  }

  buildNoViableAltMessage({ actual, ruleName: rule }: { actual: IToken[]; ruleName: string }): string {
    this.#failure = { rule, expected: undefined, found: actual[0] as IToken };
    return rule;
  }

  /** For a list that has to have an element. */
  buildEarlyExitMessage({ actual, ruleName: rule }: { actual: IToken[]; ruleName: string }): string {
    this.#failure = { rule, expected: undefined, found: actual[0] as IToken };
    return rule;
  }

  /** For tokens behind a whole query. */
  buildNotAllInputParsedMessage({ firstRedundant, ruleName }: { firstRedundant: IToken; ruleName: string }): string {
    this.#failure = { rule: "end", expected: undefined, found: firstRedundant };
    return ruleName;
  }
}
