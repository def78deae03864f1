import type { CimClass, CimInstance, QualifierType } from "../cim/model.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import { violation, WbemError } from "../wbem/error.ts";
import type { PutResult, WbemServices } from "../wbem/services.ts";
import { deleteClass, deleteInstance } from "./delete-objects.ts";
import type { NamespaceSession } from "./namespace-session.ts";
import { putClass } from "./put-class.ts";
import { putInstances } from "./put-instances.ts";
import { deleteQualifier, enumerateQualifiers, getQualifier, setQualifier } from "./qualifier-types.ts";
import { enumerateClasses, enumerateInstances, getClass, getInstance, getObject } from "./read-objects.ts";

/** What orders the operations of a transaction that write. */
export interface WriteQueue {
  write<Result>(operation: () => Promise<Result>): Promise<Result>;
}

/** One namespace within a transaction: reads see what it has written. */
export class TransactionServices implements WbemServices {
  readonly #session: NamespaceSession;
  readonly #queue: WriteQueue;

  constructor(session: NamespaceSession, queue: WriteQueue) {
    this.#session = session;
    this.#queue = queue;
  }

  get namespace(): string {
    return this.#session.path;
  }

  putClass(definition: CimClass, flags = 0): Promise<PutResult> {
    return this.#write((session) => putClass(session, definition, flags));
  }

  async putInstance(instance: CimInstance, flags = 0): Promise<PutResult> {
    const [result] = await this.putInstances([instance], flags);
    return result as PutResult;
  }

  putInstances(instances: readonly CimInstance[], flags = 0): Promise<readonly PutResult[]> {
    return this.#write((session) => putInstances(session, instances, flags));
  }

  async getClass(name: string): Promise<CimClass> {
    return getClass(this.#existing(), name);
  }

  async getInstance(path: string | ObjectPath): Promise<CimInstance> {
    return getInstance(this.#existing(), path);
  }

  async getObject(path: string | ObjectPath): Promise<CimClass | CimInstance> {
    return getObject(this.#existing(), path);
  }

  deleteClass(name: string): Promise<void> {
    return this.#write((session) => deleteClass(session, name));
  }

  deleteInstance(path: string | ObjectPath): Promise<void> {
    return this.#write((session) => deleteInstance(session, path));
  }

  async *createClassEnum(superclass: string | null, flags = 0): AsyncGenerator<CimClass> {
    yield* enumerateClasses(this.#existing(), superclass, flags);
  }

  async *createInstanceEnum(className: string, flags = 0): AsyncGenerator<CimInstance> {
    yield* enumerateInstances(this.#existing(), className, flags);
  }

  setQualifier(type: QualifierType): Promise<PutResult> {
    return this.#write((session) => setQualifier(session, type));
  }

  async getQualifier(name: string): Promise<QualifierType> {
    return getQualifier(this.#existing(), name);
  }

  deleteQualifier(name: string): Promise<void> {
    return this.#write((session) => deleteQualifier(session, name));
  }

  async *enumerateQualifiers(): AsyncGenerator<QualifierType> {
    yield* enumerateQualifiers(this.#existing());
  }

  #write<Result>(operation: (session: NamespaceSession) => Promise<Result>): Promise<Result> {
    return this.#queue.write(() => operation(this.#existing()));
  }

  #existing(): NamespaceSession {
    if (!this.#session.isDeleted) return this.#session;
    const { path } = this.#session;
    throw WbemError.fromViolations([violation("unknown-namespace", { namespace: path })], {
      object: this.#session.refused("namespace", path),
    });
  }
}
