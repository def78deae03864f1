import { foldName } from "../cim/names.ts";
import { normalizeNamespace } from "../cim/namespace-path.ts";
import { createDiagnostic } from "../diagnostics/create.ts";
import { type LoadInput, type LoadOptions, type LoadReport, load } from "../loader/load.ts";
import type { WbemConnection, WbemNamespaces, WbemTransaction } from "../wbem/connection.ts";
import { findNamespace } from "../wbem/find-in-target.ts";
import type { WbemServices } from "../wbem/services.ts";
import { DeclaringServices, unknownKey } from "./declaring-services.ts";
import type { DeclaredObject } from "./removal-groups.ts";

/** How sources are read. */
export type FindDeclaredOptions = Pick<
  LoadOptions,
  "namespace" | "includeFolders" | "includeRoot" | "host" | "reader" | "onDiagnostic" | "onProgress" | "signal"
>;

/** What sources declare. */
export interface DeclaredObjects {
  /** In the order of their declarations. */
  readonly objects: readonly DeclaredObject[];
  /** How the reading went; where it has errors, what is declared is not fully known. */
  readonly report: LoadReport;
}

/**
 * Finds out which objects of a target sources declare, without putting any: the sources are read as a load reads them, with
 * includes, aliases and pragmas, and their objects need not fit what is there. Of the diagnostics only errors are told, as warnings are
 * about what is put. An instance whose key the target made cannot be found; it is told in a warning (`removal-without-key`).
 *
 * Nothing is kept but paths and places: removing a million instances takes 800 MB and as long as compiling them.
 *
 * @param connection what is known of the target beside its namespaces
 * @param there the namespaces, as the transaction that is to use the result sees them
 */
export async function findDeclared(
  connection: WbemConnection,
  there: WbemNamespaces,
  inputs: readonly LoadInput[],
  options: FindDeclaredOptions,
): Promise<DeclaredObjects> {
  const objects: DeclaredObject[] = [];
  const report = await load(declaringConnection(connection, there), inputs, {
    ...options,
    onDiagnostic(diagnostic) {
      if (diagnostic.severity === "error") options.onDiagnostic(diagnostic);
    },
    onObject({ kind, namespace, path, outcome, place }) {
      if (outcome === "deleted") return;
      if (kind === "instance" && path.includes(unknownKey)) {
        const className = path.slice(0, path.indexOf("."));
        options.onDiagnostic(createDiagnostic("removal-without-key", { class: className }, place));
      } else objects.push({ kind, namespace, path, place });
    },
  });
  return { objects, report };
}

/** A connection over which a load only tells what it would put. */
function declaringConnection(connection: WbemConnection, there: WbemNamespaces): WbemConnection {
  const opened = new Map<string, DeclaringServices>();
  const open = async (path: string): Promise<WbemServices> => {
    const namespace = normalizeNamespace(path)?.namespace ?? path;
    const key = foldName(namespace);
    let services = opened.get(key);
    if (services === undefined) {
      const real = await findNamespace(there, namespace);
      services = new DeclaringServices(real?.namespace ?? namespace, real);
      opened.set(key, services);
    }
    return services;
  };
  const transaction = { openNamespace: open, checkDeferred: async () => [] } as unknown as WbemTransaction;
  return {
    name: connection.name,
    dialect: connection.dialect,
    exactKeys: connection.exactKeys,
    locale: undefined,
    openNamespace: transaction.openNamespace,
    transaction: (work) => work(transaction),
    revision: () => connection.revision(),
    namespaces: () => connection.namespaces(),
    close: async () => {},
  };
}
