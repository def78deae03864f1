import { setImmediate } from "node:timers/promises";
import type { CimClass, CimInstance } from "../../cim/model.ts";
import { foldName } from "../../cim/names.ts";
import type { ObjectPath } from "../../cim/object-path.ts";
import type { WbemContext } from "../../wbem/context.ts";
import { WbemError } from "../../wbem/error.ts";
import { WBEM_FLAG_DIRECT_READ, WBEM_FLAG_SHALLOW, WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../../wbem/flags.ts";
import { isProviderMissing } from "../../wbem/stored-instances.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { type ConditionOfClass, enumerateInstances, getClass, getInstance } from "../read-objects.ts";
import { isLocalPath } from "./reference-target.ts";

/** Flags of a query that its reads take too. */
const handedOn = WBEM_FLAG_USE_AMENDED_QUALIFIERS | WBEM_FLAG_DIRECT_READ;

/** Reading is nearly all work of this process, so a query that finds little would block it: so many objects take 5 ms. */
const objectsPerTurn = 1000;

/** A query says itself which properties it gives, and its condition may ask for others. */
function withoutPartialRead(context: WbemContext | null): WbemContext | null {
  const names = context?.getNames().filter((name) => foldName(name).startsWith("__get_ext")) ?? [];
  if (context === null || names.length === 0) return context;
  const kept = context.clone();
  for (const name of names) kept.deleteValue(name);
  return kept;
}

/** How a query reads: as the operations `getObject` and `createInstanceEnum` do, so that providers take part in it. */
export class QueryRead {
  readonly view: NamespaceView;
  readonly #flags: number;
  readonly #context: WbemContext | null;
  #untilTurn = objectsPerTurn;
  /** The first refusal for want of a provider. */
  #missing: WbemError | undefined;

  constructor(view: NamespaceView, flags: number, context: WbemContext | null) {
    this.view = view;
    this.#flags = flags & handedOn;
    this.#context = withoutPartialRead(context);
  }

  /** To be awaited for each object that is gone through: lets the rest of the program go on now and then. */
  turn(): Promise<void> | undefined {
    this.#untilTurn--;
    if (this.#untilTurn > 0) return undefined;
    this.#untilTurn = objectsPerTurn;
    return setImmediate();
  }

  class(name: string): Promise<CimClass> {
    return getClass(this.view, name, this.#flags);
  }

  /** Instances of a class and of those derived from it; those that a condition leaves out need not be given. */
  instances(className: string, conditionOf?: ConditionOfClass): AsyncIterable<CimInstance> {
    return enumerateInstances(this.view, className, this.#flags, this.#context, conditionOf);
  }

  /** Instances of exactly a class. */
  instancesOfJust(className: string, conditionOf?: ConditionOfClass): AsyncIterable<CimInstance> {
    return enumerateInstances(this.view, className, this.#flags | WBEM_FLAG_SHALLOW, this.#context, conditionOf);
  }

  /** Instances without the error that more of them are with a provider which is not here: that is told in the {@link end}. */
  async *whatIsHere(instances: AsyncIterable<CimInstance>): AsyncGenerator<CimInstance> {
    try {
      yield* instances;
    } catch (error) {
      this.#remember(error);
    }
  }

  /**
   * The instance that a path means; `undefined` where it is none of this namespace or there is no such instance. Whether
   * there is one that only a provider knows which is not here is told in the {@link end}.
   */
  async find(path: ObjectPath): Promise<CimInstance | undefined> {
    try {
      return await this.#get(path);
    } catch (error) {
      this.#remember(error);
      return undefined;
    }
  }

  /** As {@link find}, for one that need not be there, so that it does not matter which provider is missing. */
  async findHere(path: ObjectPath): Promise<CimInstance | undefined> {
    try {
      return await this.#get(path);
    } catch (error) {
      if (!isProviderMissing(error)) throw error;
      return undefined;
    }
  }

  async #get(path: ObjectPath): Promise<CimInstance | undefined> {
    if (!isLocalPath(this.view, path) || (await this.view.findClass(path.className)) === undefined) return undefined;
    const { className, keys = [] } = path;
    try {
      return await getInstance(this.view, { kind: "path", className, keys }, this.#flags, this.#context);
    } catch (error) {
      if (error instanceof WbemError && meansNoObject.has(error.status)) return undefined;
      throw error;
    }
  }

  #remember(error: unknown): void {
    if (!isProviderMissing(error)) throw error;
    this.#missing ??= error as WbemError;
  }

  /** Refuses the query where something was with a provider that is not here, once all else has been given. */
  end(): void {
    if (this.#missing !== undefined) throw this.#missing;
  }
}

const meansNoObject: ReadonlySet<string> = new Set(["WBEM_E_NOT_FOUND", "WBEM_E_INVALID_OBJECT_PATH"]);
