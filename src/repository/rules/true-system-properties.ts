import { foldKey } from "../../cim/fold-key.ts";
import { bindKeys } from "../../cim/instance-keys.ts";
import type { CimPropertyValue, CimScalar, CimValue } from "../../cim/model.ts";
import { sameName } from "../../cim/names.ts";
import { normalizeNamespace } from "../../cim/namespace-path.ts";
import { formatKeys } from "../../cim/object-path.ts";
import { parseObjectPath } from "../../cim/parse-object-path.ts";
import { findSystemProperty, type SystemPropertySource, systemPropertyValue } from "../../cim/system-properties.ts";
import { valuesEqual } from "../../cim/values-equal.ts";
import { violation } from "../../wbem/error.ts";
import type { InstanceTable, PlacedInstance } from "../instance-table.ts";
import { relpath } from "../relpath.ts";
import { systemSource } from "../system-source.ts";
import type { Report, RuleContext } from "./rule.ts";

/** What the system properties of an instance follow from. A key that is still to be generated leaves it without a path. */
function sourceOf(subject: PlacedInstance, isEmbedded: boolean, context: RuleContext): SystemPropertySource {
  const { table } = subject;
  const keys = table.keys.map((key) => ({ name: key.name, value: subject.valueOf(key) as CimScalar }));
  const hasPath = !isEmbedded && keys.every(({ value }) => value !== null);
  return systemSource(table, isEmbedded ? null : context.namespace, hasPath ? relpath(table, formatKeys(keys)) : null);
}

function namesAreSame(actual: CimValue, given: CimValue): boolean {
  return typeof actual === "string" && typeof given === "string" && sameName(actual, given);
}

function namespacesAreSame(actual: CimValue, given: CimValue): boolean {
  if (typeof actual !== "string" || typeof given !== "string") return false;
  const namespace = normalizeNamespace(given);
  return namespace?.server === undefined && namespacesEqual(actual, namespace?.namespace);
}

function namespacesEqual(actual: string, given: string | undefined): boolean {
  return given !== undefined && sameName(actual.replaceAll("\\", "/"), given);
}

/** Whether a path is that of the instance, however it is spelled. */
function pathsAreSame(
  actual: CimValue,
  given: CimValue,
  table: InstanceTable,
  isWhole: boolean,
  context: RuleContext,
): boolean {
  if (typeof actual !== "string" || typeof given !== "string") return false;
  const one = parseObjectPath(actual);
  const other = parseObjectPath(given);
  if (one.kind === "problem" || other.kind === "problem" || !sameName(one.className, other.className)) return false;
  if (other.server !== undefined || other.keys === undefined) return false;
  if (isWhole ? !namespacesEqual(context.namespace, other.namespace) : other.namespace !== undefined) return false;
  const keys = bindKeys(one, table.keyDefinition);
  const otherKeys = bindKeys(other, table.keyDefinition);
  if ("kind" in keys || "kind" in otherKeys) return false;
  const { exactKeys, namespace } = context;
  return foldKey(keys, { exactKeys, namespace }) === foldKey(otherKeys, { exactKeys, namespace });
}

function isTrue(name: string, actual: CimValue, given: CimValue, table: InstanceTable, context: RuleContext): boolean {
  switch (name) {
    case "__CLASS":
    case "__SUPERCLASS":
    case "__DYNASTY":
    case "__SERVER":
      return valuesEqual(actual, given) || namesAreSame(actual, given);
    case "__DERIVATION":
      return (
        Array.isArray(actual) &&
        Array.isArray(given) &&
        actual.length === given.length &&
        actual.every((above, index) => namesAreSame(above, given[index]))
      );
    case "__NAMESPACE":
      return namespacesAreSame(actual, given);
    case "__PATH":
    case "__RELPATH":
      return pathsAreSame(actual, given, table, name === "__PATH", context);
    default:
      return valuesEqual(actual, given);
  }
}

/**
 * True system properties
 *
 * System properties follow from the class, the keys and the namespace of an instance. One that is put with it says what is
 * so, or NULL, and is not stored; key values and class of a stored instance cannot be changed through it
 * (Microsoft, "WMI System Properties"; WBEM_E_READ_ONLY). It has no qualifiers (WBEM_E_SYSTEM_PROPERTY). An embedded
 * instance stands nowhere, so where it came from is not judged.
 */
export const trueSystemProperties = {
  name: "true-system-properties",
  checkSystemProperty(
    { name, value = null, qualifiers }: CimPropertyValue,
    subject: PlacedInstance,
    isEmbedded: boolean,
    context: RuleContext,
    report: Report,
  ): void {
    const property = findSystemProperty(name)?.name ?? name;
    if (qualifiers !== undefined && qualifiers.length > 0) {
      const qualifier = qualifiers[0]?.name ?? "";
      report.add(violation("system-property-qualified", { property }, { property: name, qualifier }));
    }
    const source = sourceOf(subject, isEmbedded, context);
    const actual = systemPropertyValue(property, source) ?? null;
    if (value === null || (isEmbedded && placeProperties.has(property))) return;
    if (isTrue(property, actual, value, subject.table, context)) return;
    const shown = actual === null ? "NULL" : Array.isArray(actual) ? actual.join(", ") : String(actual);
    const parameters = { property, actual: shown };
    report.add(violation("system-property-contradicted", parameters, { property: name, part: "value" }));
  },
};

/** Those that say where an instance stands. */
const placeProperties: ReadonlySet<string> = new Set(["__SERVER", "__NAMESPACE", "__PATH", "__RELPATH"]);
