import type { ProviderMethod, ProviderPut, ProviderWork } from "../../wbem/provider.ts";
import type { PutOutcome } from "../../wbem/services.ts";
import { invalidAnswer, providerError } from "./call-provider.ts";
import type { ServedClass } from "./provider-access.ts";

const outcomes: ReadonlySet<unknown> = new Set<PutOutcome>(["created", "updated", "unchanged"]);

/** What can be kept of an answer about work, before it is known to be a right one, so that the work can be taken back. */
export function workOf(answer: unknown): ProviderWork | undefined {
  return typeof answer === "object" && answer !== null ? (answer as ProviderWork) : undefined;
}

/** What a provider says of a delete. `WBEM_E_INVALID_OBJECT` for what is no such answer. */
export function checkWork(served: ServedClass, method: ProviderMethod, answer: unknown): void {
  readAnswer(served, method, answer, ({ undo }) => checkUndo(undo));
}

/** What a provider says of a put. `WBEM_E_INVALID_OBJECT` for what is no such answer. */
export function putAnswer(served: ServedClass, answer: unknown): Pick<ProviderPut, "path" | "outcome"> {
  let said: Pick<ProviderPut, "path" | "outcome"> = {};
  readAnswer(served, "putInstance", answer, ({ undo, path, outcome }) => {
    said = { ...(isGiven(path) && { path }), ...(isGiven(outcome) && { outcome }) } as typeof said;
    if (isGiven(path) && typeof path !== "string" && !isPath(path)) return "its `path` is neither text nor a path";
    if (isGiven(outcome) && !outcomes.has(outcome)) {
      return "its `outcome` is none of `created`, `updated` and `unchanged`";
    }
    return checkUndo(undo);
  });
  return said;
}

type AnswerParts = { readonly [Name in keyof ProviderPut]?: unknown };

/** @param problemOf reads the parts, which may be the provider's own code, and says what is wrong */
function readAnswer(
  served: ServedClass,
  method: ProviderMethod,
  answer: unknown,
  problemOf: (parts: AnswerParts) => string | undefined,
): void {
  if (!isGiven(answer)) return;
  if (typeof answer !== "object") throw invalidAnswer(served, method, `it is a ${typeof answer}`);
  let problem: string | undefined;
  try {
    problem = problemOf(answer as AnswerParts);
  } catch (error) {
    throw providerError(served, method, error);
  }
  if (problem !== undefined) throw invalidAnswer(served, method, problem);
}

function checkUndo(undo: unknown): string | undefined {
  return isGiven(undo) && typeof undo !== "function" ? "its `undo` is no function" : undefined;
}

function isGiven<Value>(value: Value): value is NonNullable<Value> {
  return value !== undefined && value !== null;
}

function isPath(value: unknown): boolean {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "path";
}
