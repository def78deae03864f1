import { foldKey } from "../../cim/fold-key.ts";
import type { CimInstance, CimScalar } from "../../cim/model.ts";
import { foldName } from "../../cim/names.ts";
import type { KeyBinding } from "../../cim/object-path.ts";
import { instanceShapeProblem, isInstance } from "../../cim/shapes.ts";
import { violationMessage } from "../../wbem/error.ts";
import type { ProviderMethod } from "../../wbem/provider.ts";
import { canonicalInstance } from "../canonical-instance.ts";
import { CheckContext } from "../check-context.ts";
import { type InstanceTable, instanceTableOf, PlacedInstance } from "../instance-table.ts";
import type { NamespaceView } from "../namespace-view.ts";
import { Report } from "../rules/rule.ts";
import { invalidAnswer } from "./call-provider.ts";
import type { ServedClass } from "./provider-access.ts";

/** The keys of an instance as it has them, in canonical order; a key that it does not set has the default of the class. */
export function keysOf(instance: CimInstance, table: InstanceTable): readonly KeyBinding[] {
  const placed = new PlacedInstance(instance, table);
  return table.keys.map((property) => ({ name: property.name, value: placed.valueOf(property) as CimScalar }));
}

/** The form of keys under which they are compared. */
export function foldedKeys(keys: readonly KeyBinding[], view: NamespaceView): string {
  return foldKey(keys, { exactKeys: view.exactKeys, namespace: view.key });
}

/** Holds what one provider answers to the rules that are for what is put. */
export class AnswerCheck {
  readonly #view: NamespaceView;
  readonly #served: ServedClass;
  readonly #method: ProviderMethod;
  readonly #context: CheckContext;
  readonly table: InstanceTable;

  private constructor(view: NamespaceView, served: ServedClass, method: ProviderMethod, context: CheckContext) {
    this.#view = view;
    this.#served = served;
    this.#method = method;
    this.#context = context;
    this.table = instanceTableOf(served.resolved);
  }

  static async begin(view: NamespaceView, served: ServedClass, method: ProviderMethod): Promise<AnswerCheck> {
    return new AnswerCheck(view, served, method, new CheckContext(view, await view.definitions()));
  }

  /** An instance of the provider's class, in canonical form. `WBEM_E_INVALID_OBJECT` for anything else. */
  async instance(answer: unknown): Promise<CimInstance> {
    const { name } = this.#served.resolved.declaration;
    if (!isInstance(answer)) throw this.#invalid("it is no instance");
    if (foldName(answer.className) !== this.table.resolved.key) {
      throw this.#invalid(`it is an instance of \`${answer.className}\` and not of \`${name}\``);
    }
    const lacking = instanceShapeProblem(answer);
    if (lacking !== undefined) throw this.#invalid(lacking);
    const placed = new PlacedInstance(answer, this.table);
    const [broken] = (await this.#check(placed)).violations;
    if (broken !== undefined) throw this.#invalid(violationMessage(broken));
    for (const property of this.table.keys) {
      if (placed.valueOf(property) === null) throw this.#invalid(`key \`${property.name}\` has no value`);
    }
    const filled = this.table.keys.filter((property) => !placed.sets(property));
    return canonicalInstance(
      placed,
      filled.map((property) => ({ name: property.name, value: property.default as CimScalar })),
      this.#context,
    );
  }

  /** As {@link instance}, and it has the keys that were asked for. */
  async instanceWith(answer: unknown, keys: readonly KeyBinding[]): Promise<CimInstance> {
    const instance = await this.instance(answer);
    if (foldedKeys(keysOf(instance, this.table), this.#view) === foldedKeys(keys, this.#view)) return instance;
    throw this.#invalid("it has other keys than were asked for");
  }

  async #check(placed: PlacedInstance): Promise<Report> {
    for (;;) {
      const report = new Report();
      this.#context.checkInstance(placed, false, report);
      if (!(await this.#context.load())) return report;
    }
  }

  #invalid(reason: string): Error {
    return invalidAnswer(this.#served, this.#method, reason);
  }
}
