import { expect } from "vitest";
import type { StatusName } from "../../src/codes/status.ts";
import type { Violation } from "../../src/wbem/error.ts";
import { violationMessage, WbemError } from "../../src/wbem/error.ts";

/** The WbemError that a promise is rejected with; anything else fails the test. */
export async function errorOf(promise: Promise<unknown>): Promise<WbemError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof WbemError) return error;
    throw error;
  }
  return expect.fail("was not refused");
}

/** A violation in one line: its code and where it is, `key-added @property K`. */
export function describeViolation({ code, target }: Violation): string {
  const where: string[] = [];
  for (let at: Violation["target"] | undefined = target; at !== undefined; at = at.embedded) {
    for (const name of ["property", "method", "parameter", "qualifier", "occurrence", "element", "part"] as const) {
      if (at[name] !== undefined) where.push(`${name} ${at[name]}`);
    }
    if (at.embedded) where.push(">");
  }
  return where.length === 0 ? code : `${code} @${where.join(" ")}`;
}

/** All violations of a refusal, each in one line. Their messages have to be complete. */
export async function violationsOf(promise: Promise<unknown>): Promise<readonly string[]> {
  const { violations } = await errorOf(promise);
  for (const violation of violations) expect(violationMessage(violation)).not.toMatch(/``|undefined/);
  return violations.map(describeViolation);
}

/** Expects a refusal with a status, its number as wbemcli.h has it, and exactly these violations, each in one line. */
export async function expectRefusal(
  promise: PromiseLike<unknown>,
  status: StatusName,
  number: number,
  violations: readonly string[],
): Promise<WbemError> {
  const error = await errorOf(Promise.resolve(promise));
  expect({ name: error.name, status: error.status, number: error.number }).toEqual({
    name: "WbemError",
    status,
    number,
  });
  for (const violation of error.violations) expect(violationMessage(violation)).not.toMatch(/undefined/);
  expect(error.violations.map(describeViolation)).toEqual(violations);
  return error;
}
