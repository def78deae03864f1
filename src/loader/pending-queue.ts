import type { LoweringScope } from "./lowering.ts";
import { Numbered } from "./numbered.ts";
import { PagedBytes } from "./paged-bytes.ts";
import type { PendingInstance } from "./pending-instance.ts";

/** Instances in the order in which they came, with some on the heap and all others in a file that has no name. */
export class PendingQueue<Item extends PendingInstance = PendingInstance> {
  readonly #kept: number;
  readonly #held: Item[] = [];
  readonly #scopes = new Numbered<LoweringScope>();
  #others: PagedBytes | undefined;

  /** @param kept how many are on the heap */
  constructor(kept: number) {
    this.#kept = kept;
  }

  push(item: Item): void {
    if (this.#held.length < this.#kept) {
      this.#held.push(item);
      return;
    }
    this.#others ??= new PagedBytes("the instances that wait for the end");
    this.#others.addRecord({ ...item, scope: this.#scopes.numberOf(item.scope) });
  }

  *[Symbol.iterator](): Iterator<Item> {
    yield* this.#held;
    const others = this.#others;
    if (!others) return;
    for (let position = 0; position < others.end; position = others.endOfRecord(position)) {
      const record = others.getRecord(position) as Omit<Item, "scope"> & { readonly scope: number };
      yield { ...record, scope: this.#scopes.at(record.scope) } as unknown as Item;
    }
  }

  /** Gives up what is kept outside of memory. */
  close(): void {
    this.#others?.close();
    this.#others = undefined;
  }
}
