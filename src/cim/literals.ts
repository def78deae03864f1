import type { Dialect } from "../codes/dialects.ts";
import { CimDateTime } from "./datetime.ts";
import { maximumIntegerDigits, parseInteger, parseQuotedInteger } from "./integer-literal.ts";
import type { CimScalar } from "./model.ts";
import { parseObjectPath } from "./parse-object-path.ts";
import { decodeQuoted, decodeString } from "./string-literal.ts";
import type { CimType, IntrinsicType } from "./types.ts";

/** A value as MOF writes it, with its spelling. The nodes of a syntax tree that are literals have this form. */
export type MofLiteral =
  | { readonly kind: "IntegerLiteral" | "RealLiteral" | "CharacterLiteral"; readonly text: string }
  | { readonly kind: "StringLiteral"; readonly parts: readonly { readonly text: string }[] }
  | { readonly kind: "BooleanLiteral"; readonly value: boolean }
  | { readonly kind: "NullLiteral" }
  | {
      readonly kind: "NameValue";
      readonly qualifier?: { readonly name: string };
      readonly name: { readonly name: string };
    }
  | { readonly kind: "ObjectPathValue"; readonly text: string };

/**
 * The value of a literal for an element of a type. Total: where the literal has no value of the type it has its natural
 * value (text, boolean, `number` or `bigint`), which the check of values then refuses. Ranges are not looked at.
 *
 * | literal | type | value |
 * | --- | --- | --- |
 * | integer | 64-bit integer | `bigint` |
 * | integer | real, other integers | `number`, `bigint` where that would not be exact |
 * | integer 0 to 65535 | char16 | the UTF-16 code unit |
 * | integer, real | string | the literal as it is written; not in `dmtf` |
 * | real | integer | the integer it is equal to; in `wmi` the nearest one, halves to even; not in `dmtf` |
 * | string | 64-bit integer | the integer it shows, decimal or hexadecimal; not in `dmtf` |
 * | string | datetime, reference | {@link CimDateTime}, object path |
 * | `INF`, `NaN` with or without sign | real | infinity, not a number |
 * | path without quotes | reference | object path |
 *
 * A real beyond the range of `real64` stays text. A name that is no real stays text too; a caller that does not take bare
 * words says so before it asks.
 *
 * @param dialect whose conversions apply; `auto` takes what any dialect allows and no value is changed by
 *
 * @example valueOfLiteral({ kind: "IntegerLiteral", text: "0x1F" }, "uint64") // 31n
 */
export function valueOfLiteral(literal: MofLiteral, type: CimType, dialect: Dialect = "auto"): CimScalar {
  switch (literal.kind) {
    case "StringLiteral":
      return valueOfText(decodeString(literal.parts, dialect), type, dialect);
    case "IntegerLiteral":
      return valueOfInteger(literal.text, type, dialect);
    case "BooleanLiteral":
      return literal.value;
    case "NullLiteral":
      return null;
    case "RealLiteral":
      return valueOfReal(literal.text, type, dialect);
    case "CharacterLiteral":
      return decodeQuoted(literal.text);
    case "NameValue": {
      const name =
        literal.qualifier === undefined ? literal.name.name : `${literal.qualifier.name}.${literal.name.name}`;
      return (isRealType(type) ? parseNonFinite(name) : undefined) ?? name;
    }
    case "ObjectPathValue":
      return type === "reference" ? valueOfText(literal.text, type, dialect) : literal.text;
  }
}

/** `INF`, `-INF` and `NaN` in any case and with any sign; `undefined` for any other text. */
export function parseNonFinite(text: string): number | undefined {
  switch (text.toUpperCase()) {
    case "INF":
    case "+INF":
      return Number.POSITIVE_INFINITY;
    case "-INF":
      return Number.NEGATIVE_INFINITY;
    case "NAN":
    case "+NAN":
    case "-NAN":
      return Number.NaN;
    default:
      return undefined;
  }
}

/**
 * The type that values have by themselves, which is that of a qualifier nobody declared: `boolean`, `string`, `char16`
 * as the first value that is not NULL; of numbers the first of `sint32`, `uint32`, `sint64` and `uint64` that holds them
 * all, `real64` where one is a real; `string` where there is no value.
 */
