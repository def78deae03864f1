import { DiagnosticCollector } from "../../diagnostics/collector.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { isAboutText } from "./messages.ts";

/** Diagnostics of one kind: the first of them, and how many more there were. */
export class Findings {
  readonly shown: Diagnostic[] = [];
  readonly #collector = new DiagnosticCollector({ show: (diagnostic) => this.shown.push(diagnostic) });

  add(diagnostic: Diagnostic): void {
    this.#collector.report(diagnostic);
  }

  /** How many there were beside those that are shown. */
  get hidden(): number {
    return this.#collector.hiddenCount;
  }
}

/** What a load finds, by the phase that an error belongs to. Memory does not grow with the number of mistakes. */
export class PhasedFindings {
  readonly syntaxErrors = new Findings();
  readonly storeErrors = new Findings();
  readonly warnings = new Findings();

  readonly report = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity !== "error") this.warnings.add(diagnostic);
    else if (isAboutText(diagnostic)) this.syntaxErrors.add(diagnostic);
    else this.storeErrors.add(diagnostic);
  };
}
