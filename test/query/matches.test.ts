import { describe, expect, test } from "vitest";
import type { CimValue } from "../../src/cim/model.ts";
import { matches } from "../../src/query/matches.ts";
import { environment, fulfils, instanceOf, pathOf, prepared, timeOf } from "./sample-class.ts";

/** Which of `= <> < <= > >=` hold, as `=`, `<` and so on. */
const allOperators = ["=", "<>", "<", "<=", ">", ">="] as const;

const equal = ["=", "<=", ">="];
const less = ["<>", "<", "<="];
const greater = ["<>", ">", ">="];
const different = ["<>"];

type Row = readonly [property: string, value: CimValue, constant: string, holds: readonly string[]];

const rows: readonly Row[] = [
  ["Uint8", 5, "5", equal],
  ["Uint8", 5, "0x6", less],
  ["Uint8", 5, "4.0", greater],
  ["Uint8", 5, "'5'", equal],
  ["Sint32", -5, "-5", equal],
  ["Sint32", -5, "4", less],
  ["Sint32", -5, "'-0x6'", greater],
  ["Uint64", 18446744073709551615n, "18446744073709551615", equal],
  ["Uint64", 18446744073709551614n, "18446744073709551615", less],
  ["Uint64", 5n, "4", greater],
  ["Uint64", 5n, "'5'", equal],
  ["Sint64", -9223372036854775808n, "-9223372036854775807", less],
  ["Real64", 1.5, "1.5", equal],
  ["Real64", 1.5, "2", less],
  ["Real64", 1.5, "'1.25'", greater],
  ["Real64", -0, "0", equal],
  ["Real64", Number.POSITIVE_INFINITY, "1e308", greater],
  ["Real64", Number.NaN, "1", different],
  ["Real32", 0.1, "0.1", equal],
  ["Real32", Math.fround(0.1), "0.1", equal],
  ["Real32", 0.1, "0.2", less],
  ["String", "Aurora", "'aurora'", equal],
  ["String", "Aurora", "'Borealis'", less],
  ["String", "b", "'AB'", greater],
  ["String", "", "''", equal],
  ["String", "10", "'9'", less],
  ["Char16", "x", "'X'", equal],
  ["Char16", "x", "120", equal],
  ["Char16", "x", "'y'", less],
  ["DateTime", timeOf("20040131100000.000000+060"), "'20040131090000.000000+000'", equal],
  ["DateTime", timeOf("20040131100000.000000+060"), "'20040131100000.000000+000'", less],
  ["DateTime", timeOf("20040131100000.000001+060"), "'20040131090000.000000+000'", greater],
  ["DateTime", timeOf("00050131100000.000000+000"), "'00050131100000.000000-001'", less],
  ["DateTime", timeOf("20040131100000.000000+000"), "'2004-01-31 10:00'", equal],
  ["DateTime", timeOf("20040131100000.000000+000"), "'2004/01/31 10:00:00.000001'", less],
  ["DateTime", timeOf("20040131100000.000000+000"), "'20040131'", greater],
  ["DateTime", timeOf("20040131100000.000000+000"), "'2004-01-31T12:00:00+02:00'", equal],
  ["DateTime", timeOf("20040131100000.500000+000"), "'2004 01 31 10:00:00:5'", equal],
  ["DateTime", timeOf("00000001000000.000000:000"), "'00000000235959.000000:000'", greater],
  ["DateTime", timeOf("00000001000000.000000:000"), "'20040131100000.000000+000'", different],
  ["DateTime", timeOf("00990131100000.000000+000"), "'19000131100000.000000-001'", less],
  ["DateTime", timeOf("20040131******.******+000"), "'20040131000000.000000+000'", different],
];

