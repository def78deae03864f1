import type { Column, Unit } from "./section.ts";
import { median } from "./statistics.ts";

const nameWidth = 44;
const numberWidth = 12;

/** A line of a table: a name and numbers below their headings; what is too long for its column has a space before it all the same. */
export function row(name: string, ...numbers: readonly string[]): string {
  const cells = numbers.map((number) => number.padStart(numberWidth - 1));
  return [name.padEnd(nameWidth), ...cells].join(" ").trimEnd();
}

const digitsOfUnit: Readonly<Record<Unit, number>> = {
  ms: 0,
  s: 1,
  us: 1,
  MiB: 0,
  "MiB/s": 0,
  "/s": 0,
  count: 0,
  x: 2,
  "%": 0,
};

/** A number as its unit is written: shares as per cent, others without their unit, which is in the heading. */
export function formatNumber(value: number, unit: Unit, digits: number = digitsOfUnit[unit]): string {
  const scaled = unit === "%" ? value * 100 : value;
  const text = scaled.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === "%" ? `${text} %` : text;
}

/** What a column shows of the values of all rounds: their median, and where it asks for it the smallest and the largest. */
export function formatColumn({ unit, digits, hasRange }: Column, values: readonly number[]): string[] {
  const format = (value: number) => formatNumber(value, unit, digits);
  if (hasRange !== true) return [format(median(values))];
  return [format(median(values)), `${format(Math.min(...values))}-${format(Math.max(...values))}`];
}

/** The headings of a column and of its range. */
export function headingsOf({ heading, hasRange }: Column): string[] {
  return hasRange === true ? [heading, "range"] : [heading];
}
