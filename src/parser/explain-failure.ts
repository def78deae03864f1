import { shorten } from "../codes/shorten.ts";
import { createDiagnostic, type DiagnosticDetails } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { aliasInHead } from "./declaration-head.ts";
import { explainAlternatives } from "./explain-alternatives.ts";
import { explainListEnd } from "./explain-list-end.ts";
import { explainMemberEnd } from "./explain-member-end.ts";
import { explainName } from "./explain-name.ts";
import { describeToken, explainMissing, explainToken } from "./explain-token.ts";
import { type Failure, type FailureContext, follows } from "./failure.ts";
import { placeBehind, placeOf } from "./failure-places.ts";
import { endOf } from "./node-factories.ts";
import { isWord } from "./token-window.ts";
import {
  Alias,
  Comma,
  Identifier,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  RightBrace,
  RightBracket,
  RightParenthesis,
  Semicolon,
  StringPart,
  UnterminatedString,
} from "./tokens.ts";

/** The message for a failure. */
export function explainFailure(failure: Failure, context: FailureContext): Diagnostic {
  const { expected, found, previous } = failure;
  const { window, subject, details } = context;
  const lexical = explainToken(found, window) ?? explainQuote(failure, context);
  if (lexical !== undefined) return lexical;
  const behind = placeBehind(previous, found, window);
  switch (expected) {
    case Semicolon:
      return explainMemberEnd(failure, context);
    case LeftBrace:
      return createDiagnostic("missing-opening-brace", { subject }, behind, headHint(failure, context));
    case LeftParenthesis:
      return createDiagnostic("missing-opening-parenthesis", { subject }, behind);
    case RightBrace:
      if (failure.rule === "arrayInitializer") return explainListEnd("missing-brace", "the array", failure, context);
      return createDiagnostic("missing-brace", { subject }, behind, details);
    case RightParenthesis:
      return explainListEnd("missing-parenthesis", subject, failure, context);
    case RightBracket:
      if (failure.rule === "array") {
        const isSize = previous.tokenType === LeftBracket && found.tokenType !== Semicolon;
        if (isSize) return explainMissing("the size of the array", failure, context);
        return createDiagnostic("missing-bracket", { subject: "the array" }, behind, details);
      }
      return explainListEnd("missing-bracket", "the qualifiers", failure, context);
    case StringPart:
      return explainMissing("the name of a file in quotes", failure, context);
    case Alias:
      return explainAlias(failure, context);
    case Identifier:
      return explainName(failure, context);
    case undefined:
      return explainAlternatives(failure, context);
    default:
      return explainMissing(`\`${expected.LABEL}\``, failure, context);
  }
}

/** For what stands between the name of a declaration and its body, as people write who come from other languages. */
function headHint({ found, previous }: Failure, { subject, window, index }: FailureContext): DiagnosticDetails {
  const alias = aliasInHead(window, index);
  if (alias !== undefined) return { hint: `an alias follows \`as\`: \`as ${shorten(alias.image)}\`` };
  if (!/^(?:class|association|structure|enumeration) /.test(subject)) return {};
  if (found.tokenType === Comma) return { hint: "a class has one superclass" };
  if (!isWord(found)) return {};
  const isBehindName = subject.endsWith(`\`${shorten(previous.image)}\``);
  if (subject.startsWith("enumeration")) {
    return isBehindName ? { hint: "the type of the values follows a colon: `enumeration Name : uint8`" } : {};
  }
  return {
    hint: isBehindName ? "a superclass follows a colon: `class Name : Superclass`" : "a class has one superclass",
  };
}

/**
 * A word directly behind a string: the quote before it was meant to open one. Where the quotes of the line do not come
 * in pairs, the string before it was not closed, else the quotes were meant to be part of the text.
 */
function explainQuote({ found, previous }: Failure, { window, index }: FailureContext): Diagnostic | undefined {
  if (previous.tokenType !== StringPart || !isWord(found) || !follows(found, previous)) return undefined;
  for (let next = index + 1; ; next++) {
    const token = window.at(next);
    if (token === undefined || window.isFirstOnLine(token)) break;
    if (token.tokenType === UnterminatedString)
      return createDiagnostic("unterminated-string", {}, placeOf(previous, window));
  }
  const place = window.place(endOf(previous) - 1, endOf(previous));
  return createDiagnostic("unescaped-quote", { found: shorten(found.image) }, place);
}

function explainAlias({ found, previous }: Failure, { window }: FailureContext): Diagnostic {
  if (isWord(found)) return createDiagnostic("missing-dollar", { name: shorten(found.image) }, placeOf(found, window));
  return createDiagnostic("missing-alias", { found: describeToken(found) }, placeBehind(previous, found, window));
}
