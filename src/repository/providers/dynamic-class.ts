import { findEffectiveUse } from "../effective-qualifiers.ts";
import type { QualifierUse, ResolvedClass } from "../resolved-class.ts";

/**
 * Whether the instances of a class come from a provider: WMI's qualifier Dynamic says so. Provider alone does not, a class
 * with only methods has it too (Microsoft, "Qualifiers specific to WMI").
 */
export function isDynamic(resolved: ResolvedClass): boolean {
  const use = findEffectiveUse(resolved, "dynamic");
  return use !== undefined && (use.qualifier.value ?? true) === true;
}

/** The provider that a use of the qualifier Provider names, as spelled. */
export function providerNameOf(use: QualifierUse | undefined): string | undefined {
  const value = use?.qualifier.value;
  return typeof value === "string" && value !== "" ? value : undefined;
}
