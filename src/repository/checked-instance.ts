import type { CimInstance, CimScalar } from "../cim/model.ts";
import { formatKeys, type KeyBinding, maximumPathLengthOfWmi } from "../cim/object-path.ts";
import { instancesEqual } from "../cim/values-equal.ts";
import { type Violation, violation } from "../wbem/error.ts";
import type { PutOutcome, PutResult } from "../wbem/services.ts";
import { canonicalInstance, type FilledKey } from "./canonical-instance.ts";
import { instanceBody } from "./instance-body.ts";
import type { InstanceTable, PlacedInstance } from "./instance-table.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { checkWellFormed } from "./refuse-malformed-keys.ts";
import { relpath } from "./relpath.ts";
import type { Report, RuleContext } from "./rules/rule.ts";
import type { InstanceRow } from "./store.ts";
import { storedInstance, storedRelpath, storeKey } from "./stored-instance.ts";

/** An instance that obeys the laws which need no store. */
export interface CheckedInstance {
  readonly table: InstanceTable;
  /** In canonical form. */
  readonly instance: CimInstance;
  readonly path: string;
  readonly row: InstanceRow;
  readonly warnings: readonly Violation[];
}

const noWarnings: readonly Violation[] = Object.freeze([]);
const noKeys: readonly FilledKey[] = Object.freeze([]);

/**
 * Brings an instance in which no rule has found anything wrong into the form in which it is stored. Keys without a value are
 * generated. Returns the report where the keys are no text or, in WMI, too much of it.
 */
export function prepareInstance(
  placed: PlacedInstance,
  report: Report,
  session: NamespaceSession,
  context: RuleContext,
): CheckedInstance | Report {
  const { table } = placed;
  const keys: KeyBinding[] = [];
  let filled: FilledKey[] | undefined;
  for (const property of table.keys) {
    const { name } = property;
    let value = placed.valueOf(property) as CimScalar;
    if (value === null) {
      value = session.settings.generateKey();
      report.add(violation("generated-key", { property: name, value }, { property: name }));
    }
    keys.push({ name, value });
    if (!placed.sets(property)) {
      filled ??= [];
      filled.push({ name, value });
    }
  }
  const text = formatKeys(keys);
  if (!checkWellFormed(keys, text, report)) return report;
  const path = relpath(table, text);
  if (path.length > maximumPathLengthOfWmi && context.dialect === "wmi") {
    const parameters = { class: table.resolved.declaration.name, length: path.length, maximum: maximumPathLengthOfWmi };
    report.add(violation("object-path-too-long", parameters, { property: keys[0]?.name ?? "", part: "value" }));
    return report;
  }
  const instance = canonicalInstance(placed, filled ?? noKeys, context);
  return {
    table,
    instance,
    path,
    row: {
      keyClass: table.keyClass,
      key: storeKey(table, keys, text, session),
      className: table.resolved.key,
      body: instanceBody(instance, placed),
    },
    warnings: report.warnings.length === 0 ? noWarnings : report.warnings,
  };
}

/** What putting an instance over a stored one of the same class and keys comes to. */
export function comparePut(checked: CheckedInstance, existing: InstanceRow, session: NamespaceSession): PutResult {
  const { table, instance, path, row, warnings } = checked;
  if (existing.body === row.body) return { path, outcome: "unchanged", warnings };
  const before = storedInstance(session, existing, table);
  const outcome: PutOutcome = instancesEqual(before, instance) ? "unchanged" : "updated";
  const existingPath = storedRelpath(before, table);
  if (existingPath === path || outcome === "unchanged") return { path, outcome, warnings };
  const warning = violation("key-differs-by-case", { path, existing: existingPath }, {}, { related: existingPath });
  return { path, outcome, warnings: [...warnings, warning] };
}
