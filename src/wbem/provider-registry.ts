import { foldName } from "../cim/names.ts";
import { normalizeNamespace } from "../cim/namespace-path.ts";
import { violation, WbemError } from "./error.ts";
import type { InstanceProvider, ProviderMethod } from "./provider.ts";

/** The providers of one namespace by the folded names of their classes. */
export type NamespaceProviders = ReadonlyMap<string, InstanceProvider>;

/**
 * Which provider serves which class, in this process. It is handed to a connection when that is opened, and one registry
 * may serve several; providers come and go while they are open. Nothing of it is stored.
 *
 * Names compare without case, a namespace may be written with either slash. Deleting a class unregisters the providers of
 * everything that is deleted with it, once the transaction lasts.
 *
 * @example
 * const providers = new ProviderRegistry();
 * providers.register("root/cimv2", "Harbor_Lamp", provider);
 * const connection = await openConnection("repository.db", { access: "write", providers });
 */
export class ProviderRegistry {
  /** By folded path. */
  readonly #namespaces = new Map<string, Map<string, InstanceProvider>>();

  /**
   * Registers the provider of a class; the class need not be there yet. The repository itself serves its system classes,
   * so a provider of one is never called.
   *
   * @throws `WbemError` `WBEM_E_PROVIDER_ALREADY_REGISTERED` where the class has one, `WBEM_E_INVALID_NAMESPACE` where
   * `namespace` is no path of a namespace, `WBEM_E_INVALID_PARAMETER` where `provider` is no object or has something other
   * than a function under the name of a method (`invalid-provider`)
   */
  register(namespace: string, className: string, provider: InstanceProvider): void {
    const key = namespaceKey(namespace);
    const reason = faultOf(provider);
    if (reason !== undefined) {
      throw WbemError.fromViolations([violation("invalid-provider", { class: className, reason })]);
    }
    const providers = this.#namespaces.get(key) ?? new Map<string, InstanceProvider>();
    if (providers.has(foldName(className))) {
      throw WbemError.fromViolations([violation("provider-already-registered", { class: className, namespace })]);
    }
    providers.set(foldName(className), provider);
    this.#namespaces.set(key, providers);
  }

  /**
   * Takes back a registration.
   *
   * @throws `WbemError` `WBEM_E_PROVIDER_NOT_REGISTERED` where there is none
   */
  unregister(namespace: string, className: string): void {
    const key = namespaceKey(namespace);
    const providers = this.#namespaces.get(key);
    if (providers?.delete(foldName(className)) !== true) {
      throw WbemError.fromViolations([violation("provider-not-registered", { class: className, namespace })]);
    }
    if (providers.size === 0) this.#namespaces.delete(key);
  }

  /** The provider of a class; `undefined` where it has none. */
  find(namespace: string, className: string): InstanceProvider | undefined {
    return this.providersIn(namespace)?.get(foldName(className));
  }

  /** The providers of a namespace as they are now; `undefined` where it has none. */
  providersIn(namespace: string): NamespaceProviders | undefined {
    return this.#namespaces.get(namespaceKey(namespace));
  }
}

const methods: readonly ProviderMethod[] = ["putInstance", "deleteInstance", "getObject", "createInstanceEnum"];

/** Why something is no provider. */
function faultOf(provider: unknown): string | undefined {
  if (typeof provider !== "object" || provider === null) {
    return `it is ${provider === null ? "null" : `of type ${typeof provider}`}`;
  }
  for (const method of methods) {
    const value = (provider as InstanceProvider)[method];
    if (value !== undefined && typeof value !== "function") return `its \`${method}\` is no function`;
  }
  return undefined;
}

function namespaceKey(path: string): string {
  const parsed = normalizeNamespace(path);
  if (parsed === undefined || parsed.server !== undefined) {
    throw WbemError.fromViolations([violation("invalid-namespace", { namespace: path })]);
  }
  return foldName(parsed.namespace);
}
