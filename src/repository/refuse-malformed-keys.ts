import { violation, WbemError } from "../wbem/error.ts";
import type { InstanceRow } from "./store.ts";

/**
 * Refuses keys with half a surrogate pair, which UTF-8 cannot hold: two of them would become the same key.
 *
 * @throws `WbemError`: `malformed-key`
 */
export function refuseMalformedKeys(rows: readonly InstanceRow[]): void {
  for (const { key } of rows) {
    if (!key.isWellFormed()) throw WbemError.fromViolations([violation("malformed-key", { key })]);
  }
}
