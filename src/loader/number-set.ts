const initialNumbers = 1024;

/** Numbers from 0 on of which many are in the set: each takes a bit, whether it is in or not. */
export class NumberSet {
  #bits = new Uint8Array(initialNumbers / 8);

  has(number: number): boolean {
    return ((this.#bits[Math.floor(number / 8)] ?? 0) & (1 << (number % 8))) !== 0;
  }

  add(number: number): void {
    const index = Math.floor(number / 8);
    if (index >= this.#bits.length) {
      const longer = new Uint8Array(Math.max(2 * this.#bits.length, index + 1));
      longer.set(this.#bits);
      this.#bits = longer;
    }
    this.#bits[index] = (this.#bits[index] as number) | (1 << (number % 8));
  }
}
