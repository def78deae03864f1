import { classToJson } from "../cim/json.ts";
import type { CimClass, CimMethod, CimProperty, CimQualifier } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";

/**
 * The qualifiers that say what a class is and not only what is said about it, by folded name. A change of any other may
 * be put over subclasses and instances in compatible mode (Microsoft, "IWbemServices::PutClass", which names Description as
 * unimportant and lists none; these are the ones whose change WMI forbids elsewhere or that the rules act on).
 */
export const importantQualifiers: ReadonlySet<string> = new Set([
  "abstract",
  "association",
  "cimtype",
  "dynamic",
  "dynprops",
  "embeddedinstance",
  "embeddedobject",
  "enumeration",
  "id",
  "in",
  "indexed",
  "indication",
  "key",
  "not_null",
  "out",
  "override",
  "propagated",
  "provider",
  "required",
  "singleton",
  "static",
  "structure",
  "terminal",
]);

/** What a change of a class touches. */
export type ClassChange =
  /** Only qualifiers that are not important: allowed whatever derives from the class or is an instance of it. */
  | "unimportant"
  /** What instances do not hold: methods, and the defaults of what an instance does not set. */
  | "declaration"
  /** What stored instances rest on: superclass, properties, important qualifiers. */
  | "instances";

function importantOnes(qualifiers: readonly CimQualifier[]): readonly CimQualifier[] {
  return qualifiers
    .filter(({ name }) => importantQualifiers.has(foldName(name)))
    .map((qualifier) => ({ ...qualifier, name: foldName(qualifier.name) }))
    .sort(byName);
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

function importantProperty(property: CimProperty): CimProperty {
  return {
    ...property,
    name: foldName(property.name),
    ...(property.className !== undefined && { className: foldName(property.className) }),
    qualifiers: importantOnes(property.qualifiers),
  };
}

function importantMethod(method: CimMethod): CimMethod {
  return {
    ...method,
    name: foldName(method.name),
    qualifiers: importantOnes(method.qualifiers),
    parameters: method.parameters.map(importantProperty),
  };
}

function withoutDefault({ value: _value, ...property }: CimProperty): CimProperty {
  return property;
}

/** The text of what is important about a class, or only to its instances, without regard to the order of its elements. */
function importantText(declaration: CimClass, toInstances: boolean): string {
  const { superclass } = declaration;
  const properties = declaration.properties.map(importantProperty).sort(byName);
  const important: CimClass = {
    kind: "class",
    name: foldName(declaration.name),
    ...(superclass !== undefined && { superclass: foldName(superclass) }),
    qualifiers: importantOnes(declaration.qualifiers),
    properties: toInstances ? properties.map(withoutDefault) : properties,
    methods: toInstances ? [] : declaration.methods.map(importantMethod).sort(byName),
  };
  return JSON.stringify(classToJson(important));
}

/** What is touched by putting one local declaration over another of the same class. */
export function classChange(before: CimClass, after: CimClass): ClassChange {
  if (importantText(before, true) !== importantText(after, true)) return "instances";
  return importantText(before, false) === importantText(after, false) ? "unimportant" : "declaration";
}
