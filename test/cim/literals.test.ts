import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CimDateTime } from "../../src/cim/datetime.ts";
import { maximumIntegerDigits, parseInteger, parseQuotedInteger } from "../../src/cim/integer-literal.ts";
import { type MofLiteral, naturalType, parseNonFinite, valueOfLiteral } from "../../src/cim/literals.ts";
import type { CimScalar } from "../../src/cim/model.ts";
import type { CimType } from "../../src/cim/types.ts";

const integer = (text: string): MofLiteral => ({ kind: "IntegerLiteral", text });
const real = (text: string): MofLiteral => ({ kind: "RealLiteral", text });
const character = (text: string): MofLiteral => ({ kind: "CharacterLiteral", text });
const string = (...parts: string[]): MofLiteral => ({ kind: "StringLiteral", parts: parts.map((text) => ({ text })) });
const boolean = (value: boolean): MofLiteral => ({ kind: "BooleanLiteral", value });
const name = (text: string): MofLiteral => ({ kind: "NameValue", name: { name: text } });
const nothing: MofLiteral = { kind: "NullLiteral" };

const narrowIntegers: CimType[] = ["uint8", "sint8", "uint16", "sint16", "uint32", "sint32"];
const wideIntegers: CimType[] = ["uint64", "sint64"];

describe("integer literals", () => {
  test.each([
    ["0", 0],
    ["00", 0],
    ["12", 12],
    ["+5", 5],
    ["-5", -5],
    ["-0", 0],
    ["017", 15],
    ["-017", -15],
    ["0x1f", 31],
    ["0X1F", 31],
    ["-0x10", -16],
    ["0x1b", 27],
    ["101b", 5],
    ["101B", 5],
    ["-10b", -2],
    ["0b", 0],
    ["1b", 1],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["18446744073709551615", 18446744073709551615n],
    ["-9223372036854775808", -9223372036854775808n],
    ["0xFFFFFFFFFFFFFFFF", 18446744073709551615n],
    ["01777777777777777777777", 18446744073709551615n],
    [`${"1".repeat(64)}b`, 18446744073709551615n],
    [`${"0".repeat(2000)}7`, 7],
  ])("%s", (text, value) => {
    expect(parseInteger(text)).toBe(value);
    for (const type of narrowIntegers) expect(valueOfLiteral(integer(text), type)).toBe(value);
    for (const type of wideIntegers) expect(valueOfLiteral(integer(text), type)).toBe(BigInt(value));
  });

  test.each(["08", "2b", "0x", "", "-", "+", "1a", "0xG", "12b"])("%j is none", (text) => {
    expect(parseInteger(text)).toBeUndefined();
  });

  test("what is longer than any type holds stays out of every range", () => {
    const text = "9".repeat(1_000_000);
    const value = parseInteger(text) as bigint;
    expect(String(value)).toHaveLength(maximumIntegerDigits);
    expect(value).toBeGreaterThan(2n ** 64n);
  });

  test("a number of any base reads back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (value) => {
        const sign = value < 0n ? "-" : "";
        const magnitude = value < 0n ? -value : value;
        const forms = [
          String(value),
          `${sign}0x${magnitude.toString(16)}`,
          `${sign}0${magnitude.toString(8)}`,
          `${sign}${magnitude.toString(2)}b`,
        ];
        for (const text of forms) expect(valueOfLiteral(integer(text), "sint64")).toBe(value);
        expect(valueOfLiteral(string(`"${value}"`), "sint64")).toBe(value);
      }),
    );
  });

  test("a quoted integer is decimal or hexadecimal", () => {
    expect(parseQuotedInteger("010")).toBe(10);
    expect(parseQuotedInteger("-0x10")).toBe(-16);
    expect(parseQuotedInteger("18446744073709551615")).toBe(18446744073709551615n);
    for (const text of ["", "101b", "1.0", " 1", "x"]) expect(parseQuotedInteger(text)).toBeUndefined();
  });
});

