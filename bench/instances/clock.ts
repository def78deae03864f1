/** Adds up the time between its starts and stops. */
export class Clock {
  seconds = 0;
  /** Processor time in seconds, that of V8's other threads included. */
  cpu = 0;
  #begin = 0;
  #usage = process.cpuUsage();

  start(): void {
    this.#usage = process.cpuUsage();
    this.#begin = performance.now();
  }

  stop(): void {
    this.seconds += (performance.now() - this.#begin) / 1000;
    const { user, system } = process.cpuUsage(this.#usage);
    this.cpu += (user + system) / 1_000_000;
  }
}

/** Makes what is worked on block after block, while the clock stands. */
export function* blocks<Item>(
  count: number,
  length: number,
  clock: Clock,
  make: (index: number) => Item,
): Generator<Item[]> {
  for (let from = 0; from < count; from += length) {
    clock.stop();
    const block: Item[] = [];
    for (let index = from; index < Math.min(count, from + length); index++) block.push(make(index));
    clock.start();
    yield block;
  }
}
