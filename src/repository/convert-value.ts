import type { CimScalar, CimValue } from "../cim/model.ts";
import { type IntrinsicType, isIntegerType, isWideInteger } from "../cim/types.ts";

/** Brings a number that was read without its declared type into the form of that type; anything else stays as it is. */
function convertScalar(value: CimScalar, type: IntrinsicType): CimScalar {
  if (typeof value === "number") {
    return isWideInteger(type) && Number.isInteger(value) ? BigInt(value) : value;
  }
  if (typeof value === "bigint") {
    const narrow = (isIntegerType(type) && !isWideInteger(type)) || type === "real32" || type === "real64";
    return narrow && BigInt(Number(value)) === value ? Number(value) : value;
  }
  return value;
}

/**
 * Brings a value that was written before its type was known into the form of that type: integers between `number` and
 * `bigint`. Whatever has no such form stays as it is, for the rules to refuse.
 */
export function convertValue(value: CimValue, type: IntrinsicType): CimValue {
  return Array.isArray(value)
    ? (value as readonly CimScalar[]).map((element) => convertScalar(element, type))
    : convertScalar(value as CimScalar, type);
}
