import { describe, expect, test } from "vitest";
import { formatMessage } from "../../src/codes/define.ts";
import { messageDefinition } from "../../src/codes/index.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import type { QueryCode, QueryProblem } from "../../src/query/query-problem.ts";

/** The queries of a table, with `‹` and `›` around each place that is wrong, and the codes of the places in their order. */
type Rows = readonly (readonly [marked: string, ...said: readonly (QueryCode | RegExp)[]])[];

function problemsIn(text: string): readonly QueryProblem[] {
  const result = parseQuery(text);
  return result.kind === "problems" ? result.problems : [];
}

/** A query with marks around what its problems are about. */
function mark(text: string, problems: readonly QueryProblem[]): string {
  let marked = text;
  for (const { start, end } of problems.toReversed()) {
    marked = `${marked.slice(0, start)}‹${marked.slice(start, end)}›${marked.slice(end)}`;
  }
  return marked;
}

function said({ code, parameters, hint }: QueryProblem): string {
  const definition = messageDefinition(code);
  const next = hint ?? (definition.hint && formatMessage(definition.hint, parameters));
  return `${code}: ${formatMessage(definition.message, parameters)}${next === undefined ? "" : `; ${next}`}`;
}

function tellsOf(rows: Rows): void {
  test.each(rows.map((row) => ({ row, marked: row[0] })))(
    "is refused with its place: $marked",
    ({ row: [marked, ...expected] }) => {
      const text = marked.replace(/[‹›]/g, "");
      const problems = problemsIn(text);
      expect(mark(text, problems)).toBe(marked);
      const all = problems.map(said).join("\n");
      for (const part of expected) {
        if (typeof part === "string") expect(problems.map(({ code }) => code)).toContain(part);
        else expect(all).toMatch(part);
      }
    },
  );
}

describe("what is missing or misspelt", () => {
  tellsOf([
    ["‹›", /expected `SELECT`, `ASSOCIATORS OF` or `REFERENCES OF`, found the end of the query/],
    ["‹SELCT› * FROM A", /did you mean `SELECT`/],
    ["‹ASSOCIATOR› OF {A.K=1}", /did you mean `ASSOCIATORS`/],
    ["SELECT ‹FROM› A", /expected `\*` or the name of a property, found `FROM`/],
    ["SELECT Name, ‹FROM› A", /expected `\*` or the name of a property/],
    ["SELECT Name ‹FRM› A", /did you mean `FROM`/],
    ["SELECT Name ‹Size› FROM A", /expected `FROM`, found `Size`/],
    ["SELECT *‹›", /expected `FROM`, found the end of the query/],
    ["SELECT * ‹A›", /expected `FROM`, found `A`/],
    ["SELECT * FROM‹›", /expected the name of a class/],
    ['SELECT * FROM ‹"A"›', /without quotes/],
    ["SELECT A.‹*› FROM A", /`\*` stands alone/],
    ["SELECT * FROM A ‹WERE› B = 1", /did you mean `WHERE`/],
    ["SELECT * FROM A ‹B›", /expected `WHERE` or the end of the query, found `B`/],
    ["SELECT * FROM A WHERE‹›", /expected a property and what it is compared with/],
    ["SELECT * FROM A WHERE B‹›", /expected an operator/],
    ["SELECT * FROM A WHERE B =‹›", /expected a constant/],
    ["SELECT * FROM A WHERE B = 1 AND‹›", /expected a property and what it is compared with/],
    ["SELECT * FROM A WHERE ‹AND› B = 1", /expected a property and what it is compared with/],
    ["SELECT * FROM A WHERE B = 1 ‹AMD› C = 2", /did you mean `AND`/],
    ['SELECT * FROM A WHERE B ‹LKE› "x"', /did you mean `LIKE`/],
    ["SELECT * FROM A WHERE (B = 1‹›", /expected `AND`, `OR` or `\)`/],
    ["SELECT * FROM A WHERE (B = 1 ‹C› = 2)", /expected `AND`, `OR` or `\)`, found `C`/],
    ["SELECT * FROM A WHERE B = 1‹,› C = 2", /joined by AND or OR/],
    ["SELECT * FROM A WHERE B ‹ISNULL›", /did you mean `IS NULL`/],
    ["SELECT * FROM A WHERE B = ‹-› 5", /right before its number/],
    ["SELECT * FROM A WHERE B = ‹(›5)", /leave the parentheses out/],
    ["SELECT ‹'Name'› FROM A", /names stand without quotes/],
    ["SELECT * FROM A WHERE B = 1‹)›", /no parenthesis is open/],
    ["SELECT * FROM A‹;›", /one query is asked at a time/],
    ["SELECT * FROM A WHERE NOT ‹NOT› B = 1", "unexpected-in-query"],
    ["SELECT * FROM A WHERE B ‹NOT› LIKE 'x'", "misplaced-not", /`NOT B LIKE …`/],
  ]);
});

