import type {
  ClassRow,
  InstanceKey,
  InstanceRow,
  NamespaceRow,
  QualifierTypeRow,
  Store,
  StoreReader,
  StoreWriter,
} from "../../src/repository/store.ts";

/** Everything a store holds, in its order. */
export interface StoreContent {
  readonly settings: readonly (string | undefined)[];
  readonly namespaces: readonly {
    readonly row: NamespaceRow;
    readonly classes: readonly (ClassRow | undefined)[];
    readonly roots: readonly ClassRow[];
    readonly subclasses: readonly (readonly ClassRow[])[];
    readonly qualifierTypes: readonly QualifierTypeRow[];
    readonly instances: readonly (readonly InstanceRow[])[];
    readonly has: readonly boolean[];
    readonly found: readonly (InstanceRow | undefined)[];
  }[];
}

export const settingNames = ["keys", "other"];
export const namespaceKeys = ["root", "root/a", "root/\u{10000}"];
/** Ordered otherwise by UTF-16 units than by code points. */
export const names = ["a", "b", "b_", "\uffee", "\u{10000}"];
export const keyClasses = ["a", "b"];

export async function contentOf(reader: StoreReader): Promise<StoreContent> {
  const settings = [];
  for (const name of settingNames) settings.push(await reader.getSetting(name));
  const namespaces = [];
  for (const row of await reader.listNamespaces()) {
    const { key } = row;
    const instances = [];
    const has = [];
    const subclasses = [];
    for (const name of names) {
      instances.push(await collect(reader.scanInstances(key, name)));
      has.push(await reader.hasInstances(key, [name]));
      const count = await reader.countInstances(key, name);
      if (count !== instances.at(-1)?.length) throw new Error(`${count} of ${name} are counted`);
      if (has.at(-1) && !(await reader.listInstanceClasses(key)).includes(name)) {
        throw new Error(`${name} has instances and is not listed`);
      }
      subclasses.push(await reader.listSubclasses(key, name));
    }
    namespaces.push({
      row,
      classes: await reader.getClasses(key, names),
      roots: await reader.listSubclasses(key, null),
      subclasses,
      qualifierTypes: await reader.listQualifierTypes(key),
      instances,
      has,
      found: await reader.getInstances(key, allInstanceKeys),
    });
  }
  return { settings, namespaces };
}

export const allInstanceKeys: readonly InstanceKey[] = keyClasses.flatMap((keyClass) =>
  names.map((key) => ({ keyClass, key })),
);

export async function collect<Item>(batches: AsyncIterable<readonly Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const batch of batches) items.push(...batch);
  return items;
}

/** One call of a writer, by what a generator can vary. */
export type Step =
  | { readonly kind: "setting"; readonly name: string; readonly value: string }
  | { readonly kind: "namespace"; readonly key: string; readonly generation: number }
  | { readonly kind: "no-namespace"; readonly key: string }
  | { readonly kind: "class"; readonly namespace: string; readonly row: ClassRow }
  | { readonly kind: "no-class"; readonly namespace: string; readonly key: string }
  | { readonly kind: "qualifier"; readonly namespace: string; readonly row: QualifierTypeRow }
  | { readonly kind: "no-qualifier"; readonly namespace: string; readonly key: string }
  | { readonly kind: "instance"; readonly namespace: string; readonly row: InstanceRow }
  | { readonly kind: "no-instance"; readonly namespace: string; readonly key: InstanceKey }
  | { readonly kind: "no-instances"; readonly namespace: string; readonly className: string };

