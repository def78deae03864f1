import type { CimValue } from "../cim/model.ts";
import { type CimType, integerRange, isIntegerType } from "../cim/types.ts";

/** Whether a change takes values away, adds some, both or neither. */
export interface RangeChange {
  readonly narrows: boolean;
  readonly widens: boolean;
}

/** Qualifiers that bound values from above and from below, by folded name (DSP0004, 5.6.3). */
const upperBounds: ReadonlySet<string> = new Set(["maxvalue", "maxlen", "max"]);
const lowerBounds: ReadonlySet<string> = new Set(["minvalue", "minlen", "min"]);

/** Lengths and cardinalities start at 0, so that a bound of 0 says nothing. */
const boundsFromZero: ReadonlySet<string> = new Set(["minlen", "min"]);

/**
 * How a bound changed; `undefined` for a qualifier that is none. `key` is its folded name. What an integer type bounds anyway,
 * MinValue and MaxValue do not bound.
 */
export function boundChange(
  key: string,
  left: CimValue | undefined,
  right: CimValue | undefined,
  type?: CimType | "void",
): RangeChange | undefined {
  const isUpper = upperBounds.has(key);
  if (!isUpper && !lowerBounds.has(key)) return undefined;
  const outermost = outermostOf(key, isUpper, type);
  const boundOf = (value: CimValue | undefined): number | bigint => {
    if (typeof value !== "number" && typeof value !== "bigint") return outermost;
    return (isUpper ? value > outermost : value < outermost) ? outermost : value;
  };
  const [before, after] = [boundOf(left), boundOf(right)];
  if (isUpper) return { narrows: after < before, widens: after > before };
  return { narrows: after > before, widens: after < before };
}

/** Where a bound is that excludes nothing. */
function outermostOf(key: string, isUpper: boolean, type: CimType | "void" = "void"): number | bigint {
  if (key.endsWith("value") && isIntegerType(type)) return integerRange(type)[isUpper ? 1 : 0];
  if (isUpper) return Number.POSITIVE_INFINITY;
  return boundsFromZero.has(key) ? 0 : Number.NEGATIVE_INFINITY;
}
