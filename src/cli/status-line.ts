import { cellsOf, printable } from "../diagnostics/formats/printable.ts";
import type { TextOutput } from "./text-output.ts";

/** Work that is done sooner shows no progress, which would only flicker. */
const patienceMilliseconds = 1000;
const intervalMilliseconds = 100;

/** The part of a {@link StatusLine} that work needs which tells how far it is. */
export type ProgressDisplay = Pick<StatusLine, "enabled" | "width" | "height" | "update" | "announce" | "clear">;

/** A line, or several. */
export type Progress = string | readonly string[];

/** The size of a terminal, which may change. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Lines of progress at the end of a terminal, mostly one, rewritten in place and gone when anything else is written. Never wider than
 * the terminal, in which one would take a second line that stays, and never as high.
 */
export class StatusLine {
  readonly #output: TextOutput;
  readonly #size: () => TerminalSize;
  #enabled: boolean;
  /** Where nothing is shown no time is asked for: the first question loads a part of Node, in 1 ms. */
  readonly #begin: number;
  #due: number;
  /** How many lines are shown. */
  #shown = 0;

  /** @param enabled only for a terminal at which a person sits */
  constructor(output: TextOutput, enabled: boolean, size: () => TerminalSize) {
    this.#output = output;
    this.#enabled = enabled;
    this.#size = size;
    this.#begin = enabled ? performance.now() + patienceMilliseconds : Number.POSITIVE_INFINITY;
    this.#due = this.#begin;
  }

  /** Whether anything is ever shown; who tells of progress need not measure it otherwise. */
  get enabled(): boolean {
    return this.#enabled;
  }

  /** How many columns are shown of a line. */
  get width(): number {
    return Math.max(0, this.#size().columns - 1);
  }

  /** How many lines may be shown at a time. */
  get height(): number {
    return Math.max(1, this.#size().rows - 1);
  }

  /** Shows `describe()`, if it is time; cheap enough to be called often. */
  update(describe: () => Progress): void {
    if (this.#enabled && performance.now() >= this.#due) this.#show(describe);
  }

  /** Shows what begins now and does not come back to tell how far it is. */
  announce(describe: () => Progress): void {
    if (this.#enabled && performance.now() >= this.#begin) this.#show(describe);
  }

  #show(describe: () => Progress): void {
    const now = performance.now();
    this.#due = now + intervalMilliseconds;
    const width = this.width;
    const described = describe();
    const lines = typeof described === "string" ? [described] : described.slice(0, this.height);
    const back = this.#back;
    this.#shown = lines.length;
    // Each line is written over and its rest cleared, all at once: cleared before, it would flicker.
    const text = lines.map((line) => fitted(line, width)).join("\x1b[K\n");
    this.#output.write(`${back}${text}\x1b[J`);
  }

  clear(): void {
    if (this.#shown === 0) return;
    this.#output.write(`${this.#back}\x1b[J`);
    this.#shown = 0;
  }

  /** To the beginning of what is shown. */
  get #back(): string {
    return this.#shown > 1 ? `\x1b[${this.#shown - 1}A\r` : "\r";
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
