import { enumerationTypeOf } from "../cim/class-kinds.ts";
import { foldName } from "../cim/names.ts";
import type { WbemTransaction } from "../wbem/connection.ts";
import type { RefusedObject } from "../wbem/error.ts";
import { WBEM_FLAG_SHALLOW } from "../wbem/flags.ts";
import { type CompilationRecord, type FileRecord, orAbsent } from "./compilation-record.ts";

/** The objects that a compile has put or removed. */
export class TouchedObjects {
  /** By namespace and name, folded. */
  readonly #classes = new Map<string, RefusedObject>();
  /** The folded names of the classes; of one that is declared in another also what may be the name of that. */
  readonly #names = new Set<string>();
  /** By the folded names of their classes. */
  readonly #instances = new Map<string, Set<string>>();
  #isEverywhere = false;

  add(object: RefusedObject): void {
    const { kind, path } = object;
    if (kind === "qualifier" || kind === "namespace") this.#isEverywhere = true;
    else if (kind === "instance") {
      const [name = ""] = /^[^.=]+/.exec(foldName(path)) ?? [];
      const paths = this.#instances.get(name) ?? new Set();
      this.#instances.set(name, paths.add(keyOf(object.namespace, path)));
    } else {
      this.#classes.set(keyOf(object.namespace, path), object);
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
    for (const { namespace, path } of this.#classes.values()) {
      const services = await transaction.openNamespace(namespace);
      const definition = await orAbsent(() => services.getClass(path));
      if (definition === undefined) continue;
      if (enumerationTypeOf(definition) !== undefined) return true;
      for await (const below of services.createClassEnum(path, WBEM_FLAG_SHALLOW)) {
        if (!this.#classes.has(keyOf(namespace, below.name))) return true;
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
      if (paths.some((path) => instances.some((touched) => touched.has(keyOf(namespace, path))))) return true;
    }
    return false;
  }
}

function keyOf(namespace: string, path: string): string {
  return `${foldName(namespace)}:${foldName(path)}`;
}

/**
 * Has the other compiles into a target that were up to date before this one stay so, where nothing that this one has put or removed
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
  if (others.length === 0 || (await touched.isFarReaching(transaction))) return;
  for (const other of others) if (!(await isMet(other, touched))) await other.changeRevision(revision);
}

async function isMet(record: CompilationRecord, touched: TouchedObjects): Promise<boolean> {
  const details = await record.readDetails();
  if (details === undefined) return true;
  for (const { files } of details.units) {
    for (const file of files) if (await touched.isMetBy(file, record)) return true;
  }
  return false;
}
