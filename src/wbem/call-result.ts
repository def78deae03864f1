import type { CimClass, CimInstance } from "../cim/model.ts";
import type { StatusName } from "../codes/status.ts";
import { violation, WbemError } from "./error.ts";
import { WBEM_FLAG_RETURN_IMMEDIATELY } from "./flags.ts";
import type { PutResult, WbemServices } from "./services.ts";

/** A timeout that never ends; `Infinity` does the same. */
export const WBEM_INFINITE = 0xffffffff;

/** What is asked of a call beside its status, by the kind of its operation. */
export interface ResultParts<Result> {
  // Methods, so that a call for an instance is one for an object.
  string?(result: Result): string;
  object?(result: Result): CimClass | CimInstance;
  services?(result: Result): WbemServices;
}

/** The longest time a timer of Node.js takes, in milliseconds; a longer timeout ends then. */
const longestTimer = 2 ** 31 - 1;

const timedOut = Symbol("timed out");

/**
 * An operation that was begun, after `IWbemCallResult`. It is a promise of what the operation gives, so `await` is a
 * synchronous call; with `WBEM_FLAG_RETURN_IMMEDIATELY` nobody has to wait: a refusal stays with the call, where
 * {@link getCallStatus} tells it, and is no unhandled rejection. Within a transaction every call that writes can be left
 * to itself: one that fails and that nobody asked about fails the transaction.
 *
 * Timeouts are in milliseconds: 0 asks and does not wait, {@link WBEM_INFINITE} waits to the end, a negative one or NaN is
 * `WBEM_E_INVALID_PARAMETER` (`invalid-timeout`). A call may be asked as often as one likes, in any order.
 *
 * @example
 * const call = services.putInstance(instance, WBEM_FLAG_RETURN_IMMEDIATELY);
 * while ((await call.getCallStatus(100)) === "WBEM_S_TIMEDOUT") showProgress();
 * console.log(await call.getResultString(0)); // the path, with the keys that were generated
 */
export class WbemCallResult<Result> implements Promise<Result> {
  readonly [Symbol.toStringTag] = "WbemCallResult";
  /** What the operation gave, where it has ended well by the time the call returns, so that nobody has to wait for it. */
  readonly done: Result | undefined;
  #work: Promise<Result> | undefined;
  readonly #parts: ResultParts<Result>;
  #isOutcomeAsked = false;

  /**
   * @param work the operation; `undefined` for one that has ended and gave `done`
   * @param flags with `WBEM_FLAG_RETURN_IMMEDIATELY` the failure of `work` is no unhandled rejection
   * @param parts what the operation gives to {@link getResultString} and its sisters
   */
  constructor(work: Promise<Result> | undefined, flags = 0, parts: ResultParts<NoInfer<Result>> = {}, done?: Result) {
    this.#work = work;
    this.#parts = parts;
    this.done = done;
    // What is no number is refused by the operation, which has begun; an operator on bits would throw for some of it.
    if (typeof flags === "number" && (flags & WBEM_FLAG_RETURN_IMMEDIATELY) !== 0) work?.catch(() => undefined);
  }

  /** Made when it is asked for, where the operation has ended: a load asks for none. */
  get #promise(): Promise<Result> {
    this.#work ??= Promise.resolve(this.done as Result);
    return this.#work;
  }

  /**
   * Whether somebody learns how the operation ended: awaits it, or was told its status. A call that was asked while it ran,
   * and never again, does not count.
   */
  get isOutcomeAsked(): boolean {
    return this.#isOutcomeAsked;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise.
  then<Fulfilled = Result, Rejected = never>(
    onFulfilled?: ((result: Result) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    this.#isOutcomeAsked = true;
    return this.#promise.then(onFulfilled, onRejected);
  }

  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Result | Rejected> {
    this.#isOutcomeAsked = true;
    return this.#promise.catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<Result> {
    this.#isOutcomeAsked = true;
    return this.#promise.finally(onFinally);
  }

  /**
   * How the operation ended: `WBEM_S_NO_ERROR` or the status it was refused with; `WBEM_S_TIMEDOUT` while it runs. What is
   * no refusal but a mistake of the program is thrown.
   */
  async getCallStatus(timeout: number): Promise<StatusName> {
    checkTimeout(timeout);
    try {
      return (await this.#within(timeout)) === timedOut ? "WBEM_S_TIMEDOUT" : "WBEM_S_NO_ERROR";
    } catch (error) {
      if (error instanceof WbemError) return error.status;
      throw error;
    }
  }

  /**
   * The path that `putInstance` assigned; `undefined` while it runs. Throws what the operation was refused with, and
   * `WBEM_E_INVALID_OPERATION` (`no-such-call-result`) for an operation that assigns none.
   */
  getResultString(timeout: number): Promise<string | undefined> {
    return this.#part("getResultString", this.#parts.string, timeout);
  }

  /** The class or instance of `getObject`, in the manner of {@link getResultString}. */
  getResultObject(timeout: number): Promise<CimClass | CimInstance | undefined> {
    return this.#part("getResultObject", this.#parts.object, timeout);
  }

  /** The namespace of `openNamespace`, in the manner of {@link getResultString}. */
  getResultServices(timeout: number): Promise<WbemServices | undefined> {
    return this.#part("getResultServices", this.#parts.services, timeout);
  }

  async #part<Part>(
    method: string,
    part: ((result: Result) => Part) | undefined,
    timeout: number,
  ): Promise<Part | undefined> {
    if (part === undefined) throw WbemError.fromViolations([violation("no-such-call-result", { method })]);
    checkTimeout(timeout);
    const result = await this.#within(timeout);
    return result === timedOut ? undefined : part(result);
  }

  async #within(timeout: number): Promise<Result | typeof timedOut> {
    if (timeout >= WBEM_INFINITE) {
      this.#isOutcomeAsked = true;
      return this.#promise;
    }
    const { promise, resolve } = Promise.withResolvers<typeof timedOut>();
    const timer = setTimeout(resolve, Math.min(timeout, longestTimer), timedOut);
    let isOver = true;
    try {
      const first = await Promise.race([this.#promise, promise]);
      isOver = first !== timedOut;
      return first;
    } finally {
      if (isOver) this.#isOutcomeAsked = true;
      clearTimeout(timer);
    }
  }
}

function checkTimeout(timeout: number): void {
  if (timeout >= 0) return;
  throw WbemError.fromViolations([violation("invalid-timeout", { timeout: String(timeout) })]);
}

/** The parts of `putInstance`. */
export const pathPart: ResultParts<PutResult> = { string: ({ path }) => path };
/** The parts of `getObject`. */
export const objectPart: ResultParts<CimClass | CimInstance> = { object: (object) => object };
/** The parts of `openNamespace`. */
export const servicesPart: ResultParts<WbemServices> = { services: (services) => services };
