import type { CimInstance } from "../cim/model.ts";
import type { MessageCode } from "../codes/index.ts";
import { WbemError } from "./error.ts";

const missingProviderCodes: ReadonlySet<MessageCode> = new Set<MessageCode>([
  "provider-not-found",
  "provider-not-loaded",
  "provider-not-named",
]);

/** Whether an error says that the instances of a class come from a provider which is not there. */
export function isProviderMissing(error: unknown): boolean {
  return error instanceof WbemError && error.violations.some(({ code }) => missingProviderCodes.has(code));
}

/**
 * An enumeration of instances without the error that ends it where the class is `dynamic` and its provider is not there: what
 * the repository itself holds. For who goes through whole repositories, such as a dump.
 *
 * @example for await (const instance of storedInstances(services.createInstanceEnum("Harbor_Lamp"))) print(instance);
 */
export async function* storedInstances(instances: AsyncIterable<CimInstance>): AsyncGenerator<CimInstance> {
  try {
    yield* instances;
  } catch (error) {
    if (!isProviderMissing(error)) throw error;
  }
}
