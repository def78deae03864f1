import type { NodeBase } from "../ast/nodes.ts";
import type { Dialect } from "../codes/dialects.ts";
import type { MessageCode, MessageParameters } from "../codes/index.ts";
import { createDiagnostic, type DiagnosticDetails } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type SourceComment, Suppressions } from "../diagnostics/suppressions.ts";
import type { Source } from "../source/types.ts";

/** Reports what is wrong, but for what comments suppress, and knows whether there was an error. */
export class Problems {
  readonly dialect: Dialect;
  hasErrors = false;
  readonly #onDiagnostic: (diagnostic: Diagnostic) => void;
  readonly #suppressions: Suppressions;

  constructor({
    dialect = "auto",
    onDiagnostic,
  }: {
    readonly dialect?: Dialect;
    onDiagnostic(diagnostic: Diagnostic): void;
  }) {
    this.dialect = dialect;
    this.#onDiagnostic = onDiagnostic;
    this.#suppressions = new Suppressions(dialect);
  }

  /** Heeds a comment that suppresses messages. */
  suppress(source: Source, comment: SourceComment): void {
    this.#suppressions.add(source, comment);
  }

  add(diagnostic: Diagnostic): void {
    if (this.#suppressions.covers(diagnostic)) return;
    if (diagnostic.severity === "error") this.hasErrors = true;
    this.#onDiagnostic(diagnostic);
  }

  report<Code extends MessageCode>(
    code: Code,
    parameters: MessageParameters<Code>,
    at?: { readonly source: Source; readonly node: NodeBase },
    details: DiagnosticDetails = {},
  ): void {
    const place = at && { source: at.source, start: at.node.start, end: at.node.end };
    this.add(createDiagnostic(code, parameters, place, details));
  }
}
