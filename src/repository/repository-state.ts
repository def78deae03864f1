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

/** What a reader has to know of a namespace. */
interface FoundNamespace {
  readonly row: NamespaceRow;
  readonly exactKeys: boolean;
}

/** What is shared by everything that works on one open repository: the store and the caches of what it holds. */
export class RepositoryState implements NamespaceViews {
  readonly settings: RepositorySettings;
  readonly store: Store;
  /** How keys compare in a repository that has no setting yet. */
  readonly #keys: KeyComparison;
  readonly #caches = new Map<string, ClassCache>();
  /** Those of {@link readNow}. */
  readonly #keptViews = new Map<string, NamespaceView>();
  /** Of {@link readView}, by path. */
  readonly #lastFound = new Map<string, FoundNamespace>();

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
    const { row, exactKeys } = await this.#find(path);
    return this.viewOf(row, exactKeys);
  }

  async #find(path: string): Promise<FoundNamespace> {
    // Both at once, because each may take the time to another machine and back.
    const [row, keys] = await Promise.all([this.findNamespace(this.store, path), this.keyComparison(this.store)]);
    return { row, exactKeys: keys === "exact" };
  }

  /**
   * Reads a namespace as readers outside of transactions see it now. Where the store has to wait for another machine, what was found
   * last is taken for what is there now, and while that is read it is asked for, so that both together take the time there and
   * back once; where it has changed, it is read again. With providers, which would be called twice, nothing is taken for granted.
   *
   * @param read changes nothing
   */
  async readView<Result>(path: string, read: (view: NamespaceView) => Promise<Result>): Promise<Result> {
    const mayAssume = this.store.readNow === undefined && this.settings.providers === undefined;
    const assumed = mayAssume ? this.#lastFound.get(path) : undefined;
    const finding = this.#find(path);
    const cache = assumed && this.#caches.get(assumed.row.key);
    const epoch = cache?.epoch;
    const ahead =
      cache?.generation === assumed?.row.generation && assumed
        ? read(this.viewOf(assumed.row, assumed.exactKeys))
        : undefined;
    // What fails in a state that is over says nothing.
    ahead?.catch(() => undefined);
    const found = await finding;
    const isAsAssumed =
      cache?.epoch === epoch &&
      cache?.generation === found.row.generation &&
      assumed?.row.generation === found.row.generation &&
      assumed.exactKeys === found.exactKeys;
    if (ahead && isAsAssumed) return ahead;
    if (mayAssume) this.#lastFound.set(path, found);
    return read(this.viewOf(found.row, found.exactKeys));
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
