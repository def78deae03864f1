import { EOF, type IToken, type TokenType } from "chevrotain";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { describeToken } from "./explain-token.ts";
import type { Failure, FailureContext } from "./failure.ts";
import { placeBehind, placeOf } from "./failure-places.ts";
import { endOf } from "./node-factories.ts";
import { behindParameters } from "./resume.ts";
import { isWord } from "./token-window.ts";
import {
  Alias,
  BooleanWord,
  Character,
  Comma,
  Equals,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  MultiLineString,
  NullWord,
  Numeral,
  RightBrace,
  RightBracket,
  RightParenthesis,
  Semicolon,
  StringPart,
} from "./tokens.ts";

/** Where a list ends too early, goes on without a comma or has no element between commas. */
export function explainListEnd(
  code: "missing-brace" | "missing-parenthesis" | "missing-bracket",
  subject: string,
  { rule, found, previous }: Failure,
  { window, details, index }: FailureContext,
): Diagnostic {
  const parameters = { found: describeToken(found) };
  if (listSeparators.has(previous.tokenType) && !listEnds.has(found.tokenType)) {
    const place = placeOf(found, window);
    if (code === "missing-bracket") return createDiagnostic("missing-qualifier-name", parameters, place);
    if (rule === "parameters") return createDiagnostic("missing-type", parameters, place);
    if (rule === "arrayInitializer" && found.tokenType === LeftBrace)
      return createDiagnostic("nested-array", {}, place);
    const isArray = rule === "qualifierParameter" && found.tokenType === LeftBrace;
    const hint = isArray ? { hint: "an array stands in braces, without parentheses" } : {};
    return createDiagnostic("missing-value", parameters, place, hint);
  }
  const behind = placeBehind(previous, found, window);
  if (rule === "parameters" && behindParameters(window, index) !== undefined) {
    return createDiagnostic("missing-token", { expected: "`,`", ...parameters }, placeOf(found, window));
  }
  if (!window.isFirstOnLine(found)) {
    if ((rule === "qualifierParameter" || rule === "arrayInitializer") && isWord(found) && isWord(previous)) {
      return createDiagnostic("unquoted-text", {}, window.place(previous.startOffset, endOf(found)));
    }
    const isElement = rule === "parameters" ? isWord(found) || found.tokenType === LeftBracket : beginsValue(found);
    if (isElement) return createDiagnostic("missing-comma", { ...parameters, subject }, behind);
  }
  const isAssigned = code === "missing-bracket" && found.tokenType === Equals;
  const hint = isAssigned ? { hint: "the value of a qualifier stands in parentheses: `Name(value)`" } : {};
  return createDiagnostic(code, { subject }, behind, { ...details, ...hint });
}

/** What an element of a list follows. */
const listSeparators: ReadonlySet<TokenType> = new Set([Comma, LeftBrace, LeftParenthesis, LeftBracket]);
/** What comes behind a list: where an element could come as well, the list was forgotten to be closed. */
const listEnds: ReadonlySet<TokenType> = new Set([Semicolon, RightBrace, RightParenthesis, RightBracket, EOF]);

function beginsValue(token: IToken): boolean {
  return valueTokens.has(token.tokenType) || isWord(token);
}

/** What begins a value and is no word. */
export const valueTokens: ReadonlySet<TokenType> = new Set([
  StringPart,
  MultiLineString,
  Numeral,
  Character,
  BooleanWord,
  NullWord,
  Alias,
]);
