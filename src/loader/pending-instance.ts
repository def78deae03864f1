import type { Alias, InstanceDeclaration } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";
import type { AliasedObject } from "./aliases.ts";
import type { LoweringScope } from "./lowering.ts";

/** An instance declaration with what applied at its place, for when it can be put only later. */
export interface PendingInstance {
  readonly declaration: InstanceDeclaration;
  readonly scope: LoweringScope;
  readonly flags: number;
  /** What it declares itself as; absent without `as $Name`. */
  readonly alias: AliasedObject | undefined;
  /** The aliases it lacked when it was last lowered. */
  missing: readonly Alias[];
}

/** Instances that wait for aliases, each under the first one it lacks. */
export class WaitingInstances {
  readonly #byAlias = new Map<string, PendingInstance[]>();

  add(instance: PendingInstance): void {
    const key = foldName((instance.missing[0] as Alias).name);
    const waiting = this.#byAlias.get(key);
    if (waiting) waiting.push(instance);
    else this.#byAlias.set(key, [instance]);
  }

  /** Takes out the instances that wait for an alias, in the order in which they began to wait for it. */
  take(alias: string): readonly PendingInstance[] {
    const key = foldName(alias);
    const waiting = this.#byAlias.get(key) ?? [];
    this.#byAlias.delete(key);
    return waiting;
  }

  /** Takes out all that are left, those of one source in the order of the text. */
  takeAll(): readonly PendingInstance[] {
    const all = [...this.#byAlias.values()].flat();
    this.#byAlias.clear();
    return all.sort((left, right) => left.declaration.start - right.declaration.start);
  }
}
