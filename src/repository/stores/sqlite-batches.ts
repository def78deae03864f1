import type { InstanceRow } from "../store.ts";

/** The instances of a class by key, as they were when a scan began. */
export interface InstanceList {
  /** The `id` and the hash of each, in turn; 16 bytes an instance, where two arrays of numbers take several times that. */
  readonly numbers: Float64Array;
  /** How many instances there are. */
  readonly count: number;
}

export const emptyList: InstanceList = { numbers: new Float64Array(0), count: 0 };

/** Instances of a part of a class, and where the next part begins; `undefined`: it was the last. */
export interface FoundInstances {
  readonly rows: readonly InstanceRow[];
  readonly next: number | undefined;
}

/** How many rows a batch of a scan has at most, and how many UTF-16 units their bodies. */
export const batchRows = 1000;
export const batchUnits = 1_000_000;
