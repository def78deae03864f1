import type { Diagnostic } from "../diagnostic.ts";
import { formatDiagnosticJson } from "./json.ts";
import { type DiagnosticFormatOptions, formatDiagnosticText } from "./text.ts";

/** Writes one diagnostic, without a line end at the end. */
export type DiagnosticFormatter = (diagnostic: Diagnostic, options: DiagnosticFormatOptions) => string;

/** The formats of `--error-format`. */
export const diagnosticFormatters = Object.freeze({
  text: formatDiagnosticText,
  json: formatDiagnosticJson,
}) satisfies Readonly<Record<string, DiagnosticFormatter>>;

export type DiagnosticFormat = keyof typeof diagnosticFormatters;
