import { foldName } from "../cim/names.ts";
import { type ResultParts, servicesPart, WbemCallResult } from "../wbem/call-result.ts";
import type { WbemTransaction } from "../wbem/connection.ts";
import { WbemError } from "../wbem/error.ts";
import { checkFlags } from "../wbem/operation-flags.ts";
import type { WbemServices } from "../wbem/services.ts";
import { ClassCache } from "./class-cache.ts";
import { checkDeferred } from "./deferred-checks.ts";
import { rootNamespace } from "./namespace-instances.ts";
import { type NamespaceRegistry, NamespaceSession } from "./namespace-session.ts";
import type { NamespaceView } from "./namespace-view.ts";
import { deleteRegistrations } from "./providers/deleted-providers.ts";
import { ProviderJournal, withKeptWork } from "./providers/provider-journal.ts";
import { keysSetting, type RepositoryState, revisionSetting } from "./repository-state.ts";
import type { NamespaceRow, StoreWriter } from "./store.ts";
import { systemClassNames } from "./system-classes.ts";
import { TransactionServices } from "./transaction-services.ts";

/**
 * The setting that holds the highest generation a deleted namespace had. One that is created begins above it, so that no
 * process takes a new namespace of an old name for the one it knew.
 */
const generationSetting = "deleted-generation";

/** The cache of a namespace without classes, which has not to ask the store for any: half of them are looked for in vain. */
function emptyCache(generation: number): ClassCache {
  const cache = new ClassCache(generation);
  cache.classNames = systemClassNames();
  cache.extendedSystemClasses = new Set();
  return cache;
}

/** What is asked of a call whose operation failed. */
type WatchedCall = Pick<WbemCallResult<never>, "isOutcomeAsked">;

/** An operation that failed, and the call that tells of it. */
interface FailedCall {
  readonly call: WatchedCall;
  readonly error: unknown;
}

/** So many failures are kept without looking who has asked about them. */
const keptFailures = 100;

interface OpenNamespace {
  readonly row: NamespaceRow;
  readonly session: NamespaceSession;
  readonly services: WbemServices;
}

/** One transaction over all namespaces of a repository. */
export class RepositoryTransaction implements WbemTransaction, NamespaceRegistry {
  readonly #state: RepositoryState;
  readonly #writer: StoreWriter;
  readonly #exactKeys: boolean;
  readonly revision: number;
  readonly #open = new Map<string, OpenNamespace>();
  /** Folded paths of namespaces whose caches do not hold any more. */
  readonly #replaced = new Set<string>();
  /** Folded paths of namespaces that this transaction created, where nothing is that it has not put there. */
  readonly #created = new Set<string>();
  /** How often a namespace was deleted, so that a row that was read before is not taken for one that is there. */
  #deletions = 0;
  readonly journal = new ProviderJournal();
  #isInitialised: boolean;
  #isOver = false;
  /** Providers take back what they did, which is still part of it. */
  #isTakingBack = false;
  /** How many operations were begun and have not ended. */
  #waiting = 0;
  /** The deferred checks have found nothing, and nothing was done since. */
  #isSound = false;
  /** The operation that runs last: they run one after another, whether or not the caller waits. */
  #last: Promise<unknown> = Promise.resolve();
  /** Operations that failed, in their order; those about which somebody has asked since go when there are many. */
  #failed: FailedCall[] = [];
  /** With so many of them those that were asked about go: each time twice as many as stay, so that it takes linear time. */
  #failedLimit = keptFailures;

  private constructor(
    state: RepositoryState,
    writer: StoreWriter,
    exactKeys: boolean,
    isInitialised: boolean,
    revision: number,
  ) {
    this.#state = state;
    this.#writer = writer;
    this.#exactKeys = exactKeys;
    this.#isInitialised = isInitialised;
    if (!isInitialised) this.#created.add(rootNamespace);
    this.revision = revision;
  }

  static async begin(state: RepositoryState, writer: StoreWriter): Promise<RepositoryTransaction> {
    const isInitialised = (await writer.getSetting(keysSetting)) !== undefined;
    const exactKeys = (await state.keyComparison(writer)) === "exact";
    const revision = (await state.revision(writer)) + 1;
    return new RepositoryTransaction(state, writer, exactKeys, isInitialised, revision);
  }

