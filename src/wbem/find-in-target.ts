import type { CimClass } from "../cim/model.ts";
import type { StatusName } from "../codes/status.ts";
import type { WbemNamespaces } from "./connection.ts";
import { WbemError } from "./error.ts";
import type { WbemServices } from "./services.ts";

/** Opens a namespace; `undefined` where the target has none of that path. */
export async function findNamespace(target: WbemNamespaces, path: string): Promise<WbemServices | undefined> {
  return unless(["WBEM_E_INVALID_NAMESPACE"], () => target.openNamespace(path));
}

/** A class by its name; `undefined` where the namespace has none of that name. */
export async function findClass(services: WbemServices, name: string): Promise<CimClass | undefined> {
  // Microsoft's pages give both.
  return unless(["WBEM_E_NOT_FOUND", "WBEM_E_INVALID_CLASS"], () => services.getClass(name));
}

async function unless<Found>(
  absences: readonly StatusName[],
  find: () => PromiseLike<Found>,
): Promise<Found | undefined> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof WbemError && absences.includes(error.status)) return undefined;
    throw error;
  }
}
