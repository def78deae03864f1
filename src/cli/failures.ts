import type { MessageCode } from "../codes/index.ts";
import { createDiagnostic, diagnosticOf, suggestionHint } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { SourceError } from "../source/source-error.ts";
import { type Violation, WbemError } from "../wbem/error.ts";
import type { AtomicWork } from "./command-context.ts";
import { CommandError } from "./command-error.ts";

/** What an error that a command threw says to the user; `undefined` for an error that only a bug of ours can throw. */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] | undefined {
  if (error instanceof CommandError) return [error.diagnostic];
  if (error instanceof SourceError) return [diagnosticOf(error.code, error.parameters)];
  if (hasNoFileLeft(error)) return [createDiagnostic("too-many-open-files", { path: error.path })];
  if (!(error instanceof WbemError)) return undefined;
  if (error.violations.length === 0) {
    return [{ ...createDiagnostic("operation-refused", { message: error.message }), status: error.status }];
  }
  return error.violations.map((broken) => violationDiagnostic(broken));
}

/** Whether the process may open no more files, as its own modules are files that it opens when they are needed. */
function hasNoFileLeft(error: unknown): error is NodeJS.ErrnoException & { readonly path: string } {
  if (!(error instanceof Error && "code" in error && "path" in error)) return false;
  return error.code === "EMFILE" || error.code === "ENFILE";
}

/** What is wrong with a target itself, whatever there is at its place. */
const targetCodes: ReadonlySet<MessageCode> = new Set<MessageCode>([
  "unsupported-target",
  "unknown-target",
  "postgres-keywords",
  "malformed-postgres-target",
  "unknown-postgres-parameter",
  "unsupported-postgres-parameter",
  "invalid-postgres-parameter",
]);

/** Whether a target cannot be understood as it is written, so that it is the command line or the project that is wrong. */
export function isAboutTarget(error: unknown): boolean {
  return error instanceof WbemError && error.violations.some(({ code }) => targetCodes.has(code));
}

/** What was to happen and did not: `compiling 3 files failed; nothing was changed in harbor.db`. */
export function describeFailure({ what, target }: AtomicWork): string {
  const unchanged = target === undefined ? "nothing was changed" : `nothing was changed in ${target}`;
  return what === undefined ? unchanged : `${what} failed; ${unchanged}`;
}

/** What a broken rule says, without a place. */
export function violationDiagnostic(
  { code, parameters, suggestion, hint }: Violation,
  place?: Diagnostic["place"],
): Diagnostic {
  return diagnosticOf(code, parameters, place, hint === undefined ? suggestionHint(suggestion) : { hint });
}
