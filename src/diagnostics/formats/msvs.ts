import type { Severity } from "../../codes/define.ts";
import type { Diagnostic, Place } from "../diagnostic.ts";
import { messageOnOneLine } from "./one-line.ts";
import { printable } from "./printable.ts";

/** MSBuild counts the first two; a line of any other category is text to it. */
const categories: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", information: "info" };

/**
 * A diagnostic in the canonical form of Visual Studio and MSBuild, without a line end at the end. A line for each related place
 * follows; without a place the name of the tool stands for it.
 *
 * ```
 * disk.mof(12,19): error unknown-superclass: superclass `CIM_Elemnt` does not exist; did you mean `CIM_Element`?
 * base.mof(3,7): note: the class with the nearest name
 * mofkit : error file-not-found: `disk.mof` does not exist
 * ```
 */
export function formatDiagnosticMsvs(diagnostic: Diagnostic): string {
  const { severity, code, place, related } = diagnostic;
  const origin = place === undefined ? "mofkit " : originOf(place);
  const lines = [`${origin}: ${categories[severity]} ${code}: ${messageOnOneLine(diagnostic)}`];
  for (const other of related) lines.push(`${originOf(other.place)}: note: ${printable(other.message)}`);
  return lines.join("\n");
}

function originOf({ source, start }: Place): string {
  const { line, column } = source.locate(start);
  return `${printable(source.name)}(${line},${column})`;
}
