import type { LoadInput, LoadOptions, LoadReport } from "../loader/load-options.ts";
import type { IncrementalReport } from "../project/incremental.ts";
import type { WbemConnection } from "../wbem/connection.ts";

/**
 * Loads inputs: all in the order in which they are given, or only what has changed, in the order of their dependencies, which loads
 * nothing where nothing has.
 *
 * @param incremental the name under which what was compiled is remembered; absent: all
 */
export async function compileInputs(
  connection: WbemConnection,
  inputs: readonly LoadInput[],
  incremental: string | undefined,
  options: LoadOptions,
): Promise<LoadReport | IncrementalReport> {
  if (incremental === undefined) {
    const { load } = await import("../loader/load.ts");
    return load(connection, inputs, options);
  }
  const { compileIncrementally } = await import("../project/incremental.ts");
  const files = inputs.filter((input) => input.kind !== "standard-input");
  const { createNamespaces = true, ...others } = options;
  if (typeof createNamespaces === "function") throw new Error("an incremental compile cannot compare functions");
  return compileIncrementally(connection, files, { ...others, createNamespaces, name: incremental });
}
