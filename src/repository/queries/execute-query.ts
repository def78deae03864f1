import type { CimClass, CimInstance } from "../../cim/model.ts";
import type { Query } from "../../query/nodes.ts";
import { parseQuery } from "../../query/parse-query.ts";
import { checkContextArgument, checkText } from "../../wbem/check-arguments.ts";
import type { WbemContext } from "../../wbem/context.ts";
import { WBEM_FLAG_DIRECT_READ, WBEM_FLAG_ENSURE_LOCATABLE, WBEM_FLAG_PROTOTYPE } from "../../wbem/flags.ts";
import { checkFlags } from "../../wbem/operation-flags.ts";
import type { QueryPlan } from "../../wbem/query-plan.ts";
import { instanceTableOf } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";
import type { ImmediateRows } from "../store.ts";
import type { AssociationQuery } from "./association-steps.ts";
import { planAssociations, readAssociations } from "./associations.ts";
import { planData, readData, readDataNow, sampleOfData } from "./data-query.ts";
import { QueryRead } from "./query-read.ts";
import { classIn, queryRefusal } from "./query-refusal.ts";
import { ResultShape } from "./result-shape.ts";
import { planSchema, readSchema } from "./schema-query.ts";

/** The query that was parsed last: what cannot be answered at once is asked for once more, and many ask the same again. */
let last: { readonly language: string; readonly text: string; readonly query: Query } | undefined;

function parsed(language: string, text: string): Query {
  checkText(language, "the language of the query");
  checkText(text, "the query");
  if (last?.text === text && last.language === language) return last.query;
  const query = parseQuery(text, language);
  if (query.kind === "problems") throw queryRefusal(query.problems);
  last = { language, text, query };
  return query;
}

function shapeFor(view: NamespaceView, query: Query, flags: number): ResultShape {
  return new ResultShape(view, {
    properties: query.kind === "data" ? query.properties : undefined,
    keysOnly: (query.kind === "associators" || query.kind === "references") && query.keysOnly,
    isLocatable: (flags & WBEM_FLAG_ENSURE_LOCATABLE) !== 0,
  });
}

/**
 * The answer to a query without flags that needs no waiting; see {@link readDataNow}.
 *
 * @returns `undefined` where {@link executeQuery} has to be asked, which also refuses what is wrong
 */
export function answerNow(
  view: NamespaceView,
  rows: ImmediateRows,
  language: string,
  text: string,
): readonly CimInstance[] | undefined {
  const query = parsed(language, text);
  return query.kind === "data" ? readDataNow(view, rows, text, query, shapeFor(view, query, 0)) : undefined;
}

/** See `WbemServices.execQuery`. */
export async function* executeQuery(
  view: NamespaceView,
  language: string,
  text: string,
  flags: number,
  context: WbemContext | null,
): AsyncGenerator<CimInstance | CimClass> {
  checkFlags("execQuery", flags);
  checkContextArgument(context);
  const query = parsed(language, text);
  // Where an association leads is read wherever it is, and not from one class alone.
  const isOfClasses = query.kind === "data" || query.kind === "schema";
  const read = new QueryRead(view, isOfClasses ? flags : flags & ~WBEM_FLAG_DIRECT_READ, context);
  const shape = shapeFor(view, query, flags);
  if ((flags & WBEM_FLAG_PROTOTYPE) !== 0) {
    yield* sample(read, text, query, shape);
    return;
  }
  switch (query.kind) {
    case "data":
      yield* readData(read, text, query, shape);
      break;
    case "schema":
      yield* readSchema(read, text, query);
      break;
    default:
      yield* readAssociations(read, text, query, shape);
  }
  read.end();
}

/** The object that shows the form of the results; none where they have no class in common or are classes. */
async function* sample(read: QueryRead, text: string, query: Query, shape: ResultShape): AsyncGenerator<CimInstance> {
  if (query.kind === "data") yield await sampleOfData(read, text, query, shape);
  else if (query.kind !== "schema") yield* sampleOfAssociations(read, text, query, shape);
}

async function* sampleOfAssociations(
  read: QueryRead,
  text: string,
  query: AssociationQuery,
  shape: ResultShape,
): AsyncGenerator<CimInstance> {
  if (query.schemaOnly || query.classDefsOnly || query.resultClass === undefined) return;
  yield shape.sample(instanceTableOf(await classIn(read.view, text, query.resultClass)));
}

/** See `WbemServices.explainQuery`. */
export function explainQuery(view: NamespaceView, language: string, text: string): Promise<QueryPlan> {
  const query = parsed(language, text);
  const read = new QueryRead(view, 0, null);
  switch (query.kind) {
    case "data":
      return planData(read, text, query);
    case "schema":
      return planSchema(read, text, query);
    default:
      return planAssociations(read, text, query);
  }
}
