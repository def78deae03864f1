import type { CimClass, CimInstance, QualifierType } from "../cim/model.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { objectPart, pathPart, type ResultParts, servicesPart, WbemCallResult } from "../wbem/call-result.ts";
import type { WbemNamespaces } from "../wbem/connection.ts";
import type { WbemContext } from "../wbem/context.ts";
import { violation, WbemError } from "../wbem/error.ts";
import type { QueryPlan } from "../wbem/query-plan.ts";
import type { DeleteClassResult, PutResult, WbemServices } from "../wbem/services.ts";
import { deleteClass, deleteInstance } from "./delete-objects.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { namespaceBelow } from "./namespaces.ts";
import { putClass, putClassNow } from "./put-class.ts";
import { InstancePutter } from "./put-instance-now.ts";
import { putInstances } from "./put-instances.ts";
import { deleteQualifier, enumerateQualifiers, getQualifier, setQualifier } from "./qualifier-types.ts";
import { loadQueries } from "./queries/load-queries.ts";
import { readInstanceNow } from "./read-instance-now.ts";
import { enumerateClasses, enumerateInstances, getClass, getInstance, getObject } from "./read-objects.ts";

/** What orders the operations of a transaction that write, and has the namespaces as it sees them. */
export interface WriteQueue extends WbemNamespaces {
  /** @throws `Error` when the transaction has ended */
  checkRunning(): void;
  /**
   * Runs an operation after all that were begun before it. When it fails and nobody asks how it ended, the transaction fails
   * with its error.
   */
  call<Result>(operation: () => Promise<Result>, flags: number, parts?: ResultParts<Result>): WbemCallResult<Result>;
  /**
   * Runs an operation at once where none is before it.
   *
   * @returns `undefined` where nothing was done: the operation has to wait, returned that itself, or was refused
   * @throws what is no refusal but a mistake of a program
   */
  now<Result>(operation: () => Result | undefined): Result | undefined;
  /**
   * What a read waits for, to see what was written: the operations that were begun and have not ended. `undefined` where there
   * are none, and for a provider that one of them waits for.
   */
  readonly earlier: Promise<unknown> | undefined;
}

/** One namespace within a transaction: reads see what it has written. */
export class TransactionServices implements WbemServices {
  readonly #session: NamespaceSession;
  readonly #queue: WriteQueue;
  readonly #putter: InstancePutter | undefined;

  constructor(session: NamespaceSession, queue: WriteQueue) {
    this.#session = session;
    this.#queue = queue;
    this.#putter = InstancePutter.of(session);
  }

  get namespace(): string {
    return this.#session.path;
  }

  openNamespace(path: string, flags = 0, context: WbemContext | null = null): WbemCallResult<WbemServices> {
    const open = async () => this.#queue.openNamespace(namespaceBelow(this.namespace, path), flags, context);
    return new WbemCallResult(open(), flags, servicesPart);
  }

  putClass(definition: CimClass, flags = 0): WbemCallResult<PutResult> {
    let done: PutResult | undefined;
    try {
      if (flags === 0) done = this.#now((session) => putClassNow(session, definition));
    } catch (error) {
      return this.#write(() => Promise.reject(error), flags);
    }
    if (done !== undefined) return new WbemCallResult(undefined, flags, {}, done);
    return this.#write((session) => putClass(session, definition, flags), flags);
  }

  putInstance(instance: CimInstance, flags = 0, context: WbemContext | null = null): WbemCallResult<PutResult> {
    let done: PutResult | undefined;
    try {
      if (flags === 0 && context === null) done = this.#putNow(instance);
    } catch (error) {
      return this.#write(() => Promise.reject(error), flags, pathPart);
    }
    if (done !== undefined) return new WbemCallResult(undefined, flags, pathPart, done);
    const put = async (session: NamespaceSession) => {
      const [result] = await putInstances(session, [instance], flags, context);
      return result as PutResult;
    };
    return this.#write(put, flags, pathPart);
  }

  putInstances(
    instances: readonly CimInstance[],
    flags = 0,
    context: WbemContext | null = null,
  ): WbemCallResult<readonly PutResult[]> {
    return this.#write((session) => putInstances(session, instances, flags, context), flags);
  }

  getClass(name: string, flags = 0): WbemCallResult<CimClass> {
    return new WbemCallResult(
      this.#read((session) => getClass(session, name, flags)),
      flags,
      objectPart,
    );
  }

