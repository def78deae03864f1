import type { TextOutput } from "./text-output.ts";

/** Work that is done sooner shows no progress, which would only flicker. */
const patienceMilliseconds = 1000;
const intervalMilliseconds = 100;

/** A line of progress at the end of a terminal, rewritten in place and gone when anything else is written. */
export class StatusLine {
  readonly #output: TextOutput;
  readonly #enabled: boolean;
  readonly #width: number;
  #due = performance.now() + patienceMilliseconds;
  #shown = false;

  /** `enabled` only for a terminal. */
  constructor(output: TextOutput, enabled: boolean, columns: number) {
    this.#output = output;
    this.#enabled = enabled;
    this.#width = columns - 1;
  }

  /** Shows `describe()`, if it is time; cheap enough to be called often. */
  update(describe: () => string): void {
    if (!this.#enabled) return;
    const now = performance.now();
    if (now < this.#due) return;
    this.#due = now + intervalMilliseconds;
    this.#shown = true;
    this.#output.write(`\r\x1b[K${describe().slice(0, this.#width)}`);
  }

  clear(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#output.write("\r\x1b[K");
  }
}
