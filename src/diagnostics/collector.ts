import type { Severity } from "../codes/define.ts";
import type { Source } from "../source/types.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { refuses, type SeverityOptions, weighed } from "./severities.ts";

/** As many diagnostics of each severity are shown where nothing else is said. */
export const defaultMaximumShown = 100;

/**
 * A diagnostic is recognised as a repetition of one of so many before it. Repetitions come close together, and with a
 * limit memory stays flat however many mistakes there are.
 */
export const rememberedDiagnostics = 4096;

/** Messages at the same place are told apart by their length and so many characters. */
const comparedLength = 200;

export interface DiagnosticCollectorOptions extends SeverityOptions {
  /** Gets each diagnostic that is to be shown, at once. */
  readonly show: (diagnostic: Diagnostic) => void;
  /** Of each severity, so that no number of warnings hides an error. `Infinity` shows all. */
  readonly maximumShown?: number;
}

/**
 * Takes diagnostics as they come, counts them and hands on those that are to be shown. Exact repetitions, the same message
 * at the same place, are dropped. Memory does not grow with the number of diagnostics.
 *
 * @example
 * const collector = new DiagnosticCollector({ show: (diagnostic) => lines.push(diagnostic.message) });
 * collector.report(createDiagnostic("file-not-found", { path: "disk.mof" }));
 * collector.errorCount; // 1
 */
export class DiagnosticCollector {
  private readonly show: (diagnostic: Diagnostic) => void;
  private readonly maximumShown: number;
  private readonly severityOptions: SeverityOptions;
  private readonly counts: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
  /** In the order in which they were reported. */
  private readonly remembered = new Set<string>();
  private readonly sourceNumbers = new WeakMap<Source, number>();
  private sourceCount = 0;

  constructor(options: DiagnosticCollectorOptions) {
    this.show = options.show;
    this.maximumShown = options.maximumShown ?? defaultMaximumShown;
    this.severityOptions = options;
  }

  /**
   * Returns how much the diagnostic weighs; `undefined` where it is not counted.
   *
   * @param weighing what is set about its weight, where that is something else than for all
   */
  report(diagnostic: Diagnostic, weighing: SeverityOptions = this.severityOptions): Severity | undefined {
    const found = weighed(diagnostic, weighing.severities);
    if (found === undefined || this.isRepetition(found)) return undefined;
    const severity = refuses(found, weighing) ? "error" : found.severity;
    this.counts[severity]++;
    if (this.counts[severity] <= this.maximumShown)
      this.show(severity === found.severity ? found : { ...found, severity });
    return severity;
  }

  /** With warnings, where they count as errors. */
  get errorCount(): number {
    return this.counts.error;
  }

  get warningCount(): number {
    return this.counts.warning;
  }

  /** How many diagnostics were counted but not shown. */
  get hiddenCount(): number {
    let hidden = 0;
    for (const count of Object.values(this.counts)) hidden += Math.max(0, count - this.maximumShown);
    return hidden;
  }

  private isRepetition({ code, message, place, targets }: Diagnostic): boolean {
    const where = place === undefined ? "" : `${this.sourceKey(place.source)}:${place.start}:${place.end}`;
    const about = targets === undefined ? "" : targets.names.join();
    const key = `${code} ${where} ${message.length} ${message.slice(0, comparedLength)} ${about}`;
    if (this.remembered.has(key)) return true;
    if (this.remembered.size >= rememberedDiagnostics) {
      const { value: oldest } = this.remembered.values().next();
      if (oldest !== undefined) this.remembered.delete(oldest);
    }
    this.remembered.add(key);
    return false;
  }

  /** A file keeps its key when it is opened again; other sources are told apart by identity. */
  private sourceKey(source: Source): string | number {
    if (source.path !== undefined) return source.path;
    let number = this.sourceNumbers.get(source);
    if (number === undefined) {
      number = this.sourceCount++;
      this.sourceNumbers.set(source, number);
    }
    return number;
  }
}
