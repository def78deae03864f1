import { compareCodePoints } from "../cim/code-point-order.ts";
import { classFromJson, qualifierTypeFromJson } from "../cim/json.ts";
import type { Locale } from "../cim/locale.ts";
import { foldName } from "../cim/names.ts";
import type { Dialect } from "../codes/dialects.ts";
import { suggest } from "../codes/suggest.ts";
import { violation, WbemError } from "../wbem/error.ts";
import type { ProviderReads } from "../wbem/provider.ts";
import type { ProviderRegistry } from "../wbem/provider-registry.ts";
import type { ClassCache } from "./class-cache.ts";
import type { ProviderJournal } from "./providers/provider-journal.ts";
import { QualifierDefinitions } from "./qualifier-definitions.ts";
import { resolveClass } from "./resolve-class.ts";
import { isClassOrSubclass, type ResolvedClass } from "./resolved-class.ts";
import type { ClassRow, NamespaceRow, StoreReader } from "./store.ts";
import { findSystemClass, systemClasses, systemClassNames } from "./system-classes.ts";

/** What a repository was opened with. */
export interface RepositorySettings {
  /** What people see: `repository.db`, `memory:`. */
  readonly name: string;
  readonly dialect: Dialect;
  readonly readOnly: boolean;
  /** Gives a string key a value where an instance has none. */
  readonly generateKey: () => string;
  /** The locale whose texts amended reads merge; `undefined`: they merge none. */
  readonly locale: Locale | undefined;
  /** Who serves which class in this process; `undefined`: nobody any. */
  readonly providers: ProviderRegistry | undefined;
  /** What is written is thrown away, so no provider is called. */
  readonly dryRun: boolean;
}

/** Gives the other namespaces in the state that a view sees. */
export interface NamespaceViews {
  viewOf(row: NamespaceRow, exactKeys: boolean): NamespaceView;
}

/**
 * How many misspelt class names are compared with all others for one view, which is a transaction or a read: a file full
 * of unknown names would otherwise take 0.4 ms for each among 2,000 classes.
 */
const maximumSuggestions = 1000;

/** One namespace as a reader or a transaction sees it: rows through the cache. */
export class NamespaceView {
  readonly settings: RepositorySettings;
  readonly reader: StoreReader;
  /** The folded path. */
  readonly key: string;
  /** The path as spelled. */
  readonly path: string;
  /** String keys compare exactly and not without case. */
  readonly exactKeys: boolean;
  readonly cache: ClassCache;
  readonly views: NamespaceViews;
  /** What providers have done in the transaction that the view is part of. */
  readonly journal: ProviderJournal | undefined = undefined;
  /** Through which providers read, where they are called. */
  services: ProviderReads | undefined = undefined;
  /** Answers by the name that was asked for; `undefined`: nothing is near it. */
  readonly #suggestions = new Map<string, string | undefined>();
  #searches = 0;

  constructor(
    settings: RepositorySettings,
    reader: StoreReader,
    namespace: { readonly key: string; readonly path: string },
    exactKeys: boolean,
    cache: ClassCache,
    views: NamespaceViews,
  ) {
    this.settings = settings;
    this.reader = reader;
    this.key = namespace.key;
    this.path = namespace.path;
    this.exactKeys = exactKeys;
    this.cache = cache;
    this.views = views;
  }

  /** The declared qualifier types. */
  async definitions(): Promise<QualifierDefinitions> {
    const known = this.cache.definitions;
    if (known !== undefined) return known;
    const { epoch } = this.cache;
    const rows = await this.reader.listQualifierTypes(this.key);
    const definitions = new QualifierDefinitions(
      rows.map(({ key, body }) => this.decode(body, key, qualifierTypeFromJson)),
    );
    if (this.cache.epoch === epoch) this.cache.definitions = definitions;
    return definitions;
  }

  /** A class by its name in any case; `undefined` where there is none. */
  async findClass(name: string): Promise<ResolvedClass | undefined> {
    const folded = foldName(name);
    const loaded = this.#findInMemory(folded);
    if (loaded !== undefined || this.cache.lacks(folded)) return loaded;
    const { epoch } = this.cache;
    const rows: ClassRow[] = [];
    const seen = new Set<string>();
    let above: ResolvedClass | undefined;
    for (let key: string | null = folded; key !== null; ) {
      above = this.#findInMemory(key);
      if (above !== undefined) break;
      const [row]: readonly (ClassRow | undefined)[] = await this.reader.getClasses(this.key, [key]);
      if (row === undefined && rows.length === 0) return undefined;
      if (row === undefined || seen.has(key)) throw this.damaged(rows.at(-1)?.key ?? key);
      seen.add(key);
      rows.push(row);
      key = row.superclass;
    }
    const definitions = await this.definitions();
    for (const row of rows.reverse()) above = this.#resolveRow(row, above, definitions, epoch);
    return above;
  }

  /** A class that is in memory, by its name in any case. */
  findLoadedClass(name: string): ResolvedClass | undefined {
    return this.#findInMemory(foldName(name));
  }

