import fc from "fast-check";
import { expect, test } from "vitest";
import { matches } from "../../src/query/matches.ts";
import type { Condition, Constant, PropertyPath, QueryName } from "../../src/query/nodes.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import type { Equalities } from "../../src/query/prepared-query.ts";
import { printCondition, printQuery, withoutPlaces } from "./print-query.ts";
import { environment, instanceOf, prepare, prepared } from "./sample-class.ts";

const place = { start: 0, end: 0 };

const name: fc.Arbitrary<QueryName> = fc
  .constantFrom("A", "Name", "__CLASS", "Class", "Group", "Like", "Select", "Größe")
  .map((text) => ({ name: text, key: text.toLowerCase(), ...place }));

const property: fc.Arbitrary<PropertyPath> = fc
  .array(name, { minLength: 1, maxLength: 3 })
  .map((names) => ({ names: names as [QueryName, ...QueryName[]], ...place }));

const constant: fc.Arbitrary<Constant> = fc.oneof(
  fc.string({ unit: "binary-ascii" }).map((value) => ({ kind: "string" as const, value, ...place })),
  fc.maxSafeInteger().map((value) => ({ kind: "integer" as const, value: value + 0, ...place })),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }).map((value) => ({ kind: "integer" as const, value, ...place })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => ({ kind: "real" as const, value: value === 0 ? 0 : value, ...place })),
  fc.boolean().map((value) => ({ kind: "boolean" as const, value, ...place })),
);

const simple: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(property, fc.constantFrom("=" as const, "<>" as const, "<" as const, "<=" as const, ">" as const), constant)
    .map(([left, operator, right]) => ({
      kind: "comparison" as const,
      property: left,
      operator,
      constant: right,
      ...place,
    })),
  fc.tuple(property, fc.string({ unit: "binary-ascii" })).map(([left, value]) => ({
    kind: "comparison" as const,
    property: left,
    operator: "LIKE" as const,
    constant: { kind: "string" as const, value, ...place },
    ...place,
  })),
  fc
    .tuple(property, fc.boolean())
    .map(([left, isNegated]) => ({ kind: "null-test" as const, property: left, isNegated, ...place })),
  fc.tuple(property, name).map(([left, className]) => ({ kind: "isa" as const, property: left, className, ...place })),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    simple,
    tie("condition").map((part): Condition => ({ kind: "not", condition: part, ...place })),
    fc
      .tuple(fc.constantFrom("and" as const, "or" as const), fc.array(tie("condition"), { minLength: 2, maxLength: 4 }))
      .map(([kind, conditions]): Condition => ({ kind, conditions, ...place })),
  ),
}));

test("a query that is printed parses as the same query", () => {
  fc.assert(
    fc.property(
      fc.option(fc.array(property, { minLength: 1, maxLength: 3 })),
      name,
      fc.option(condition),
      (list, from, where) => {
        const query = {
          kind: "data" as const,
          ...(list !== null && { properties: list }),
          className: from,
          ...(where !== null && { condition: where }),
          ...place,
        };
        const text = printQuery(query);
        const parsed = parseQuery(text);
        if (parsed.kind === "problems") throw new Error(`${text}: ${JSON.stringify(parsed.problems)}`);
        expect(withoutPlaces(parsed)).toEqual(withoutPlaces(query));
      },
    ),
  );
});

test("every part of a tree stands where it says", () => {
  fc.assert(
    fc.property(condition, (tree) => {
      const text = `SELECT * FROM A WHERE ${printCondition(tree)}`;
      const query = parseQuery(text);
      if (query.kind !== "data") throw new Error(text);
      const check = (part: Condition) => {
        expect(part.start).toBeGreaterThanOrEqual(query.start);
        expect(part.end).toBeLessThanOrEqual(query.end);
        if (part.kind === "and" || part.kind === "or") part.conditions.forEach(check);
        else if (part.kind === "not") check(part.condition);
        else
          expect(text.slice(part.property.start, part.property.end)).toBe(
            part.property.names.map((one) => one.name).join("."),
          );
      };
      check(query.condition as Condition);
    }),
  );
});

