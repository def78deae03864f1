import { EOF, type IParserErrorMessageProvider, type IToken, type TokenType } from "chevrotain";
import { shorten } from "../codes/shorten.ts";
import { createDiagnostic, type DiagnosticDetails, didYouMean } from "../diagnostics/create.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { declarationWords, isPreprocessorWord, nestedDeclarationWords } from "./keywords.ts";
import { maximumLiteralLength } from "./limits.ts";
import { endOf } from "./node-factories.ts";
import { behindParameters } from "./resume.ts";
import { isWord, type TokenWindow } from "./token-window.ts";
import {
  Alias,
  BooleanWord,
  Character,
  Colon,
  Comma,
  Equals,
  Identifier,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  MultiLineString,
  NullWord,
  Numeral,
  PrimitiveType,
  Ref,
  RightBrace,
  RightBracket,
  RightParenthesis,
  Semicolon,
  StringPart,
  UnexpectedCharacters,
  UnterminatedCharacter,
  UnterminatedString,
  Void,
} from "./tokens.ts";

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

/** A token as messages name it. */
export function describeToken({ tokenType, image }: IToken): string {
  if (image === "") return "the end of the file";
  if (tokenType === StringPart || tokenType === MultiLineString) return "a string";
  return `\`${shorten(image)}\``;
}

/** The message for a failure. */
export function explainFailure(failure: Failure, context: FailureContext): Diagnostic {
  const { expected, found, previous } = failure;
  const { window, subject, details } = context;
  const lexical = explainToken(found, window) ?? explainQuote(failure, context);
  if (lexical !== undefined) return lexical;
  const behind = placeBehind(previous, found, window);
  switch (expected) {
    case Semicolon:
      return explainEnd(failure, context);
    case LeftBrace:
      return createDiagnostic("missing-opening-brace", { subject }, behind, headHint(failure, subject));
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
        if (isSize) return missing("the size of the array", failure, context);
        return createDiagnostic("missing-bracket", { subject: "the array" }, behind, details);
      }
      return explainListEnd("missing-bracket", "the qualifiers", failure, context);
    case StringPart:
      return missing("the name of a file in quotes", failure, context);
    case Alias:
      return explainAlias(failure, context);
    case Identifier:
      return explainName(failure, context);
    case undefined:
      return explainAlternatives(failure, context);
    default:
      return missing(`\`${expected.LABEL}\``, failure, context);
  }
}