  /** Whether there is surely no class of this name in any case; one that is not may be there or not. */
  lacksClass(name: string): boolean {
    return this.cache.lacks(foldName(name));
  }

  /** The direct subclasses of a class that are rows, by folded name; of `null` the classes without a superclass. */
  async subclassesOf(superclass: ResolvedClass | null): Promise<readonly ResolvedClass[]> {
    const { epoch } = this.cache;
    const rows = await this.reader.listSubclasses(this.key, superclass?.key ?? null);
    if (rows.length === 0) return [];
    const definitions = await this.definitions();
    return rows.map((row) => {
      return this.cache.find(row.key) ?? this.#resolveRow(row, superclass ?? undefined, definitions, epoch);
    });
  }

  /**
   * Everything that derives from a class, each class before its subclasses, otherwise by folded name. `null`: all classes.
   * System classes are left out, what derives from them is not.
   */
  async *descendantsOf(superclass: ResolvedClass | null): AsyncGenerator<ResolvedClass> {
    // From the last to the first, so that the next class is at the end.
    const waiting = [...(await this.#topClasses(superclass))].reverse();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      yield next;
      for (const subclass of (await this.subclassesOf(next)).toReversed()) waiting.push(subclass);
    }
  }

  get hasClassNames(): boolean {
    return this.cache.classNames !== undefined;
  }

  /**
   * Makes {@link suggestClass} know all classes of the namespace. The cache keeps their names: walking over 3,000 classes
   * takes 50 ms, and a program may ask for what is not there again and again.
   */
  async loadClassNames(): Promise<void> {
    while (this.cache.classNames === undefined) {
      const { epoch } = this.cache;
      const names = systemClassNames();
      for await (const { key, declaration } of this.descendantsOf(null)) names.set(key, declaration.name);
      if (this.cache.epoch === epoch) this.cache.classNames = names;
    }
  }

  /** The class that was probably meant, among those {@link loadClassNames} found. */
  suggestClass(name: string): string | undefined {
    const { classNames } = this.cache;
    if (classNames === undefined) return undefined;
    const known = this.#suggestions.get(name);
    if (known === undefined ? this.#suggestions.has(name) : classNames.has(foldName(known))) return known;
    if (this.#searches++ >= maximumSuggestions) return undefined;
    const suggestion = suggest(name, classNames.values());
    this.#suggestions.set(name, suggestion);
    return suggestion;
  }

  /** Notes classes that come, which may be what was meant where nothing was near. */
  protected noteClassNames(classes: readonly ResolvedClass[]): void {
    if (this.#suggestions.size === 0) return;
    const { classNames } = this.cache;
    if (classes.some(({ key }) => classNames?.has(key) !== true)) this.#suggestions.clear();
  }

  /** Reads a stored body; one that cannot be read is damage. */
  decode<Body, Result>(body: string, key: string, fromJson: (json: Body) => Result): Result {
    try {
      return fromJson(JSON.parse(body) as Body);
    } catch (cause) {
      throw this.damaged(key, cause);
    }
  }

  /** The error for a row that cannot be what was stored. */
  damaged(key: string, cause?: unknown): WbemError {
    return WbemError.fromViolations([violation("damaged-object", { object: key, namespace: this.path })], {
      object: { kind: "class", namespace: this.path, path: key },
      ...(cause !== undefined && { cause }),
    });
  }

  #findInMemory(key: string): ResolvedClass | undefined {
    return this.cache.find(key) ?? findSystemClass(key);
  }

  #resolveRow(
    row: ClassRow,
    superclass: ResolvedClass | undefined,
    definitions: QualifierDefinitions,
    epoch: number,
  ): ResolvedClass {
    const resolved = resolveClass(this.decode(row.body, row.key, classFromJson), superclass, definitions);
    if (this.cache.epoch === epoch) this.cache.set(resolved);
    return resolved;
  }

  async #topClasses(superclass: ResolvedClass | null): Promise<readonly ResolvedClass[]> {
    if (superclass !== null && !superclass.isSystem) return this.subclassesOf(superclass);
    const top = superclass === null ? [...(await this.subclassesOf(null))] : [];
    for (const key of await this.#extendedSystemClasses()) {
      const system = findSystemClass(key) as ResolvedClass;
      if (superclass === null || isClassOrSubclass(system, superclass.key)) {
        top.push(...(await this.subclassesOf(system)));
      }
    }
    return top.sort((left, right) => compareCodePoints(left.key, right.key));
  }

  async #extendedSystemClasses(): Promise<ReadonlySet<string>> {
    const known = this.cache.extendedSystemClasses;
    if (known !== undefined) return known;
    const { epoch } = this.cache;
    const extended = new Set<string>();
    const asked = [...systemClasses().keys()].map(async (key) => {
      if ((await this.reader.listSubclasses(this.key, key)).length > 0) extended.add(key);
    });
    await Promise.all(asked);
    if (this.cache.epoch === epoch) this.cache.extendedSystemClasses = extended;
    return extended;
  }
}
