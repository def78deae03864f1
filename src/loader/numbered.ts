/** Objects with numbers from 0 on, which stand for them where no object can be. */
export class Numbered<Item> {
  readonly #items: Item[] = [];
  readonly #numbers = new Map<Item, number>();

  /** The number of an object, a new one where it has none. */
  numberOf(item: Item): number {
    const known = this.#numbers.get(item);
    if (known !== undefined) return known;
    const number = this.#items.push(item) - 1;
    this.#numbers.set(item, number);
    return number;
  }

  /** The object of a number that {@link numberOf} gave. */
  at(number: number): Item {
    return this.#items[number] as Item;
  }
}
