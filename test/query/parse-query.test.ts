import { describe, expect, test } from "vitest";
import type { Condition, DataQuery, Query } from "../../src/query/nodes.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import { QueryParser } from "../../src/query/query-parser.ts";
import { printCondition, withoutPlaces } from "./print-query.ts";

function parsed(text: string): Query {
  const query = parseQuery(text);
  if (query.kind === "problems") throw new Error(`${text}: ${JSON.stringify(query.problems)}`);
  return query;
}

function condition(text: string): Condition {
  return (parsed(`SELECT * FROM A WHERE ${text}`) as DataQuery).condition as Condition;
}

test("the grammar is one that Chevrotain accepts", () => {
  expect(() => new QueryParser(false)).not.toThrow();
});

describe("a query of data", () => {
  test("has a class and, for the star, no list of properties", () => {
    expect(withoutPlaces(parsed("select * from CIM_Fan"))).toEqual({ kind: "data", className: { name: "CIM_Fan" } });
  });

  test("may list properties, also of embedded objects and of the system", () => {
    const query = parsed("SELECT Name, Position.Latitude, __PATH FROM A") as DataQuery;
    expect(query.properties?.map(({ names }) => names.map(({ name }) => name))).toEqual([
      ["Name"],
      ["Position", "Latitude"],
      ["__PATH"],
    ]);
  });

  test("knows its words by their position, so that properties may have their names", () => {
    const query = parsed("SELECT Select, From, Where, Class, Group FROM From WHERE Is IS NULL AND Like LIKE 'x'");
    expect((query as DataQuery).properties).toHaveLength(5);
    expect((query as DataQuery).className.name).toBe("From");
  });

  test("says where each of its parts stands", () => {
    const text = "SELECT Name FROM CIM_Fan WHERE Emb.Speed > 5";
    const query = parsed(text) as DataQuery;
    const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    const comparison = query.condition as Extract<Condition, { kind: "comparison" }>;
    expect(at(query)).toBe(text);
    expect(at(query.className)).toBe("CIM_Fan");
    expect(at(comparison)).toBe("Emb.Speed > 5");
    expect(at(comparison.property)).toBe("Emb.Speed");
    expect(at(comparison.constant)).toBe("5");
  });
});

describe("a query of the schema", () => {
  test.each(["meta_class", "META_Class"])("asks %s for classes", (name) => {
    expect(withoutPlaces(parsed(`SELECT * FROM ${name}`))).toEqual({ kind: "schema" });
  });

  test("has a condition as others have", () => {
    const query = parsed('SELECT * FROM meta_class WHERE __this ISA "CIM_Fan"');
    expect(withoutPlaces(query)).toEqual({
      kind: "schema",
      condition: { kind: "isa", property: { names: [{ name: "__this" }] }, className: { name: "CIM_Fan" } },
    });
  });
});

describe("a condition", () => {
  test.each([
    ["A = 1 OR B = 2 AND C = 3", "(A = 1) OR ((B = 2) AND (C = 3))"],
    ["A = 1 AND B = 2 OR C = 3", "((A = 1) AND (B = 2)) OR (C = 3)"],
    ["(A = 1 OR B = 2) AND C = 3", "((A = 1) OR (B = 2)) AND (C = 3)"],
    ["A = 1 AND B = 2 AND C = 3", "(A = 1) AND (B = 2) AND (C = 3)"],
    ["((A = 1))", "A = 1"],
    ["NOT A = 1 AND B = 2", "(NOT (A = 1)) AND (B = 2)"],
    ["NOT (A = 1 AND B = 2)", "NOT ((A = 1) AND (B = 2))"],
    ["not a is null or b is not null", "(NOT (a IS NULL)) OR (b IS NOT NULL)"],
  ])("%s binds as %s", (text, bound) => {
    expect(printCondition(condition(text))).toBe(bound);
  });

  test.each([
    ["5 = A", "A = 5"],
    ["5 <> A", "A <> 5"],
    ["5 < A", "A > 5"],
    ["5 <= A", "A >= 5"],
    ["5 > A", "A < 5"],
    ["5 >= A", "A <= 5"],
    ["A != 5", "A <> 5"],
  ])("%s means %s", (text, meaning) => {
    expect(printCondition(condition(text))).toBe(meaning);
  });

  test.each([
    ['"a b"', { kind: "string", value: "a b" }],
    ["'a b'", { kind: "string", value: "a b" }],
    [`'it"s'`, { kind: "string", value: 'it"s' }],
    [String.raw`"C:\\a \"b\" \'c\' \d"`, { kind: "string", value: String.raw`C:\a "b" 'c' \d` }],
    ['""', { kind: "string", value: "" }],
    ["'SELECT * FROM {x}'", { kind: "string", value: "SELECT * FROM {x}" }],
    ["12", { kind: "integer", value: 12 }],
    ["-12", { kind: "integer", value: -12 }],
    ["+12", { kind: "integer", value: 12 }],
    ["007", { kind: "integer", value: 7 }],
    ["0x1F", { kind: "integer", value: 31 }],
    ["-0XfF", { kind: "integer", value: -255 }],
    ["18446744073709551615", { kind: "integer", value: "18446744073709551615n" }],
    ["1.5", { kind: "real", value: 1.5 }],
    ["-.5", { kind: "real", value: -0.5 }],
    ["1.5e-3", { kind: "real", value: 0.0015 }],
    ["2E3", { kind: "real", value: 2000 }],
    ["true", { kind: "boolean", value: true }],
    ["FALSE", { kind: "boolean", value: false }],
  ])("takes the constant %s", (text, constant) => {
    expect(withoutPlaces(condition(`A = ${text}`))).toMatchObject({ constant });
    expect(withoutPlaces(condition(`${text} = A`))).toMatchObject({ constant });
  });
});

describe("a query of associations", () => {
  test("has every clause of ASSOCIATORS OF", () => {
    const text =
      'ASSOCIATORS OF {root\\cimv2:A.K="}",L=1} WHERE AssocClass=B resultclass = C Role=D ResultRole=E ' +
      "RequiredQualifier=F RequiredAssocQualifier=G KeysOnly";
    expect(withoutPlaces(parsed(text))).toEqual({
      kind: "associators",
      source: {
        path: {
          kind: "path",
          namespace: "root/cimv2",
          className: "A",
          keys: [
            { name: "K", value: "}" },
            { name: "L", value: 1 },
          ],
        },
      },
      assocClass: { name: "B" },
      resultClass: { name: "C" },
      role: { name: "D" },
      resultRole: { name: "E" },
      requiredQualifier: { name: "F" },
      requiredAssocQualifier: { name: "G" },
      classDefsOnly: false,
      keysOnly: true,
      schemaOnly: false,
    });
  });

  test("has every clause of REFERENCES OF", () => {
    const text = "references of { A=@ } where ResultClass=C Role=D RequiredQualifier=F KeysOnly";
    expect(withoutPlaces(parsed(text))).toEqual({
      kind: "references",
      source: { path: { kind: "path", className: "A", keys: [] } },
      resultClass: { name: "C" },
      role: { name: "D" },
      requiredQualifier: { name: "F" },
      classDefsOnly: false,
      keysOnly: true,
      schemaOnly: false,
    });
  });

  test.each(["ASSOCIATORS", "REFERENCES"])("%s OF a class asks for classes with SchemaOnly", (statement) => {
    expect(parsed(`${statement} OF {A} WHERE SchemaOnly Role=B`)).toMatchObject({ schemaOnly: true });
    expect(parsed(`${statement} OF {A.K=1} WHERE ClassDefsOnly`)).toMatchObject({ classDefsOnly: true });
  });
});
