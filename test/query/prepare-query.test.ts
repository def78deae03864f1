import { describe, expect, test } from "vitest";
import { formatMessage } from "../../src/codes/define.ts";
import { messageDefinition } from "../../src/codes/index.ts";
import type { DataQuery, SchemaQuery } from "../../src/query/nodes.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import { prepareDataQuery, prepareSchemaQuery } from "../../src/query/prepare-query.ts";
import { maximumAlternatives } from "../../src/query/prepared-query.ts";
import type { QueryProblem } from "../../src/query/query-problem.ts";
import { prepare, prepared, sampleClass } from "./sample-class.ts";

function tell({ code, parameters, hint }: QueryProblem): string {
  const definition = messageDefinition(code);
  const next = hint ?? (definition.hint && formatMessage(definition.hint, parameters));
  return `${formatMessage(definition.message, parameters)}; ${next ?? ""}`;
}

describe("the check before anything is read", () => {
  test.each([
    ["‹Strin› = 'x'", "unknown-query-property", /`Sample` has no property `Strin`; did you mean `String`\?/],
    ["‹__CLAS› = 'x'", "unknown-query-property", /did you mean `__CLASS`/],
    ["‹Sample›.String = 'x'", "unknown-query-property", /write the property alone/],
    ["String.‹Part› = 'x'", "property-without-parts", /`String` holds no object/],
    ["__CLASS.‹Part› = 'x'", "property-without-parts", /`__CLASS` holds no object/],
    ["‹List› = 1", "array-in-condition", /`List` is an array/],
    ["‹List› IS NULL", "array-in-condition", /`List` is an array/],
    ["‹__DERIVATION› = 'x'", "array-in-condition", /`__DERIVATION` is an array/],
    ["‹Object› = 'x'", "comparison-of-object", /`Object ISA "Class"`/],
    ["‹__this› = 'x'", "comparison-of-object", /`__this` is an object/],
    ["‹Boolean› < TRUE", "operator-not-of-type", /type `boolean`; it takes `=`, `<>`/],
    ["‹Reference› < 'A.K=1'", "operator-not-of-type", /it takes `=`, `<>`, `LIKE`/],
    ["‹__PATH› > 'A.K=1'", "operator-not-of-type", /it takes `=`, `<>`, `LIKE`/],
    ["‹Uint8› LIKE '5%'", "operator-not-of-type", /`LIKE` does not fit/],
    ["‹Boolean› LIKE 'T%'", "operator-not-of-type", /`LIKE` does not fit/],
    ["‹String› ISA 'X'", "operator-not-of-type", /`ISA` does not fit/],
    ["Uint8 = ‹256›", "constant-not-of-type", /its values are 0 to 255/],
    ["Uint64 = ‹-1›", "constant-not-of-type", /its values are 0 to 18446744073709551615/],
    ["Uint8 = ‹1.5›", "constant-not-of-type", /it takes integers/],
    ["Uint8 = ‹'five'›", "constant-not-of-type", /`"five"` is no value of the property `Uint8` of type `uint8`/],
    ["Uint8 < ‹TRUE›", "constant-not-of-type", /compared with `=` and `<>`/],
    ["Real64 = ‹'much'›", "constant-not-of-type", /it takes numbers/],
    ["Real64 = ‹TRUE›", "constant-not-of-type", /it takes numbers/],
    ["Boolean = ‹2›", "constant-not-of-type", /TRUE and FALSE, or 1 and 0/],
    ["Boolean = ‹-1›", "constant-not-of-type", /TRUE and FALSE, or 1 and 0/],
    ["Boolean = ‹'yes'›", "constant-not-of-type", /TRUE and FALSE, or 1 and 0/],
    ["String = ‹5›", "constant-not-of-type", /text stands in quotes: `"5"`/],
    ["String = ‹TRUE›", "constant-not-of-type", /text stands in quotes: `"true"`/],
    ["Char16 = ‹'ab'›", "constant-not-of-type", /one character/],
    ["Char16 = ‹65536›", "constant-not-of-type", /one character/],
    ["DateTime = ‹'soon'›", "constant-not-of-type", /it takes a time in quotes/],
    ["DateTime = ‹'01/31/2004'›", "constant-not-of-type", /it takes a time in quotes/],
    ["DateTime = ‹'2004-02-30'›", "constant-not-of-type", /it takes a time in quotes/],
    ["DateTime = ‹'2004013110*000.000000+000'›", "constant-not-of-type", /its minutes are not 00 to 59/],
    ["DateTime = ‹20040131›", "constant-not-of-type", /it takes a time in quotes/],
    ["DateTime > ‹'20040131******.******+000'›", "order-of-wildcards", /has asterisks/],
    ["Reference = ‹'A.K = 1'›", "constant-not-of-type", /it takes an object path/],
    ["Reference = ‹5›", "constant-not-of-type", /it takes an object path/],
    ["String LIKE ‹'[a'›", "malformed-like-pattern", /a `\[` has no `\]`/],
    ["Object ISA ‹'a b'›", "invalid-query-class-name", /`a b` is no name of a class/],
    ["__this ISA ‹''›", "invalid-query-class-name", /is no name of a class/],
  ] as const)("refuses %s", (marked, code, message) => {
    const condition = marked.replace(/[‹›]/g, "");
    const problems = prepare(condition) as readonly QueryProblem[];
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    const problem = problems[0] as QueryProblem;
    const offset = "SELECT * FROM Sample WHERE ".length;
    expect([problem.start - offset, problem.end - offset]).toEqual([marked.indexOf("‹"), marked.indexOf("›") - 1]);
    expect(tell(problem)).toMatch(message);
  });

  test("finds all that is wrong, in the order of the text", () => {
    const text = "SELECT Nam, String, Uint8.X FROM Sample WHERE Uint8 = 300 AND NOT (List = 1 OR Real = 5)";
    const result = prepareDataQuery(parseQuery(text) as DataQuery, sampleClass, text);
    expect("kind" in result && result.problems.map(({ code }) => code)).toEqual([
      "unknown-query-property",
      "property-without-parts",
      "constant-not-of-type",
      "array-in-condition",
      "unknown-query-property",
    ]);
  });

  test("takes arrays and objects that are only selected, and properties of embedded objects that nobody declares", () => {
    const text = "SELECT List, Object, Object.Any, __PATH, __DERIVATION FROM Sample WHERE Object.Any = 5";
    expect(prepareDataQuery(parseQuery(text) as DataQuery, sampleClass, text)).toHaveProperty("bounds");
  });

  test.each([
    ["__this ISA 'X'", []],
    ["__CLASS LIKE 'X%' AND __SUPERCLASS IS NULL AND __DYNASTY = 'X'", []],
    ["Name = 'X'", ["unknown-query-property"]],
    ["__this.X = 5", ["property-without-parts"]],
  ])("of a schema query knows system properties: %s", (condition, codes) => {
    const text = `SELECT * FROM meta_class WHERE ${condition}`;
    const result = prepareSchemaQuery(parseQuery(text) as SchemaQuery, text);
    expect("kind" in result ? result.problems.map(({ code }) => code) : []).toEqual(codes);
  });
});

