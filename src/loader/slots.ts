/** As many targets are worked on at the same time where nothing else is said. */
export const defaultJobs = 4;

/** As many targets may be worked on at the same time. */
export const maximumJobs = 64;

/** A number of places for those who work at the same time. Who waits for one gets it in the order of asking. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async take(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }

  /** Gives a place away for the time of a wait. */
  async yieldDuring(wait: Promise<void>): Promise<void> {
    this.release();
    await wait;
    await this.take();
  }
}
