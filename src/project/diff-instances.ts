import { findProperty } from "../cim/class-elements.ts";
import { compareCodePoints } from "../cim/code-point-order.ts";
import { type FoldOptions, foldKey, samePath } from "../cim/fold-key.ts";
import { instanceKeys, instancePath } from "../cim/instance-keys.ts";
import type { CimClass, CimInstance, CimPropertyValue, CimScalar, CimValue } from "../cim/model.ts";
import { formatObjectPath, type ObjectPath } from "../cim/object-path.ts";
import { instancesEqual } from "../cim/values-equal.ts";
import { WBEM_FLAG_SHALLOW } from "../wbem/flags.ts";
import type { WbemServices } from "../wbem/services.ts";
import { storedInstances } from "../wbem/stored-instances.ts";
import { ChangeList, type FoundChange, pairByName } from "./diff-changes.ts";
import { compareQualifiers } from "./diff-qualifiers.ts";
import { sameValue, valueText } from "./diff-text.ts";

/** A class of one side and where its instances are. */
export interface InstanceSource {
  readonly services: WbemServices;
  readonly definition: CimClass;
}

/** Two instances with the same keys, or one that the other side has not. */
export type InstancePair = readonly [before: CimInstance | undefined, after: CimInstance | undefined];

/**
 * The instances of exactly one class on two sides, side by side. Each side gives them in the order of their keys, so that one of
 * each is held and no more.
 */
export async function* pairInstances(
  left: InstanceSource | undefined,
  right: InstanceSource | undefined,
  exactKeys: boolean,
): AsyncGenerator<InstancePair> {
  const [before, after] = [new InstanceReader(left, exactKeys), new InstanceReader(right, exactKeys)];
  try {
    let [one, other] = [await before.next(), await after.next()];
    while (one !== undefined || other !== undefined) {
      const order = one === undefined ? 1 : other === undefined ? -1 : compareCodePoints(one.key, other.key);
      yield [order <= 0 ? one?.instance : undefined, order >= 0 ? other?.instance : undefined];
      if (order <= 0) one = await before.next();
      if (order >= 0) other = await after.next();
    }
  } finally {
    await before.close();
    await after.close();
  }
}

interface KeyedInstance {
  readonly key: string;
  readonly instance: CimInstance;
}

class InstanceReader {
  readonly #definition: CimClass | undefined;
  readonly #instances: AsyncGenerator<CimInstance> | undefined;
  readonly #fold: FoldOptions;

  constructor(source: InstanceSource | undefined, exactKeys: boolean) {
    this.#definition = source?.definition;
    // Of a class whose instances come from a provider there are those that are stored all the same.
    this.#instances =
      source && storedInstances(source.services.createInstanceEnum(source.definition.name, WBEM_FLAG_SHALLOW));
    this.#fold = { exactKeys, ...(source && { namespace: source.services.namespace }) };
  }

  async next(): Promise<KeyedInstance | undefined> {
    const result = await this.#instances?.next();
    if (result === undefined || result.done === true) return undefined;
    const instance = result.value;
    const keys = instanceKeys(instance, this.#definition as CimClass) ?? [];
    return { key: foldKey(keys, this.#fold), instance };
  }

  async close(): Promise<void> {
    await this.#instances?.return(undefined);
  }
}

/** The path of an instance within its namespace. */
export function pathOfInstance(instance: CimInstance, definition: CimClass): string {
  const path = instancePath(instance, definition);
  return path === undefined ? definition.name : formatObjectPath(path);
}

/**
 * What changed of an instance that both sides have. A property that an instance does not set has the default of its class; what
 * a new default changes is told at the class. References compare as keys do, by the object that they name.
 */
export function compareInstances(
  before: CimInstance,
  after: CimInstance,
  left: CimClass,
  right: CimClass,
  fold: FoldOptions,
): readonly FoundChange[] {
  const changes = new ChangeList();
  if (instancesEqual(before, after)) return changes.found;
  for (const [old, now] of pairByName(before.properties, after.properties)) {
    const property = ((now ?? old) as CimPropertyValue).name;
    const [was, is] = [valueIn(old, property, left), valueIn(now, property, right)];
    if (!sameContent(was.value ?? null, is.value ?? null, fold)) {
      changes.add("changed-value", { property }, valueText(was.value, was.type), valueText(is.value, is.type));
    }
    const [one, other] = [old?.qualifiers ?? [], now?.qualifiers ?? []];
    compareQualifiers(changes, { qualifiers: one }, { qualifiers: other }, { element: { property } });
  }
  const [one, other] = [before.qualifiers ?? [], after.qualifiers ?? []];
  compareQualifiers(changes, { qualifiers: one }, { qualifiers: other }, { element: {} });
  return changes.found;
}

function valueIn(set: CimPropertyValue | undefined, name: string, definition: CimClass) {
  const property = findProperty(definition.properties, name);
  return { value: set?.value === undefined ? property?.value : set.value, type: property?.type };
}

/** Whether two values are the same, where references may name the same object in other words. */
function sameContent(left: CimValue, right: CimValue, fold: FoldOptions): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    const others = right as readonly CimScalar[];
    return (
      left.length === right.length &&
      (left as readonly CimScalar[]).every((one, index) => sameContent(one, others[index] as CimScalar, fold))
    );
  }
  const [one, other] = [left as CimScalar, right as CimScalar];
  return isReference(one) && isReference(other) ? samePath(one, other, fold) : sameValue(left, right);
}

function isReference(value: CimScalar): value is ObjectPath {
  return typeof value === "object" && value !== null && value.kind === "path";
}
