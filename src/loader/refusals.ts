import { messageDefinition } from "../codes/index.ts";
import type { StatusName } from "../codes/status.ts";
import { createDiagnostic, type DiagnosticDetails, diagnosticOf, suggestionHint } from "../diagnostics/create.ts";
import type { Diagnostic, Place, RelatedPlace } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source/types.ts";
import { type Violation, type ViolationTarget, WbemError } from "../wbem/error.ts";
import type { AliasTable } from "./aliases.ts";
import type { DeclaredPlaces } from "./declared-places.ts";
import { findAliasOnWay, type ObjectDeclaration, spanOfViolation } from "./violation-places.ts";

/** Errors of the target itself: nothing that a source says is the reason, so there is no place to show. */
const targetFailures: ReadonlySet<StatusName> = new Set<StatusName>([
  "WBEM_E_FAILED",
  "WBEM_E_ACCESS_DENIED",
  "WBEM_E_OUT_OF_MEMORY",
  "WBEM_E_NOT_AVAILABLE",
  "WBEM_E_CRITICAL_ERROR",
  "WBEM_E_INVALID_STREAM",
  "WBEM_E_INITIALIZATION_FAILURE",
  "WBEM_E_TRANSPORT_FAILURE",
  "WBEM_E_CALL_CANCELLED",
  "WBEM_E_SHUTTING_DOWN",
  "WBEM_E_OUT_OF_DISK_SPACE",
  "WBEM_E_SERVER_TOO_BUSY",
  "WBEM_E_TIMED_OUT",
  "WBEM_E_TRANSACTION_CONFLICT",
  "WBEM_E_FORCED_ROLLBACK",
  "WBEM_E_CONNECTION_FAILED",
  "WBEM_E_DATABASE_VER_MISMATCH",
]);

/** Whether an error says that what was asked for breaks a rule, and not that the target cannot do its work. */
export function isRefusal(error: unknown): error is WbemError {
  if (!(error instanceof WbemError)) return false;
  const { violations, status } = error;
  return violations.length === 0 ? !targetFailures.has(status) : violations.some(isBrokenRule);
}

function isBrokenRule({ code }: Violation): boolean {
  const { status } = messageDefinition(code);
  return status === undefined || !targetFailures.has(status);
}

/** A declaration that was put, in the source it stands in. */
export interface PlacedDeclaration {
  readonly declaration: ObjectDeclaration;
  readonly source: Source;
  readonly namespace: string;
  /** The aliases that its values may use. */
  readonly aliases?: AliasTable;
}

/** A broken rule, and the declaration that breaks it. */
export interface PlacedViolation {
  readonly violation: Violation;
  readonly placed: PlacedDeclaration;
}

/**
 * Takes what is wrong inside of aliased values to where these are written, each once. Of a value that was put by itself
 * everything has been said. Where a class does not fit, the use of the alias is what is wrong.
 */
export function followAliases(violations: readonly Violation[], placed: PlacedDeclaration): readonly PlacedViolation[] {
  return violations.flatMap((violation) => {
    const followed = followAlias(violation, placed);
    return followed === undefined ? [] : [followed];
  });
}

/** `undefined`: it has been said. */
function followAlias(violation: Violation, placed: PlacedDeclaration): PlacedViolation | undefined {
  const { aliases } = placed;
  if (aliases === undefined || violation.code === "embedded-class-mismatch") return { violation, placed };
  const way = findAliasOnWay(placed.declaration, violation.target);
  const object = way && aliases.find(way.alias.name);
  if (!way || !object) return { violation, placed };
  if (object.isRefused) return undefined;
  const { literal, namespace } = object;
  if (!literal) return { violation, placed };
  const inner = { ...violation, target: way.target };
  const followed = followAlias(inner, { ...literal, namespace, aliases });
  if (followed?.placed.declaration !== literal.declaration) return followed;
  const key = JSON.stringify([inner.code, inner.parameters, inner.target]);
  if (literal.said.has(key)) return undefined;
  aliases.change(object, { literal: { ...literal, said: new Set([...literal.said, key]) } });
  return followed;
}

/** As {@link diagnosticOf}, with the status of the violation; what a provider refused has the one that the provider gave. */
function diagnosticOfRule(
  { code, parameters, status }: Violation,
  place: Place | undefined,
  details?: DiagnosticDetails,
): Diagnostic {
  const diagnostic = diagnosticOf(code, parameters, place, details);
  const exact = code === "provider-refused" ? (parameters.status as StatusName) : status;
  return exact === undefined ? diagnostic : { ...diagnostic, status: exact };
}

/** A broken rule as a diagnostic at the text that breaks it. */
export function diagnosticOfViolation(
  violation: Violation,
  placed: PlacedDeclaration,
  declared: readonly DeclaredPlaces[],
): Diagnostic {
  const { target, related, suggestion } = violation;
  const { declaration, source, namespace } = placed;
  const { start, end } = spanOfViolation(declaration, target);
  const place: Place = { source, start, end };
  const earlier = target.occurrence ? firstOccurrence(declaration, source, target) : [];
  return diagnosticOfRule(violation, place, {
    related: related === undefined ? earlier : [...earlier, ...relatedPlaces(namespace, related, place, declared)],
    ...suggestionHint(suggestion),
  });
}

/** A refusal as one diagnostic, where it names no rule or there is no declaration to point into. */
export function diagnosticOfRefusal({ message, status, violations }: WbemError, place: Place | undefined): Diagnostic {
  const [first] = violations;
  if (first) return diagnosticOfRule(first, place);
  return { ...createDiagnostic("operation-refused", { message }, place), status };
}

/** A refusal whose declaration cannot be read again: what is wrong with it, each once, at the name of the object. */
export function diagnosticsOfRefusal(error: WbemError, place: Place | undefined): readonly Diagnostic[] {
  if (error.violations.length === 0) return [diagnosticOfRefusal(error, place)];
  const diagnostics = new Map<string, Diagnostic>();
  for (const violation of error.violations) {
    const diagnostic = diagnosticOfRule(violation, place, suggestionHint(violation.suggestion));
    if (!diagnostics.has(diagnostic.message)) diagnostics.set(diagnostic.message, diagnostic);
  }
  return [...diagnostics.values()];
}

/** Where a name stands first that is repeated. */
function firstOccurrence(
  declaration: ObjectDeclaration,
  source: Source,
  target: ViolationTarget,
): readonly RelatedPlace[] {
  const { start, end } = spanOfViolation(declaration, { ...target, occurrence: 0 });
  return [{ message: "it stands first here", place: { source, start, end } }];
}

function relatedPlaces(
  namespace: string,
  path: string,
  shown: Place,
  declared: readonly DeclaredPlaces[],
): readonly RelatedPlace[] {
  for (const places of declared) {
    const place = places.find(namespace, path);
    if (!place || (place.source === shown.source && place.start === shown.start)) continue;
    return [{ message: `\`${path}\` is declared here`, place }];
  }
  return [];
}
