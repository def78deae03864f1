import { violation, violationMessage, WbemError } from "../../wbem/error.ts";
import type { ProviderAnswer, ProviderMethod } from "../../wbem/provider.ts";
import type { ServedClass } from "./provider-access.ts";
import { reasonOf } from "./provider-journal.ts";

/**
 * Waits for what a method of a provider answers. `WBEM_E_PROVIDER_NOT_CAPABLE` where there is no such method; a `WbemError`
 * of the provider keeps its status, anything else that it throws is `WBEM_E_PROVIDER_FAILURE`.
 */
export async function callProvider<Answer>(
  served: ServedClass,
  method: ProviderMethod,
  call: () => ProviderAnswer<Answer>,
): Promise<Answer> {
  if (typeof served.provider[method] !== "function") throw notCapable(served, method);
  try {
    return await call();
  } catch (error) {
    throw providerError(served, method, error);
  }
}

function notCapable({ resolved }: ServedClass, method: ProviderMethod): WbemError {
  const parameters = { class: resolved.declaration.name, method };
  return WbemError.fromViolations([violation("provider-not-capable", parameters)]);
}

/** What a provider threw, as the client is told. */
export function providerError({ resolved }: ServedClass, method: ProviderMethod, cause: unknown): WbemError {
  const parameters = { class: resolved.declaration.name, method, reason: reasonOf(cause) };
  if (!(cause instanceof WbemError)) {
    return WbemError.fromViolations([violation("provider-failed", parameters)], { cause });
  }
  const { status, violations } = cause;
  const refused = violation("provider-refused", { ...parameters, status });
  return new WbemError(status, violationMessage(refused), { violations: [refused, ...violations], cause });
}

/** The error for an answer that is none. `WBEM_E_INVALID_OBJECT`. */
export function invalidAnswer({ resolved }: ServedClass, method: ProviderMethod, reason: string): WbemError {
  const parameters = { class: resolved.declaration.name, method, reason };
  return WbemError.fromViolations([violation("invalid-provider-answer", parameters)]);
}
