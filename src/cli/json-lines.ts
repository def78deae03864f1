import { toVisibleJson } from "../diagnostics/formats/json.ts";
import type { LoadTotals } from "./load-summary.ts";
import type { TextOutput } from "./text-output.ts";
import { Timely } from "./timely.ts";

/** A line is on its way after so many milliseconds at the latest, for a program that shows it to somebody. */
const longestHold = 100;

/**
 * Writes a report of a line for each thing that happens, as it happens, so that a report of any length needs no memory. Each
 * line is an object with a `type`; the last one is the summary.
 */
export class JsonLines {
  /** What the summary says, as far as it is known. */
  readonly summary: Partial<LoadTotals> & Record<string, unknown> = {};
  readonly #output: Pick<TextOutput, "write" | "ready" | "flush">;
  readonly #waiting: Timely;

  constructor(output: Pick<TextOutput, "write" | "ready" | "flush">) {
    this.#output = output;
    this.#waiting = new Timely(() => void output.flush(), longestHold);
  }

  write(type: string, members: object): void {
    this.writeLine(toVisibleJson({ type, ...members }));
  }

  /** Writes a line that is JSON already. */
  writeLine(line: string): void {
    this.#output.write(`${line}\n`);
    this.#waiting.ask();
  }

  /** Resolves when more may be written without piling up in memory. */
  ready(): Promise<void> {
    return this.#output.ready();
  }

  /** Writes the summary, with these members around those that it has. */
  end(first: object, last: object): void {
    this.#waiting.end();
    this.write("summary", { ...first, ...this.summary, ...last });
    this.#waiting.end();
  }
}
