/** The longest line, as in the rest of the project. */
const lineWidth = 120;

/**
 * JSON with a line for each member, but on one line what fits there, so that a generated file reads like one written by
 * hand and stays as the formatter of the project wants it.
 */
export function formatJson(value: unknown): string {
  return `${formatValue(value, "", 0)}\n`;
}

/** @param taken the characters that stand before the value on its line, and the comma behind it */
function formatValue(value: unknown, indent: string, taken: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isArray = Array.isArray(value);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => [isArray ? "" : `${JSON.stringify(name)}: `, part] as const);
  if (parts.length === 0) return isArray ? "[]" : "{}";
  const flat = parts.map(([head, part]) => head + formatValue(part, "", Number.NEGATIVE_INFINITY)).join(", ");
  const line = isArray ? `[${flat}]` : `{ ${flat} }`;
  if (taken + line.length <= lineWidth) return line;
  const inner = `${indent}  `;
  const lines = parts.map(
    ([head, part]) => inner + head + formatValue(part, inner, inner.length + head.length + ",".length),
  );
  return `${isArray ? "[" : "{"}\n${lines.join(",\n")}\n${indent}${isArray ? "]" : "}"}`;
}