export function naturalType(literals: readonly MofLiteral[]): IntrinsicType {
  let type: IntrinsicType | undefined;
  let minimum: number | bigint = 0;
  let maximum: number | bigint = 0;
  for (const literal of literals) {
    if (literal.kind === "IntegerLiteral") {
      const integer = parseInteger(literal.text) ?? 0;
      if (integer < minimum) minimum = integer;
      if (integer > maximum) maximum = integer;
      type ??= "sint32";
    } else if (isRealLiteral(literal)) {
      if (type === undefined || type === "sint32") type = "real64";
    } else if (literal.kind !== "NullLiteral") {
      type ??= naturalTypeOf(literal);
    }
  }
  return type === "sint32" ? integerTypeHolding(minimum, maximum) : (type ?? "string");
}

function valueOfText(text: string, type: CimType, dialect: Dialect): CimScalar {
  switch (type) {
    case "string":
      return text;
    case "datetime":
      return CimDateTime.parse(text) ?? text;
    case "reference": {
      const path = parseObjectPath(text);
      return path.kind === "path" ? path : text;
    }
    case "uint64":
    case "sint64": {
      const integer = isDmtf(dialect) ? undefined : parseQuotedInteger(text);
      return integer === undefined ? text : BigInt(integer);
    }
    default:
      return text;
  }
}

function valueOfInteger(text: string, type: CimType, dialect: Dialect): CimScalar {
  const integer = parseInteger(text);
  if (integer === undefined) return text;
  switch (type) {
    case "uint64":
    case "sint64":
      return BigInt(integer);
    case "string":
      return isDmtf(dialect) ? integer : text;
    case "char16":
      return integer >= 0 && integer <= 0xffff ? String.fromCharCode(Number(integer)) : integer;
    case "real32":
    case "real64":
      return realOfInteger(text, integer);
    default:
      return integer;
  }
}

function valueOfReal(text: string, type: CimType, dialect: Dialect): CimScalar {
  const real = parseReal(text);
  if (real === undefined) return text;
  switch (type) {
    case "real32":
    case "real64":
      return real;
    case "string":
      return isDmtf(dialect) ? refusedReal(real) : text;
    case "uint64":
    case "sint64": {
      const integer = integerOfReal(real, dialect);
      return integer === undefined ? refusedReal(real) : BigInt(integer);
    }
    case "uint8":
    case "sint8":
    case "uint16":
    case "sint16":
    case "uint32":
    case "sint32":
      return integerOfReal(real, dialect) ?? refusedReal(real);
    default:
      return refusedReal(real);
  }
}

/** A real where its type takes none: one without a fraction would pass for an integer. */
function refusedReal(real: number): number {
  return Number.isInteger(real) ? Number.NaN : real;
}

/** The integer that stands for a real: its equal, and in WMI its neighbour, which of two is the even one. */
function integerOfReal(real: number, dialect: Dialect): number | undefined {
  if (isDmtf(dialect) || !Number.isFinite(real)) return undefined;
  if (Number.isInteger(real)) return real === 0 ? 0 : real;
  if (dialect !== "wmi") return undefined;
  const floor = Math.floor(real);
  const fraction = real - floor;
  const rounded = fraction < 0.5 || (fraction === 0.5 && floor % 2 === 0) ? floor : floor + 1;
  return rounded === 0 ? 0 : rounded;
}

/** `undefined` beyond the range of a double. */
function parseReal(text: string): number | undefined {
  const real = Number(text);
  return Number.isFinite(real) ? real : parseNonFinite(text);
}

/** The real that is nearest to an integer literal, the literal itself where there is none. */
function realOfInteger(text: string, integer: number | bigint): CimScalar {
  if (typeof integer === "number") return integer;
  if (text.length <= maximumIntegerDigits) return Number(integer);
  return parseReal(text) ?? text;
}

function isRealLiteral(literal: MofLiteral): boolean {
  return (
    literal.kind === "RealLiteral" ||
    (literal.kind === "NameValue" && literal.qualifier === undefined && parseNonFinite(literal.name.name) !== undefined)
  );
}

function naturalTypeOf(literal: MofLiteral): IntrinsicType {
  return literal.kind === "BooleanLiteral" ? "boolean" : literal.kind === "CharacterLiteral" ? "char16" : "string";
}

function integerTypeHolding(minimum: number | bigint, maximum: number | bigint): IntrinsicType {
  if (minimum >= -0x80000000 && maximum <= 0x7fffffff) return "sint32";
  if (minimum >= 0 && maximum <= 0xffffffff) return "uint32";
  return minimum < 0 || maximum <= 0x7fffffffffffffffn ? "sint64" : "uint64";
}

function isRealType(type: CimType): boolean {
  return type === "real32" || type === "real64";
}

function isDmtf(dialect: Dialect): boolean {
  return dialect === "dmtf" || dialect === "dmtf3";
}
