import { foldName } from "../cim/names.ts";
import type { WbemServices } from "./services.ts";

/** A value of a context: VT_BOOL, VT_BSTR, VT_I4 and VT_R8, VT_UNKNOWN, and arrays of them. */
export type WbemContextScalar = boolean | string | number | WbemServices | object | null;
/** What a name of a context stands for. */
export type WbemContextValue = WbemContextScalar | readonly WbemContextScalar[];

/**
 * Named values beside a call, after `IWbemContext`: the repository reads those of partial updates, whose names begin with
 * `__PUT_EXT`, and hands all of them on to providers as they are. Names compare without case.
 *
 * @example
 * const context = new WbemContext()
 *   .setValue("__PUT_EXTENSIONS", true)
 *   .setValue("__PUT_EXT_CLIENT_REQUEST", true)
 *   .setValue("__PUT_EXT_PROPERTIES", ["Height"]);
 * await services.putInstance(tree, WBEM_FLAG_UPDATE_ONLY, context);
 */
export class WbemContext {
  readonly #values = new Map<string, { readonly name: string; readonly value: WbemContextValue }>();

  /** Sets a value, in place of the one that has the name. */
  setValue(name: string, value: WbemContextValue): this {
    this.#values.set(foldName(name), { name, value });
    return this;
  }

  /** A value; `undefined` where there is none of the name. */
  getValue(name: string): WbemContextValue | undefined {
    return this.#values.get(foldName(name))?.value;
  }

  /** Takes a value out; whether there was one. */
  deleteValue(name: string): boolean {
    return this.#values.delete(foldName(name));
  }

  /** Takes all values out. */
  deleteAll(): void {
    this.#values.clear();
  }

  /** The names as they were spelled, in the order in which they came. */
  getNames(): readonly string[] {
    return [...this.#values.values()].map(({ name }) => name);
  }

  /** A context of its own with the same values. */
  clone(): WbemContext {
    const copy = new WbemContext();
    for (const { name, value } of this.#values.values()) copy.setValue(name, value);
    return copy;
  }
}
