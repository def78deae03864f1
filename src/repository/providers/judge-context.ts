import { WbemError } from "../../wbem/error.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { providersOf } from "./provider-access.ts";

/**
 * What the store makes of a context. Why it does not heed one is thrown where the namespace has no provider, and is
 * otherwise an answer, for the first class whose instances the store keeps: providers get the context as it is.
 */
export function judgeContext<Asked>(view: NamespaceView, ask: () => Asked): Asked | WbemError {
  try {
    return ask();
  } catch (error) {
    if (error instanceof WbemError && providersOf(view) !== undefined) return error;
    throw error;
  }
}
