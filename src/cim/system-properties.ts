import type { CimValue } from "./model.ts";
import { foldName } from "./names.ts";
import type { ElementType } from "./types.ts";

/** The server of a repository in system properties and paths: this one. */
export const localServer = ".";

/** Whether an object is a class or an instance, as `__GENUS` says it. */
export const genusOfClass = 1;
export const genusOfInstance = 2;

/** What the system properties of a class or an instance follow from. */
export interface SystemPropertySource {
  readonly genus: typeof genusOfClass | typeof genusOfInstance;
  /** As the class spells it. */
  readonly className: string;
  /** The classes above it, nearest first. */
  readonly derivation: readonly string[];
  /** How many properties it has, inherited ones included, system properties not. */
  readonly propertyCount: number;
  /** The path of the namespace with either slash: `root/cimv2`; `null` for an object that stands in none. */
  readonly namespace: string | null;
  /** The path within the namespace: `A.K="1"`, of a class its name; `null` for an object that has no path, as an embedded one. */
  readonly relpath: string | null;
}

interface SystemProperty {
  readonly name: string;
  readonly type: ElementType;
  readonly valueIn: (source: SystemPropertySource) => CimValue;
}

const text: ElementType = { type: "string", isArray: false };
const texts: ElementType = { type: "string", isArray: true };
const integer: ElementType = { type: "sint32", isArray: false };

function windowsNamespace(namespace: string): string {
  return namespace.replaceAll("/", "\\");
}

function pathOf({ namespace, relpath }: SystemPropertySource): string | null {
  if (namespace === null || relpath === null) return null;
  return `\\\\${localServer}\\${windowsNamespace(namespace)}:${relpath}`;
}

/** In the order in which WMI lists them. */
const properties: readonly SystemProperty[] = [
  { name: "__GENUS", type: integer, valueIn: ({ genus }) => genus },
  { name: "__CLASS", type: text, valueIn: ({ className }) => className },
  { name: "__SUPERCLASS", type: text, valueIn: ({ derivation }) => derivation[0] ?? null },
  { name: "__DYNASTY", type: text, valueIn: ({ className, derivation }) => derivation.at(-1) ?? className },
  { name: "__RELPATH", type: text, valueIn: ({ relpath }) => relpath },
  { name: "__PROPERTY_COUNT", type: integer, valueIn: ({ propertyCount }) => propertyCount },
  { name: "__DERIVATION", type: texts, valueIn: ({ derivation }) => derivation },
  { name: "__SERVER", type: text, valueIn: ({ namespace }) => (namespace === null ? null : localServer) },
  {
    name: "__NAMESPACE",
    type: text,
    valueIn: ({ namespace }) => (namespace === null ? null : windowsNamespace(namespace)),
  },
  { name: "__PATH", type: text, valueIn: pathOf },
];

const byKey: ReadonlyMap<string, SystemProperty> = new Map(properties.map((one) => [foldName(one.name), one]));

/** The names of all system properties, in the order in which WMI lists them. */
export const systemPropertyNames: readonly string[] = Object.freeze(properties.map(({ name }) => name));

/** The name of a system property as WMI spells it and the type of its values, by its name in any case; else `undefined`. */
export function findSystemProperty(name: string): { readonly name: string; readonly type: ElementType } | undefined {
  return name.startsWith("__") ? byKey.get(foldName(name)) : undefined;
}

/**
 * The value of one system property, which nobody stores because it follows from what an object is and where it is
 * (Microsoft, "WMI System Properties"), by its name in any case; `undefined` where there is none of the name. Namespaces and
 * paths are written as WMI writes them, with backslashes; the server is {@link localServer}. What does not apply is NULL.
 *
 * @example systemPropertyValue("__class", source) // "CIM_Thing"
 */
export function systemPropertyValue(name: string, source: SystemPropertySource): CimValue | undefined {
  return byKey.get(foldName(name))?.valueIn(source);
}
