/** A line of a table: a name and numbers below their headings. */
export function row(name: string, ...numbers: readonly string[]): string {
  return [name.padEnd(42), ...numbers.map((number) => number.padStart(11))].join("");
}

/** The middle value; with an even count the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
}

export function range(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(0)}-${Math.max(...values).toFixed(0)}`;
}
