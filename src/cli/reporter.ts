import { DiagnosticCollector } from "../diagnostics/collector.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type DiagnosticFormat, diagnosticFormatters } from "../diagnostics/formats/index.ts";
import { diagnosticToJson, type JsonDiagnostic } from "../diagnostics/formats/json.ts";
import { countOf } from "./counts.ts";
import type { StatusLine } from "./status-line.ts";
import type { TextOutput } from "./text-output.ts";

export interface ReporterOptions {
  readonly format: DiagnosticFormat;
  readonly color: boolean;
  /** Columns of the terminal; lines of sources are folded to it. */
  readonly width: number;
  /** Shows errors only. */
  readonly quiet: boolean;
  readonly warningsAsErrors: boolean;
  /** How many diagnostics of each severity are shown; 0 for all. */
  readonly limit: number;
  /** Whether to keep what is shown, for a report. */
  readonly keep: boolean;
}

/** Shows diagnostics as they come, counts them, and knows what the exit code depends on. */
export class Reporter {
  readonly #output: TextOutput;
  readonly #status: StatusLine;
  readonly #options: ReporterOptions;
  readonly #collector: DiagnosticCollector;
  readonly #kept: JsonDiagnostic[] = [];
  #blamesSource = false;
  #toldHidden = 0;

  constructor(output: TextOutput, status: StatusLine, options: ReporterOptions) {
    this.#output = output;
    this.#status = status;
    this.#options = options;
    this.#collector = new DiagnosticCollector({
      show: (diagnostic) => this.#show(diagnostic),
      maximumShown: options.limit === 0 ? Number.POSITIVE_INFINITY : options.limit,
      warningsAsErrors: options.warningsAsErrors,
    });
  }

  /** With warnings, where they count as errors. */
  get errors(): number {
    return this.#collector.errorCount;
  }

  get warnings(): number {
    return this.#collector.warningCount;
  }

  /** Whether there is an error that a source is to blame for: it points into one, or one is no MOF at all. */
  get blamesSource(): boolean {
    return this.#blamesSource;
  }

  /** What was shown, for a report. */
  get kept(): readonly JsonDiagnostic[] {
    return this.#kept;
  }

  readonly report = (diagnostic: Diagnostic): void => {
    const { severity, place, related, status } = diagnostic;
    const isError = severity === "error" || (severity === "warning" && this.#options.warningsAsErrors);
    const ofSource = place !== undefined || related.length > 0 || status?.startsWith("WBEMMOF_E_");
    if (isError && ofSource) this.#blamesSource = true;
    this.#collector.report(diagnostic);
  };

  /** Says how many diagnostics were not shown, where there are more such than when it was called last. */
  tellHidden(): void {
    const hidden = this.#collector.hiddenCount;
    if (hidden === this.#toldHidden || this.#options.quiet || this.#options.format !== "text") return;
    this.#toldHidden = hidden;
    this.#write(`${countOf(hidden, "more message")} not shown; \`--max-errors 0\` shows all\n`);
  }

  #show(diagnostic: Diagnostic): void {
    const { keep, quiet, format, color, width } = this.#options;
    if (keep) this.#kept.push(diagnosticToJson(diagnostic));
    if (quiet && diagnostic.severity !== "error") return;
    this.#write(`${diagnosticFormatters[format](diagnostic, { color, width })}\n`);
  }

  #write(text: string): void {
    this.#status.clear();
    this.#output.write(text);
  }
}
