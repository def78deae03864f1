import type { IToken } from "chevrotain";
import { createDiagnostic, type DiagnosticDetails, didYouMean } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { valueTokens } from "./explain-list-end.ts";
import { describeToken, explainMissing } from "./explain-token.ts";
import { type Failure, type FailureContext, isSecondDimension } from "./failure.ts";
import { placeBehind, placeOf } from "./failure-places.ts";
import { nestedDeclarationWords } from "./keywords.ts";
import { endOf } from "./node-factories.ts";
import { isWord, type TokenWindow } from "./token-window.ts";
import { Colon, Comma, Equals, LeftBrace, LeftBracket, Numeral, Ref } from "./tokens.ts";

/** Where a member has to end. */
export function explainMemberEnd(failure: Failure, context: FailureContext): Diagnostic {
  const { found, previous } = failure;
  const { window, subject, index } = context;
  if (isWord(previous) && valueTokens.has(found.tokenType)) return explainMissing("`=`", failure, context);
  if (isSecondDimension(failure)) return createDiagnostic("nested-array", {}, placeOf(found, window));
  const isText = isWord(previous) && isWord(found) && window.at(index - 2)?.tokenType === Equals;
  if (isText && !window.isFirstOnLine(found)) {
    return createDiagnostic("unquoted-text", {}, window.place(previous.startOffset, endOf(found)));
  }
  const keyword = window.at(index - 2);
  if (keyword && isWord(keyword) && (found.tokenType === LeftBrace || found.tokenType === Colon)) {
    const meant = didYouMean(keyword.image, nestedDeclarationWords);
    if (meant.hint !== undefined) {
      return createDiagnostic(
        "unknown-declaration",
        { found: describeToken(keyword) },
        placeOf(keyword, window),
        meant,
      );
    }
  }
  let details: DiagnosticDetails = {};
  if (failure.rule === "classFeature" && isWord(previous)) details = memberHint(previous, found, window);
  else if (isCommaOfList(failure, context)) details = { hint: listHint(previous) };
  return createDiagnostic("missing-semicolon", { subject }, placeBehind(previous, found, window), details);
}

function isCommaOfList({ found, previous }: Failure, { window, index }: FailureContext): boolean {
  const next = window.at(index + 1)?.tokenType;
  return (
    found.tokenType === Comma && valueTokens.has(previous.tokenType) && next !== undefined && valueTokens.has(next)
  );
}

/** For a comma behind a value: a list without braces, or a number as it is written in many countries. */
function listHint(previous: IToken): string {
  return previous.tokenType === Numeral
    ? "a fraction follows a point; several values stand in braces"
    : "several values stand in braces";
}

/** What people try to put behind the name of a member. */
function memberHint(previous: IToken, found: IToken, window: TokenWindow): DiagnosticDetails {
  if (window.isFirstOnLine(found)) return {};
  if (found.tokenType === LeftBracket) return { hint: "qualifiers stand before the type" };
  if (found.tokenType === Comma) return { hint: "declare each by itself, with its own type" };
  if (!isWord(found)) return {};
  if (previous.tokenType === Ref) return { hint: "a class stands before `ref`, not a type of values" };
  return didYouMean(previous.image, ["ref"]);
}
