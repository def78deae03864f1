import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import { valueOfLiteral } from "../../src/cim/literals.ts";
import type { CimClass, CimInstance, CimValue } from "../../src/cim/model.ts";
import { maximumReferenceDepth, type ObjectPath } from "../../src/cim/object-path.ts";
import { parseObjectPath } from "../../src/cim/parse-object-path.ts";
import { type CimType, type IntegerType, integerRange, isIntegerType, isWideInteger } from "../../src/cim/types.ts";
import { checkValue, maximumValueProblems, valuesEqual } from "../../src/cim/values.ts";
import { formatMessage } from "../../src/codes/define.ts";
import { messageDefinition } from "../../src/codes/index.ts";
import { typedValue } from "./arbitraries.ts";

const scalar = (type: CimType) => ({ type, isArray: false });
const array = (type: CimType) => ({ type, isArray: true });
const instance: CimInstance = { kind: "instance", className: "A", properties: [] };
const definition: CimClass = { kind: "class", name: "A", qualifiers: [], properties: [], methods: [] };
const path = (text: string): ObjectPath => parseObjectPath(text) as ObjectPath;
const date = (text: string): CimDateTime => new CimDateTime(text);
const codes = (value: CimValue, type: CimType): string[] => checkValue(value, scalar(type)).map(({ code }) => code);

const integerTypes = ["uint8", "sint8", "uint16", "sint16", "uint32", "sint32", "uint64", "sint64"] as const;

describe("the range of integers", () => {
  test.each(integerTypes)("%s", (type: IntegerType) => {
    const [minimum, maximum] = integerRange(type);
    const of = (value: bigint): CimValue => (isWideInteger(type) ? value : Number(value));
    for (const value of [minimum, minimum + 1n, 0n, maximum - 1n, maximum]) expect(codes(of(value), type)).toEqual([]);
    for (const value of [minimum - 1n, maximum + 1n, -(2n ** 70n), 2n ** 70n]) {
      expect(codes(of(value), type)).toEqual(["value-out-of-range"]);
      expect(codes(value, type)).toEqual(["value-out-of-range"]);
    }
  });

  test("the message names value, type and range", () => {
    const problem = checkValue(300, scalar("uint8"))[0]!;
    expect(formatMessage(messageDefinition(problem.code).message, problem.parameters)).toBe(
      "`300` is out of the range of `uint8`, 0 to 255",
    );
    expect(checkValue(10n ** 90n, scalar("uint64"))[0]?.parameters.value).toMatch(/^10{79}…$/);
  });
});