describe("constants and operators", () => {
  tellsOf([
    ["SELECT * FROM A WHERE B ‹==› 1", "unknown-query-operator", /did you mean `=`/],
    ["SELECT * FROM A WHERE B ‹=>› 1 OR C ‹=<› 2", /did you mean `>=`/, /did you mean `<=`/],
    ["SELECT * FROM A WHERE B ‹~› 'x'", /did you mean `LIKE`/],
    ["SELECT * FROM A WHERE ‹!›(B = 1)", "unknown-query-operator", /did you mean `NOT`/],
    ["SELECT * FROM A WHERE B = 1 ‹&&› C = 2", "unknown-query-operator", /did you mean `AND`/],
    ["SELECT * FROM A WHERE B = 1 ‹||› C = 2", "unknown-query-operator", /did you mean `OR`/],
    ["SELECT * FROM A WHERE B = 'it'‹'s'›", /a quote within a text is written behind a backslash/],
    ["SELECT * FROM A WHERE B LIKE ‹abc›", "missing-query-quotes", /`"abc"`/],
    ["SELECT * FROM A WHERE B ISA ‹CIM_Fan›", "missing-query-quotes"],
    ["SELECT * FROM A WHERE B LIKE ‹5›", /expected text in quotes/],
    ["SELECT * FROM A WHERE B = ‹Big› Boat", "missing-query-quotes", /`"Big …"`/],
    ["SELECT * FROM A WHERE ‹B = C›", "comparison-of-properties", /`"C"`/],
    ["SELECT * FROM A WHERE ‹B = C.D›", "comparison-of-properties", /`"C\.D"`/],
    ["SELECT * FROM A WHERE ‹1 = 2›", "comparison-of-constants"],
    ['SELECT * FROM A WHERE ‹"B" = "x"›', "comparison-of-constants"],
    ["SELECT * FROM A WHERE ‹'x%'› LIKE B", /expected a property before `LIKE`/],
    ["SELECT * FROM A WHERE ‹5› IS NULL", /expected a property before `IS`/],
    ["SELECT * FROM A WHERE ‹B = NULL›", "comparison-with-null", /write `B IS NULL`/],
    ["SELECT * FROM A WHERE ‹NULL <> B›", "comparison-with-null", /write `B IS NOT NULL`/],
    ["SELECT * FROM A WHERE ‹B < NULL›", "comparison-with-null", /only `IS NULL` and `IS NOT NULL`/],
    ["SELECT * FROM A WHERE B IS ‹5›", /`IS` asks for NULL only/],
    ["SELECT * FROM A WHERE B = ‹12b›", "malformed-query-number"],
    ["SELECT * FROM A WHERE B = ‹1e999›", "malformed-query-number"],
    ["SELECT * FROM A WHERE B = ‹1.2.3›", "malformed-query-number"],
    ['SELECT * FROM A WHERE B = ‹"x›', "unterminated-query-string", /closing `"`/],
    [String.raw`SELECT * FROM A WHERE B = ‹'x\'›`, "unterminated-query-string", /closing `'`/],
    ["SELECT * FROM A WHERE B = ‹{x}›", /expected a constant/],
    ["SELECT * FROM A WHERE B = ‹“›x”", "unexpected-character-in-query", /WQL has no `“`/],
    ["SELECT * FROM A WHERE B = ‹\u0000›1", /WQL has no U\+0000/],
  ]);
});

