import { styleText } from "node:util";
import type { Severity } from "../../codes/define.ts";
import { formatStatus } from "../../codes/status.ts";
import type { Diagnostic, Place } from "../diagnostic.ts";
import { describeTargets } from "./affected-targets.ts";
import { type CodeFrame, codeFrame } from "./code-frame.ts";
import { printable } from "./printable.ts";

/** How diagnostics are shown to people. */
export interface DiagnosticFormatOptions {
  readonly color: boolean;
  /** How many columns a line of a source may take, line number included. */
  readonly width: number;
}

/** The width where no terminal says another. */
export const defaultFrameWidth = 120;

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const severityStyles: Readonly<Record<Severity, Style>> = {
  error: ["bold", "red"],
  warning: ["bold", "yellow"],
  information: ["bold", "cyan"],
};

/**
 * A diagnostic for people, without a line end at the end. All text from outside is shown with its control characters
 * spelled out, so hostile input can neither drive a terminal nor hide in it. A diagnostic without a place has no frame
 * and begins with its severity.
 *
 * ```
 * disk.mof:12:19 - error unknown-superclass: superclass `CIM_Elemnt` does not exist
 *   12 | class ACME_Disk : CIM_Elemnt
 *      |                   ^^^^^^^^^^
 *   base.mof:3:7: the class with the nearest name
 *    3 | class CIM_Element
 *      |       ^^^^^^^^^^^
 *   hint: did you mean `CIM_Element`?
 *   status: WBEM_E_INVALID_SUPERCLASS 0x8004100D
 *   in targets harbor.db, test.db
 * ```
 */
export function formatDiagnosticText(diagnostic: Diagnostic, options: DiagnosticFormatOptions): string {
  const { severity, code, message, place, related, hint, status, targets } = diagnostic;
  const paint: Paint = options.color ? paintAlways : paintNever;
  const places = [...(place === undefined ? [] : [place]), ...related.map((other) => other.place)];
  const numberWidth = Math.max(0, ...places.map(({ source, start }) => String(source.locate(start).line).length));
  const gutterWidth = 2 + numberWidth + 3;
  const frame = (shown: Place, style: Style) =>
    frameLines(codeFrame(shown, options.width - gutterWidth), numberWidth, style, paint);

  const heading = `${paint(severityStyles[severity], severity)} ${paint("gray", `${code}:`)} ${printable(message)}`;
  const lines = [place === undefined ? heading : `${placeName(place, paint)} - ${heading}`];
  if (place !== undefined) lines.push(...frame(place, severityStyles[severity]));
  for (const other of related) {
    lines.push(`  ${placeName(other.place, paint)}: ${printable(other.message)}`, ...frame(other.place, "cyan"));
  }
  if (hint !== undefined) lines.push(`  ${paint("cyan", "hint:")} ${printable(hint)}`);
  if (status !== undefined) lines.push(`  ${paint("gray", `status: ${status} ${formatStatus(status)}`)}`);
  if (targets !== undefined) lines.push(`  ${paint("gray", `in ${describeTargets(targets)}`)}`);
  return lines.join("\n");
}

function frameLines(frame: CodeFrame, numberWidth: number, style: Style, paint: Paint): string[] {
  const { lineNumber, text, indent, length } = frame;
  const number = paint("gray", `  ${String(lineNumber).padStart(numberWidth)} |`);
  const margin = paint("gray", `  ${" ".repeat(numberWidth)} |`);
  return [`${number} ${text}`.trimEnd(), `${margin} ${" ".repeat(indent)}${paint(style, "^".repeat(length))}`];
}

function placeName({ source, start }: Place, paint: Paint): string {
  const { line, column } = source.locate(start);
  return `${paint("cyan", printable(source.name))}:${paint("yellow", String(line))}:${paint("yellow", String(column))}`;
}

/** Whether colours are wanted was decided by the caller, so the stream and the environment are not asked again. */
const paintAlways: Paint = (style, text) => styleText(style, text, { validateStream: false });

const paintNever: Paint = (_, text) => text;
