import type { Explanation } from "../explanation.ts";
import type { queryMessages } from "../query-messages.ts";
import { explainByCalls, explainByQueries } from "./query-example.ts";

/** The longest query, and one comparison more than a query may have. */
const longName = "A".repeat(0x4000);
const manyComparisons = Array.from({ length: 1001 }, (_, length) => `Length=${length}`).join(" OR ");

/** Explains what can be wrong with the form of a query: with its words, constants and comparisons. */
export const queryFormExplanations = {
  "unknown-query-language": explainByCalls(
    "A program asks in a query language other than WQL, the only one a repository knows. `CQL` and `WQL:Associators` of " +
      "other servers are written otherwise; ask in WQL.",
    'cimv2.execQuery("CQL", "SELECT * FROM Harbor_Vessel")',
    'cimv2.execQuery("WQL", "SELECT * FROM Harbor_Vessel")',
  ),
  "query-too-long": explainByQueries(
    "A query has at most 16,384 characters, as in WMI. Ask several shorter queries, or read the whole class and choose " +
      "among the objects in the program.",
    `SELECT * FROM Harbor_Vessel WHERE Name = "${longName}"`,
    'SELECT * FROM Harbor_Vessel WHERE Name = "Aurora"',
  ),
  "query-too-complex": explainByQueries(
    "A query has at most 1,000 comparisons, 100 levels of parentheses and 16 names in one property. WMI limits the number " +
      "of AND and OR too. Ask several queries, or read the whole class and choose among the objects in the program.",
    `SELECT * FROM Harbor_Vessel WHERE ${manyComparisons}`,
    "SELECT * FROM Harbor_Vessel WHERE Length >= 0 AND Length <= 1000",
  ),
  "unexpected-in-query": explainByQueries(
    "A word or sign stands where WQL has another one, or something is missing before it. A query is `SELECT`, `*` or " +
      "properties with commas between them, `FROM`, one class, and perhaps `WHERE` and a condition. A keyword that is " +
      "spelled wrong is not known for one.",
    "SELECT Name FORM Harbor_Vessel",
    "SELECT Name FROM Harbor_Vessel",
  ),
  "unexpected-character-in-query": explainByQueries(
    "The query holds a character that begins nothing in WQL. Typographic quotes, which text programs make of plain ones, " +
      "are often the cause: text stands in `\"` or `'`.",
    "SELECT * FROM Harbor_Vessel WHERE Name = “Aurora”",
    'SELECT * FROM Harbor_Vessel WHERE Name = "Aurora"',
  ),
  "unterminated-query-string": explainByQueries(
    "A text begins with a quote and the query ends before the same quote closes it. A quote or backslash that belongs to " +
      "the text is written behind a backslash.",
    'SELECT * FROM Harbor_Vessel WHERE Name = "Aurora',
    'SELECT * FROM Harbor_Vessel WHERE Name = "Aurora"',
  ),
  "malformed-query-number": explainByQueries(
    "A constant begins as a number and goes on as none. Numbers are decimal, hexadecimal behind `0x`, or real; text, also " +
      "text that begins with digits, stands in quotes.",
    "SELECT * FROM Harbor_Vessel WHERE Length > 20m",
    "SELECT * FROM Harbor_Vessel WHERE Length > 20",
  ),
  "unknown-query-operator": explainByQueries(
    "The operator belongs to another language, or its characters stand in the wrong order. WQL compares with `=`, `<>` or " +
      "`!=`, `<`, `<=`, `>`, `>=` and `LIKE`, and joins with AND, OR and NOT.",
    "SELECT * FROM Harbor_Vessel WHERE Length == 20",
    "SELECT * FROM Harbor_Vessel WHERE Length = 20",
  ),
  "missing-query-quotes": explainByQueries(
    "A constant that is text stands without quotes, so it is read as a name. Put it in double or single quotes; the " +
      "pattern of LIKE and the class of ISA are text too.",
    "SELECT * FROM Harbor_Vessel WHERE Name LIKE Aurora",
    'SELECT * FROM Harbor_Vessel WHERE Name LIKE "Aurora"',
  ),
  "comparison-with-null": explainByQueries(
    "NULL is no value, so nothing is equal to it, larger or smaller. `IS NULL` and `IS NOT NULL` ask whether a property " +
      "has a value.",
    "SELECT * FROM Harbor_Vessel WHERE Built = NULL",
    "SELECT * FROM Harbor_Vessel WHERE Built IS NULL",
  ),
  "comparison-of-properties": explainByQueries(
    "Both sides of the comparison are names of properties, and WQL compares a property with a constant only. Where the " +
      "right side is meant as text, put it in quotes; to compare two properties, read the objects and compare in the program.",
    "SELECT * FROM Harbor_Vessel WHERE Name = Aurora",
    'SELECT * FROM Harbor_Vessel WHERE Name = "Aurora"',
  ),
  "comparison-of-constants": explainByQueries(
    "Neither side of the comparison is a property, so it says the same of every object. A property is a name without " +
      "quotes; what stands in quotes is text.",
    'SELECT * FROM Harbor_Vessel WHERE "Name" = "Aurora"',
    'SELECT * FROM Harbor_Vessel WHERE Name = "Aurora"',
  ),
  "misplaced-not": explainByQueries(
    "NOT stands before what it negates, a comparison or a parenthesis. Behind the property WQL knows only `IS NOT NULL`.",
    'SELECT * FROM Harbor_Vessel WHERE Name NOT LIKE "A%"',
    'SELECT * FROM Harbor_Vessel WHERE NOT Name LIKE "A%"',
  ),
  "unsupported-in-query": explainByQueries(
    "SQL has this construct and WQL has not: a query chooses objects of one class by their properties, and neither sorts, " +
      "joins, counts nor computes. Do that in the program with what the query gives.",
    "SELECT * FROM Harbor_Vessel ORDER BY Length",
    "SELECT * FROM Harbor_Vessel",
  ),
  "event-query": explainByQueries(
    "`WITHIN` and `GROUP WITHIN` ask to be told of what happens from now on. A repository holds what is and has no " +
      "events, so ask for the objects themselves.",
    "SELECT * FROM Harbor_Vessel WITHIN 10 WHERE Length > 5",
    "SELECT * FROM Harbor_Vessel WHERE Length > 5",
  ),
} satisfies Partial<Record<keyof typeof queryMessages.table, Explanation>>;
