import { WbemError } from "../wbem/error.ts";

/** How often an operation is tried that the store could not bring into an order with those of others. */
export const maximumTries = 5;

/**
 * Does an operation that is a transaction of its own, and does it again where its store says that it collided with another one: then
 * nothing of it was kept, and by now the other one has ended. A transaction of several operations is the caller's to repeat, who
 * knows what it rests on: `mofkit compile` repeats its own.
 *
 * @throws what the last try throws
 */
export async function retryConflicts<Result>(operation: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await operation();
    } catch (error) {
      if (tries === maximumTries || !isConflict(error)) throw error;
    }
  }
}

/** Whether a store says that something collided with what others did at the same time, so that nothing of it was kept. */
export function isConflict(error: unknown): boolean {
  return error instanceof WbemError && error.violations.some(({ code }) => code === "postgres-conflict");
}
