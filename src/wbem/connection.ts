import type { Dialect } from "../codes/dialects.ts";
import type { WbemCallResult } from "./call-result.ts";
import type { WbemContext } from "./context.ts";
import type { WbemError } from "./error.ts";
import type { WbemServices } from "./services.ts";

/** What has namespaces. */
export interface WbemNamespaces {
  /** A namespace by its path, either slash, any case. `WBEM_E_INVALID_NAMESPACE` where it does not exist. */
  openNamespace(path: string, flags?: number, context?: WbemContext | null): WbemCallResult<WbemServices>;
}

/** The namespaces as a transaction sees them. */
export interface WbemTransaction extends WbemNamespaces {
  /** The {@link WbemConnection.revision} that there is once the transaction lasts; `undefined` where the target counts none. */
  readonly revision: number | undefined;
  /**
   * Makes the checks that otherwise wait for the end, as things stand now: one error for each object that breaks a rule
   * which needs the whole. A transaction that ends with such an object is refused.
   */
  checkDeferred(): Promise<readonly WbemError[]>;
}

/** A repository or a server. */
export interface WbemConnection extends WbemNamespaces {
  /** What people see: `repository.db`, `memory:`. */
  readonly name: string;
  readonly dialect: Dialect;
  /** String keys compare exactly, as in DMTF, and not without case, as in WMI. */
  readonly exactKeys: boolean;
  /**
   * The language whose texts reads with `WBEM_FLAG_USE_AMENDED_QUALIFIERS` merge into definitions: `MS_409`, in canonical
   * form. `undefined`: none, and that flag changes nothing in what is read.
   */
  readonly locale: string | undefined;
  /**
   * Runs `work` as one transaction over all namespaces: all of it lasts or, when `work` throws, nothing. Rules that need
   * the whole (a reference narrowed to a class that comes later) are checked before it lasts.
   *
   * Only `transaction` writes meanwhile: other transactions and writes past it wait for its end, and reads past it see the
   * state before. From within `work` they would wait for ever, so there they are refused as a mistake of the program. A
   * write of the transaction that is refused fails it with that error, unless the program awaits the call or asks for its
   * status; then it is the program's to go on or to throw.
   *
   * What providers did in a transaction that fails is undone in reverse. What one of them had to keep comes with the error as
   * a violation `provider-work-kept`; an error that is no `WbemError` is then the `cause` of one
   * (`WBEM_E_PROVIDER_FAILURE`).
   *
   * @example
   * await connection.transaction(async (transaction) => {
   *   const cimv2 = await transaction.openNamespace("root/cimv2");
   *   await cimv2.putClass(tree);
   *   await cimv2.putInstances(trees);
   * });
   */
  transaction<Result>(work: (transaction: WbemTransaction) => Promise<Result>): Promise<Result>;
  /**
   * How often the target has been written to: every transaction that lasts raises it, also one that put what was there
   * already. So a target whose revision is what it was holds what it held. `undefined` for a target that does not count;
   * 0 for one that nobody has written to since it counts.
   *
   * @example const isUntouched = (await connection.revision()) === before;
   */
  revision(): Promise<number | undefined>;
  /** The paths of all namespaces, parents first, then by name; those whose name begins with `__` are left out. */
  namespaces(): AsyncIterable<string>;
  /** Waits for the transaction that is running and lets go of the target. */
  close(): Promise<void>;
}
