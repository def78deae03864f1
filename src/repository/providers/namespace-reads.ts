import type { CimClass, CimInstance, QualifierType } from "../../cim/model.ts";
import type { ObjectPath } from "../../cim/object-path.ts";
import type { WbemCallResult } from "../../wbem/call-result.ts";
import type { WbemContext } from "../../wbem/context.ts";
import type { ProviderCall, ProviderReads } from "../../wbem/provider.ts";
import type { NamespaceView } from "../namespace-view.ts";

/**
 * The reads of a namespace and nothing else: a provider is called within a write, and a write of its own would wait for that
 * for ever.
 */
export class NamespaceReads implements ProviderReads {
  readonly #services: ProviderReads;

  constructor(services: ProviderReads) {
    this.#services = services;
  }

  get namespace(): string {
    return this.#services.namespace;
  }

  getClass(name: string, flags?: number, context?: WbemContext | null): WbemCallResult<CimClass> {
    return this.#services.getClass(name, flags, context);
  }

  getInstance(path: string | ObjectPath, flags?: number, context?: WbemContext | null): WbemCallResult<CimInstance> {
    return this.#services.getInstance(path, flags, context);
  }

  getObject(
    path: string | ObjectPath,
    flags?: number,
    context?: WbemContext | null,
  ): WbemCallResult<CimClass | CimInstance> {
    return this.#services.getObject(path, flags, context);
  }

  createClassEnum(superclass: string | null, flags?: number, context?: WbemContext | null): AsyncIterable<CimClass> {
    return this.#services.createClassEnum(superclass, flags, context);
  }

  createInstanceEnum(className: string, flags?: number, context?: WbemContext | null): AsyncIterable<CimInstance> {
    return this.#services.createInstanceEnum(className, flags, context);
  }

  execQuery(
    language: string,
    query: string,
    flags?: number,
    context?: WbemContext | null,
  ): ReturnType<ProviderReads["execQuery"]> {
    return this.#services.execQuery(language, query, flags, context);
  }

  getQualifier(name: string): Promise<QualifierType> {
    return this.#services.getQualifier(name);
  }

  enumerateQualifiers(): AsyncIterable<QualifierType> {
    return this.#services.enumerateQualifiers();
  }
}

/** What a provider is told of the call it serves. */
export function providerCall(view: NamespaceView, flags: number, context: WbemContext | null): ProviderCall {
  if (view.services === undefined) throw new Error("a view that calls providers has services for their reads");
  return { services: new NamespaceReads(view.services), flags, context };
}
