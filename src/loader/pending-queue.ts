import { ByteLog } from "./byte-log.ts";
import { KeptInstances, type PendingInstance } from "./kept-instances.ts";

/** Instances in the order in which they came, with some on the heap and all others in a file that has no name. */
export class PendingQueue {
  readonly #kept: number;
  readonly #held: PendingInstance[] = [];
  readonly #instances = new KeptInstances();
  #others: ByteLog | undefined;

  /** @param kept how many are on the heap */
  constructor(kept: number) {
    this.#kept = kept;
  }

  push(instance: PendingInstance): void {
    if (this.#held.length < this.#kept) {
      this.#held.push(instance);
      return;
    }
    this.#others ??= new ByteLog("the instances that wait for the end");
    this.#instances.add(this.#others, instance);
  }

  *[Symbol.iterator](): Iterator<PendingInstance> {
    yield* this.#held;
    const others = this.#others;
    if (!others) return;
    for (let position = others.start; position < others.end; position = this.#instances.endOf(others, position)) {
      yield this.#instances.get(others, position);
    }
  }

  /** Gives up what is kept outside of memory. */
  close(): void {
    this.#others?.close();
    this.#others = undefined;
  }
}
