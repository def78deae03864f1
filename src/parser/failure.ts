import type { IParserErrorMessageProvider, IToken, TokenType } from "chevrotain";
import type { DiagnosticDetails } from "../diagnostics/create.ts";
import { endOf } from "./node-factories.ts";
import { isWord, type TokenWindow } from "./token-window.ts";
import { LeftBrace, LeftBracket, RightBracket, Semicolon } from "./tokens.ts";

/** Where a rule could not go on. */
export interface Failure {
  readonly rule: string;
  /** The one kind of token that would do; `undefined` where there are several. */
  readonly expected: TokenType | undefined;
  readonly found: IToken;
  readonly previous: IToken;
}

/** What the parser knows about the place of a failure. */
export interface FailureContext {
  readonly window: TokenWindow;
  /** What the expected token belongs to: "property `X`". */
  readonly subject: string;
  /** Points at the brace, bracket or parenthesis that is open. */
  readonly details: DiagnosticDetails;
  /** The index of the token that was found. */
  readonly index: number;
}

/** What has to come behind a name where none of a rule's alternatives fits. */
const expectedByRule: Readonly<Record<string, TokenType>> = { classFeature: Semicolon, classDeclaration: LeftBrace };

/**
 * Keeps what Chevrotain knows about a failure, at the moment it asks how to word it. Its wording is never used: the
 * diagnostic is made when it is known that the failure does not follow from another.
 */
export class FailureRecorder implements IParserErrorMessageProvider {
  private failure: Failure | undefined;

  /** The last failure, once. */
  take(): Failure | undefined {
    const { failure } = this;
    this.failure = undefined;
    return failure;
  }

  buildMismatchTokenMessage(options: {
    expected: TokenType;
    actual: IToken;
    previous: IToken;
    ruleName: string;
  }): string {
    const { ruleName: rule, expected, actual: found, previous } = options;
    this.failure = { rule, expected, found, previous };
    return rule;
  }

  buildNoViableAltMessage(options: { actual: IToken[]; previous: IToken; ruleName: string }): string {
    const { ruleName: rule, actual, previous } = options;
    const expected = isWord(previous) ? expectedByRule[rule] : undefined;
    this.failure = { rule, expected, found: actual[0] as IToken, previous };
    return rule;
  }

  /** For repetitions that have to come once, which the grammar has not. */
  buildEarlyExitMessage({ ruleName }: { ruleName: string }): string {
    return ruleName;
  }

  /** For tokens behind the first rule, which reads to the end whatever comes. */
  buildNotAllInputParsedMessage({ ruleName }: { ruleName: string }): string {
    return ruleName;
  }
}

/** Whether brackets follow the brackets of an array at once. */
export function isSecondDimension({ found, previous }: Failure): boolean {
  return found.tokenType === LeftBracket && previous.tokenType === RightBracket && follows(found, previous);
}

/** Whether one token follows another with nothing between them. */
export function follows(found: IToken, previous: IToken): boolean {
  return found.startOffset === endOf(previous);
}