describe("what SQL has and WQL has not", () => {
  tellsOf([
    ["SELECT * FROM A ‹ORDER› BY B", /WQL has no `ORDER BY`/],
    ["SELECT * FROM A WHERE B = 1 ‹ORDER› BY B", /WQL has no `ORDER BY`/],
    ["SELECT * FROM A ‹GROUP› BY B", /WQL has no `GROUP BY`/],
    ["SELECT * FROM A ‹JOIN› B ON C = D", /WQL has no joins/],
    ["SELECT * FROM A‹,› B", /WQL has no queries of several classes/],
    ["SELECT ‹COUNT›(*) FROM A", /WQL has no aggregates such as `COUNT`/],
    ["SELECT ‹UPPER›(B) FROM A", /WQL has no functions such as `UPPER`/],
    ["SELECT ‹DISTINCT› B FROM A", /WQL has no `DISTINCT`/],
    ["SELECT ‹TOP› 5 B FROM A", /WQL has no `TOP`/],
    ["SELECT B ‹AS› C FROM A", /WQL has no other names/],
    ["SELECT * FROM A ‹LIMIT› 5", /WQL has no `LIMIT`/],
    ["SELECT * FROM A WHERE B ‹IN› (1, 2)", /WQL has no `IN`; join comparisons by OR/],
    ["SELECT * FROM A WHERE B ‹BETWEEN› 1 AND 2", /WQL has no `BETWEEN`/],
    ["SELECT * FROM A WHERE B ‹CONTAINS› 'x'", /WQL has no `CONTAINS`; write `Prop LIKE "%text%"`/],
    ["SELECT * FROM A WHERE (‹SELECT› * FROM B)", /WQL has no queries within queries/],
    ["SELECT * FROM A WHERE B ‹+› 1 = 2", /WQL has no arithmetic/],
    ["SELECT * FROM A WHERE B = 2 ‹*› 3", /WQL has no arithmetic/],
    ["SELECT * FROM A WHERE B ‹-3› > 2", /WQL has no arithmetic/],
    ["SELECT * FROM A WHERE B‹[›0] = 1", /WQL has no elements of arrays/],
    ["SELECT ‹[›B] FROM A", /WQL has no brackets around names/],
    ["SELECT * FROM A ‹-›- all of them", /WQL has no comments/],
    ["‹DELETE› FROM A", /WQL has no `DELETE`; queries only read/],
    ["SELECT * FROM ‹root\\cimv2:A›", "query-across-namespaces", /not of `root\\cimv2`; write only `A`/],
    ["SELECT * FROM ‹//server/root/cimv2:A›", "query-across-namespaces"],
  ]);
});

describe("queries for events", () => {
  tellsOf([
    ["SELECT * FROM __InstanceCreationEvent ‹WITHIN› 10 WHERE TargetInstance ISA 'A'", "event-query"],
    ["SELECT * FROM A ‹GROUP› WITHIN 10", "event-query", /`GROUP WITHIN`/],
    ["SELECT * FROM A WHERE B = 1 ‹GROUP› WITHIN 10 HAVING NumberOfEvents > 5", "event-query"],
  ]);
});

