import { messageDefinition } from "../../codes/index.ts";
import type { QueryName, Span } from "../../query/nodes.ts";
import type { QueryProblem } from "../../query/query-problem.ts";
import { type Violation, violation, violationMessage, WbemError } from "../../wbem/error.ts";
import type { NamespaceView } from "../namespace-view.ts";
import type { ResolvedClass } from "../resolved-class.ts";

/** The error for a query that is refused: each problem is a violation with its place in the text of the query. */
export function queryRefusal(problems: readonly QueryProblem[]): WbemError {
  return refusalOf(problems.map(violationOf), problems[0]);
}

function violationOf({ code, parameters, start, end, hint }: QueryProblem): Violation {
  return { code, parameters, target: { query: { start, end } }, ...(hint !== undefined && { hint }) };
}

/** The message says the place too, for programs that show nothing else. */
function refusalOf(
  violations: readonly Violation[],
  place: { readonly line: number; readonly column: number } | undefined,
) {
  const first = violations[0] as Violation;
  const status = violations.map(({ code }) => messageDefinition(code).status).find((name) => name !== undefined);
  const where =
    place === undefined ? "" : `${place.line === 1 ? "" : `line ${place.line}, `}character ${place.column}: `;
  return new WbemError(status ?? "WBEM_E_INVALID_QUERY", where + violationMessage(first), { violations });
}

/** Where a part of a query stands, in lines and columns. */
function placeIn(text: string, { start }: Span): { readonly line: number; readonly column: number } {
  const before = text.slice(0, start).split("\n");
  return { line: before.length, column: (before.at(-1) as string).length + 1 };
}

/** The class that a part of a query names. `WBEM_E_NOT_FOUND` with its place. */
export async function classIn(
  view: NamespaceView,
  text: string,
  { name, start, end }: QueryName,
): Promise<ResolvedClass> {
  const found = await view.findClass(name);
  if (found !== undefined) return found;
  await view.loadClassNames();
  const suggestion = view.suggestClass(name);
  const more = suggestion === undefined ? {} : { suggestion };
  const refused = violation("class-not-found", { class: name }, { query: { start, end } }, more);
  throw refusalOf([refused], placeIn(text, { start, end }));
}

/** The error for a path in a query whose keys are not those of its class. */
export function pathRefusal(text: string, span: Span, path: string, reason: string): WbemError {
  const { start, end } = span;
  const refused = violation("invalid-instance-path", { path, reason }, { query: { start, end } });
  return refusalOf([refused], placeIn(text, span));
}
