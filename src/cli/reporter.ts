import { DiagnosticCollector } from "../diagnostics/collector.ts";
import { createDiagnostic } from "../diagnostics/create.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DiagnosticFormat } from "../diagnostics/formats/index.ts";
import { diagnosticToJson, type JsonDiagnostic } from "../diagnostics/formats/json.ts";
import type { DiagnosticWriter, FinishedRun } from "../diagnostics/formats/writer.ts";
import type { Severities, SeverityOptions } from "../diagnostics/severities.ts";
import { countOf } from "./counts.ts";
import type { StatusLine } from "./status-line.ts";
import type { TextOutput } from "./text-output.ts";

export interface ReporterOptions {
  readonly format: DiagnosticFormat;
  /** Whether the messages have a stream of their own, apart from all other text. */
  readonly apart: boolean;
  /** Shows errors only. */
  readonly quiet: boolean;
  readonly severities: Severities;
  readonly warningsAsErrors: boolean;
  /** How many diagnostics of each severity are shown; 0 for all. */
  readonly limit: number;
  /** Called for each diagnostic that is shown, and with `quiet` for what would be, for a report. */
  readonly onShown?: ((diagnostic: JsonDiagnostic) => void) | undefined;
}

/** Formats between whose messages other text may stand. */
const formatsForPeople: ReadonlySet<DiagnosticFormat> = new Set<DiagnosticFormat>(["text", "github", "msvs"]);

interface ShownBy {
  readonly reporter: Reporter;
  readonly pass: (diagnostic: Diagnostic) => void;
}

/** Shows diagnostics as they come, counts them, and knows what the exit code depends on. */
export class Reporter {
  readonly #output: TextOutput;
  readonly #status: StatusLine;
  readonly #writer: DiagnosticWriter;
  readonly #options: ReporterOptions;
  readonly #collector: DiagnosticCollector;
  /** What this one has weighed and counted is shown by another one, which gets it so. */
  readonly #shownBy: ShownBy | undefined;
  #blamesSource = false;
  #toldHidden = 0;

  constructor(
    output: TextOutput,
    status: StatusLine,
    writer: DiagnosticWriter,
    options: ReporterOptions,
    shownBy?: ShownBy,
  ) {
    const { severities, warningsAsErrors, limit } = options;
    this.#shownBy = shownBy;
    this.#output = output;
    this.#status = status;
    this.#writer = writer;
    this.#options = options;
    this.#collector = new DiagnosticCollector({
      show: (diagnostic) => this.#show(diagnostic),
      maximumShown: limit === 0 ? Number.POSITIVE_INFINITY : limit,
      severities,
      warningsAsErrors,
    });
  }

  /**
   * A reporter for a part of the work: it weighs diagnostics in its own way and counts its own, and this one shows and counts all.
   *
   * @param pass gets them on the way, and hands them to {@link reportWeighed}
   */
  forPart({ severities = {}, warningsAsErrors = false }: SeverityOptions, pass = this.reportWeighed): Reporter {
    const options = { ...this.#options, severities, warningsAsErrors, limit: 0 };
    return new Reporter(this.#output, this.#status, this.#writer, options, { reporter: this, pass });
  }

  /** Reports what has got its weight already. */
  readonly reportWeighed = (diagnostic: Diagnostic): void => this.#report(diagnostic, {});

  /** A reporter that shows where this one does, and knows nothing of what was reported before. */
  afresh({ severities = {}, warningsAsErrors = false }: SeverityOptions): Reporter {
    return new Reporter(this.#output, this.#status, this.#writer, { ...this.#options, severities, warningsAsErrors });
  }

  /** With warnings, where they count as errors. */
  get errors(): number {
    return this.#collector.errorCount;
  }

  get warnings(): number {
    return this.#collector.warningCount;
  }

  /** How many diagnostics were counted and not shown. */
  get hidden(): number {
    return this.#collector.hiddenCount;
  }

  /** Whether there is an error that a source is to blame for: it points into one, or one is no MOF at all. */
  get blamesSource(): boolean {
    return this.#blamesSource;
  }

  /** Whether other text may be written to standard error: no program reads messages there. */
  get allowsNotes(): boolean {
    return this.#options.apart || formatsForPeople.has(this.#options.format);
  }

  readonly report = (diagnostic: Diagnostic): void => this.#report(diagnostic);

  #report(diagnostic: Diagnostic, weighing?: SeverityOptions): void {
    const { place, related, status } = diagnostic;
    const isError = this.#collector.report(diagnostic, weighing) === "error";
    if (isError && (place !== undefined || related.length > 0 || status?.startsWith("WBEMMOF_E_"))) {
      this.#blamesSource = true;
    }
  }

  /**
   * Says how many diagnostics were not shown, where there are more such than when it was called last. People are told before the
   * summary of a load; the other formats are told at the end.
   */
  tellHidden(): void {
    if (this.#shownBy) this.#shownBy.reporter.tellHidden();
    else if (this.#options.format === "text") this.#tellHidden();
  }

  /** Writes what the format has to say at the end. Nothing may be reported any more. */
  end(run: FinishedRun): void {
    this.#tellHidden();
    const text = this.#writer.end?.(run);
    if (text !== undefined) this.#write(text);
  }

  #tellHidden(): void {
    const { hidden } = this;
    if (hidden === this.#toldHidden || this.#options.quiet) return;
    this.#toldHidden = hidden;
    const diagnostic = createDiagnostic("messages-not-shown", { count: countOf(hidden, "more message") });
    if (this.#options.format === "text") this.#write(`${diagnostic.message}; ${diagnostic.hint}\n`);
    else this.#write(this.#writer.diagnostic(diagnostic));
  }

  #show(diagnostic: Diagnostic): void {
    if (this.#shownBy) {
      this.#shownBy.pass(diagnostic);
      return;
    }
    const { onShown, quiet } = this.#options;
    onShown?.(diagnosticToJson(diagnostic));
    if (quiet && diagnostic.severity !== "error") return;
    this.#write(this.#writer.diagnostic(diagnostic));
  }

  #write(text: string): void {
    if (text === "") return;
    this.#status.clear();
    this.#output.write(text);
  }
}
