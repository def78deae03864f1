import type { CimClass, CimInstance, QualifierType } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { objectPart, pathPart, type ResultParts, servicesPart, WbemCallResult } from "../wbem/call-result.ts";
import type { WbemNamespaces } from "../wbem/connection.ts";
import type { WbemContext } from "../wbem/context.ts";
import { WbemError } from "../wbem/error.ts";
import type { QueryPlan } from "../wbem/query-plan.ts";
import type { DeleteClassResult, PutResult, WbemServices } from "../wbem/services.ts";
import type { NamespaceView } from "./namespace-view.ts";
import { namespaceBelow } from "./namespaces.ts";
import { enumerateQualifiers, getQualifier } from "./qualifier-types.ts";
import { loadQueries } from "./queries/load-queries.ts";
import { readInstanceNow } from "./read-instance-now.ts";
import { enumerateClasses, enumerateInstances, getClass, getInstance, getObject } from "./read-objects.ts";
import type { RepositoryState } from "./repository-state.ts";
import type { ImmediateRows } from "./store.ts";

/** What makes a transaction of one operation, and has the namespaces as they last. */
export interface OperationRunner extends WbemNamespaces {
  call<Result>(
    namespace: string,
    operation: (services: WbemServices) => PromiseLike<Result>,
    flags: number,
    parts?: ResultParts<Result>,
  ): WbemCallResult<Result>;
}

/** One namespace outside of transactions: every read sees what lasts, every write is a transaction of its own. */
export class RepositoryServices implements WbemServices {
  readonly namespace: string;
  readonly #state: RepositoryState;
  readonly #runner: OperationRunner;
  readonly #key: string;

  constructor(state: RepositoryState, runner: OperationRunner, namespace: string) {
    this.#state = state;
    this.#runner = runner;
    this.namespace = namespace;
    this.#key = foldName(namespace);
  }

  openNamespace(path: string, flags = 0, context: WbemContext | null = null): WbemCallResult<WbemServices> {
    const open = async () => this.#runner.openNamespace(namespaceBelow(this.namespace, path), flags, context);
    return new WbemCallResult(open(), flags, servicesPart);
  }

  putClass(definition: CimClass, flags = 0, context: WbemContext | null = null): WbemCallResult<PutResult> {
    return this.#write((services) => services.putClass(definition, flags, context), flags);
  }

  putInstance(instance: CimInstance, flags = 0, context: WbemContext | null = null): WbemCallResult<PutResult> {
    return this.#write((services) => services.putInstance(instance, flags, context), flags, pathPart);
  }

  putInstances(
    instances: readonly CimInstance[],
    flags = 0,
    context: WbemContext | null = null,
  ): WbemCallResult<readonly PutResult[]> {
    return this.#write((services) => services.putInstances(instances, flags, context), flags);
  }

  getClass(name: string, flags = 0): WbemCallResult<CimClass> {
    return new WbemCallResult(
      this.#read((view) => getClass(view, name, flags)),
      flags,
      objectPart,
    );
  }

  getInstance(path: string | ObjectPath, flags = 0, context: WbemContext | null = null): WbemCallResult<CimInstance> {
    const found = flags === 0 && context === null ? this.#readInstanceNow(path) : undefined;
    if (found !== undefined) return new WbemCallResult(Promise.resolve(found), flags, objectPart);
    return new WbemCallResult(
      this.#read((view) => getInstance(view, path, flags, context)),
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
      this.#read((view) => getObject(view, path, flags, context)),
      flags,
      objectPart,
    );
  }

  deleteClass(name: string, flags = 0, context: WbemContext | null = null): WbemCallResult<DeleteClassResult> {
    return this.#write((services) => services.deleteClass(name, flags, context), flags);
  }

  deleteInstance(path: string | ObjectPath, flags = 0, context: WbemContext | null = null): WbemCallResult<void> {
    return this.#write((services) => services.deleteInstance(path, flags, context), flags);
  }

  async *createClassEnum(superclass: string | null, flags = 0): AsyncGenerator<CimClass> {
    yield* enumerateClasses(await this.#view(), superclass, flags);
  }

  async *createInstanceEnum(
    className: string,
    flags = 0,
    context: WbemContext | null = null,
  ): AsyncGenerator<CimInstance> {
    yield* enumerateInstances(await this.#view(), className, flags, context);
  }

  async *execQuery(
    language: string,
    query: string,
    flags = 0,
    context: WbemContext | null = null,
  ): AsyncGenerator<CimInstance | CimClass> {
    const { answerNow, executeQuery } = await loadQueries();
    const found =
      flags === 0 && context === null
        ? this.#readNow((view, rows) => answerNow(view, rows, language, query))
        : undefined;
    if (found !== undefined) yield* await found;
    else yield* executeQuery(await this.#view(), language, query, flags, context);
  }

  async explainQuery(language: string, query: string): Promise<QueryPlan> {
    const { explainQuery } = await loadQueries();
    return explainQuery(await this.#view(), language, query);
  }

  setQualifier(type: QualifierType): Promise<PutResult> {
    return this.#write((services) => services.setQualifier(type));
  }

  async getQualifier(name: string): Promise<QualifierType> {
    return getQualifier(await this.#view(), name);
  }

  deleteQualifier(name: string): Promise<void> {
    return this.#write((services) => services.deleteQualifier(name));
  }

  async *enumerateQualifiers(): AsyncGenerator<QualifierType> {
    yield* enumerateQualifiers(await this.#view());
  }

  #readInstanceNow(path: string | ObjectPath | null): CimInstance | Promise<never> | undefined {
    return this.#readNow((view, rows) => readInstanceNow(view, rows, path));
  }

  /** `undefined` where it has to be read the other way, which also tells what is wrong. */
  #readNow<Result>(
    read: (view: NamespaceView, rows: ImmediateRows) => Result | undefined,
  ): Result | Promise<never> | undefined {
    try {
      return this.#state.readNow(this.#key, read);
    } catch (error) {
      return error instanceof WbemError ? undefined : Promise.reject(error);
    }
  }

  #read<Result>(operation: (view: NamespaceView) => Promise<Result>): Promise<Result> {
    return this.#state.readView(this.namespace, (view) => {
      view.services = this;
      return operation(view);
    });
  }

  async #view(): Promise<NamespaceView> {
    const view = await this.#state.openView(this.namespace);
    view.services = this;
    return view;
  }

  #write<Result>(
    operation: (services: WbemServices) => PromiseLike<Result>,
    flags = 0,
    parts?: ResultParts<Result>,
  ): WbemCallResult<Result> {
    return this.#runner.call(this.namespace, operation, flags, parts);
  }
}
