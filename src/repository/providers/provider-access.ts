import { compareCodePoints } from "../../cim/code-point-order.ts";
import type { InstanceProvider } from "../../wbem/provider.ts";
import type { NamespaceProviders } from "../../wbem/provider-registry.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { depthOf, isClassOrSubclass, type ResolvedClass } from "../resolved-class.ts";

/** A class and the provider that is registered for it. */
export interface ServedClass {
  readonly resolved: ResolvedClass;
  readonly provider: InstanceProvider;
}

/** The providers of one namespace as a view sees them. */
export class ProviderAccess {
  readonly #view: NamespaceView;
  readonly #providers: NamespaceProviders;

  constructor(view: NamespaceView, providers: NamespaceProviders) {
    this.#view = view;
    this.#providers = providers;
  }

  /** The provider of just this class. */
  find({ key, isSystem }: ResolvedClass): InstanceProvider | undefined {
    const provider = isSystem ? undefined : this.#providers.get(key);
    if (provider === undefined || this.#view.journal?.isUnregistered(this.#view.key, key)) return undefined;
    return provider;
  }

  /** A class and those above it that have a provider, topmost first. */
  chainOf(resolved: ResolvedClass): readonly ServedClass[] {
    const chain: ServedClass[] = [];
    for (let current: ResolvedClass | undefined = resolved; current !== undefined; current = current.superclass) {
      const provider = this.find(current);
      if (provider !== undefined) chain.unshift({ resolved: current, provider });
    }
    return chain;
  }

  /** A class and those below it that have a provider, the deepest first, otherwise by name backwards. */
  async below(top: ResolvedClass): Promise<readonly ServedClass[]> {
    const served: ServedClass[] = [];
    // There are fewer providers than classes.
    for (const key of this.#providers.keys()) {
      const resolved = await this.#view.findClass(key);
      const provider = resolved && this.find(resolved);
      if (resolved && provider && isClassOrSubclass(resolved, top.key)) served.push({ resolved, provider });
    }
    return served.sort(
      ({ resolved: left }, { resolved: right }) =>
        depthOf(right) - depthOf(left) || compareCodePoints(right.key, left.key),
    );
  }
}

/** Whether a class has a provider in this process, be it called or not. */
export function isServed(view: NamespaceView, resolved: ResolvedClass): boolean {
  const providers = view.settings.providers?.providersIn(view.key);
  return providers !== undefined && new ProviderAccess(view, providers).find(resolved) !== undefined;
}

/**
 * The providers that a view calls; `undefined` where the namespace has none. What is thrown away calls none: a check or an
 * overlay must not touch what lies outside of the repository.
 */
export function providersOf(view: NamespaceView): ProviderAccess | undefined {
  const { providers, dryRun } = view.settings;
  if (providers === undefined || dryRun) return undefined;
  const here = providers.providersIn(view.key);
  return here === undefined ? undefined : new ProviderAccess(view, here);
}