const hostileWords = fc.constantFrom(
  ...[
    "SELECT",
    "FROM",
    "WHERE",
    "ASSOCIATORS",
    "OF",
    "AND",
    "OR",
    "NOT",
    "IS",
    "NULL",
    "LIKE",
    "ISA",
    "TRUE",
    "WITHIN",
  ],
  ...[
    "*",
    ",",
    ".",
    "(",
    ")",
    "=",
    "<>",
    "==",
    "{",
    "}",
    "{A.K=1}",
    '"',
    "'",
    '"x"',
    "\\",
    "5",
    "-5",
    "1.5",
    "A",
    ";",
    "\u0000",
    "“",
  ],
);

test("any text gives a query or problems within it, and never throws", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(hostileWords, { maxLength: 25 }).map((words) => words.join(" ")),
    fc.array(hostileWords, { maxLength: 15 }).map((words) => `SELECT * FROM A WHERE ${words.join(" ")}`),
    fc.array(hostileWords, { maxLength: 10 }).map((words) => `ASSOCIATORS OF {A.K=1} WHERE ${words.join("")}`),
  );
  fc.assert(
    fc.property(text, (one) => {
      const result = parseQuery(one);
      if (result.kind !== "problems") return;
      expect(result.problems.length).toBeGreaterThan(0);
      for (const { start, end, line, column } of result.problems) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(one.length);
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
      }
    }),
    { numRuns: 2000 },
  );
});

/** Conditions that the class of samples takes, of which each may be true, false or unknown. */
const judged = fc.constantFrom(
  "Uint8 = 1",
  "Uint8 > 1",
  "String LIKE 'a%'",
  "String = 'abc'",
  "Uint64 <= 5",
  "Boolean = TRUE",
  "Object.X = 1",
  "Real64 IS NULL",
);

const sample = fc
  .record({
    Uint8: fc.option(fc.nat(3)),
    String: fc.option(fc.constantFrom("abc", "ABC", "b")),
    Uint64: fc.option(fc.bigInt({ min: 0n, max: 9n })),
    Boolean: fc.option(fc.boolean()),
    Real64: fc.option(fc.double({ noNaN: true })),
  })
  .map((values) => instanceOf("Sample", values));

test("conditions obey the laws of logic with three values", () => {
  fc.assert(
    fc.property(judged, judged, judged, sample, (a, b, c, object) => {
      const holds = (text: string) => matches(prepared(text), object, environment);
      expect(holds(`NOT (${a} AND ${b})`)).toBe(holds(`(NOT ${a}) OR (NOT ${b})`));
      expect(holds(`NOT (${a} OR ${b})`)).toBe(holds(`(NOT ${a}) AND (NOT ${b})`));
      expect(holds(`NOT (NOT ${a})`)).toBe(holds(a));
      expect(holds(`${a} AND ${b}`)).toBe(holds(`${b} AND ${a}`));
      expect(holds(`${a} OR ${b}`)).toBe(holds(`${b} OR ${a}`));
      expect(holds(`${a} AND (${b} OR ${c})`)).toBe(holds(`${a} AND ${b} OR ${a} AND ${c}`));
      // What is both false and not false is unknown.
      if (holds(a)) expect(holds(`NOT ${a}`)).toBe(false);
      expect(holds(`${a} AND NOT ${a}`)).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test("what matches has every value that the bounds promise", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(judged, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
      fc.constantFrom([" AND ", " OR "] as const, [" OR ", " AND "] as const),
      sample,
      (parts, [inner, outer], object) => {
        const query = prepare(parts.map((each) => `(${each.join(inner)})`).join(outer));
        if (!("bounds" in query) || !matches(query, object, environment)) return;
        const textOf = (value: unknown) => String(value).toLowerCase();
        const found = (key: string) => object.properties.find((one) => one.name.toLowerCase() === key)?.value;
        const goes = (way: Equalities) => [...way].every(([key, value]) => textOf(found(key)) === textOf(value));
        expect(query.bounds.alternatives.some(goes)).toBe(true);
      },
    ),
  );
});
