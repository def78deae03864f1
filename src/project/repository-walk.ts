import { enumerationTypeOf, isStructure } from "../cim/class-kinds.ts";
import type { CimClass, CimInstance, CimObject, QualifierType } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { WbemConnection } from "../wbem/connection.ts";
import { WBEM_FLAG_SHALLOW } from "../wbem/flags.ts";
import type { WbemServices } from "../wbem/services.ts";
import { storedInstances } from "../wbem/stored-instances.ts";

/** The root of the system classes, which enumerations of all classes leave out and whose instances are real ones. */
export const systemRoot = "__SystemClass";

/** Of these the repository makes the instances: they are not declared, and namespaces have a listing of their own. */
export const generatedClasses: ReadonlySet<string> = new Set(["__namespace", "__thisnamespace"]);

/** The namespaces of a repository, parents first; with `only`, this one and those above it. */
export async function namespacesOf(connection: WbemConnection, only?: string): Promise<string[]> {
  const namespaces: string[] = [];
  const wanted = only === undefined ? undefined : `${foldName(only)}/`;
  for await (const namespace of connection.namespaces()) {
    if (wanted === undefined || wanted.startsWith(`${foldName(namespace)}/`)) namespaces.push(namespace);
  }
  return namespaces;
}

/**
 * Everything in a namespace in the order of a dump: qualifier types by name, classes superclass first, instances by
 * path. Enumerations and structures come before the classes that have them for types, and before such qualifier types.
 */
export async function* objectsOf(services: WbemServices): AsyncIterable<CimObject> {
  const later: QualifierType[] = [];
  for await (const type of services.enumerateQualifiers()) {
    if (type.enumeration === undefined) yield type;
    else later.push(type);
  }
  const [enumerations, structures]: [string[], string[]] = [[], []];
  for await (const top of services.createClassEnum(null, WBEM_FLAG_SHALLOW)) {
    if (enumerationTypeOf(top) !== undefined) enumerations.push(top.name);
    else if (isStructure(top)) structures.push(top.name);
  }
  const types = new Set<string>();
  for (const name of enumerations) yield* withSubclasses(services, name, types);
  yield* later;
  for (const name of structures) yield* withSubclasses(services, name, types);
  for await (const definition of services.createClassEnum(null)) if (!types.has(definition.name)) yield definition;
  yield* instancesOf(services);
}

/** A class and all below it; their names are noted in `seen`. */
async function* withSubclasses(services: WbemServices, name: string, seen: Set<string>): AsyncIterable<CimClass> {
  const top = await services.getClass(name);
  seen.add(top.name);
  yield top;
  for await (const subclass of services.createClassEnum(name)) {
    seen.add(subclass.name);
    yield subclass;
  }
}

/** Every instance of a namespace that was declared: those of the system classes first, then class by class. */
export async function* instancesOf(services: WbemServices): AsyncIterable<CimInstance> {
  for await (const instance of services.createInstanceEnum(systemRoot)) {
    if (!generatedClasses.has(foldName(instance.className))) yield instance;
  }
  const tops: CimClass[] = [];
  for await (const top of services.createClassEnum(null, WBEM_FLAG_SHALLOW)) tops.push(top);
  // Of a class whose instances come from a provider there are those that are stored all the same.
  for (const { name } of tops) yield* storedInstances(services.createInstanceEnum(name));
}
