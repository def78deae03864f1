import { foldName } from "../cim/names.ts";
import { normalizeNamespace } from "../cim/namespace-path.ts";
import { suggest } from "../codes/suggest.ts";
import { checkText } from "../wbem/check-arguments.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { ClassCache } from "./class-cache.ts";
import { isHidden, rootNamespace } from "./namespace-instances.ts";
import { NamespaceView, type NamespaceViews, type RepositorySettings } from "./namespace-view.ts";
import type { ImmediateRows, NamespaceRow, Store, StoreReader } from "./store.ts";

/** The setting of a store that says how string keys compare. It is there once anything is. */
export const keysSetting = "keys";

/** The setting that counts the transactions that lasted. */
export const revisionSetting = "revision";

/** How string keys compare: without case as in WMI, or exactly as in DMTF. */
export type KeyComparison = "folded" | "exact";

/** The row of `root` in a repository that nobody has written to. */
const rootRow: NamespaceRow = { key: rootNamespace, path: rootNamespace, generation: 0 };

/** What is shared by everything that works on one open repository: the store and the caches of what it holds. */
export class RepositoryState implements NamespaceViews {
  readonly settings: RepositorySettings;
  readonly store: Store;
  /** How keys compare in a repository that has no setting yet. */
  readonly #keys: KeyComparison;
  readonly #caches = new Map<string, ClassCache>();
  /** Those of {@link readNow}. */
  readonly #keptViews = new Map<string, NamespaceView>();

  constructor(settings: RepositorySettings, store: Store, keys: KeyComparison) {
    this.settings = settings;
    this.store = store;
    this.#keys = keys;
  }

  /** The comparison of keys that the repository has or will have. */
  async keyComparison(reader: StoreReader): Promise<KeyComparison> {
    const setting = await reader.getSetting(keysSetting);
    return setting === undefined ? this.#keys : setting === "exact" ? "exact" : "folded";
  }

  /** How many transactions have lasted. */
  async revision(reader: StoreReader): Promise<number> {
    return Number((await reader.getSetting(revisionSetting)) ?? 0);
  }

  /** The row of a namespace by its path in any spelling. `WBEM_E_INVALID_NAMESPACE`. */
  async findNamespace(reader: StoreReader, path: string): Promise<NamespaceRow> {
    checkText(path, "the path of the namespace");
    const parsed = normalizeNamespace(path);
    const key = parsed === undefined ? "" : foldName(parsed.namespace);
    const isBelowRoot = `${key}/`.startsWith(`${rootNamespace}/`);
    if (parsed === undefined || parsed.server !== undefined || !isBelowRoot) {
      throw WbemError.fromViolations([violation("invalid-namespace", { namespace: path })]);
    }
    const row = (await reader.getNamespace(key)) ?? (key === rootNamespace ? rootRow : undefined);
    if (row !== undefined) return row;
    const others = (await reader.listNamespaces()).map((other) => other.path);
    const suggestion = suggest(parsed.namespace, [rootNamespace, ...others]);
    const more = suggestion === undefined ? {} : { suggestion };
    throw WbemError.fromViolations([violation("unknown-namespace", { namespace: parsed.namespace }, {}, more)], {
      object: { kind: "namespace", namespace: parsed.namespace, path: parsed.namespace },
    });
  }

  /** The paths of all namespaces that are not hidden, parents first. */
  async listNamespaces(reader: StoreReader): Promise<readonly string[]> {
    const rows = await reader.listNamespaces();
    const listed = rows.filter(({ key }) => !isHidden(key)).map(({ path }) => path);
    return listed.length === 0 ? [rootNamespace] : listed;
  }

  /** The cache of a namespace in the state of a row; an older one is dropped. */
  cacheOf({ key, generation }: NamespaceRow): ClassCache {
    let cache = this.#caches.get(key);
    if (cache === undefined || cache.generation !== generation) {
      cache = new ClassCache(generation);
      this.#caches.set(key, cache);
    }
    return cache;
  }

  /** Takes over what a transaction that lasts has in its layer. */
  keepCache(key: string, layer: ClassCache): void {
    if (this.#caches.get(key)?.merge(layer) !== true) this.#caches.set(key, layer);
  }

  dropCache(key: string): void {
    this.#caches.delete(key);
  }

  /** A namespace as readers outside of transactions see it now. */
  async openView(path: string): Promise<NamespaceView> {
    // Both at once, because each may take the time to another machine and back.
    const [row, keys] = await Promise.all([this.findNamespace(this.store, path), this.keyComparison(this.store)]);
    return this.viewOf(row, keys === "exact");
  }

  /**
   * Reads a namespace by its folded path in the state that it has now, where the store answers at once. The views are kept:
   * `read` changes nothing in them, and asks nothing that they remember but what the caches hold.
   *
   * @returns `undefined` where `read` does, and where the store has to wait
   */
  readNow<Result>(
    key: string,
    read: (view: NamespaceView, rows: ImmediateRows) => Result | undefined,
  ): Result | undefined {
    return this.store.readNow?.((rows) => {
      const row = rows.getNamespace(key);
      if (row === undefined) return undefined;
      const cache = this.cacheOf(row);
      const exactKeys = (rows.getSetting(keysSetting) ?? this.#keys) === "exact";
      let view = this.#keptViews.get(key);
      if (view?.cache !== cache || view.exactKeys !== exactKeys) {
        view = this.viewOf(row, exactKeys);
        this.#keptViews.set(key, view);
      }
      return read(view, rows);
    });
  }

  viewOf(row: NamespaceRow, exactKeys: boolean): NamespaceView {
    return new NamespaceView(this.settings, this.store, row, exactKeys, this.cacheOf(row), this);
  }
}
