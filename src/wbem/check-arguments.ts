import { describeValue } from "../cim/describe-value.ts";
import { WbemContext } from "./context.ts";
import { violation, WbemError } from "./error.ts";

/**
 * Refuses what is no text where one is expected: programs without types hand over anything.
 *
 * @param argument what it is for, as the subject of a message: "the name of the class"
 * @throws `WbemError` `WBEM_E_INVALID_PARAMETER` with the violation `argument-not-text`
 */
export function checkText(given: unknown, argument: string): asserts given is string {
  if (typeof given === "string") return;
  throw WbemError.fromViolations([violation("argument-not-text", { argument, found: describeValue(given) })]);
}

/**
 * Refuses what is neither a context nor absent.
 *
 * @throws `WbemError` `WBEM_E_INVALID_CONTEXT` with the violation `invalid-context`
 */
export function checkContextArgument(given: unknown): void {
  if (given === null || given === undefined || given instanceof WbemContext) return;
  throw WbemError.fromViolations([violation("invalid-context", { found: describeValue(given) })]);
}
