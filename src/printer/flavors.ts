import type { QualifierFlavor, QualifierType } from "../cim/model.ts";

/** What a declared qualifier type that leaves flavors open has (DSP0004, qualifier flavors). */
const declaredFlavor = { overridable: true, toSubclass: true, toInstance: false } as const;

/** What a qualifier that nobody declared has (Microsoft, "Qualifier flavors"). */
const undeclaredFlavor = { overridable: true, toSubclass: false, toInstance: false } as const;

/** The flavor words a use of a qualifier needs: those that its declared type, or WMI's defaults, do not say already. */
export function flavorsOfUse(flavor: QualifierFlavor, declared: QualifierType | undefined): readonly string[] {
  const known = declared === undefined ? undeclaredFlavor : { ...declaredFlavor, ...declared.flavor };
  return flavorWords(flavor, known);
}

/** The flavor words of a declared qualifier type; none where all are as DSP0004 has them by default. */
export function flavorsOfDeclaration(flavor: QualifierFlavor): readonly string[] {
  if (flavorWords(flavor, declaredFlavor).length === 0) return [];
  const { overridable = true, toSubclass = true } = flavor;
  return flavorWords(
    { ...flavor, overridable, toSubclass },
    { overridable: !overridable, toSubclass: !toSubclass, toInstance: false },
  );
}

/** The policy of MOF 3 that says what the flavors of a declared qualifier type say. */
export function policyOf({ overridable = true, toSubclass = true }: QualifierFlavor): string {
  return toSubclass ? (overridable ? "EnableOverride" : "DisableOverride") : "Restricted";
}

function flavorWords(flavor: QualifierFlavor, known: QualifierFlavor): readonly string[] {
  const words: string[] = [];
  const differs = (name: keyof QualifierFlavor): boolean => flavor[name] !== undefined && flavor[name] !== known[name];
  const stopsInSubclass = differs("toSubclass") && flavor.toSubclass === false;
  const stopsInInstance = differs("toInstance") && flavor.toInstance === false;
  if (differs("overridable")) words.push(flavor.overridable ? "EnableOverride" : "DisableOverride");
  // Restricted says both, so it stands only where the qualifier does not reach instances either.
  const reachesInstance = flavor.toInstance ?? known.toInstance;
  if (stopsInSubclass) words.push(reachesInstance ? "NotToSubclass" : "Restricted");
  else if (stopsInInstance) words.push("NotToInstance");
  if (differs("toSubclass") && flavor.toSubclass) words.push("ToSubclass");
  if (differs("toInstance") && flavor.toInstance) words.push("ToInstance");
  if (differs("translatable") && flavor.translatable) words.push("Translatable");
  if (differs("amended") && flavor.amended) words.push("Amended");
  return words;
}
