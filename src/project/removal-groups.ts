import type { CimClass } from "../cim/model.ts";
import { foldName } from "../cim/names.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { RefusedObject } from "../wbem/error.ts";
import type { WbemServices } from "../wbem/services.ts";

/** An object that sources declared: its kind, its namespace and its path there, as `ObjectOutcome` of a load has them. */
export interface DeclaredObject extends RefusedObject {
  /** The declaration, where a refusal is to be shown. */
  readonly place?: Place;
}

/** The objects of one namespace, in the order of their declarations. */
export interface RemovalGroup {
  readonly namespace: string;
  readonly services: WbemServices | undefined;
  readonly instances: DeclaredObject[];
  /** By folded name, and so each once. */
  readonly classes: Map<string, DeclaredObject>;
  readonly qualifiers: Map<string, DeclaredObject>;
  /** The folded names of classes that were deleted, those among them that are declared in another one. */
  readonly gone: Set<string>;
  /** The folded names of classes that were refused. */
  readonly kept: Set<string>;
}

/**
 * Divides objects by their namespaces, in the order of the first of each; the namespaces among them stand apart.
 *
 * @param open gives no services of a namespace that is not there
 */
export async function groupObjects(
  objects: readonly DeclaredObject[],
  open: (namespace: string) => Promise<WbemServices | undefined>,
): Promise<{
  readonly groups: readonly RemovalGroup[];
  readonly namespaces: readonly DeclaredObject[];
}> {
  const groups = new Map<string, RemovalGroup>();
  const namespaces: DeclaredObject[] = [];
  let last: RemovalGroup | undefined;
  for (const object of objects) {
    const { kind, namespace, path } = object;
    if (kind === "namespace") {
      namespaces.push(object);
      continue;
    }
    if (last?.namespace !== namespace) {
      const key = foldName(namespace);
      last = groups.get(key);
      if (last === undefined) {
        const services = await open(namespace);
        last = {
          namespace,
          services,
          instances: [],
          classes: new Map(),
          qualifiers: new Map(),
          gone: new Set(),
          kept: new Set(),
        };
        groups.set(key, last);
      }
    }
    if (kind === "instance") last.instances.push(object);
    else (kind === "class" ? last.classes : last.qualifiers).set(foldName(path), object);
  }
  return { groups: [...groups.values()], namespaces };
}

/** Whether a class is declared in another one that is to go. */
export function goesWithAnother({ outer }: CimClass, { classes }: RemovalGroup): boolean {
  return outer !== undefined && classes.has(foldName(outer));
}