  openNamespace(path: string, flags = 0): WbemCallResult<WbemServices> {
    return new WbemCallResult(this.#openNamespace(path, flags), flags, servicesPart);
  }

  async #openNamespace(path: string, flags: number): Promise<WbemServices> {
    checkFlags("openNamespace", flags);
    this.checkRunning();
    const { earlier } = this;
    if (earlier !== undefined) await earlier;
    for (;;) {
      const deletions = this.#deletions;
      const row = await this.#state.findNamespace(this.#writer, path);
      if (deletions === this.#deletions) return this.#openRow(row).services;
    }
  }

  viewOf(row: NamespaceRow): NamespaceView {
    return this.#openRow(row).session;
  }

  #openRow(row: NamespaceRow): OpenNamespace {
    const known = this.#open.get(row.key);
    if (known !== undefined) return known;
    const base = this.#replaced.has(row.key) ? undefined : this.#state.cacheOf(row);
    const cache = this.#created.has(row.key) ? emptyCache(row.generation) : new ClassCache(row.generation, base);
    const session = new NamespaceSession(this.#state.settings, this.#writer, row, this.#exactKeys, cache, this);
    const services = new TransactionServices(session, this);
    session.services = services;
    const opened: OpenNamespace = { row, session, services };
    this.#open.set(row.key, opened);
    return opened;
  }

  /** Whether nothing can be done in it any more. */
  get isOver(): boolean {
    return this.#isOver && !this.#isTakingBack;
  }

  call<Result>(operation: () => Promise<Result>, flags: number, parts?: ResultParts<Result>): WbemCallResult<Result> {
    // What comes too late is no part of the transaction: its failure is that of its own call.
    if (this.#isOver) return new WbemCallResult(Promise.reject(this.#ended()), flags, parts);
    if (this.journal.isServed) {
      const reason = "a provider cannot write through the transaction that waits for it";
      return new WbemCallResult(Promise.reject(new Error(reason)), flags, parts);
    }
    const work = this.#enqueue(operation);
    const call = new WbemCallResult(work, flags, parts);
    this.#last = work.catch((error) => this.#noteFailure(call, error));
    return call;
  }

  /** Makes the failure of a call that is not of this transaction, but was made within it, count as one of its own. */
  watch(call: WatchedCall, work: Promise<unknown>): void {
    this.#last = Promise.all([this.#last, work.catch((error) => this.#noteFailure(call, error))]);
  }

  #noteFailure(call: WatchedCall, error: unknown): void {
    if (call.isOutcomeAsked) return;
    if (this.#failed.length >= this.#failedLimit) {
      this.#failed = this.#failed.filter((failed) => !failed.call.isOutcomeAsked);
      this.#failedLimit = Math.max(keptFailures, 2 * this.#failed.length);
    }
    this.#failed.push({ call, error });
  }

  get earlier(): Promise<unknown> | undefined {
    return this.#waiting === 0 || this.journal.isServed ? undefined : this.#last;
  }

  now<Result>(operation: () => Result | undefined): Result | undefined {
    if (this.#waiting > 0 || this.#isOver || !this.#isInitialised) return undefined;
    this.#isSound = false;
    try {
      return operation();
    } catch (error) {
      if (error instanceof WbemError) return undefined;
      throw error;
    }
  }

  #enqueue<Result>(operation: () => Promise<Result>): Promise<Result> {
    this.#waiting++;
    return this.#last.then(async () => {
      try {
        this.checkRunning();
        this.#isSound = false;
        if (!this.#isInitialised) await this.#initialise();
        return await operation();
      } finally {
        this.#waiting--;
      }
    });
  }

