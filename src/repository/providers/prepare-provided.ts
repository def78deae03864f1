import type { CimInstance, CimScalar } from "../../cim/model.ts";
import { formatKeys } from "../../cim/object-path.ts";
import type { Violation } from "../../wbem/error.ts";
import { canonicalInstance, type FilledKey } from "../canonical-instance.ts";
import type { CheckContext } from "../check-context.ts";
import { type InstanceTable, PlacedInstance } from "../instance-table.ts";
import { checkWellFormed } from "../refuse-malformed-keys.ts";
import { Report } from "../rules/rule.ts";
import { keysOf } from "./provider-answer.ts";

/** An instance that a provider will keep, and that obeys the rules. */
export interface PreparedInstance {
  readonly table: InstanceTable;
  /** In canonical form; a key that is left to the provider is NULL. */
  readonly instance: CimInstance;
  /** Whether every key has a value. */
  readonly hasKeys: boolean;
  readonly warnings: readonly Violation[];
}

/**
 * Holds an instance to the rules before its providers see it, and gives it the form in which they do. A partial update
 * need not have what the class cannot do without, because the provider has it.
 *
 * @returns what is wrong; `undefined` where a class has to be loaded to know
 */
export function prepareProvided(
  given: CimInstance,
  table: InstanceTable,
  context: CheckContext,
  isPartial: boolean,
): PreparedInstance | Report | undefined {
  const found = new Report();
  const placed = new PlacedInstance(given, table);
  context.checkInstance(placed, false, found);
  if (!context.isComplete) return undefined;
  const report = new Report();
  for (const warning of found.warnings) report.add(warning);
  for (const broken of found.violations) {
    const { property } = broken.target;
    const slot = property === undefined ? undefined : table.find(property);
    const isLeftOut = broken.code === "null-not-allowed" && slot !== undefined && placed.positions[slot.index] === -1;
    if (!(isPartial && isLeftOut)) report.add(broken);
  }
  if (report.violations.length > 0) return report;
  const filled: FilledKey[] = [];
  for (const property of table.keys) {
    if (!placed.sets(property)) filled.push({ name: property.name, value: placed.valueOf(property) as CimScalar });
  }
  const instance = canonicalInstance(placed, filled, context);
  const keys = keysOf(instance, table);
  if (!checkWellFormed(keys, formatKeys(keys), report)) return report;
  return { table, instance, hasKeys: keys.every(({ value }) => value !== null), warnings: report.warnings };
}