describe("the type of values", () => {
  test.each<[CimType, CimValue]>([
    ["boolean", true],
    ["string", ""],
    ["char16", "\ud800"],
    ["real32", 3.4028234663852886e38],
    ["real32", Number.NEGATIVE_INFINITY],
    ["real32", Number.NaN],
    ["real64", Number.MAX_VALUE],
    ["real64", 5],
    ["datetime", date("20240229123456.789012+060")],
    ["reference", path("A.K=1")],
    ["reference", path("A")],
    ["object", instance],
    ["object", definition],
    ["uint8", null],
    ["reference", null],
  ])("%s holds %o", (type, value) => {
    expect(codes(value, type)).toEqual([]);
  });

  test.each<[CimType, CimValue, string]>([
    ["boolean", 1, "value-type-mismatch"],
    ["boolean", "TRUE", "value-type-mismatch"],
    ["string", 1, "value-type-mismatch"],
    ["string", date("20240229123456.789012+060"), "value-type-mismatch"],
    ["string", instance, "value-type-mismatch"],
    ["uint8", 1.5, "value-type-mismatch"],
    ["uint8", Number.NaN, "value-type-mismatch"],
    ["uint8", "1", "value-type-mismatch"],
    ["uint8", 1n, "value-type-mismatch"],
    ["uint64", 1, "value-type-mismatch"],
    ["uint64", "1", "value-type-mismatch"],
    ["real64", 1n, "value-type-mismatch"],
    ["real64", "1.5", "value-type-mismatch"],
    ["real64", "1e999", "value-out-of-range"],
    ["real32", 3.5e38, "value-out-of-range"],
    ["real32", -1e39, "value-out-of-range"],
    ["char16", "", "invalid-character"],
    ["char16", "ab", "invalid-character"],
    ["char16", "😀", "invalid-character"],
    ["char16", 65536, "value-out-of-range"],
    ["char16", true, "value-type-mismatch"],
    ["datetime", "2024", "invalid-datetime"],
    ["datetime", date("20240230000000.000000+000"), "invalid-datetime"],
    ["datetime", "20240229123456.789012+060", "value-type-mismatch"],
    ["datetime", 2024, "value-type-mismatch"],
    ["reference", "A.K=", "invalid-object-path"],
    ["reference", "A.K=1", "value-type-mismatch"],
    ["reference", 1, "value-type-mismatch"],
    ["reference", instance, "value-type-mismatch"],
    ["object", "instance of A {};", "value-type-mismatch"],
    ["object", path("A"), "value-type-mismatch"],
  ])("%s does not hold %o: %s", (type, value, code) => {
    expect(codes(value, type)).toEqual([code]);
  });

  test("an array for one value, and one value for an array", () => {
    expect(checkValue([1], scalar("uint8"))).toMatchObject([
      { code: "scalar-expected", parameters: { type: "uint8" } },
    ]);
    expect(checkValue(1, array("uint8"))).toMatchObject([{ code: "array-expected" }]);
    expect(checkValue([], array("uint8"))).toEqual([]);
    expect(checkValue(null, array("uint8"))).toEqual([]);
  });

  test("every element of an array that is wrong is told, up to a limit", () => {
    expect(checkValue([1, 256, null, "x", 2, -1], array("uint8"))).toMatchObject([
      { code: "value-out-of-range", element: 1 },
      { code: "value-type-mismatch", element: 3 },
      { code: "value-out-of-range", element: 5 },
    ]);
    expect(checkValue(new Array(1000).fill(256), array("uint8"))).toHaveLength(maximumValueProblems);
  });

  test("references in keys of references have a limit", () => {
    const nested = (depth: number): ObjectPath => ({
      kind: "path",
      className: "A",
      keys: [{ name: "K", value: depth === 0 ? 1 : nested(depth - 1) }],
    });
    expect(codes(nested(maximumReferenceDepth - 1), "reference")).toEqual([]);
    expect(codes(nested(maximumReferenceDepth), "reference")).toEqual(["reference-too-deep"]);
  });

  test.each<readonly [unknown, CimType, string]>([
    [5, "uint64", "the number `5` (64 bits are a bigint: `5n`)"],
    [5n, "uint32", "the bigint `5n` (up to 32 bits are a number: `5`)"],
    [{}, "uint32", "an object of no known `kind`"],
    [new Date(0), "uint32", "an object of the class `Date`"],
    [() => 1, "uint32", "a function"],
    [Symbol("x"), "string", "a symbol"],
    [{ kind: "datetime" }, "datetime", "an object of kind `datetime` that is no `CimDateTime`"],
  ])("%o is told from a value of %s: %s", (value, type, found) => {
    expect(checkValue(value as CimValue, scalar(type))).toEqual([
      { code: "value-type-mismatch", parameters: { type, found } },
    ]);
  });

  test("a datetime is as good as its text is now, whatever it was when it was read", () => {
    const read = CimDateTime.parse("20240229123456.789012+060") as CimDateTime;
    expect(codes(read, "datetime")).toEqual([]);
    Object.assign(read, { text: "20240230123456.789012+060" });
    expect(codes(read, "datetime")).toEqual(["invalid-datetime"]);
    const made = Object.create(CimDateTime.prototype, { text: { value: "20240229123456.789012+060" } });
    expect(codes(made, "datetime")).toEqual([]);
  });

  test("each code has a message for the parameters it comes with", () => {
    const wrong = [
      checkValue(300, scalar("uint8")),
      checkValue("x", scalar("uint8")),
      checkValue([1], scalar("uint8")),
      checkValue(1, array("uint8")),
      checkValue("ab", scalar("char16")),
      checkValue("2024", scalar("datetime")),
      checkValue("A.", scalar("reference")),
    ].flat();
    for (const { code, parameters } of wrong) {
      const { message, hint } = messageDefinition(code);
      for (const name of [...message.names, ...(hint?.names ?? [])]) expect(parameters[name]).toBeDefined();
    }
  });

  test("what a literal is converted to is never refused for its type", () => {
    const literal = fc.oneof(
      fc.integer({ min: -200, max: 300 }).map((value) => ({ kind: "IntegerLiteral" as const, text: String(value) })),
      fc.integer({ min: 0, max: 200 }).map((value) => ({ kind: "RealLiteral" as const, text: `${value}.0` })),
    );
    fc.assert(
      fc.property(literal, fc.constantFrom(...integerTypes, "real32", "real64"), (value, type) => {
        const problems = codes(valueOfLiteral(value, type as CimType), type as CimType);
        expect(problems.filter((code) => code !== "value-out-of-range")).toEqual([]);
        if (isIntegerType(type)) {
          const [minimum, maximum] = integerRange(type);
          const number = Number(value.text);
          expect(problems.length === 0).toBe(number >= minimum && number <= maximum);
        }
      }),
    );
  });

  test("every value of a type obeys the law", () => {
    fc.assert(
      fc.property(typedValue, ({ type, isArray, value }) => {
        expect(checkValue(value, { type, isArray })).toEqual([]);
      }),
    );
  });
});

