import { type InstanceTable, instanceTableOf } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";

/** The tables of the classes whose instances a query reads, which come class by class. */
export class InstanceTables {
  readonly #view: NamespaceView;
  #lastName: string | undefined;
  #last: InstanceTable | undefined;

  constructor(view: NamespaceView) {
    this.#view = view;
  }

  /** The table of the class of an instance that was read. */
  async of(className: string): Promise<InstanceTable> {
    if (this.#last !== undefined && this.#lastName === className) return this.#last;
    const resolved = await this.#view.findClass(className);
    if (resolved === undefined) throw this.#view.damaged(className);
    this.#lastName = className;
    this.#last = instanceTableOf(resolved);
    return this.#last;
  }
}
