import { violation, WbemError } from "../wbem/error.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_UPDATE_FORCE_MODE,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_UPDATE_SAFE_MODE,
} from "../wbem/flags.ts";

const classModes = WBEM_FLAG_UPDATE_SAFE_MODE | WBEM_FLAG_UPDATE_FORCE_MODE;
const existence = WBEM_FLAG_CREATE_ONLY | WBEM_FLAG_UPDATE_ONLY;

/** Refuses flags that an operation does not know or that contradict each other. */
export function checkFlags(operation: string, flags: number, known: number): void {
  const contradictory = (flags & existence) === existence || (flags & classModes) === classModes;
  if (!contradictory && (flags & ~known) === 0) return;
  const shown = `0x${flags.toString(16)}`;
  throw WbemError.fromViolations([violation("invalid-flags", { flags: shown, operation })]);
}

/** The flags of `putClass`. */
export const putClassFlags = existence | classModes;

/** The flags of `putInstance`. */
export const putInstanceFlags = existence;
