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
