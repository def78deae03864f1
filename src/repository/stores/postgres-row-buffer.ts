import type { Value } from "./postgres-connection.ts";

/** How many rows go out in one statement at most, and how many UTF-16 units of text. */
const largestRows = 1000;
const largestUnits = 500_000;

/** What statements go out by, without waiting for their answers. */
export interface StatementSender {
  send(text: string, values: readonly Value[]): void;
  copy(text: string, messages: Buffer): void;
}

/** Rows of one table that wait to be put together, by their hash; of those with the same hash the last. */
export class PostgresRowBuffer<Row> {
  readonly #put: (rows: readonly Row[], hashes: readonly string[], sender: StatementSender) => void;
  #rows = new Map<string, Row>();
  #units = 0;

  /** @param put sends the statement that puts rows */
  constructor(put: (rows: readonly Row[], hashes: readonly string[], sender: StatementSender) => void) {
    this.#put = put;
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
  flush(sender: StatementSender): void {
    if (this.#rows.size === 0) return;
    const rows = this.#rows;
    this.#rows = new Map();
    this.#units = 0;
    this.#put([...rows.values()], [...rows.keys()], sender);
  }
}
