import type { Alias, InstanceDeclaration, StructureValueDeclaration } from "../ast/nodes.ts";
import { foldName } from "../cim/names.ts";
import type { AliasedObject } from "./aliases.ts";
import type { LoweringScope } from "./lowering.ts";

/** An instance declaration with what applied at its place, for when it can be put only later. */
export interface PendingInstance {
  readonly declaration: InstanceDeclaration | StructureValueDeclaration;
  readonly scope: LoweringScope;
  readonly flags: number;
  /** What it declares itself as; absent without `as $Name`. */
  readonly alias: AliasedObject | undefined;
  /** The aliases it lacked when it was last lowered. */
  missing: readonly Alias[];
}

/** An instance, and how many aliases it still waits for; 0: it waits no more. */
interface Waiting {
  readonly instance: PendingInstance;
  left: number;
}

/** Instances that wait for aliases, each until all that it waits for have come. */
export class WaitingInstances {
  readonly #byAlias = new Map<string, Waiting[]>();
  readonly #all = new Set<PendingInstance>();

  /** @param aliases at least one; a name may be there more than once */
  add(instance: PendingInstance, aliases: readonly Alias[]): void {
    const keys = new Set(aliases.map(({ name }) => foldName(name)));
    const waiting: Waiting = { instance, left: keys.size };
    this.#all.add(instance);
    for (const key of keys) {
      const others = this.#byAlias.get(key);
      if (others) others.push(waiting);
      else this.#byAlias.set(key, [waiting]);
    }
  }

  /**
   * Takes out the instances that waited for nothing but this alias any more, in the order in which they began to wait for
   * it. One that failed decides of an instance without the others.
   */
  take(alias: string, hasFailed: boolean): readonly PendingInstance[] {
    const key = foldName(alias);
    const taken: PendingInstance[] = [];
    for (const waiting of this.#byAlias.get(key) ?? []) {
      if (waiting.left === 0) continue;
      waiting.left = hasFailed ? 0 : waiting.left - 1;
      if (waiting.left > 0) continue;
      this.#all.delete(waiting.instance);
      taken.push(waiting.instance);
    }
    this.#byAlias.delete(key);
    return taken;
  }

  /** Takes out all that are left, those of one source in the order of the text. */
  takeAll(): readonly PendingInstance[] {
    const all = [...this.#all];
    this.#all.clear();
    this.#byAlias.clear();
    return all.sort((left, right) => left.declaration.start - right.declaration.start);
  }
}
