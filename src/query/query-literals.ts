import { parseInteger } from "../cim/integer-literal.ts";

/**
 * The value of a text of WQL, given with its quotes: a backslash takes a backslash or either quote as it is and stands
 * for itself before anything else, as in paths.
 */
export function decodeQueryText(literal: string): string {
  return literal.slice(1, -1).replace(/\\([\\"'])/g, "$1");
}

const decimal = /^[+-]?\d+$/;
const hexadecimal = /^[+-]?0x[\da-f]+$/i;
const real = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A number of WQL: decimal, also with leading zeros, hexadecimal or real; `undefined` where it is none or too large. */
export function parseQueryNumber(
  literal: string,
): { readonly kind: "integer" | "real"; readonly value: number | bigint } | undefined {
  if (decimal.test(literal) || hexadecimal.test(literal)) {
    const value = parseInteger(literal.replace(/^([+-]?)0+(?=\d)/, "$1"));
    return value === undefined ? undefined : { kind: "integer", value };
  }
  if (!real.test(literal)) return undefined;
  const value = Number(literal);
  return Number.isFinite(value) ? { kind: "real", value } : undefined;
}
