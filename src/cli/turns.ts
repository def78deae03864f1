import { setImmediate } from "node:timers/promises";

/** In milliseconds: soon enough for a person, and too seldom to cost anything. */
const interval = 50;

/**
 * Gives the event loop its turn during long work. Reading a repository and writing to a file are synchronous, so without
 * it nobody would hear that the user wants to stop.
 */
export class Turns {
  readonly #signal: AbortSignal;
  #last = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** To be awaited between steps; throws when the user has interrupted. */
  async take(): Promise<void> {
    if (performance.now() - this.#last >= interval) {
      await setImmediate();
      this.#last = performance.now();
    }
    this.#signal.throwIfAborted();
  }
}
