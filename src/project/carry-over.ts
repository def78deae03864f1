import { enumerationTypeOf } from "../cim/class-kinds.ts";
import { classToJson, instanceToJson, qualifierTypeToJson } from "../cim/json.ts";
import { foldName } from "../cim/names.ts";
import type { WbemTransaction } from "../wbem/connection.ts";
import type { RefusedObject } from "../wbem/error.ts";
import { WBEM_FLAG_SHALLOW } from "../wbem/flags.ts";
import { type CompilationRecord, type FileRecord, orAbsent } from "./compilation-record.ts";

/** The objects that a compile has put or removed. */
export class TouchedObjects {
  readonly #objects = new Map<string, RefusedObject>();
  /** What objects were before, as text. */
  readonly #before = new Map<string, string>();

  add(object: RefusedObject): void {
    this.#objects.set(keyOfObject(object), object);
  }

  /** Keeps what objects are that will be removed: one that is put again as it was has not changed. */
  async keep(transaction: WbemTransaction, objects: readonly RefusedObject[]): Promise<void> {
    for (const object of objects) {
      const text = await textOf(transaction, object);
      if (text !== undefined) this.#before.set(keyOfObject(object), text);
    }
  }

  /** Those that are not what they were. */
  async changed(transaction: WbemTransaction): Promise<ChangedObjects> {
    const changed = new ChangedObjects(this.#objects);
    for (const [key, object] of this.#objects) {
      const before = this.#before.get(key);
      if (before === undefined || before !== (await textOf(transaction, object))) changed.add(object);
    }
    return changed;
  }
}

async function textOf(
  transaction: WbemTransaction,
  { kind, namespace, path }: RefusedObject,
): Promise<string | undefined> {
  const services = await orAbsent(() => transaction.openNamespace(namespace));
  const json = await orAbsent(async () => {
    if (kind === "class") return services && classToJson(await services.getClass(path));
    if (kind === "qualifier") return services && qualifierTypeToJson(await services.getQualifier(path));
    return kind === "instance" && services ? instanceToJson(await services.getInstance(path)) : undefined;
  });
  return json && JSON.stringify(json);
}

/** The objects that a compile has changed, created or removed. */
class ChangedObjects {
  /** With those that were put again as they were. */
  readonly #touched: ReadonlyMap<string, RefusedObject>;
  readonly #classes: RefusedObject[] = [];
  /** The folded names of the classes; of one that is declared in another also what may be the name of that. */
  readonly #names = new Set<string>();
  /** By the folded names of their classes. */
  readonly #instances = new Map<string, Set<string>>();
  #isEverywhere = false;

  constructor(touched: ReadonlyMap<string, RefusedObject>) {
    this.#touched = touched;
  }

  add(object: RefusedObject): void {
    const { kind, path } = object;
    if (kind === "qualifier" || kind === "namespace") this.#isEverywhere = true;
    else if (kind === "instance") {
      const [name = ""] = /^[^.=]+/.exec(foldName(path)) ?? [];
      const keys = this.#instances.get(name) ?? new Set();
      this.#instances.set(name, keys.add(keyOfObject(object)));
    } else {
      this.#classes.push(object);
      const parts = foldName(path).split("_");
      for (const index of parts.keys()) this.#names.add(parts.slice(0, index + 1).join("_"));
    }
  }

  /**
   * Whether that may reach what names none of these: qualifier types, which hold for a whole namespace; enumerations, whose values
   * are written without them; classes below which others have put theirs.
   */
  async isFarReaching(transaction: WbemTransaction): Promise<boolean> {
    if (this.#isEverywhere) return true;
    for (const { kind, namespace, path } of this.#classes) {
      const services = await transaction.openNamespace(namespace);
      const definition = await orAbsent(() => services.getClass(path));
      if (definition === undefined) continue;
      if (enumerationTypeOf(definition) !== undefined) return true;
      for await (const below of services.createClassEnum(path, WBEM_FLAG_SHALLOW)) {
        if (!this.#touched.has(keyOfObject({ kind, namespace, path: below.name }))) return true;
      }
    }
    return false;
  }

  /** Whether a file of another compile names one of the classes, or declares one of the instances. */
  async isMetBy(file: FileRecord, record: CompilationRecord): Promise<boolean> {
    if (file.words === undefined) return true;
    const words = file.words.trim().split(" ");
    if (words.some((word) => this.#names.has(word))) return true;
    const instances = words.flatMap((word) => this.#instances.get(word) ?? []);
    if (instances.length === 0) return false;
    for (const [kind, namespace, ...paths] of await record.readObjects(file)) {
      if (kind !== "instance") continue;
      const keys = paths.map((path) => keyOfObject({ kind, namespace, path }));
      if (keys.some((key) => instances.some((changed) => changed.has(key)))) return true;
    }
    return false;
  }
}

/** What tells an object from others, whatever the case of its names. */
export function keyOfObject({ kind, namespace, path }: RefusedObject): string {
  return `${kind} ${foldName(namespace)}:${foldName(path)}`;
}

/**
 * Has the other compiles into a target that were up to date before this one stay so, where nothing that this one has changed
 * can mean anything to them. Otherwise two of them would take each other for somebody who has written to the target, for ever.
 *
 * @param record that of the compile, which has been written
 */
export async function carryOver(
  record: CompilationRecord,
  transaction: WbemTransaction,
  touched: TouchedObjects,
): Promise<void> {
  const { revision } = transaction;
  if (revision === undefined) return;
  const others = await record.othersAt(revision - 1);
  if (others.length === 0) return;
  const changed = await touched.changed(transaction);
  if (await changed.isFarReaching(transaction)) return;
  for (const other of others) if (!(await isMet(other, changed))) await other.changeRevision(revision);
}

async function isMet(record: CompilationRecord, changed: ChangedObjects): Promise<boolean> {
  const details = await record.readDetails();
  if (details === undefined) return true;
  for (const { files } of details.units) {
    for (const file of files) if (await changed.isMetBy(file, record)) return true;
  }
  return false;
}