describe("comparisons by the type of the property", () => {
  test.each(rows)("%s %s against %s", (property, value, constant, holds) => {
    const found = allOperators.filter((operator) =>
      fulfils(`${property} ${operator} ${constant}`, { [property]: value }),
    );
    expect(found).toEqual(allOperators.filter((operator) => holds.includes(operator)));
    // What holds from one side holds mirrored from the other.
    const mirror = { "=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;
    const mirrored = allOperators.filter((operator) =>
      fulfils(`${constant} ${mirror[operator]} ${property}`, { [property]: value }),
    );
    expect(mirrored).toEqual(found);
  });

  test.each([
    [true, "TRUE", true],
    [true, "1", true],
    [true, "'true'", true],
    [true, "FALSE", false],
    [false, "0", true],
    [false, "TRUE", false],
  ])("a boolean %s = %s is %s", (value, constant, expected) => {
    expect(fulfils(`Boolean = ${constant}`, { Boolean: value })).toBe(expected);
    expect(fulfils(`Boolean <> ${constant}`, { Boolean: value })).toBe(!expected);
  });

  test("TRUE is 1 and FALSE is 0 for integers", () => {
    expect(fulfils("Uint8 = TRUE", { Uint8: 1 })).toBe(true);
    expect(fulfils("Uint8 <> FALSE", { Uint8: 1 })).toBe(true);
  });

  test("datetimes with asterisks are equal character by character", () => {
    const value = timeOf("20040131******.******+***");
    expect(fulfils("DateTime = '20040131******.******+***'", { DateTime: value })).toBe(true);
    expect(fulfils("DateTime = '20040131******.******+000'", { DateTime: value })).toBe(false);
    expect(fulfils("DateTime <> '20040131******.******+000'", { DateTime: value })).toBe(true);
  });

  test("a point in time and an interval have no order, not even a false one", () => {
    const value = timeOf("00000001000000.000000:000");
    expect(fulfils("NOT DateTime < '2004-01-31'", { DateTime: value })).toBe(false);
  });

  test("references are equal where they mean one object, whatever the spelling", () => {
    const value = pathOf('Disk.Id="a\\"b",Bus=1');
    for (const text of [`'disk.bus=1,id="A\\\\"B"'`, `'root/cimv2:Disk.Id="a\\\\"b",Bus=0x1'`]) {
      expect(fulfils(`Reference = ${text}`, { Reference: value })).toBe(true);
      expect(fulfils(`Reference <> ${text}`, { Reference: value })).toBe(false);
    }
    expect(fulfils("Reference = 'Disk.Id=\"a\",Bus=1'", { Reference: value })).toBe(false);
  });

  test("LIKE takes text, characters, datetimes and references", () => {
    expect(fulfils("String LIKE 'AUR%'", { String: "Aurora" })).toBe(true);
    expect(fulfils("Char16 LIKE '[w-y]'", { Char16: "X" })).toBe(true);
    expect(fulfils("DateTime LIKE '2004%'", { DateTime: timeOf("20040131100000.000000+060") })).toBe(true);
    expect(fulfils("Reference LIKE 'Disk.%'", { Reference: pathOf("Disk.Id=1") })).toBe(true);
  });
});

describe("system properties", () => {
  test("__CLASS is compared without case, also by LIKE", () => {
    expect(fulfils("__CLASS = 'SAMPLE'", {})).toBe(true);
    expect(fulfils("__CLASS LIKE 'Sam[p]%'", {})).toBe(true);
    expect(fulfils("__CLASS <> 'Sample'", {})).toBe(false);
  });

  test("__RELPATH is compared as the path it shows", () => {
    expect(fulfils(`__RELPATH = "SAMPLE.Key='A'"`, {})).toBe(true);
    expect(fulfils(`__RELPATH = "Sample.Key='b'"`, {})).toBe(false);
    expect(fulfils(`__RELPATH = "no path"`, {})).toBe(false);
  });

  test("__this ISA holds for the class and those derived from it", () => {
    const isa = (name: string, of: string) =>
      matches(prepared(`__this ISA '${name}'`), instanceOf(of, {}), environment);
    expect(isa("Base", "Sub")).toBe(true);
    expect(isa("sub", "Sub")).toBe(true);
    expect(isa("Sub", "Base")).toBe(false);
  });
});

describe("NULL", () => {
  test.each([
    ["Uint8 = 5"],
    ["Uint8 <> 5"],
    ["Uint8 < 5"],
    ["NOT Uint8 = 5"],
    ["NOT (Uint8 = 5 OR Uint8 <> 5)"],
    ["Uint8 = 5 AND TRUE = Boolean"],
    ["Boolean = TRUE"],
    ["Boolean <> TRUE"],
    ["String LIKE '%'"],
    ["NOT String LIKE '%'"],
    ["DateTime <> '2004-01-01'"],
    ["Reference <> 'A.K=1'"],
    ["Object ISA 'Sub'"],
    ["NOT Object ISA 'Sub'"],
    ["Object.X = 1"],
    ["Object.X IS NULL"],
    ["Object.X IS NOT NULL"],
  ])("is no value, so that %s does not hold", (condition) => {
    expect(fulfils(condition, {})).toBe(false);
  });

  test.each(["Boolean", "String", "Char16", "Uint8", "Uint64", "Real32", "DateTime", "Reference", "Object"])(
    "of %s is asked for by IS NULL",
    (property) => {
      expect(fulfils(`${property} IS NULL`, {})).toBe(true);
      expect(fulfils(`${property} IS NOT NULL`, {})).toBe(false);
    },
  );

  test("does not keep what is known from deciding", () => {
    expect(fulfils("Uint8 = 5 OR Sint32 = 1", { Sint32: 1 })).toBe(true);
    expect(fulfils("NOT (Uint8 = 5 AND Sint32 = 1)", { Sint32: 2 })).toBe(true);
    expect(fulfils("Uint8 IS NOT NULL", { Uint8: 0 })).toBe(true);
    expect(fulfils("String IS NULL", { String: "" })).toBe(false);
  });
});

describe("embedded objects", () => {
  const embedded = instanceOf("Sub", {
    Number: 3,
    Wide: 3n,
    Text: "abc",
    Letter: "A",
    Flag: true,
    Time: timeOf("20040131100000.000000+060"),
    Path: pathOf("Disk.Id=1"),
    List: [3],
    Nothing: null,
    Inner: instanceOf("Base", { Number: 4 }),
  });

  test.each([
    ["Object.Number = 3", true],
    ["Object.number > 2.5", true],
    ["Object.Number = '3'", true],
    ["Object.Wide = 3", true],
    ["Object.Wide < 18446744073709551615", true],
    ["Object.Text = 'ABC'", true],
    ["Object.Text LIKE 'a%'", true],
    ["Object.Flag = TRUE", true],
    ["Object.Flag <> 0", true],
    ["Object.Time = '2004-01-31 09:00'", true],
    ["Object.Path = 'disk.id=1'", true],
    ["Object.Inner.Number = 4", true],
    ["Object.Inner ISA 'Base'", true],
    ["Object ISA 'Base'", true],
    ["Object ISA 'Other'", false],
    ["Object.Nothing IS NULL", true],
    ["Object.Number IS NOT NULL", true],
    ["Object.__CLASS = 'Sub'", true],
    ["Object.List = 3", false],
    ["Object.Letter = 'a'", true],
    ["Object.Letter = 65", false],
    ["Object.Number = 'x'", false],
    ["Object.Number.More = 3", false],
  ])("%s is %s", (condition, expected) => {
    expect(fulfils(condition, { Object: embedded })).toBe(expected);
  });

  test.each(["Object.Wrong = 1", "Object.Wrong <> 1", "NOT Object.Wrong = 1", "Object.Wrong IS NULL"])(
    "a wrong property gives no result and no error: %s",
    (condition) => {
      expect(fulfils(condition, { Object: embedded })).toBe(false);
    },
  );
});

test("without WHERE every object matches", () => {
  expect(matches({ bounds: prepared("Uint8 = 1").bounds }, instanceOf("Sample", {}), environment)).toBe(true);
});

test("a scan judges 100,000 objects in less than 2 seconds", () => {
  const condition = prepared("String = 'aurora 7' AND Uint64 > 5 OR String LIKE '%x%'");
  const instances = Array.from({ length: 100_000 }, (_, index) =>
    instanceOf("Sample", { String: `Aurora ${index}`, Uint64: BigInt(index) }),
  );
  const start = performance.now();
  const found = instances.filter((instance) => matches(condition, instance, environment));
  expect(performance.now() - start).toBeLessThan(2000);
  expect(found).toHaveLength(1);
});
