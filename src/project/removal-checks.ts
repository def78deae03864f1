import { foldName } from "../cim/names.ts";
import { parseObjectPath } from "../cim/parse-object-path.ts";
import type { StatusName } from "../codes/status.ts";
import { WbemError } from "../wbem/error.ts";
import { WBEM_FLAG_SHALLOW } from "../wbem/flags.ts";
import type { WbemServices } from "../wbem/services.ts";

/** How targets say that an object is not there. */
export const absences: ReadonlySet<StatusName> = new Set<StatusName>([
  "WBEM_E_NOT_FOUND",
  "WBEM_E_INVALID_CLASS",
  "WBEM_E_INVALID_NAMESPACE",
  // The class has other keys by now.
  "WBEM_E_INVALID_OBJECT_PATH",
]);

/** What a read finds; `undefined` where it is not there. */
export async function orAbsent<Result>(read: () => PromiseLike<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof WbemError && absences.has(error.status)) return undefined;
    throw error;
  }
}

/**
 * Makes a check whether the instance at a path, if there is one, is of the class that the path names: it also leads to one of a
 * subclass with the same keys, which somebody else put. Only classes with subclasses are looked at, as it costs a read.
 */
export function classChecker(services: WbemServices): (path: string) => Promise<boolean> {
  const haveSubclasses = new Map<string, boolean>();
  return async (path) => {
    const [className] = /^[^.=]*/.exec(path) as RegExpExecArray;
    let hasSubclasses = haveSubclasses.get(className);
    if (hasSubclasses === undefined) {
      hasSubclasses = (await orAbsent(() => hasSubclass(services, className))) ?? false;
      haveSubclasses.set(className, hasSubclasses);
    }
    if (!hasSubclasses) return true;
    const instance = await orAbsent(() => services.getInstance(path));
    return instance === undefined || foldName(instance.className) === foldName(className);
  };
}

async function hasSubclass(services: WbemServices, className: string): Promise<boolean> {
  for await (const _ of services.createClassEnum(className, WBEM_FLAG_SHALLOW)) return true;
  return false;
}

/** The name in a path of an instance of `__Namespace`. */
export function namespaceName(path: string): string | undefined {
  const parsed = parseObjectPath(path);
  const value = parsed.kind === "path" ? parsed.keys?.[0]?.value : undefined;
  return typeof value === "string" ? value : undefined;
}

/** The names of the namespaces directly below one. */
export async function childrenOf(services: WbemServices): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { properties } of services.createInstanceEnum("__Namespace")) {
    const name = properties[0]?.value;
    if (typeof name === "string") names.push(name);
  }
  return names;
}

/** Whether there is nothing in a namespace: no namespace below it, no class, no qualifier type, no instance of a system class. */
export async function isEmpty(services: WbemServices): Promise<boolean> {
  for await (const _ of services.createClassEnum(null, WBEM_FLAG_SHALLOW)) return false;
  for await (const _ of services.enumerateQualifiers()) return false;
  for await (const { className } of services.createInstanceEnum("__SystemClass")) {
    // Every namespace has one of itself.
    if (foldName(className) !== "__thisnamespace") return false;
  }
  return true;
}
