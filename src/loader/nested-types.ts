import type { ClassFeature, Identifier } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";

const none: readonly never[] = [];

/** The local names that a body declares. */
export function nestedNames(features: readonly ClassFeature[]): readonly string[] {
  let names: string[] | undefined;
  for (const feature of features) {
    if (feature.kind !== "StructureDeclaration" && feature.kind !== "EnumerationDeclaration") continue;
    names ??= [];
    names.push(feature.name.name);
  }
  return names ?? none;
}

/** The name of a type that a body declares for the second time; `undefined` where it declares none twice. */
export function findRepeated(features: readonly ClassFeature[]): Identifier | undefined {
  const seen = new Set<string>();
  for (const feature of features) {
    if (feature.kind !== "StructureDeclaration" && feature.kind !== "EnumerationDeclaration") continue;
    const key = foldName(feature.name.name);
    if (seen.has(key)) return feature.name;
    seen.add(key);
  }
  return undefined;
}
