import { type IToken, Lexer } from "chevrotain";
import { foldName } from "../cim/names.ts";
import { explainFailure } from "./explain-failure.ts";
import { maximumQueryLength } from "./limits.ts";
import type { Query } from "./nodes.ts";
import { fault, type QueryFault, type SyntaxFailure } from "./query-failure.ts";
import { spanOf } from "./query-nodes.ts";
import { QueryParser } from "./query-parser.ts";
import { problemsOf, type QueryProblems } from "./query-problem.ts";
import { keywords, lexedTokens } from "./tokens.ts";

/** The only query language there is, in any case. */
export const queryLanguage = "WQL";

let lexer: Lexer | undefined;
let parser: QueryParser | undefined;

/**
 * Reads a query in WQL (Microsoft, "WQL (SQL for WMI)"): a data query, a schema query, `ASSOCIATORS OF` or `REFERENCES OF`.
 * Nothing is looked up in a schema. Each problem has its place, what is wrong there and the next step.
 *
 * | problem | status |
 * | --- | --- |
 * | the form | `WBEM_E_INVALID_QUERY` |
 * | a path in braces | `WBEM_E_INVALID_OBJECT_PATH` |
 * | another language | `WBEM_E_INVALID_QUERY_TYPE` |
 * | a query for events | `WBEM_E_NOT_SUPPORTED` |
 * | longer than {@link maximumQueryLength}, or too complex | `WBEM_E_QUOTA_VIOLATION` |
 *
 * @example parseQuery('SELECT Name FROM CIM_Fan WHERE Speed > 100') // { kind: "data", className: …, condition: … }
 */
export function parseQuery(text: string, language: string = queryLanguage): Query | QueryProblems {
  if (foldName(language) !== foldName(queryLanguage)) {
    return problemsOf(text, [fault("unknown-query-language", { language }, { start: 0, end: text.length })]);
  }
  if (text.length > maximumQueryLength) {
    const parameters = { length: text.length, maximum: maximumQueryLength };
    return problemsOf(text, [fault("query-too-long", parameters, { start: maximumQueryLength, end: text.length })]);
  }
  const tokens = tokenize(text);
  if (!Array.isArray(tokens)) return problemsOf(text, [tokens as QueryFault]);
  parser ??= new QueryParser(true);
  const { query, faults, failure } = parser.parse([...tokens]);
  const found =
    failure === undefined || isConsequence(failure, faults, tokens)
      ? faults
      : [...faults, explainFailure(failure, tokens)];
  return query === undefined || found.length > 0 ? problemsOf(text, found) : query;
}

/** Whether what is in the way of the parser follows just behind something that has been refused already. */
function isConsequence({ found }: SyntaxFailure, faults: readonly QueryFault[], tokens: readonly IToken[]): boolean {
  const previous = tokens[tokens.indexOf(found) - 1];
  return previous !== undefined && faults.at(-1)?.end === spanOf(previous).end;
}

/** The tokens of a query, or what characters it has that begin none. */
function tokenize(text: string): IToken[] | QueryFault {
  lexer ??= new Lexer(lexedTokens, {
    ensureOptimizations: true,
    positionTracking: "onlyOffset",
    skipValidations: true,
  });
  const { tokens, errors } = lexer.tokenize(text);
  const error = errors[0];
  if (error !== undefined) {
    const { offset, length } = error;
    return fault(
      "unexpected-character-in-query",
      { characters: showCharacter(text.codePointAt(offset) as number) },
      { start: offset, end: offset + length },
    );
  }
  for (const token of tokens) {
    const keyword = keywords.get(token.image.toLowerCase());
    if (keyword === undefined) continue;
    token.tokenType = keyword;
    token.tokenTypeIdx = keyword.tokenTypeIdx as number;
  }
  return tokens;
}

/** A character as messages show it: itself where it can be seen, its number otherwise. */
function showCharacter(code: number): string {
  const character = String.fromCodePoint(code);
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? `\`${character}\``
    : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
