import { cellsOf, printable } from "../diagnostics/formats/printable.ts";
import type { TextOutput } from "./text-output.ts";

/** Work that is done sooner shows no progress, which would only flicker. */
const patienceMilliseconds = 1000;
const intervalMilliseconds = 100;

/**
 * A line of progress at the end of a terminal, rewritten in place and gone when anything else is written. Never wider than the
 * terminal, in which it would take a second line that stays.
 */
export class StatusLine {
  readonly #output: TextOutput;
  readonly #columns: () => number;
  #enabled: boolean;
  readonly #begin = performance.now() + patienceMilliseconds;
  #due = this.#begin;
  #shown = false;

  /**
   * @param enabled only for a terminal at which a person sits
   * @param columns the width of the terminal, which may change
   */
  constructor(output: TextOutput, enabled: boolean, columns: () => number) {
    this.#output = output;
    this.#enabled = enabled;
    this.#columns = columns;
  }

  /** Whether anything is ever shown; who tells of progress need not measure it otherwise. */
  get enabled(): boolean {
    return this.#enabled;
  }

  /** Shows `describe()`, if it is time; cheap enough to be called often. */
  update(describe: () => string): void {
    if (this.#enabled && performance.now() >= this.#due) this.#show(describe);
  }

  /** Shows what begins now and does not come back to tell how far it is. */
  announce(describe: () => string): void {
    if (this.#enabled && performance.now() >= this.#begin) this.#show(describe);
  }

  #show(describe: () => string): void {
    const now = performance.now();
    this.#due = now + intervalMilliseconds;
    this.#shown = true;
    this.#output.write(`\r\x1b[K${fitted(describe(), this.#columns() - 1)}`);
  }

  clear(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#output.write("\r\x1b[K");
  }

  /** Shows nothing any more. */
  end(): void {
    this.clear();
    this.#enabled = false;
  }
}

/** As much of a text as fits into so many columns, without anything that drives a terminal. */
function fitted(text: string, columns: number): string {
  const cells = cellsOf(printable(text));
  const end = cells.find(({ column, width }) => column + width > columns);
  return cells
    .slice(0, end && cells.indexOf(end))
    .map((cell) => cell.text)
    .join("");
}
