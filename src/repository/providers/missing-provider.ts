import { type Violation, violation } from "../../wbem/error.ts";
import { findEffectiveUse } from "../effective-qualifiers.ts";
import { locateInstance } from "../locate-instance.ts";
import type { NamespaceView } from "../namespace-view.ts";
import type { ResolvedClass } from "../resolved-class.ts";
import { isDynamic, providerNameOf } from "./dynamic-class.ts";
import { isServed } from "./provider-access.ts";

const providerClass = "__Provider";

/** What is wrong where the instances of a class come from a provider that is not there; `undefined` where nothing is. */
export async function findMissingProvider(
  view: NamespaceView,
  resolved: ResolvedClass,
): Promise<Violation | undefined> {
  if (resolved.isAbstract || !isDynamic(resolved) || isServed(view, resolved)) return undefined;
  const { name } = resolved.declaration;
  const target = { part: "class" } as const;
  const provider = providerNameOf(findEffectiveUse(resolved, "provider"));
  if (provider === undefined) return violation("provider-not-named", { class: name }, target, { related: name });
  const code = (await isRegisteredHere(view, provider)) ? "provider-not-loaded" : "provider-not-found";
  return violation(code, { class: name, provider }, target, { related: name });
}

/** Whether the namespace has an instance of `__Provider` with a name. */
async function isRegisteredHere(view: NamespaceView, provider: string): Promise<boolean> {
  const resolved = (await view.findClass(providerClass)) as ResolvedClass;
  const keys = [{ name: "Name", value: provider }];
  return (await locateInstance(view, { kind: "path", className: providerClass, keys }, resolved)) !== undefined;
}
