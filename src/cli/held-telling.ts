import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CommandContext } from "./command-context.ts";
import { HeldLines } from "./held-lines.ts";
import { JsonLines } from "./json-lines.ts";

/** So many messages are kept; where there are more, all is told at once, and what comes then as it comes. */
export const maximumHeldDiagnostics = 10_000;

/** So many things are told before a reader that is slower is waited for. */
const toldAtOnce = 1000;

/** What a kept line is: a line of the report, a note, or the place of a message among those that are kept. */
type Kind = "line" | "note" | "diagnostic";

/**
 * Keeps what a piece of work says, in the order in which it is said, until it is known whether the work counts. What becomes of the
 * work shows as it goes on: only its words wait.
 */
export class HeldTelling {
  /** What the work has in place of the context that it is told by. */
  readonly context: CommandContext;
  readonly #outer: CommandContext;
  readonly #lines: HeldLines;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #report: JsonLines | undefined;
  #isTold = false;

  /** @param name whose words they are, for messages */
  constructor(outer: CommandContext, name: string) {
    this.#outer = outer;
    this.#lines = new HeldLines(name);
    const { severities, global, reporter, lines } = outer;
    const none = Promise.resolve();
    this.#report =
      lines &&
      new JsonLines({
        write: (text) => this.#keep("line", text.slice(0, -1)),
        ready: () => (this.#isTold ? lines.ready() : none),
        flush: () => none,
      });
    this.context = {
      ...outer,
      lines: this.#report,
      reporter: reporter.forPart({ severities, warningsAsErrors: global["warnings-as-errors"] }, (diagnostic) =>
        this.#keepDiagnostic(diagnostic),
      ),
      note: (text) => this.#keep("note", text),
    };
  }

  /** Whether it has been told what was said, so that it cannot be taken back. */
  get isTold(): boolean {
    return this.#isTold;
  }

  #keep(kind: Kind, text: string): void {
    if (this.#isTold) this.#tell(kind, text);
    else this.#lines.add(JSON.stringify([kind, text]));
  }

  #keepDiagnostic(diagnostic: Diagnostic): void {
    const count = this.#diagnostics.push(diagnostic);
    if (!this.#isTold && count > maximumHeldDiagnostics) for (const _ of this.#tellKept());
    this.#keep("diagnostic", `${count - 1}`);
    if (this.#isTold) this.#diagnostics.length = 0;
  }

  #tell(kind: Kind, text: string): void {
    const { lines, note, reporter } = this.#outer;
    if (kind === "line") lines?.writeLine(text);
    else if (kind === "note") note(text);
    else reporter.reportWeighed(this.#diagnostics[Number(text)] as Diagnostic);
  }

  /** Tells all that is kept; what is said from now on is told at once. */
  *#tellKept(): Generator<void> {
    if (this.#isTold) return;
    this.#isTold = true;
    for (const line of this.#lines) {
      const [kind, text] = JSON.parse(line) as [Kind, string];
      this.#tell(kind, text);
      yield;
    }
  }

  /** Tells what was said, because the work counts. */
  async tell(): Promise<void> {
    let told = 0;
    for (const _ of this.#tellKept()) if (++told % toldAtOnce === 0) await this.#outer.lines?.ready();
    const { lines, reporter } = this.#outer;
    reporter.tellHidden();
    const found = this.#report?.summary.found;
    if (lines && found !== undefined) lines.summary.found = Number(found) + Number(lines.summary.found ?? 0);
  }

  /** Forgets what was not told. */
  close(): void {
    this.#lines.close();
  }
}
