import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** A failure that the user can do something about and that no place in a source is to blame for. */
export class CommandError extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = "CommandError";
    this.diagnostic = diagnostic;
  }
}
