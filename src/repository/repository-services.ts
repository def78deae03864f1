import type { CimClass, CimInstance, QualifierType } from "../cim/model.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import type { PutResult, WbemServices } from "../wbem/services.ts";
import { enumerateQualifiers, getQualifier } from "./qualifier-types.ts";
import { enumerateClasses, enumerateInstances, getClass, getInstance, getObject } from "./read-objects.ts";
import type { RepositoryState } from "./repository-state.ts";

/** One namespace outside of transactions: every read sees what lasts, every write is a transaction of its own. */
export class RepositoryServices implements WbemServices {
  readonly namespace: string;
  readonly #state: RepositoryState;
  readonly #connection: WbemConnection;

  constructor(state: RepositoryState, connection: WbemConnection, namespace: string) {
    this.#state = state;
    this.#connection = connection;
    this.namespace = namespace;
  }

  putClass(definition: CimClass, flags = 0): Promise<PutResult> {
    return this.#write((services) => services.putClass(definition, flags));
  }

  putInstance(instance: CimInstance, flags = 0): Promise<PutResult> {
    return this.#write((services) => services.putInstance(instance, flags));
  }

  putInstances(instances: readonly CimInstance[], flags = 0): Promise<readonly PutResult[]> {
    return this.#write((services) => services.putInstances(instances, flags));
  }

  async getClass(name: string): Promise<CimClass> {
    return getClass(await this.#view(), name);
  }

  async getInstance(path: string | ObjectPath): Promise<CimInstance> {
    return getInstance(await this.#view(), path);
  }

  async getObject(path: string | ObjectPath): Promise<CimClass | CimInstance> {
    return getObject(await this.#view(), path);
  }

  deleteClass(name: string): Promise<void> {
    return this.#write((services) => services.deleteClass(name));
  }

  deleteInstance(path: string | ObjectPath): Promise<void> {
    return this.#write((services) => services.deleteInstance(path));
  }

  async *createClassEnum(superclass: string | null, flags = 0): AsyncGenerator<CimClass> {
    yield* enumerateClasses(await this.#view(), superclass, flags);
  }

  async *createInstanceEnum(className: string, flags = 0): AsyncGenerator<CimInstance> {
    yield* enumerateInstances(await this.#view(), className, flags);
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

  #view() {
    return this.#state.openView(this.namespace);
  }

  #write<Result>(operation: (services: WbemServices) => Promise<Result>): Promise<Result> {
    return this.#connection.transaction(async (transaction) => {
      return operation(await transaction.openNamespace(this.namespace));
    });
  }
}
