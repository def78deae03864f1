import type { IToken } from "chevrotain";
import { shorten } from "../codes/shorten.ts";
import { createDiagnostic, type DiagnosticDetails } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Failure, FailureContext } from "./failure.ts";
import { placeNear, placeOf } from "./failure-places.ts";
import { maximumLiteralLength } from "./limits.ts";
import { endOf } from "./node-factories.ts";
import type { TokenWindow } from "./token-window.ts";
import {
  MultiLineString,
  StringPart,
  UnexpectedCharacters,
  UnterminatedCharacter,
  UnterminatedString,
} from "./tokens.ts";

/** A token as messages name it. */
export function describeToken({ tokenType, image }: IToken): string {
  if (image === "") return "the end of the file";
  if (tokenType === StringPart || tokenType === MultiLineString) return "a string";
  return `\`${shorten(image)}\``;
}

/** The message for a token that is itself the mistake. */
export function explainToken(token: IToken, window: TokenWindow): Diagnostic | undefined {
  const place = placeOf(token, window);
  switch (token.tokenType) {
    case UnterminatedString:
      if (token.image.length > maximumLiteralLength) {
        return createDiagnostic("literal-too-long", { limit: maximumLiteralLength }, place);
      }
      return createDiagnostic("unterminated-string", {}, place, closingQuoteHint(token.image));
    case UnterminatedCharacter:
      return createDiagnostic("unterminated-character", {}, place);
    case UnexpectedCharacters: {
      const hint = typographic.get(token.image.charAt(0)) ?? signHint(token, window);
      const details = hint === undefined ? {} : { hint };
      return createDiagnostic("unexpected-character", { characters: describeCharacters(token.image) }, place, details);
    }
    default:
      return undefined;
  }
}

/** The message for a token where something else has to come. */
export function explainUnexpected(found: IToken, expected: string, window: TokenWindow): Diagnostic {
  return (
    explainToken(found, window) ??
    createDiagnostic("missing-token", { expected, found: describeToken(found) }, placeOf(found, window))
  );
}

/** The message for what has to come where something else does. */
export function explainMissing(expected: string, failure: Failure, { window }: FailureContext): Diagnostic {
  return createDiagnostic(
    "missing-token",
    { expected, found: describeToken(failure.found) },
    placeNear(failure, window),
  );
}

/** A path that ends in a backslash makes its closing quote part of the text. */
function closingQuoteHint(image: string): DiagnosticDetails {
  return /\\"[\s;,)\]}]*$/.test(image) ? { hint: 'write a backslash as two: `\\"` is a quote inside the text' } : {};
}

/** A plus or minus that is none of a number, a dollar sign that is none of an alias. */
function signHint(token: IToken, window: TokenWindow): string | undefined {
  if (token.image === "$") return "the name of an alias follows its dollar sign at once";
  if (token.image !== "-" && token.image !== "+") return undefined;
  const behind = window
    .slice(endOf(token), endOf(token) + 2)
    .trimStart()
    .charAt(0);
  if (behind === '"') return "strings that follow one another are joined without a sign";
  if (behind === "+" || behind === "-") return "a number has one sign";
  return /[\d.]/.test(behind) ? "a sign stands directly before its digits" : undefined;
}

/** What people write where a keyboard has no such character: it comes from word processors and web pages. */
const typographic: ReadonlyMap<string, string> = new Map([
  ["\u00a0", "replace the no-break space with a space"],
  ["\u201c", 'write a straight quote, `"`'],
  ["\u201d", 'write a straight quote, `"`'],
  ["\u2018", "write a straight apostrophe, `'`"],
  ["\u2019", "write a straight apostrophe, `'`"],
  ["\u2013", "write a hyphen, `-`"],
  ["\u2014", "write a hyphen, `-`"],
  ["\ufeff", "remove the byte order mark in the middle of the file"],
]);

function describeCharacters(image: string): string {
  const isPlain = /^[!-~]+$/.test(image);
  if (isPlain) return `${image.length === 1 ? "character" : "characters"} \`${shorten(image)}\``;
  const first = `U+${image.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return image.length === 1 ? `character ${first}` : `${image.length} characters, the first of them ${first}`;
}
