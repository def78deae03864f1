import { AsyncLocalStorage } from "node:async_hooks";
import type { Dialect } from "../codes/dialects.ts";
import { type ResultParts, servicesPart, WbemCallResult } from "../wbem/call-result.ts";
import type { WbemConnection, WbemTransaction } from "../wbem/connection.ts";
import { violation, WbemError } from "../wbem/error.ts";
import { parseLocale } from "../wbem/locale.ts";
import { checkFlags } from "../wbem/operation-flags.ts";
import type { ProviderRegistry } from "../wbem/provider-registry.ts";
import type { WbemServices } from "../wbem/services.ts";
import { type OperationRunner, RepositoryServices } from "./repository-services.ts";
import { type KeyComparison, keysSetting, RepositoryState } from "./repository-state.ts";
import { retryConflicts } from "./retry-conflicts.ts";
import type { Store } from "./store.ts";
import { RepositoryTransaction } from "./transaction.ts";

/** How a repository is opened. */
export interface RepositoryOptions {
  /** What people see: `repository.db`, `memory:`. */
  readonly name: string;
  /** Default: `auto`. */
  readonly dialect?: Dialect;
  /**
   * How string keys compare: without case (`folded`, the default for a new repository) or exactly (`exact`). A repository
   * keeps what it was created with; asking for the other is refused.
   */
  readonly keys?: KeyComparison;
  /** Gives a string key a value where an instance has none. Default: a GUID in braces. */
  readonly generateKey?: () => string;
  /**
   * The language whose texts reads with `WBEM_FLAG_USE_AMENDED_QUALIFIERS` merge into definitions: `MS_409`, in any case.
   * Default: none. The language of the machine is never asked, so a program reads the same everywhere.
   */
  readonly locale?: string;
  /**
   * Who serves which class in this process. Default: nobody, and all instances are stored; one of a class that is `dynamic`
   * is refused.
   */
  readonly providers?: ProviderRegistry;
  /**
   * What is written will be thrown away, so no provider is called, not to read either; what would be put through one is
   * kept with the rest. Default: `false`.
   */
  readonly dryRun?: boolean;
  /** Refuses every write with `WBEM_E_ACCESS_DENIED`. */
  readonly readOnly?: boolean;
}

function generateGuid(): string {
  return `{${crypto.randomUUID().toUpperCase()}}`;
}

/** The local implementation of a connection: CIM's rules over a store. */
class Repository implements WbemConnection, OperationRunner {
  readonly exactKeys: boolean;
  readonly #state: RepositoryState;
  /** The transaction that the running code is part of. One that waited for another of its own would wait for ever. */
  readonly #running = new AsyncLocalStorage<RepositoryTransaction>();

  constructor(state: RepositoryState, exactKeys: boolean) {
    this.#state = state;
    this.exactKeys = exactKeys;
  }

  get name(): string {
    return this.#state.settings.name;
  }

  get dialect(): Dialect {
    return this.#state.settings.dialect;
  }

  get locale(): string | undefined {
    return this.#state.settings.locale?.name;
  }

  openNamespace(path: string, flags = 0): WbemCallResult<WbemServices> {
    return new WbemCallResult(this.#openNamespace(path, flags), flags, servicesPart);
  }

  async #openNamespace(path: string, flags: number): Promise<WbemServices> {
    checkFlags("openNamespace", flags);
    const row = await this.#state.findNamespace(this.#state.store, path);
    return new RepositoryServices(this.#state, this, row.path);
  }

  async transaction<Result>(work: (transaction: WbemTransaction) => Promise<Result>): Promise<Result> {
    const { name, readOnly } = this.#state.settings;
    if (readOnly) throw WbemError.fromViolations([violation("read-only-repository", { repository: name })]);
    if (this.#runningTransaction() !== undefined) {
      throw new Error(
        "within a transaction, write through its own namespaces: a second one would wait for it for ever",
      );
    }
    let transaction: RepositoryTransaction | undefined;
    try {
      const result = await this.#state.store.transaction(async (writer) => {
        transaction = await RepositoryTransaction.begin(this.#state, writer);
        return this.#running.run(transaction, () => this.#runToEnd(transaction as RepositoryTransaction, work));
      });
      transaction?.keep();
      return result;
    } catch (error) {
      // It may have failed when it was to last, after all work was done.
      throw transaction === undefined ? error : await transaction.takeBack(error);
    } finally {
      transaction?.abandon();
    }
  }

  /** What fails is taken back before the next transaction begins, which may be about the same instances. */
  async #runToEnd<Result>(
    transaction: RepositoryTransaction,
    work: (transaction: WbemTransaction) => Promise<Result>,
  ): Promise<Result> {
    try {
      const done = await work(transaction);
      await transaction.finish();
      return done;
    } catch (error) {
      throw await transaction.takeBack(error);
    }
  }

  /** An operation as a transaction of its own. Within another one it is refused, which that one fails with unless it is seen. */
  call<Result>(
    namespace: string,
    operation: (services: WbemServices) => PromiseLike<Result>,
    flags: number,
    parts?: ResultParts<Result>,
  ): WbemCallResult<Result> {
    const work = retryConflicts(() =>
      this.transaction(async (transaction) => operation(await transaction.openNamespace(namespace))),
    );
    const call = new WbemCallResult(work, flags, parts);
    this.#runningTransaction()?.watch(call, work);
    return call;
  }

  /** What was begun within a transaction and goes on after it is no part of it any more. */
  #runningTransaction(): RepositoryTransaction | undefined {
    const transaction = this.#running.getStore();
    return transaction?.isOver === false ? transaction : undefined;
  }

  revision(): Promise<number> {
    return this.#state.revision(this.#state.store);
  }

  async *namespaces(): AsyncGenerator<string> {
    yield* await this.#state.listNamespaces(this.#state.store);
  }

  async close(): Promise<void> {
    if (this.#runningTransaction() !== undefined) {
      throw new Error("within a transaction, the connection cannot be closed: that would wait for it for ever");
    }
    await this.#state.store.close();
  }
}

/**
 * Opens a repository over a store. Nothing is written before the first put; the connection owns the store and closes it.
 * `WBEM_E_INVALID_PARAMETER` where the repository compares keys otherwise than asked (`keys-compared-otherwise`), and for
 * a locale that is none (`invalid-locale`).
 *
 * @example const connection = await openRepository(new MemoryStore(), { name: "memory:" });
 */
export async function openRepository(store: Store, options: RepositoryOptions): Promise<WbemConnection> {
  const { name, dialect = "auto", keys, generateKey = generateGuid, readOnly = false } = options;
  const { providers, dryRun = false } = options;
  const locale = options.locale === undefined ? undefined : parseLocale(options.locale);
  const existing = await store.getSetting(keysSetting);
  if (keys !== undefined && existing !== undefined && existing !== keys) {
    const parameters = { repository: name, existing, asked: keys };
    throw WbemError.fromViolations([violation("keys-compared-otherwise", parameters)]);
  }
  const settings = { name, dialect, readOnly, generateKey, locale, providers, dryRun };
  return new Repository(new RepositoryState(settings, store, keys ?? "folded"), (existing ?? keys) === "exact");
}
