import { classToJson } from "../cim/json.ts";
import { type Locale, localeOfNamespace } from "../cim/locale.ts";
import type { QualifierType } from "../cim/model.ts";
import type { RefusedObject } from "../wbem/error.ts";
import type { ClassCache } from "./class-cache.ts";
import { DeferredChecks } from "./deferred-checks.ts";
import { NamespaceView, type NamespaceViews, type RepositorySettings } from "./namespace-view.ts";
import type { ProviderJournal } from "./providers/provider-journal.ts";
import { QualifierDefinitions } from "./qualifier-definitions.ts";
import type { ResolvedClass } from "./resolved-class.ts";
import type { ClassRow, ImmediateWriter, NamespaceRow, StoreWriter } from "./store.ts";

/** Creating and deleting namespaces, which is the transaction's business: it knows what it has opened. */
export interface NamespaceRegistry extends NamespaceViews {
  /** What providers have done in the transaction. */
  readonly journal: ProviderJournal;
  /** Creates a namespace whose parent is there. */
  create(path: string): Promise<void>;
  /** Deletes a namespace with all its content and everything below it, by its folded path; whether it was there. */
  delete(key: string): Promise<boolean>;
}

function rowOf({ key, superclass, declaration }: ResolvedClass): ClassRow {
  const body = JSON.stringify(classToJson(declaration));
  return { key, superclass: superclass === undefined ? null : superclass.key, body };
}

/** One namespace within a transaction: what a view reads, and writing. */
export class NamespaceSession extends NamespaceView {
  readonly writer: StoreWriter;
  readonly namespaces: NamespaceRegistry;
  /** The locale whose localized classes the namespace holds, by its name. */
  readonly localizes: Locale | undefined;
  /** Whether a class or qualifier type was written, so that the generation of the namespace has to rise. */
  schemaChanged = false;
  /** The namespace was deleted by this transaction; nothing can be done in it any more. */
  isDeleted = false;
  readonly deferred = new DeferredChecks();
  override readonly journal: ProviderJournal;
  /** Folded names of the providers that deleted classes have named. */
  readonly deletedProviders = new Set<string>();
  #hasClasses: boolean | undefined;
  /** The qualifier types as this transaction has changed them, which no one outside of it sees. */
  #types: Map<string, QualifierType> | undefined;

  constructor(
    settings: RepositorySettings,
    writer: StoreWriter,
    row: NamespaceRow,
    exactKeys: boolean,
    cache: ClassCache,
    namespaces: NamespaceRegistry,
  ) {
    super(settings, writer, row, exactKeys, cache, namespaces);
    this.writer = writer;
    this.namespaces = namespaces;
    this.journal = namespaces.journal;
    this.localizes = localeOfNamespace(row.path);
  }

  /** Whether there were classes when this was first asked, or some have been written since. */
  async hasClasses(): Promise<boolean> {
    if (this.#hasClasses === undefined) {
      const { done } = await this.descendantsOf(null).next();
      this.#hasClasses ??= done !== true;
    }
    return this.#hasClasses;
  }

  /** Names an object of this namespace in an error. */
  refused(kind: RefusedObject["kind"], path: string): RefusedObject {
    return { kind, namespace: this.path, path };
  }

  /**
   * Stores classes in the given forms, each resolved with the others. Here and below the rows change first and what is in
   * memory then, at once, because others read meanwhile.
   *
   * @param refreshed classes that stay as they are stored, resolved with those that are written
   */
  async writeClasses(classes: readonly ResolvedClass[], refreshed: readonly ResolvedClass[] = []): Promise<void> {
    this.schemaChanged = true;
    await this.writer.putClasses(this.key, classes.map(rowOf));
    this.#noteClasses(classes, refreshed);
  }

  /** {@link writeClasses} where the store answers at once. */
  writeClassNow(resolved: ResolvedClass, writer: ImmediateWriter): void {
    this.schemaChanged = true;
    writer.putClasses(this.key, [rowOf(resolved)]);
    this.#noteClasses([resolved], []);
  }

  #noteClasses(classes: readonly ResolvedClass[], refreshed: readonly ResolvedClass[]): void {
    this.#hasClasses = true;
    this.noteClassNames(classes);
    this.cache.change(classes);
    this.cache.change(refreshed);
    for (const resolved of classes) {
      if (resolved.superclass?.isSystem) this.cache.extendSystemClass(resolved.superclass.key);
    }
  }

  /** Removes classes by their folded names, with all their instances. */
  async removeClasses(keys: readonly string[]): Promise<void> {
    this.schemaChanged = true;
    for (const key of keys) await this.writer.deleteInstancesOf(this.key, key);
    await this.writer.deleteClasses(this.key, keys);
    this.cache.forget(keys);
    for (const key of keys) this.deferred.classes.delete(key);
  }

  /** Notes that a qualifier type was written, or with `undefined` deleted. */
  async redefineType(key: string, type: QualifierType | undefined): Promise<void> {
    const { types } = await this.definitions();
    // To copy them for each change takes 14 s for 8,000.
    if (this.#types !== types) this.#types = new Map(types);
    if (type === undefined) this.#types.delete(key);
    else this.#types.set(key, type);
    this.redefine(new QualifierDefinitions(this.#types));
  }

  /** Notes that the qualifier types have changed, with which every class was resolved. */
  redefine(definitions: QualifierDefinitions): void {
    this.schemaChanged = true;
    this.cache.redefine(definitions);
  }
}
