import type { KeyBinding } from "../cim/object-path.ts";
import { violation, WbemError } from "../wbem/error.ts";
import type { Report } from "./rules/rule.ts";
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

/**
 * Reports keys that {@link refuseMalformedKeys} would refuse.
 *
 * @param text what `formatKeys` says of them
 * @returns whether they are well-formed
 */
export function checkWellFormed(keys: readonly KeyBinding[], text: string, report: Report): boolean {
  if (text.isWellFormed()) return true;
  report.add(violation("malformed-key", { key: text }, { property: keys[0]?.name ?? "", part: "value" }));
  return false;
}