describe("queries of classes and associations", () => {
  tellsOf([
    ["SELECT ‹Name› FROM meta_class", "schema-query-of-properties"],
    ["ASSOCIATORS ‹{A.K=1}›", /a path in braces follows/],
    ["ASSOCIATORS OF ‹A›.K=1", /expected a path in braces/],
    ['ASSOCIATORS OF ‹{A.K="1}›', "unterminated-query-path"],
    ["ASSOCIATORS OF {A.K‹ ›= 1}", "invalid-query-path"],
    ["ASSOCIATORS OF {‹}›", /`{}` is no object path: the name of a class/],
    ["ASSOCIATORS OF {A.K=1} WHERE‹›", /expected a clause/],
    ["ASSOCIATORS OF {A.K=1} ‹Role› = B", /expected `WHERE` or the end of the query/],
    ["ASSOCIATORS OF {A.K=1} WHERE ‹Rol› = B", "unknown-query-clause", /did you mean `Role`/],
    ["REFERENCES OF {A.K=1} WHERE ‹ResultRole› = B", "unknown-query-clause", /its clauses are ResultClass, Role/],
    ["REFERENCES OF {A.K=1} WHERE ‹AssocClass› = B", "unknown-query-clause"],
    ["ASSOCIATORS OF {A.K=1} WHERE Role = B ‹Role› = C", "repeated-query-clause"],
    ["ASSOCIATORS OF {A.K=1} WHERE KeysOnly ‹KeysOnly›", "repeated-query-clause"],
    ["ASSOCIATORS OF {A.K=1} WHERE Role = B ‹AND› ResultRole = C", "joined-query-clauses", /`AND`/],
    ["ASSOCIATORS OF {A.K=1} WHERE Role = B ‹OR› ResultRole = C", "joined-query-clauses", /`OR`/],
    [
      "ASSOCIATORS OF {A.K=1} WHERE ‹ClassDefsOnly› ResultClass = B",
      "exclusive-query-clauses",
      /excludes `ResultClass`/,
    ],
    ["REFERENCES OF {A.K=1} WHERE ResultClass = B ‹ClassDefsOnly›", "exclusive-query-clauses"],
    ["ASSOCIATORS OF {A} WHERE ‹ClassDefsOnly› SchemaOnly", "exclusive-query-clauses", /excludes `SchemaOnly`/],
    ["ASSOCIATORS OF {A.K=1} WHERE ‹SchemaOnly›", "schema-only-of-instance", /write `{A}`/],
    ["ASSOCIATORS OF ‹{A}›", "class-path-without-schema-only"],
    ['ASSOCIATORS OF {A.K=1} WHERE Role = ‹"B"›', /without quotes/],
    ["ASSOCIATORS OF {A.K=1} WHERE ‹Role›", /expected `=` and a name behind `Role`/],
    ["ASSOCIATORS OF {A.K=1} WHERE KeysOnly = ‹B›", /`KeysOnly` stands alone/],
  ]);
});

test("a problem has its line and column, whatever the line ends are", () => {
  const [problem] = problemsIn("SELECT *\r\nFROM A\n  WERE B = 1");
  expect(problem).toMatchObject({ line: 3, column: 3 });
  expect(problemsIn("SELECT *\rFROM A WERE B = 1")).toMatchObject([{ line: 2, column: 8 }]);
});

test("another language is refused, and WQL is known in any case", () => {
  expect(parseQuery("SELECT * FROM A", "wql").kind).toBe("data");
  expect(parseQuery("SELECT * FROM A", "CQL")).toMatchObject({ problems: [{ code: "unknown-query-language" }] });
});

test.each([
  ["unexpected-in-query", "WBEM_E_INVALID_QUERY"],
  ["unknown-query-language", "WBEM_E_INVALID_QUERY_TYPE"],
  ["query-too-long", "WBEM_E_QUOTA_VIOLATION"],
  ["query-too-complex", "WBEM_E_QUOTA_VIOLATION"],
  ["event-query", "WBEM_E_NOT_SUPPORTED"],
  ["invalid-query-path", "WBEM_E_INVALID_OBJECT_PATH"],
] as const)("%s is %s", (code, status) => {
  expect(messageDefinition(code).status).toBe(status);
});