  checkDeferred(): Promise<readonly WbemError[]> {
    const work = this.#enqueue(async () => {
      const errors = await this.#checkDeferred();
      this.#isSound = errors.length === 0;
      return errors;
    });
    this.#last = work.catch(() => undefined);
    return work;
  }

  async #checkDeferred(): Promise<readonly WbemError[]> {
    const errors: WbemError[] = [];
    for (const { session } of this.#open.values()) errors.push(...(await checkDeferred(session)));
    return errors;
  }

  async create(path: string): Promise<void> {
    const generation = Number((await this.#writer.getSetting(generationSetting)) ?? 0);
    const key = foldName(path);
    await this.#writer.putNamespace({ key, path, generation: generation + 1 });
    this.#created.add(key);
  }

  async delete(key: string): Promise<boolean> {
    const doomed = (await this.#writer.listNamespaces()).filter((row) => `${row.key}/`.startsWith(`${key}/`));
    if (!doomed.some((row) => row.key === key)) return false;
    const before = Number((await this.#writer.getSetting(generationSetting)) ?? 0);
    // What this transaction wrote would have raised the generation by one more.
    const highest = Math.max(before, ...doomed.map(({ generation }) => generation + 1));
    await this.#writer.putSetting(generationSetting, String(highest));
    // Children first, so that no namespace is ever without its parent.
    for (const row of doomed.toReversed()) {
      await this.#writer.deleteNamespace(row.key);
      for (const name of this.#state.settings.providers?.providersIn(row.key)?.keys() ?? []) {
        this.journal.unregister(row.key, name);
      }
      this.#deletions++;
      this.#replaced.add(row.key);
      this.#created.delete(row.key);
      const open = this.#open.get(row.key);
      if (open === undefined) continue;
      open.session.isDeleted = true;
      this.#open.delete(row.key);
    }
    return true;
  }

  /** Makes the checks that had to wait and raises generations. What throws here takes the transaction back. */
  async finish(): Promise<void> {
    await this.#settle();
    this.#isOver = true;
    const forgotten = this.#failed.find(({ call }) => !call.isOutcomeAsked);
    if (forgotten !== undefined) throw forgotten.error;
    const [refusal] = this.#isSound ? [] : await this.#checkDeferred();
    if (refusal) throw refusal;
    for (const { session } of this.#open.values()) await deleteRegistrations(session);
    for (const { session } of this.#open.values()) {
      if (!session.schemaChanged) continue;
      const { key, path, cache } = session;
      cache.generation++;
      await this.#writer.putNamespace({ key, path, generation: cache.generation });
    }
    // A transaction that did nothing leaves a new repository as it is, which is none.
    if (this.#isInitialised) await this.#writer.putSetting(revisionSetting, String(this.revision));
  }

  /** Waits until all operations have ended that were begun. */
  async #settle(): Promise<void> {
    for (let last: unknown; last !== this.#last; ) {
      last = this.#last;
      await last;
    }
  }

  /** Takes back what providers did in a transaction that fails; gives its error, with what they could not take back. */
  async takeBack(error: unknown): Promise<unknown> {
    this.#isOver = true;
    if (this.#state.settings.providers === undefined) return error;
    await this.#settle();
    this.#isTakingBack = true;
    try {
      return withKeptWork(error, await this.journal.undoFrom(0));
    } finally {
      this.#isTakingBack = false;
    }
  }

  /** Ends a transaction that failed; operations that come late are refused. */
  abandon(): void {
    this.#isOver = true;
  }

  /** Hands the caches on to readers, once the transaction lasts. */
  keep(): void {
    for (const key of this.#replaced) this.#state.dropCache(key);
    for (const [key, { session }] of this.#open) this.#state.keepCache(key, session.cache);
    const { providers, dryRun } = this.#state.settings;
    if (providers !== undefined && !dryRun) this.journal.keep(providers);
  }

  checkRunning(): void {
    if (this.isOver) throw this.#ended();
  }

  #ended(): Error {
    return new Error("the transaction has ended; nothing can be done in it any more");
  }

  /** Writes what a new repository begins with. */
  async #initialise(): Promise<void> {
    this.#isInitialised = true;
    await this.#writer.putSetting(keysSetting, this.#exactKeys ? "exact" : "folded");
    await this.#writer.putNamespace({ key: rootNamespace, path: rootNamespace, generation: 0 });
  }
}