describe("what a condition says of every match", () => {
  function ways(condition: string) {
    return prepared(condition).bounds.alternatives.map((equalities) => Object.fromEntries(equalities));
  }

  test.each([
    ["String = 'x'", { string: "x" }],
    ["'x' = String AND Uint8 = 5 AND Uint64 = 5", { string: "x", uint8: 5, uint64: 5n }],
    ["(String = 'x' AND (Boolean = 1)) AND Uint8 < 7", { string: "x", boolean: true }],
    ["String = 'x' AND String = 'y'", { string: "x" }],
    ["String = 'x' OR Uint8 > 5", {}],
    ["String = 'x' AND (Uint8 = 1 OR NOT Uint8 = 2)", { string: "x" }],
    ["NOT String = 'x'", {}],
    ["String <> 'x'", {}],
    ["String LIKE 'x'", {}],
    ["DateTime = '2004-01-01'", {}],
    ["Real32 = 0.1 AND Real64 = 0.1", {}],
    ["Object.String = 'x'", {}],
    ["Char16 = 120", { char16: "x" }],
    ["__GENUS = 2", {}],
  ])("%s", (condition, expected) => {
    expect(ways(condition)).toEqual([expected]);
  });

  test.each([
    ["String = 'x' OR Uint8 = 5", [{ string: "x" }, { uint8: 5 }]],
    [
      "Uint8 = 1 OR Uint8 = 2 OR (Uint8 = 3 AND Boolean = 1)",
      [{ uint8: 1 }, { uint8: 2 }, { uint8: 3, boolean: true }],
    ],
    ["(Uint8 = 1 OR Uint8 = 2) AND String = 'x' AND Uint64 < 3", [1, 2].map((uint8) => ({ uint8, string: "x" }))],
    [
      "(Uint8 = 1 OR Uint8 = 2) AND (Char16 = 'a' OR Char16 = 'b')",
      [1, 2].flatMap((uint8) => ["a", "b"].map((char16) => ({ uint8, char16 }))),
    ],
  ])("%s", (condition, expected) => {
    expect(ways(condition)).toEqual(expected);
  });

  test("so many ways that reading everything is better are not told apart", () => {
    const any = (count: number) => Array.from({ length: count }, (_, index) => `Uint8 = ${index}`).join(" OR ");
    expect(ways(any(maximumAlternatives))).toHaveLength(maximumAlternatives);
    expect(ways(any(maximumAlternatives + 1))).toEqual([{}]);
    expect(ways(`(${any(20)}) AND (${any(20)})`)).toHaveLength(20);
  });

  test("a reference that is asked for is its path", () => {
    expect(ways("Reference = 'A.K=1'")).toEqual([
      { reference: { kind: "path", className: "A", keys: [{ name: "K", value: 1 }] } },
    ]);
  });

  test("system properties say which objects it can be at all", () => {
    const { bounds } = prepared(
      "__CLASS = 'A' AND __this ISA 'B' AND __this ISA 'C' AND __SUPERCLASS = 'D' AND __DYNASTY = 'E' AND " +
        "__RELPATH = 'A.K=1' AND __PATH = '//./root:A.K=1'",
    );
    const { exactClass, isaClasses, superclass, dynasty, relpath, path } = bounds;
    expect({ exactClass, isaClasses, superclass, dynasty, relpath, path }).toEqual({
      exactClass: "A",
      isaClasses: ["B", "C"],
      superclass: "D",
      dynasty: "E",
      relpath: "A.K=1",
      path: "//./root:A.K=1",
    });
    expect(prepared("__SUPERCLASS IS NULL").bounds.superclass).toBeNull();
    expect(prepared("__SUPERCLASS IS NOT NULL").bounds.superclass).toBeUndefined();
    expect(prepared("NOT __this ISA 'B' OR __CLASS = 'A'").bounds).toMatchObject({ isaClasses: [] });
  });
});
