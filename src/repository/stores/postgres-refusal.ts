import type { MessageCode, MessageParameters } from "../../codes/index.ts";
import { type Violation, violation, WbemError } from "../../wbem/error.ts";

/** Makes the error of one message about a PostgreSQL server. */
export function postgresRefusal<Code extends MessageCode>(
  code: Code,
  parameters: MessageParameters<Code>,
  { cause, ...more }: Pick<Violation, "suggestion" | "hint"> & { readonly cause?: unknown } = {},
): WbemError {
  return WbemError.fromViolations([violation(code, parameters, {}, more)], { cause });
}
