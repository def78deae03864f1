import type { CimObject } from "../cim/model.ts";
import { formatObjectPath, type ObjectPath } from "../cim/object-path.ts";
import { parseObjectPath } from "../cim/parse-object-path.ts";
import type { WbemNamespaces } from "../wbem/connection.ts";
import { WbemError } from "../wbem/error.ts";
import type { WbemServices } from "../wbem/services.ts";
import { usageError } from "./usage.ts";

/** What a PATH on the command line names: a class, an instance, or by a bare name also a qualifier type. */
export interface NamedObject {
  readonly services: WbemServices;
  /** The path within the namespace. */
  readonly path: ObjectPath;
  readonly object: CimObject;
}

/**
 * Reads a path of the command line, `CIM_System`, `A.K="v"` or `root/cimv2:A.K="v"`.
 *
 * @throws {UsageError} `invalid-object-path-argument` when it is none, or one of another server
 */
export function readPath(text: string, namespace: string): ObjectPath & { readonly namespace: string } {
  const path = parseObjectPath(text);
  if (path.kind === "problem") {
    throw usageError("invalid-object-path-argument", {
      path: text,
      reason: `${path.expected} is expected at character ${path.position + 1}`,
    });
  }
  if (path.server !== undefined) {
    throw usageError("invalid-object-path-argument", { path: text, reason: `it is of the server \`${path.server}\`` });
  }
  return { ...path, namespace: path.namespace ?? namespace };
}

/**
 * Finds what a path names. A bare name that is no class may be that of a qualifier type.
 *
 * @throws {WbemError} `WBEM_E_NOT_FOUND`, `WBEM_E_INVALID_NAMESPACE`
 */
export async function findObject(
  connection: WbemNamespaces,
  { namespace, ...path }: ObjectPath & { readonly namespace: string },
  flags = 0,
): Promise<NamedObject> {
  const services = await connection.openNamespace(namespace);
  try {
    return { services, path, object: await services.getObject(path, flags) };
  } catch (error) {
    if (path.keys !== undefined || !(error instanceof WbemError) || error.status !== "WBEM_E_NOT_FOUND") throw error;
    try {
      return { services, path, object: await services.getQualifier(path.className) };
    } catch {
      // That it is no qualifier type either would only distract.
      throw error;
    }
  }
}

/** The path of an object with its namespace, in canonical form. */
export function fullPath(services: WbemServices, path: ObjectPath): string {
  return formatObjectPath({ ...path, namespace: services.namespace });
}