  getInstance(path: string | ObjectPath, flags = 0, context: WbemContext | null = null): WbemCallResult<CimInstance> {
    const found = flags === 0 && context === null ? this.#readInstanceNow(path) : undefined;
    if (found !== undefined) return new WbemCallResult(Promise.resolve(found), flags, objectPart);
    return new WbemCallResult(
      this.#read((session) => getInstance(session, path, flags, context)),
      flags,
      objectPart,
    );
  }

  getObject(
    path: string | ObjectPath | null,
    flags = 0,
    context: WbemContext | null = null,
  ): WbemCallResult<CimClass | CimInstance> {
    const found = flags === 0 && context === null ? this.#readInstanceNow(path) : undefined;
    if (found !== undefined)
      return new WbemCallResult<CimClass | CimInstance>(Promise.resolve(found), flags, objectPart);
    return new WbemCallResult(
      this.#read((session) => getObject(session, path, flags, context)),
      flags,
      objectPart,
    );
  }

  deleteClass(name: string, flags = 0): WbemCallResult<DeleteClassResult> {
    return this.#write((session) => deleteClass(session, name, flags), flags);
  }

  deleteInstance(path: string | ObjectPath, flags = 0, context: WbemContext | null = null): WbemCallResult<void> {
    return this.#write((session) => deleteInstance(session, path, flags, context), flags);
  }

  async *createClassEnum(superclass: string | null, flags = 0): AsyncGenerator<CimClass> {
    yield* enumerateClasses(await this.#asWritten(), superclass, flags);
  }

  async *createInstanceEnum(
    className: string,
    flags = 0,
    context: WbemContext | null = null,
  ): AsyncGenerator<CimInstance> {
    yield* enumerateInstances(await this.#asWritten(), className, flags, context);
  }

  async *execQuery(
    language: string,
    query: string,
    flags = 0,
    context: WbemContext | null = null,
  ): AsyncGenerator<CimInstance | CimClass> {
    const { executeQuery } = await loadQueries();
    yield* executeQuery(await this.#asWritten(), language, query, flags, context);
  }

  async explainQuery(language: string, query: string): Promise<QueryPlan> {
    const { explainQuery } = await loadQueries();
    return explainQuery(await this.#asWritten(), language, query);
  }

  setQualifier(type: QualifierType): Promise<PutResult> {
    return this.#write((session) => setQualifier(session, type));
  }

  async getQualifier(name: string): Promise<QualifierType> {
    return getQualifier(await this.#asWritten(), name);
  }

  deleteQualifier(name: string): Promise<void> {
    return this.#write((session) => deleteQualifier(session, name));
  }

  async *enumerateQualifiers(): AsyncGenerator<QualifierType> {
    yield* enumerateQualifiers(await this.#asWritten());
  }

  #putNow(instance: CimInstance): PutResult | undefined {
    const putter = this.#putter;
    return putter && this.#now(() => putter.put(instance, 0));
  }

  /** Does something at once where it is its turn; `undefined` where it was not done. */
  #now<Result>(operation: (session: NamespaceSession) => Result | undefined): Result | undefined {
    return this.#session.isDeleted ? undefined : this.#queue.now(() => operation(this.#session));
  }

  /** `undefined` where it has to be read the other way, which also tells what is wrong. */
  #readInstanceNow(path: string | ObjectPath | null): CimInstance | Promise<never> | undefined {
    const { immediate } = this.#session.writer;
    if (immediate === undefined || this.#queue.earlier !== undefined) return undefined;
    try {
      return readInstanceNow(this.#existing(), immediate, path);
    } catch (error) {
      return error instanceof WbemError ? undefined : Promise.reject(error);
    }
  }

  async #read<Result>(operation: (session: NamespaceSession) => Promise<Result>): Promise<Result> {
    return operation(await this.#asWritten());
  }

  /** The namespace with all that was written before. */
  #asWritten(): NamespaceSession | Promise<NamespaceSession> {
    const { earlier } = this.#queue;
    return earlier === undefined ? this.#existing() : earlier.then(() => this.#existing());
  }

  #write<Result>(
    operation: (session: NamespaceSession) => Promise<Result>,
    flags = 0,
    parts?: ResultParts<Result>,
  ): WbemCallResult<Result> {
    return this.#queue.call(async () => operation(this.#existing()), flags, parts);
  }

  #existing(): NamespaceSession {
    this.#queue.checkRunning();
    if (!this.#session.isDeleted) return this.#session;
    const { path } = this.#session;
    throw WbemError.fromViolations([violation("unknown-namespace", { namespace: path })], {
      object: this.#session.refused("namespace", path),
    });
  }
}
