import type { Value } from "./postgres-connection.ts";

/** How many rows go out in one statement at most, and how many UTF-16 units of text. */
const largestRows = 1000;
const largestUnits = 500_000;

/** Rows of one table that wait to be put together, by their hash; of those with the same hash the last. */
export class PostgresRowBuffer<Row> {
  readonly #text: string;
  readonly #valuesOf: (rows: readonly Row[], hashes: readonly string[]) => readonly Value[];
  #rows = new Map<string, Row>();
  #units = 0;

  /**
   * @param text the statement that puts rows
   * @param valuesOf its values: an array for each column
   */
  constructor(text: string, valuesOf: (rows: readonly Row[], hashes: readonly string[]) => readonly Value[]) {
    this.#text = text;
    this.#valuesOf = valuesOf;
  }

  get(hash: string): Row | undefined {
    return this.#rows.get(hash);
  }

  /** @param units how long its texts are */
  add(hash: string, row: Row, units: number): void {
    this.#rows.set(hash, row);
    this.#units += units;
  }

  get isFull(): boolean {
    return this.#rows.size >= largestRows || this.#units >= largestUnits;
  }

  /** Hands all rows over to be sent. */
  flush(send: (text: string, values: readonly Value[]) => void): void {
    if (this.#rows.size === 0) return;
    const rows = this.#rows;
    this.#rows = new Map();
    this.#units = 0;
    send(this.#text, this.#valuesOf([...rows.values()], [...rows.keys()]));
  }
}
