import type { WbemCallResult } from "../wbem/call-result.ts";
import type { WbemError } from "../wbem/error.ts";
import { WBEM_FLAG_CREATE_ONLY } from "../wbem/flags.ts";
import type { PutResult } from "../wbem/services.ts";
import { kindOf, type LoadRun, spaceOf } from "./load-run.ts";
import { isRefusal, type PlacedDeclaration } from "./refusals.ts";

/** A put that was begun, with its result where it has ended already. */
type PutCall = Promise<PutResult> & Partial<Pick<WbemCallResult<PutResult>, "done">>;

/** Puts one object with the flags it is given. */
export type Put = (flags: number) => PutCall;

/**
 * Puts what was declared and takes note of it; `undefined` where it was refused, which has been reported then. A promise comes only
 * where the target has to be waited for. Errors of the target itself are thrown.
 */
export function putDeclaration(
  run: LoadRun,
  placed: PlacedDeclaration,
  flags: number,
  put: Put,
): PutResult | Promise<PutResult | undefined> {
  const begin = run.now();
  const call = put(flags);
  const { done } = call;
  if (done === undefined) return awaitPut(run, placed, flags, put, call, begin);
  run.stored(placed.namespace, placed.declaration, placed.source, done, run.now() - begin);
  return done;
}

async function awaitPut(
  run: LoadRun,
  placed: PlacedDeclaration,
  flags: number,
  put: Put,
  call: PutCall,
  begin: number,
): Promise<PutResult | undefined> {
  let result: PutResult | undefined;
  try {
    result = await call;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    result = await putEqualAgain(run, placed, flags, put, error);
    if (!result) {
      run.refused(error, placed);
      return undefined;
    }
  }
  run.stored(placed.namespace, placed.declaration, placed.source, result, run.now() - begin);
  return result;
}

/**
 * Under create-only a second declaration of an object of this run is refused, unless it equals the first. Whether it does
 * shows by putting it without the flag; where it does not, the run fails and nothing of it lasts.
 */
async function putEqualAgain(
  run: LoadRun,
  { declaration, namespace }: PlacedDeclaration,
  flags: number,
  put: Put,
  { status, object }: WbemError,
): Promise<PutResult | undefined> {
  if (status !== "WBEM_E_ALREADY_EXISTS" || (flags & WBEM_FLAG_CREATE_ONLY) === 0 || !object) return undefined;
  if (!run.declared.find(spaceOf(kindOf(declaration), namespace), object.path)) return undefined;
  try {
    const result = await put(flags & ~WBEM_FLAG_CREATE_ONLY);
    return result.outcome === "unchanged" ? result : undefined;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
