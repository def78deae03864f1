import type { Severity } from "../../codes/define.ts";
import type { MessageCode } from "../../codes/index.ts";
import { type StatusName, statusNumbers } from "../../codes/status.ts";
import type { Diagnostic, Place } from "../diagnostic.ts";

/** Line and column count from 1, the offset from 0; columns and offsets are UTF-16 code units. */
export interface JsonPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A span, `end` exclusive. */
export interface JsonPlace {
  /** The source as people see it: the path as it was given, or `<stdin>`. */
  readonly file: string;
  /** The resolved path, where the source is a file. */
  readonly path?: string;
  readonly start: JsonPosition;
  readonly end: JsonPosition;
}

/** A diagnostic for programs. All of it can be written as JSON. */
export interface JsonDiagnostic {
  readonly severity: Severity;
  readonly code: MessageCode;
  readonly message: string;
  readonly place?: JsonPlace;
  readonly related: readonly { readonly message: string; readonly place: JsonPlace }[];
  readonly hint?: string;
  readonly status?: { readonly name: StatusName; readonly number: number };
  /** The targets it is about, where there are several. */
  readonly targets?: readonly string[];
}

/**
 * A diagnostic as a plain object.
 *
 * @example
 * {
 *   severity: "error", code: "unknown-superclass", message: "superclass `CIM_Elemnt` does not exist",
 *   place: { file: "disk.mof", path: "/home/ada/disk.mof", start: { line: 12, column: 19, offset: 240 }, end: … },
 *   related: [], hint: "did you mean `CIM_Element`?",
 *   status: { name: "WBEM_E_INVALID_SUPERCLASS", number: 2147749901 }
 * }
 */
export function diagnosticToJson(diagnostic: Diagnostic): JsonDiagnostic {
  const { severity, code, message, place, related, hint, status, targets } = diagnostic;
  return {
    severity,
    code,
    message,
    ...(place && { place: placeToJson(place) }),
    related: related.map((other) => ({ message: other.message, place: placeToJson(other.place) })),
    ...(hint !== undefined && { hint }),
    ...(status && { status: { name: status, number: statusNumbers[status] } }),
    ...(targets && { targets: targets.names }),
  };
}

/** A diagnostic as one line of JSON, in which every invisible character is escaped. */
export function formatDiagnosticJson(diagnostic: Diagnostic): string {
  return toVisibleJson(diagnosticToJson(diagnostic));
}

/** Looked for first: nearly every line is of these, and looking for classes of characters takes three times as long. */
const visibleAscii = /^[ -~]*$/;

/** A value as one line of JSON, in which every invisible character is escaped. */
export function toVisibleJson(value: object): string {
  const json = JSON.stringify(value);
  return visibleAscii.test(json) ? json : json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCodeUnits);
}

function escapeCodeUnits(character: string): string {
  return Array.from(character.split(""), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

function placeToJson({ source, start, end }: Place): JsonPlace {
  return {
    file: source.name,
    ...(source.path !== undefined && { path: source.path }),
    start: { ...source.locate(start), offset: start },
    end: { ...source.locate(end), offset: end },
  };
}
