import type { IToken } from "chevrotain";
import { shorten } from "../codes/shorten.ts";
import { createDiagnostic, didYouMean } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { describeToken, explainToken } from "./explain-token.ts";
import type { Failure, FailureContext } from "./failure.ts";
import { placeOf } from "./failure-places.ts";
import { declarationWords, isPreprocessorWord } from "./keywords.ts";
import { endOf } from "./node-factories.ts";
import { isWord, type TokenWindow } from "./token-window.ts";
import { LeftBracket, PrimitiveType, RightBrace } from "./tokens.ts";

/** The message for a token that begins no declaration, or that follows qualifiers without one. */
export function explainUnknownDeclaration(found: IToken, window: TokenWindow): Diagnostic {
  const lexical = explainToken(found, window);
  if (lexical !== undefined) return lexical;
  const place = placeOf(found, window);
  if (found.tokenType === RightBrace) return createDiagnostic("unexpected-brace", {}, place);
  if (found.tokenType === LeftBracket) {
    const hint = "one list holds all qualifiers, with commas between them";
    return createDiagnostic("unknown-declaration", { found: describeToken(found) }, place, { hint });
  }
  const isElement = found.tokenType === PrimitiveType;
  const details = isElement
    ? { hint: "properties and methods stand inside a class; look for a `}` too many before this one" }
    : isWord(found)
      ? didYouMean(found.image, declarationWords)
      : {};
  return createDiagnostic("unknown-declaration", { found: describeToken(found) }, place, details);
}

/** The message for a `#` without a directive that there is. */
export function explainDirective({ found, previous }: Failure, { window }: FailureContext): Diagnostic {
  if (!isWord(found) || window.isFirstOnLine(found)) {
    const place = window.place(previous.startOffset, endOf(previous));
    return createDiagnostic("missing-token", { expected: "`pragma` or `include`", found: describeToken(found) }, place);
  }
  const place = window.place(previous.startOffset, endOf(found));
  const details = isPreprocessorWord(found.image)
    ? { hint: "run the C preprocessor over the file first" }
    : didYouMean(found.image, ["pragma", "include"]);
  return createDiagnostic("unknown-directive", { directive: `#${shorten(found.image)}` }, place, details);
}
