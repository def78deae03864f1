import type { ElementType } from "../cim/types.ts";

/** What a system property is to a condition: its type, text that is a path, or the object itself. */
export type SystemPropertyType = ElementType | "path" | "this";

const text: ElementType = { type: "string", isArray: false };
const number: ElementType = { type: "sint32", isArray: false };

/** The system properties of every object by folded name (Microsoft, "WMI System Properties"). */
const systemProperties: ReadonlyMap<string, readonly [name: string, type: SystemPropertyType]> = new Map(
  (
    [
      ["__CLASS", text],
      ["__DERIVATION", { type: "string", isArray: true }],
      ["__DYNASTY", text],
      ["__GENUS", number],
      ["__NAMESPACE", text],
      ["__PATH", "path"],
      ["__PROPERTY_COUNT", number],
      ["__RELPATH", "path"],
      ["__SERVER", text],
      ["__SUPERCLASS", text],
      ["__this", "this"],
    ] as const
  ).map(([name, type]) => [name.toLowerCase(), [name, type]]),
);

/** The type of a system property by its folded name; `undefined` where there is none. */
export function systemPropertyType(key: string): SystemPropertyType | undefined {
  return systemProperties.get(key)?.[1];
}

/** The names of the system properties, for the one that was probably meant. */
export function systemPropertyNames(): string[] {
  return Array.from(systemProperties.values(), ([name]) => name);
}
