import type { Severity } from "../codes/define.ts";
import { type MessageCode, messageDefinition } from "../codes/index.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** What a code can be set to; `off`: nothing is said. */
export const severitySettings = ["off", "information", "warning", "error"] as const satisfies readonly (
  | Severity
  | "off"
)[];

/** One of {@link severitySettings}. */
export type SeveritySetting = (typeof severitySettings)[number];

/** How much codes weigh that are to weigh something else than by default. */
export type Severities = Readonly<Partial<Record<MessageCode, SeveritySetting>>>;

/** What is set about the weight of diagnostics. */
export interface SeverityOptions {
  /** An error stays one whatever is set here: where it is, something was refused. */
  readonly severities?: Severities;
  /** Whether a warning refuses the run; not one of a code that `severities` sets to `warning`, which is the exception. */
  readonly warningsAsErrors?: boolean;
}

/** Why the severity of a code cannot be set. */
export type FixedSeverity = "error" | "error-by-dialect";

/**
 * Whether the severity of a code is fixed: that of an error is, and that of what only some dialects forbid, because where they
 * do it is an error and elsewhere nobody looks for it.
 */
export function fixedSeverity(code: MessageCode): FixedSeverity | undefined {
  const { severity } = messageDefinition(code);
  if (severity === "none") return "error-by-dialect";
  return severity === "error" ? "error" : undefined;
}

/** A diagnostic with the severity that is set for its code; `undefined` where nothing is to be said. */
export function weighed(diagnostic: Diagnostic, severities: Severities = {}): Diagnostic | undefined {
  const setting = severities[diagnostic.code];
  if (setting === undefined || setting === diagnostic.severity || diagnostic.severity === "error") return diagnostic;
  return setting === "off" ? undefined : { ...diagnostic, severity: setting };
}

/** Whether a diagnostic, weighed already, keeps a run from lasting. */
export function refuses({ code, severity }: Diagnostic, { severities, warningsAsErrors }: SeverityOptions): boolean {
  if (severity === "error") return true;
  return severity === "warning" && warningsAsErrors === true && severities?.[code] !== "warning";
}