/** Where a member has to end. */
function explainEnd(failure: Failure, context: FailureContext): Diagnostic {
  const { found, previous } = failure;
  const { window, subject, index } = context;
  if (isWord(previous) && valueTokens.has(found.tokenType)) return missing("`=`", failure, context);
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
  const details = failure.rule === "classFeature" && isWord(previous) ? memberHint(previous, found, window) : {};
  return createDiagnostic("missing-semicolon", { subject }, placeBehind(previous, found, window), details);
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

/** Whether brackets follow the brackets of an array at once. */
export function isSecondDimension({ found, previous }: Failure): boolean {
  return found.tokenType === LeftBracket && previous.tokenType === RightBracket && follows(found, previous);
}

function follows(found: IToken, previous: IToken): boolean {
  return found.startOffset === endOf(previous);
}

/** For what stands between the name of a declaration and its body, as people write who come from other languages. */
function headHint({ found, previous }: Failure, subject: string): DiagnosticDetails {
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

/** Where a name has to come. */
function explainName(failure: Failure, context: FailureContext): Diagnostic {
  const { rule, found } = failure;
  const place = placeNear(failure, context.window);
  const parameters = { found: describeToken(found) };
  switch (rule) {
    case "classDeclaration":
    case "associationDeclaration":
    case "instanceDeclaration":
    case "instanceValue":
      return createDiagnostic("missing-class-name", parameters, place, nameHint(found));
    case "structureDeclaration":
    case "structureValueDeclaration":
    case "structureValue":
      return missing("the name of a structure", failure, context);
    case "enumerationDeclaration":
      return missing("the name of an enumeration", failure, context);
    case "enumerationElement":
      return missing("the name of an element", failure, context);
    case "qualifierDeclaration":
    case "qualifier":
      return createDiagnostic("missing-qualifier-name", parameters, place, nameHint(found));
    case "pragmaDirective":
      return createDiagnostic("missing-pragma-name", parameters, place);
    case "flavors":
      return createDiagnostic("missing-flavor", parameters, place);
    case "classFeature":
    case "structureFeature":
    case "parameter":
    case "valueInitializer": {
      const what = {
        classFeature: "a property or method",
        structureFeature: "a property",
        parameter: "a parameter",
        valueInitializer: "a property",
      };
      const isNone = failure.previous.tokenType === Void && found.tokenType === RightParenthesis;
      const details = isNone ? { hint: "the parentheses of a method without parameters are empty" } : nameHint(found);
      return createDiagnostic("missing-property-name", { ...parameters, what: what[rule] }, place, details);
    }
    default:
      return missing("a name", failure, context);
  }
}

function nameHint({ tokenType }: IToken): DiagnosticDetails {
  if (tokenType === LeftBracket) return { hint: "the brackets of an array stand after its name" };
  const isReserved = tokenType === BooleanWord || tokenType === NullWord;
  return isReserved ? { hint: "TRUE, FALSE and NULL are the words that cannot be names" } : {};
}

/** Where none of several alternatives fits. */
function explainAlternatives(failure: Failure, context: FailureContext): Diagnostic {
  const { rule, found } = failure;
  const place = placeNear(failure, context.window);
  const parameters = { found: describeToken(found) };
  switch (rule) {
    case "mofProduction":
      if (context.window.isEnd(found)) return missing("a declaration for the qualifiers", failure, context);
      return explainUnknownDeclaration(found, context.window);
    case "compilerDirective":
      return explainDirective(failure, context);
    case "value":
    case "constantValue":
    case "pathKey":
    case "pragmaArgument":
    case "enumerationElement":
      if (found.tokenType === LeftBrace) return createDiagnostic("nested-array", {}, place);
      return createDiagnostic("missing-value", parameters, place);
    case "classFeature":
    case "structureFeature":
    case "resultType":
    case "type":
    case "qualifierDeclaration":
    case "enumerationDeclaration":
      return createDiagnostic("missing-type", parameters, place);
    case "qualifierClause":
      return createDiagnostic(
        "missing-token",
        { expected: "`Scope`, `Flavor` or `Policy`", ...parameters },
        place,
        isWord(found) ? didYouMean(found.image, ["Scope", "Flavor", "Policy"]) : {},
      );
    default:
      return missing("the name of a file in quotes", failure, context);
  }
}

/** Where a list ends too early, goes on without a comma or has no element between commas. */
function explainListEnd(
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

function explainAlias({ found, previous }: Failure, { window }: FailureContext): Diagnostic {
  if (isWord(found)) return createDiagnostic("missing-dollar", { name: shorten(found.image) }, placeOf(found, window));
  return createDiagnostic("missing-alias", { found: describeToken(found) }, placeBehind(previous, found, window));
}

function explainDirective({ found, previous }: Failure, { window }: FailureContext): Diagnostic {
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

/** The message for a token that is itself the mistake. */
function explainToken(token: IToken, window: TokenWindow): Diagnostic | undefined {
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

/** The message for a token where something else has to come. */
export function explainUnexpected(found: IToken, expected: string, window: TokenWindow): Diagnostic {
  return (
    explainToken(found, window) ??
    createDiagnostic("missing-token", { expected, found: describeToken(found) }, placeOf(found, window))
  );
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

function missing(expected: string, failure: Failure, { window }: FailureContext): Diagnostic {
  return createDiagnostic(
    "missing-token",
    { expected, found: describeToken(failure.found) },
    placeNear(failure, window),
  );
}

function beginsValue(token: IToken): boolean {
  return valueTokens.has(token.tokenType) || isWord(token);
}

const valueTokens: ReadonlySet<TokenType> = new Set([
  StringPart,
  MultiLineString,
  Numeral,
  Character,
  BooleanWord,
  NullWord,
  Alias,
]);

function placeOf(token: IToken, window: TokenWindow): Place {
  return window.place(token.startOffset, endOf(token));
}

/** What is missing is missing where the last token ends. */
function placeBehind(previous: IToken, found: IToken, window: TokenWindow): Place {
  if (window.isEnd(previous)) return placeOf(found, window);
  return window.place(endOf(previous), endOf(previous));
}

/** What is wrong is at the token that was found, unless its line has ended before that. */
function placeNear({ found, previous }: Failure, window: TokenWindow): Place {
  const isBehind = window.isEnd(found) || window.isFirstOnLine(found);
  return isBehind ? placeBehind(previous, found, window) : placeOf(found, window);
}
