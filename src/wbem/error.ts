import { formatMessage } from "../codes/define.ts";
import type { MessageCode, MessageParameters } from "../codes/index.ts";
import { messageDefinition } from "../codes/index.ts";
import { type StatusName, statusNumbers } from "../codes/status.ts";
import type { PutResult } from "./services.ts";

/** Which part of the object that was put is at fault; all fields absent: the object as a whole, shown at its name. */
export interface ViolationTarget {
  /** A property of the class, instance or embedded instance. */
  readonly property?: string;
  readonly method?: string;
  readonly parameter?: string;
  /** A qualifier of the element that the fields above name, or of the object itself. */
  readonly qualifier?: string;
  /** Which element of an array value, from 0. */
  readonly element?: number;
  /** Which declaration, from 0, when the same name is declared several times. */
  readonly occurrence?: number;
  /** The part of the element; absent: its name, or its value when `element` is given. */
  readonly part?: "name" | "type" | "value" | "superclass" | "class" | "flavor" | "scope";
  /** A part of the text of the query that was refused: offsets in UTF-16 code units, `end` exclusive. */
  readonly query?: { readonly start: number; readonly end: number };
  /** Goes on inside the embedded instance that the fields above name. */
  readonly embedded?: ViolationTarget;
}

/** One rule that an object breaks. */
export interface Violation {
  readonly code: MessageCode;
  readonly parameters: Readonly<Record<string, string | number | bigint>>;
  readonly target: ViolationTarget;
  /** Another object that explains it, as the path of an object of the same namespace: the superclass, a sibling. */
  readonly related?: string;
  /** The name that was probably meant. */
  readonly suggestion?: string;
  /** The next step, where it is a better one than the hint of the code. */
  readonly hint?: string;
  /** The status, where it is a more exact one than that of the code. */
  readonly status?: StatusName;
}

/** Makes a violation; the parameters are those that the code's texts name. */
export function violation<Code extends MessageCode>(
  code: Code,
  parameters: MessageParameters<Code>,
  target: ViolationTarget = {},
  more: Pick<Violation, "related" | "suggestion" | "hint" | "status"> = {},
): Violation {
  return { code, parameters, target, ...more };
}

/** The message of a violation, without its place. */
export function violationMessage(violation: Violation): string {
  return formatMessage(messageDefinition(violation.code).message, violation.parameters);
}

/** The object of a refused put: its namespace and its relpath, or a class name or qualifier name. */
export interface RefusedObject {
  readonly kind: "class" | "instance" | "qualifier" | "namespace";
  readonly namespace: string;
  readonly path: string;
}

/** What an error says beside its status and message. */
export interface WbemErrorDetails {
  readonly violations?: readonly Violation[];
  /** What was refused, where the error is about one object. */
  readonly object?: RefusedObject;
  /** Which element of a batch was refused, from 0. */
  readonly batchIndex?: number;
  /** What became of the elements of the batch before it, where that is known. */
  readonly results?: readonly PutResult[];
  readonly cause?: unknown;
}

/**
 * An operation that was refused. `status` is the HRESULT's name, `number` its value; `violations` are all rules that the
 * object breaks, the first of which gives the status of a refused put.
 */
export class WbemError extends Error {
  readonly status: StatusName;
  readonly violations: readonly Violation[];
  readonly object: RefusedObject | undefined;
  readonly batchIndex: number | undefined;
  readonly results: readonly PutResult[];

  constructor(status: StatusName, message: string, details: WbemErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "WbemError";
    this.status = status;
    this.violations = details.violations ?? [];
    this.object = details.object;
    this.batchIndex = details.batchIndex;
    this.results = details.results ?? [];
  }

  get number(): number {
    return statusNumbers[this.status];
  }

  /** An error from the violations of one object; the first that has a status gives the error its own. */
  static fromViolations(
    violations: readonly Violation[],
    details: Omit<WbemErrorDetails, "violations"> = {},
  ): WbemError {
    const first = violations[0] as Violation;
    const status = violations.map(({ code }) => messageDefinition(code).status).find((name) => name !== undefined);
    return new WbemError(status ?? "WBEM_E_FAILED", violationMessage(first), { ...details, violations });
  }
}
