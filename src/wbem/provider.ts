import type { CimInstance } from "../cim/model.ts";
import type { ObjectPath } from "../cim/object-path.ts";
import type { WbemContext } from "./context.ts";
import type { PutOutcome, WbemServices } from "./services.ts";

/**
 * What a provider may read of the namespace it is called for. It sees what the transaction of the call has written. A
 * read of the provider's own class comes back to the provider. Writing is left out, because the call is part of a write,
 * and another one would wait for it for ever.
 */
export type ProviderReads = Pick<
  WbemServices,
  | "namespace"
  | "getClass"
  | "getInstance"
  | "getObject"
  | "createClassEnum"
  | "createInstanceEnum"
  | "execQuery"
  | "getQualifier"
  | "enumerateQualifiers"
>;

/** The call of a client that a provider is asked to serve. */
export interface ProviderCall {
  /** The namespace, for reads. */
  readonly services: ProviderReads;
  /** The flags of the client's call, such as `WBEM_FLAG_CREATE_ONLY`, which the provider is to obey. */
  readonly flags: number;
  /** The context of the client's call, the same object and not looked into; `null` where there is none. */
  readonly context: WbemContext | null;
}

/** What a provider says of work it has done. */
export interface ProviderWork {
  /**
   * Takes the work back. It is called once, where the put or delete, or the transaction around it, fails afterwards; the
   * work of all providers is taken back in reverse. What has no `undo`, or whose `undo` throws, is reported to the caller
   * as `provider-work-kept`. It is kept in memory until the transaction has ended.
   */
  readonly undo?: () => void | PromiseLike<void>;
}

/** What a provider says of an instance it has put. */
export interface ProviderPut extends ProviderWork {
  /**
   * The path of the instance, relative to its namespace. Needed where a key was NULL, which leaves it to the provider to
   * choose one; the keys that had values are as they were.
   */
  readonly path?: string | ObjectPath;
  /** What the put did, for the caller. Default: `created` under `WBEM_FLAG_CREATE_ONLY`, otherwise `updated`. */
  readonly outcome?: PutOutcome;
}

/** Something that is there at once or comes later. */
export type ProviderAnswer<Answer> = Answer | PromiseLike<Answer>;

/** What a provider says of its work, which may be nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a function without a return is not one of `undefined`.
export type ProviderDone<Work extends ProviderWork> = ProviderAnswer<Work | undefined | void>;

/**
 * Serves the instances of a class, in this process, after `IWbemServices` as WMI calls it on a provider. A method that is
 * absent is `WBEM_E_PROVIDER_NOT_CAPABLE`. A {@link WbemError} that a method throws reaches the client with its status
 * (`WBEM_E_VETO_PUT`, `WBEM_E_ACCESS_DENIED` …); whatever else it throws is `WBEM_E_PROVIDER_FAILURE` with the `cause`;
 * an answer of another shape is `WBEM_E_INVALID_OBJECT`.
 *
 * @example
 * const lamps = new Map<string, CimInstance>();
 * const provider: InstanceProvider = {
 *   putInstance(lamp) {
 *     const name = String(lamp.properties.find(({ name }) => name === "Name")?.value);
 *     const before = lamps.get(name);
 *     lamps.set(name, lamp);
 *     return { undo: () => void (before === undefined ? lamps.delete(name) : lamps.set(name, before)) };
 *   },
 *   getObject: (path) => lamps.get(String(path.keys?.[0]?.value)),
 *   createInstanceEnum: () => lamps.values(),
 * };
 * @see https://learn.microsoft.com/windows/win32/wmisdk/writing-an-instance-provider
 */
export interface InstanceProvider {
  /**
   * Puts an instance of the provider's class or of a class below it. It comes as an instance of the provider's class, with
   * the properties that this class has, spelled as it spells them, and only those that were set. The rules of CIM have
   * been checked.
   */
  putInstance?(instance: CimInstance, call: ProviderCall): ProviderDone<ProviderPut>;
  /** Deletes an instance. The path names the provider's class; `WBEM_E_NOT_FOUND` is thrown where there is none. */
  deleteInstance?(path: ObjectPath, call: ProviderCall): ProviderDone<ProviderWork>;
  /** Gives an instance of the provider's class; nothing, or `WBEM_E_NOT_FOUND`, where there is none. */
  getObject?(path: ObjectPath, call: ProviderCall): ProviderAnswer<CimInstance | null | undefined>;
  /** Gives the instances of the provider's class, without those of classes below it. */
  createInstanceEnum?(
    className: string,
    call: ProviderCall,
  ): ProviderAnswer<AsyncIterable<CimInstance> | Iterable<CimInstance>>;
}

/** The name of a method that a provider may have. */
export type ProviderMethod = keyof InstanceProvider;
