import type { CimClass, CimInstance } from "../../cim/model.ts";
import { foldName } from "../../cim/names.ts";
import type { ObjectPath } from "../../cim/object-path.ts";
import type { WbemContext } from "../../wbem/context.ts";
import { WbemError } from "../../wbem/error.ts";
import { WBEM_FLAG_DIRECT_READ, WBEM_FLAG_SHALLOW, WBEM_FLAG_USE_AMENDED_QUALIFIERS } from "../../wbem/flags.ts";
import { isProviderMissing } from "../../wbem/stored-instances.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { enumerateInstances, getClass, getInstance } from "../read-objects.ts";
import { isLocalPath } from "./reference-target.ts";

/** Flags of a query that its reads take too. */
const handedOn = WBEM_FLAG_USE_AMENDED_QUALIFIERS | WBEM_FLAG_DIRECT_READ;

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

  constructor(view: NamespaceView, flags: number, context: WbemContext | null) {
    this.view = view;
    this.#flags = flags & handedOn;
    this.#context = withoutPartialRead(context);
  }

  class(name: string): Promise<CimClass> {
    return getClass(this.view, name, this.#flags);
  }

  /** Instances of a class and of those derived from it. */
  instances(className: string): AsyncIterable<CimInstance> {
    return enumerateInstances(this.view, className, this.#flags, this.#context);
  }

  /** Instances of exactly a class. */
  instancesOfJust(className: string): AsyncIterable<CimInstance> {
    return enumerateInstances(this.view, className, this.#flags | WBEM_FLAG_SHALLOW, this.#context);
  }

  /** The instance that a path means; `undefined` where it is none of this namespace or there is no such instance. */
  async find(path: ObjectPath): Promise<CimInstance | undefined> {
    if (!isLocalPath(this.view, path) || (await this.view.findClass(path.className)) === undefined) return undefined;
    const { className, keys = [] } = path;
    try {
      return await getInstance(this.view, { kind: "path", className, keys }, this.#flags, this.#context);
    } catch (error) {
      if (error instanceof WbemError && meansNoObject.has(error.status)) return undefined;
      if (isProviderMissing(error)) return undefined;
      throw error;
    }
  }
}

const meansNoObject: ReadonlySet<string> = new Set(["WBEM_E_NOT_FOUND", "WBEM_E_INVALID_OBJECT_PATH"]);
