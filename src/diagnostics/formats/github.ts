import type { Severity } from "../../codes/define.ts";
import type { Diagnostic, Place } from "../diagnostic.ts";
import { messageOnOneLine } from "./one-line.ts";
import { printable } from "./printable.ts";
import { relativePath } from "./relative-path.ts";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", information: "notice" };

/**
 * A diagnostic as a workflow command of GitHub Actions, which shows it at its line in a pull request; without a line end at the
 * end. Text without a file has no line to be shown at, so there the message names it.
 *
 * ```
 * ::error file=mof/disk.mof,line=12,endLine=12,col=19,endColumn=29,title=unknown-superclass::superclass `CIM_Elemnt` does …
 * ```
 *
 * @param options `folder`: the checkout, which the paths of files are relative to
 */
export function formatDiagnosticGithub(diagnostic: Diagnostic, { folder }: { readonly folder: string }): string {
  const { severity, code, place, related } = diagnostic;
  const path = place?.source.path;
  const properties: [string, string | number][] = [];
  if (place !== undefined && path !== undefined) {
    const start = place.source.locate(place.start);
    const end = place.source.locate(place.end);
    properties.push(["file", relativePath(path, folder) ?? path], ["line", start.line], ["endLine", end.line]);
    // Columns of two lines are refused.
    if (start.line === end.line) properties.push(["col", start.column], ["endColumn", end.column]);
  }
  properties.push(["title", code]);
  const message = messageOnOneLine(diagnostic);
  const lines = [place === undefined || path !== undefined ? message : `${placeName(place)}: ${message}`];
  for (const other of related) lines.push(`${placeName(other.place)}: ${printable(other.message)}`);
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
  return `::${commands[severity]} ${list}::${escapeMessage(lines.join("\n"))}`;
}

function placeName({ source, start }: Place): string {
  const { line, column } = source.locate(start);
  return `${printable(source.name)}:${line}:${column}`;
}

/** As the runner undoes it. */
function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
