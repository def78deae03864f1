import { describeValue } from "../cim/describe-value.ts";
import { violation, WbemError } from "./error.ts";
import {
  WBEM_FLAG_CREATE_ONLY,
  WBEM_FLAG_DIRECT_READ,
  WBEM_FLAG_ENSURE_LOCATABLE,
  WBEM_FLAG_FORWARD_ONLY,
  WBEM_FLAG_OWNER_UPDATE,
  WBEM_FLAG_PROTOTYPE,
  WBEM_FLAG_RETURN_IMMEDIATELY,
  WBEM_FLAG_SHALLOW,
  WBEM_FLAG_UPDATE_FORCE_MODE,
  WBEM_FLAG_UPDATE_ONLY,
  WBEM_FLAG_UPDATE_SAFE_MODE,
  WBEM_FLAG_USE_AMENDED_QUALIFIERS,
} from "./flags.ts";

const existence = WBEM_FLAG_CREATE_ONLY | WBEM_FLAG_UPDATE_ONLY;
const classModes = WBEM_FLAG_UPDATE_SAFE_MODE | WBEM_FLAG_UPDATE_FORCE_MODE;
const read = WBEM_FLAG_RETURN_IMMEDIATELY | WBEM_FLAG_DIRECT_READ | WBEM_FLAG_USE_AMENDED_QUALIFIERS;

interface KnownFlags {
  readonly known: number;
  /** Sets of flags of which only one can be given. */
  readonly exclusive: readonly number[];
}

/** What each operation takes (Microsoft, the page of each operation of `IWbemServices`). */
const operationFlags = {
  putClass: {
    known:
      existence | classModes | WBEM_FLAG_RETURN_IMMEDIATELY | WBEM_FLAG_OWNER_UPDATE | WBEM_FLAG_USE_AMENDED_QUALIFIERS,
    exclusive: [existence, classModes],
  },
  putInstance: {
    known: existence | WBEM_FLAG_RETURN_IMMEDIATELY | WBEM_FLAG_USE_AMENDED_QUALIFIERS,
    exclusive: [existence],
  },
  getObject: { known: read, exclusive: [] },
  deleteClass: { known: WBEM_FLAG_RETURN_IMMEDIATELY | WBEM_FLAG_OWNER_UPDATE, exclusive: [] },
  deleteInstance: { known: WBEM_FLAG_RETURN_IMMEDIATELY, exclusive: [] },
  createClassEnum: { known: read | WBEM_FLAG_SHALLOW | WBEM_FLAG_FORWARD_ONLY, exclusive: [] },
  createInstanceEnum: { known: read | WBEM_FLAG_SHALLOW | WBEM_FLAG_FORWARD_ONLY, exclusive: [] },
  execQuery: {
    known: read | WBEM_FLAG_FORWARD_ONLY | WBEM_FLAG_PROTOTYPE | WBEM_FLAG_ENSURE_LOCATABLE,
    exclusive: [],
  },
  openNamespace: { known: WBEM_FLAG_RETURN_IMMEDIATELY, exclusive: [] },
} as const satisfies Record<string, KnownFlags>;

/** An operation that takes flags. */
export type FlaggedOperation = keyof typeof operationFlags;

/**
 * Refuses flags that an operation does not list or that contradict each other.
 *
 * @throws `WbemError` `WBEM_E_INVALID_PARAMETER` with the violation `invalid-flags`
 * @example checkFlags("putInstance", WBEM_FLAG_CREATE_ONLY | WBEM_FLAG_UPDATE_ONLY); // throws
 */
export function checkFlags(operation: FlaggedOperation, flags: number): void {
  const { known, exclusive }: KnownFlags = operationFlags[operation];
  if (typeof flags === "number") {
    const contradictory = exclusive.some((set) => (flags & set) === set);
    // An operator on bits would drop a fraction, and what is above 32 bits.
    if (!contradictory && (flags & known) === flags) return;
  }
  const shown = showFlags(flags);
  throw WbemError.fromViolations([violation("invalid-flags", { flags: shown, operation })]);
}

function showFlags(flags: unknown): string {
  if (typeof flags === "bigint") return `\`${flags}n\``;
  if (typeof flags !== "number") return describeValue(flags);
  return Number.isInteger(flags) ? `\`0x${flags.toString(16)}\`` : `\`${flags}\``;
}