/** Does a step, unless it would put rows where there is no namespace. */
export async function doStep(writer: StoreWriter, step: Step): Promise<void> {
  if ("namespace" in step && (await writer.getNamespace(step.namespace)) === undefined) return;
  switch (step.kind) {
    case "setting":
      return writer.putSetting(step.name, step.value);
    case "namespace":
      return writer.putNamespace({ key: step.key, path: step.key.toUpperCase(), generation: step.generation });
    case "no-namespace":
      return writer.deleteNamespace(step.key);
    case "class":
      return writer.putClasses(step.namespace, [step.row]);
    case "no-class":
      return writer.deleteClasses(step.namespace, [step.key]);
    case "qualifier":
      return writer.putQualifierTypes(step.namespace, [step.row]);
    case "no-qualifier":
      return writer.deleteQualifierTypes(step.namespace, [step.key]);
    case "instance":
      return writer.putInstances(step.namespace, [step.row]);
    case "no-instance":
      return writer.deleteInstances(step.namespace, [step.key]);
    case "no-instances":
      return writer.deleteInstancesOf(step.namespace, step.className);
  }
}

interface ModelNamespace {
  row: NamespaceRow;
  readonly classes: Map<string, ClassRow>;
  readonly qualifierTypes: Map<string, QualifierTypeRow>;
  readonly instances: Map<string, InstanceRow>;
}

/** What a store is to hold after some steps, worked out in the plainest way. */
export class StoreModel {
  readonly #settings = new Map<string, string>();
  readonly #namespaces = new Map<string, ModelNamespace>();

  do(step: Step): void {
    if (step.kind === "setting") {
      this.#settings.set(step.name, step.value);
    } else if (step.kind === "namespace") {
      const row = { key: step.key, path: step.key.toUpperCase(), generation: step.generation };
      const existing = this.#namespaces.get(step.key);
      if (existing) existing.row = row;
      else this.#namespaces.set(step.key, { row, classes: new Map(), qualifierTypes: new Map(), instances: new Map() });
    } else if (step.kind === "no-namespace") {
      this.#namespaces.delete(step.key);
    } else {
      const namespace = this.#namespaces.get(step.namespace);
      if (namespace) doInNamespace(namespace, step);
    }
  }

  content(): StoreContent {
    return {
      settings: settingNames.map((name) => this.#settings.get(name)),
      namespaces: inOrder(
        [...this.#namespaces.values()].map((namespace) => ({ ...namespace, key: namespace.row.key })),
      ).map(({ row, classes, qualifierTypes, instances }) => ({
        row,
        classes: names.map((name) => classes.get(name)),
        roots: inOrder([...classes.values()].filter(({ superclass }) => superclass === null)),
        subclasses: names.map((name) => inOrder([...classes.values()].filter(({ superclass }) => superclass === name))),
        qualifierTypes: inOrder([...qualifierTypes.values()]),
        instances: names.map((name) => inOrder([...instances.values()].filter((each) => each.className === name))),
        has: names.map((name) => instances.values().some(({ className }) => className === name)),
        found: allInstanceKeys.map((key) => instances.get(instanceId(key))),
      })),
    };
  }
}

function doInNamespace(
  namespace: ModelNamespace,
  step: Exclude<Step, { kind: "setting" | "namespace" | "no-namespace" }>,
): void {
  const { classes, qualifierTypes, instances } = namespace;
  switch (step.kind) {
    case "class":
      classes.set(step.row.key, step.row);
      break;
    case "no-class":
      classes.delete(step.key);
      break;
    case "qualifier":
      qualifierTypes.set(step.row.key, step.row);
      break;
    case "no-qualifier":
      qualifierTypes.delete(step.key);
      break;
    case "instance":
      instances.set(instanceId(step.row), step.row);
      break;
    case "no-instance":
      instances.delete(instanceId(step.key));
      break;
    case "no-instances":
      for (const [id, row] of instances) if (row.className === step.className) instances.delete(id);
      break;
  }
}

function instanceId({ keyClass, key }: InstanceKey): string {
  return JSON.stringify([keyClass, key]);
}

/** By the bytes of UTF-8, which is what code points are ordered like. */
function inOrder<Row extends { readonly key: string }>(rows: Row[]): Row[] {
  return rows.sort((left, right) => Buffer.compare(Buffer.from(left.key), Buffer.from(right.key)));
}

/** Opens a store that holds what `fill` writes; an overlay has it below. */
export type OpenStore = (fill?: (writer: StoreWriter) => Promise<void>) => Promise<Store>;