describe("a literal for a type", () => {
  const date = "20240229123456.789012+060";

  test.each<[MofLiteral, CimType, CimScalar]>([
    [nothing, "uint8", null],
    [nothing, "reference", null],
    [boolean(true), "boolean", true],
    [integer("3"), "real32", 3],
    [integer("0x10"), "real64", 16],
    [integer("18446744073709551615"), "real64", 2 ** 64],
    [integer(`1${"0".repeat(200)}`), "real64", 1e200],
    [integer("0x41"), "string", "0x41"],
    [integer("65"), "char16", "A"],
    [integer("0xFFFF"), "char16", "\uffff"],
    [integer("0x10000"), "char16", 65536],
    [integer("-1"), "char16", -1],
    [integer("1"), "boolean", 1],
    [real("1.5"), "real64", 1.5],
    [real(".5"), "real64", 0.5],
    [real("5."), "real64", 5],
    [real("-1.2778E+02"), "real32", -127.78],
    [real("-0.0"), "real64", -0],
    [real("1.5"), "string", "1.5"],
    [real("-INF"), "real64", Number.NEGATIVE_INFINITY],
    [real("+nan"), "real32", Number.NaN],
    [name("INF"), "real64", Number.POSITIVE_INFINITY],
    [name("NaN"), "real32", Number.NaN],
    [name("INF"), "string", "INF"],
    [name("Other"), "real64", "Other"],
    [{ kind: "NameValue", qualifier: { name: "A" }, name: { name: "INF" } }, "real64", "A.INF"],
    [real("1e999"), "real64", "1e999"],
    [real("5.0"), "uint8", 5],
    [real("1e3"), "uint64", 1000n],
    [real("-0.0"), "sint32", 0],
    [real("1.5"), "uint8", 1.5],
    [real("1.5"), "boolean", 1.5],
    [character("'A'"), "char16", "A"],
    [character("'\\x41'"), "char16", "A"],
    [character("'\\''"), "char16", "'"],
    [string('"A"'), "char16", "A"],
    [string('"AB"'), "char16", "AB"],
    [string('"5"'), "uint64", 5n],
    [string('"0x10"'), "sint64", 16n],
    [string('"5"'), "uint32", "5"],
    [string('"x"'), "uint64", "x"],
    [string('"TRUE"'), "boolean", "TRUE"],
    [string(`"${date}"`), "datetime", new CimDateTime(date)],
    [string('"2024"'), "datetime", "2024"],
    [string('"A.K=1"'), "reference", { kind: "path", className: "A", keys: [{ name: "K", value: 1 }] }],
    [string('"A.K="'), "reference", "A.K="],
    [
      { kind: "ObjectPathValue", text: "A.K=1" },
      "reference",
      { kind: "path", className: "A", keys: [{ name: "K", value: 1 }] },
    ],
    [{ kind: "ObjectPathValue", text: "A.K=1" }, "string", "A.K=1"],
    [string('"class"'), "object", "class"],
  ])("%j as %s", (literal, type, value) => {
    expect(valueOfLiteral(literal, type)).toStrictEqual(value);
  });

  test("DMTF converts neither text into numbers nor reals into integers", () => {
    for (const dialect of ["dmtf", "dmtf3"] as const) {
      expect(valueOfLiteral(string('"5"'), "uint64", dialect)).toBe("5");
      expect(valueOfLiteral(real("5.0"), "uint8", dialect)).toBeNaN();
      expect(valueOfLiteral(real("5.5"), "uint64", dialect)).toBe(5.5);
      expect(valueOfLiteral(integer("5"), "string", dialect)).toBe(5);
      expect(valueOfLiteral(real("5.0"), "string", dialect)).toBeNaN();
      expect(valueOfLiteral(integer("5"), "real32", dialect)).toBe(5);
      expect(valueOfLiteral(string('"A"'), "char16", dialect)).toBe("A");
    }
  });

  test.each([
    ["1000.4", 1000],
    ["1000.6", 1001],
    ["0.5", 0],
    ["1.5", 2],
    ["2.5", 2],
    ["-0.5", 0],
    ["-1.5", -2],
    ["-2.5", -2],
  ])("WMI rounds %s to %i", (text, value) => {
    expect(valueOfLiteral(real(text), "sint32", "wmi")).toBe(value);
    expect(valueOfLiteral(real(text), "sint64", "wmi")).toBe(BigInt(value));
  });
});

