import type { MessageParameter, Severity } from "../codes/define.ts";
import { formatMessage } from "../codes/define.ts";
import { type MessageCode, type MessageParameters, messageDefinition } from "../codes/index.ts";
import { suggest } from "../codes/suggest.ts";
import type { Diagnostic, Place, RelatedPlace } from "./diagnostic.ts";

/** What a diagnostic says beside its code, its parameters and its place. */
export interface DiagnosticDetails {
  /** Replaces the severity of the table, where the dialect or a setting decides. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  /** Replaces the hint of the table. */
  readonly hint?: string;
}

/**
 * Makes a diagnostic of a code; the types ask for exactly the parameters that its texts name.
 *
 * @example createDiagnostic("unknown-superclass", { superclass: "CIM_Elemnt" }, place, { hint: "did you mean …?" })
 */
export function createDiagnostic<Code extends MessageCode>(
  code: Code,
  parameters: MessageParameters<Code>,
  place?: Place,
  details: DiagnosticDetails = {},
): Diagnostic {
  return diagnosticOf(code, parameters, place, details);
}

/** As {@link createDiagnostic} for a code that is known only at run time, such as that of a violation. */
export function diagnosticOf(
  code: MessageCode,
  parameters: Readonly<Record<string, MessageParameter>>,
  place?: Place,
  details: DiagnosticDetails = {},
): Diagnostic {
  const definition = messageDefinition(code);
  const hint = details.hint ?? (definition.hint && formatMessage(definition.hint, parameters));
  const severity = details.severity ?? definition.severity;
  if (severity === "none") throw new TypeError(`\`${code}\` has a severity only in some dialects`);
  return {
    code,
    severity,
    message: formatMessage(definition.message, parameters),
    ...(place && { place }),
    related: details.related ?? [],
    ...(hint !== undefined && { hint }),
    ...(definition.status && { status: definition.status }),
  };
}

/**
 * The hint that a word was meant as the nearest of some others; no hint where none is near.
 *
 * @example didYouMean("instanec", ["class", "instance"]) // { hint: "did you mean `instance`?" }
 */
export function didYouMean(word: string, candidates: Iterable<string>): DiagnosticDetails {
  return suggestionHint(suggest(word, candidates));
}

/** The hint that some word was meant, where it is known already which; no hint for `undefined`. */
export function suggestionHint(meant: string | undefined): DiagnosticDetails {
  return meant === undefined ? {} : { hint: `did you mean \`${meant}\`?` };
}