describe("equal values", () => {
  test("a value equals itself made anew, and no other", () => {
    fc.assert(
      fc.property(typedValue, typedValue, (left, right) => {
        expect(valuesEqual(left.value, structuredCloneOf(left.value))).toBe(true);
        expect(valuesEqual(left.value, right.value)).toBe(valuesEqual(right.value, left.value));
      }),
    );
  });

  test.each<[CimValue | undefined, CimValue | undefined, boolean]>([
    [undefined, undefined, true],
    [undefined, null, false],
    [null, null, true],
    [1, 1, true],
    [1, 1n, false],
    [Number.NaN, Number.NaN, true],
    [0, -0, false],
    ["a", "A", false],
    ["1", 1, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[], [null], false],
    [[], null, false],
    [[1], 1, false],
    [date("20240101000000.000000+000"), date("20240101000000.000000+000"), true],
    [date("20240101000000.000000+000"), date("20240101000000.000000-000"), false],
    [date("20240101000000.000000+000"), "20240101000000.000000+000", false],
    [path("A.K=1,L=2"), path("a.l=2,k=0x1"), true],
    [path('A.K="x"'), path('A.K="X"'), false],
    [path("A"), path("A=@"), false],
    [path("root:A"), path("A"), false],
    [path("A"), instance, false],
    [definition, { ...definition }, true],
    [definition, { ...definition, name: "B" }, false],
    [definition, instance, false],
  ])("%o and %o: %s", (left, right, equal) => {
    expect(valuesEqual(left, right)).toBe(equal);
  });

  test("embedded instances are equal in any order and case of names", () => {
    const key = { name: "Key", type: "boolean", isArray: false, value: true, flavor: {} } as const;
    const one: CimInstance = {
      kind: "instance",
      className: "Thing",
      properties: [
        { name: "A", value: [1] },
        { name: "B", value: instance, qualifiers: [key] },
      ],
    };
    const [a, b] = one.properties;
    expect(valuesEqual(one, { kind: "instance", className: "THING", properties: [{ ...b!, name: "b" }, a!] })).toBe(
      true,
    );
    expect(valuesEqual(one, { ...one, properties: [a!] })).toBe(false);
    expect(valuesEqual(one, { ...one, properties: [a!, { name: "B", value: instance }] })).toBe(false);
    expect(valuesEqual(one, { ...one, properties: [{ ...a!, value: [2] }, b!] })).toBe(false);
    expect(valuesEqual(one, { ...one, properties: [{ ...a!, name: "C" }, b!] })).toBe(false);
    expect(valuesEqual(one, { ...one, qualifiers: [key] })).toBe(false);
    expect(
      valuesEqual({ ...one, qualifiers: [key] }, { ...one, qualifiers: [{ ...key, flavor: { amended: true } }] }),
    ).toBe(false);
  });
});

function structuredCloneOf(value: CimValue): CimValue {
  if (Array.isArray(value)) return value.map((element) => structuredCloneOf(element)) as CimValue;
  return value instanceof CimDateTime ? new CimDateTime(value.text) : structuredClone(value);
}