describe("strings", () => {
  const text = (...parts: string[]): CimScalar => valueOfLiteral(string(...parts), "string");

  test.each([
    ['""', ""],
    ['"plain"', "plain"],
    ['"\\b\\t\\n\\f\\r\\"\\\'\\\\"', "\b\t\n\f\r\"'\\"],
    ['"\\x41"', "A"],
    ['"\\X41B"', "\u041b"],
    ['"\\x00412"', "A2"],
    ['"\\x263A"', "☺"],
    ['"\\x4g"', "\u0004g"],
    ['"\\x0000"', "\0"],
    ['"\\xD83D\\xDE00"', "😀"],
    ['"a\\q"', "a\\q"],
    ['"a\\x"', "a\\x"],
    ['"a\\xg"', "a\\xg"],
    ['"C:\\\\temp\\\\x"', "C:\\temp\\x"],
    ['"\\\\x41"', "\\x41"],
    ['"raw\nline"', "raw\nline"],
  ])("%s", (literal, value) => {
    expect(text(literal)).toBe(value);
  });

  test.each([
    ['"\\x1F600"', "😀"],
    ['"\\x00263a0"', "☺0"],
    ['"\\x41"', "A"],
    ['"\\xD83D\\xDE00"', "😀"],
    ['"\\x110000"', "\\x110000"],
  ])("%s in dialect dmtf3, where an escape has up to six digits", (literal, value) => {
    expect(valueOfLiteral(string(literal), "string", "dmtf3")).toBe(value);
  });

  test("parts are decoded by themselves and then joined", () => {
    expect(text('"\\x41"', '"42"')).toBe("A42");
    expect(text('"\\xD83D"', '"\\xDE00"')).toBe("😀");
    expect(text('"a"', '""', '"b"')).toBe("ab");
  });

  test("a string of a million escapes is decoded in time that grows with its length", () => {
    expect(text(`"${"\\n".repeat(1_000_000)}"`)).toHaveLength(1_000_000);
  });
});

describe("names of reals", () => {
  test("infinity and NaN in any case and with any sign, and nothing else", () => {
    expect(["INF", "+inf", "-Inf"].map(parseNonFinite)).toEqual([Infinity, Infinity, -Infinity]);
    expect(["NaN", "+NAN", "-nan"].map(parseNonFinite)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(["", "Infinity", "--INF", "IN"].map(parseNonFinite)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("the type a value has by itself", () => {
  test.each<[string, MofLiteral[], string]>([
    ["nothing", [], "string"],
    ["NULL", [nothing], "string"],
    ["text", [string('"a"')], "string"],
    ["boolean", [boolean(false)], "boolean"],
    ["character", [character("'a'")], "char16"],
    ["path", [{ kind: "ObjectPathValue", text: "A.K=1" }], "string"],
    ["integer", [integer("-5")], "sint32"],
    ["2^31", [integer("2147483648")], "uint32"],
    ["2^32", [integer("4294967296")], "sint64"],
    ["2^63", [integer("9223372036854775808")], "uint64"],
    ["-2^31 - 1", [integer("-2147483649")], "sint64"],
    ["integers of both signs", [integer("-1"), integer("4294967295")], "sint64"],
    ["NULL and integer", [nothing, integer("1")], "sint32"],
    ["integer and real", [integer("1"), real("1.5")], "real64"],
    ["real and integer", [real("1.5"), integer("4294967296")], "real64"],
    ["INF", [name("INF")], "real64"],
    ["text and integer", [string('"a"'), integer("1")], "string"],
  ])("%s", (_, literals, type) => {
    expect(naturalType(literals)).toBe(type);
  });
});
