/** What answers queries. */
type Queries = typeof import("./execute-query.ts");

let queries: Promise<Queries> | undefined;

/** Loads the parser for queries, which only who asks one needs. To import it again takes as long as to find an instance. */
export function loadQueries(): Promise<Queries> {
  queries ??= import("./execute-query.ts");
  return queries;
}
