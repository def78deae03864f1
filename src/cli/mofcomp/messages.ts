import { defineMessages } from "../../codes/define.ts";
import { dialectMessages } from "../../codes/dialect-messages.ts";
import { loaderMessages } from "../../codes/loader-messages.ts";
import { sourceMessages } from "../../codes/source-messages.ts";
import { type StatusName, statusNumbers } from "../../codes/status.ts";
import { syntaxMessages } from "../../codes/syntax-messages.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { printable } from "../../diagnostics/formats/printable.ts";
import { formatDiagnosticText } from "../../diagnostics/formats/text.ts";
import type { Item } from "./items.ts";

/** What is wrong with the text, whatever a repository holds; of the loader's messages those that no call answers. */
const textMessages = defineMessages(() => ({
  ...sourceMessages.table,
  ...syntaxMessages.table,
  ...dialectMessages.table,
  ...loaderMessages.table,
}));

/**
 * Whether an error belongs to the first phase of a compile, in which the text is read: it has a number of the MOF compiler
 * (`WBEMMOF_E_…`), or it is about the text and no call of the service answers it.
 */
export function isAboutText({ code, status }: Diagnostic): boolean {
  if (Object.hasOwn(sourceMessages.table, code) || status?.startsWith("WBEMMOF_E_")) return true;
  return status === undefined && Object.hasOwn(textMessages.table, code);
}

/**
 * The number by which an error is known; one that has none of its own gets the most general of its phase. A file that cannot be read
 * belongs to the first phase, whatever the number of its reason.
 */
export function statusOf(error: Diagnostic): StatusName {
  const { code, status } = error;
  if (Object.hasOwn(sourceMessages.table, code) && !status?.startsWith("WBEMMOF_E_")) return "WBEMMOF_E_INVALID_FILE";
  if (status !== undefined) return status;
  return isAboutText(error) ? "WBEMMOF_E_UNRECOGNIZED_TOKEN" : "WBEM_E_FAILED";
}

/** A number as mofcomp prints it, without what stands before it: `80044002`. */
function digitsOf(status: StatusName): string {
  return statusNumbers[status].toString(16).padStart(8, "0");
}

/**
 * An error of the first phase, with our help below it.
 *
 * ```
 * tree.mof (3): error SYNTAX 0X80044002: the property `Height` does not end with `;`
 *   3 |   uint16 Height
 *     |                ^
 *   status: WBEMMOF_E_EXPECTED_SEMI 0x80044002
 *   code: missing-semicolon, column 16
 * ```
 *
 * @param file what stands for the place of an error that has none
 */
export function syntaxErrorText(error: Diagnostic, file: string, width: number): string {
  const status = statusOf(error);
  return heading({ ...error, status }, file, `error SYNTAX 0X${digitsOf(status)}`, width);
}

/** What keeps mofcomp from its work beside the MOF and the repository: a command line or a project file that is wrong. */
export function failureText(failure: Diagnostic, width: number): string {
  if (failure.place !== undefined) return heading(failure, "", failure.severity, width);
  return `${failure.severity}: ${printable(failure.message)}\n${helpText(failure, width)}`;
}

/** A warning, in the shape of {@link syntaxErrorText}; of one without a place `WARNING:` is the beginning. */
export function warningText(warning: Diagnostic, file: string, width: number): string {
  if (warning.place !== undefined) return heading(warning, file, "warning", width);
  return `WARNING: ${printable(warning.message)}\n${helpText(warning, width)}`;
}

function heading(diagnostic: Diagnostic, file: string, kind: string, width: number): string {
  const { place, message } = diagnostic;
  const position = place?.source.locate(place.start);
  const name = printable(place?.source.name ?? file);
  return `${name} (${position?.line ?? 0}): ${kind}: ${printable(message)}\n${helpText(diagnostic, width)}`;
}

/**
 * An error of the second phase, in which objects are stored, with our help below it.
 *
 * ```
 * An error occurred while processing item 2 defined on lines 5 - 8 in file tree.mof:
 * Error Number: 0x8004100d, Facility: WMI
 * Description: superclass `Plant` does not exist
 * ```
 *
 * @param item absent where no declaration is to blame; then the first line is left out
 */
export function storeErrorText(error: Diagnostic, item: Item | undefined, width: number): string {
  const lines: string[] = [];
  if (item !== undefined) {
    const { number, firstLine, lastLine, file } = item;
    const where = `item ${number} defined on lines ${firstLine} - ${lastLine} in file ${printable(file)}`;
    lines.push(`An error occurred while processing ${where}:`);
  }
  const status = statusOf(error);
  lines.push(`Error Number: 0x${digitsOf(status)}, Facility: WMI`);
  lines.push(`Description: ${printable(error.message)}`);
  return `${lines.join("\n")}\n${helpText({ ...error, status }, width)}`;
}

/** The last line of a failed compile. */
export function returnedErrorText(error: Diagnostic): string {
  return `Compiler returned error 0x${digitsOf(statusOf(error))}\n`;
}

/** What mofcomp does not say: the text with the place marked, the hint, the code. */
export function helpText(diagnostic: Diagnostic, width: number): string {
  const { code, place } = diagnostic;
  const [, ...lines] = formatDiagnosticText(diagnostic, { color: false, width }).split("\n");
  const column = place === undefined ? "" : `, column ${place.source.locate(place.start).column}`;
  return [...lines, `  code: ${code}${column}\n`].join("\n");
}
